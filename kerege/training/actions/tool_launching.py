"""Links to tools in courses and modules, and the ways into them."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.canonical import digest
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import LtiTool, ToolLaunch, ToolLearner, ToolLink, ToolPlace
from kerege.training.queries import lti_tools as queries
from kerege.training.queries.lti_tools import Ground, ToolLine
from kerege.training.rules.lti_addresses import address, origin_of
from kerege.training.rules.lti_tools.scoring import points
from kerege.training.words import lti_tools as words
from kerege.training.words.lti_tools import HINT_SECONDS, MOST_LINKS, ToolState


def add_link(
    *,
    by: Actor,
    reader: Viewer,
    tool: str,
    title: str,
    course: str = "",
    curriculum: str = "",
    module: str = "",
    url: str = "",
    maximum: float | None = None,
    loopback: bool = False,
    now: datetime | None = None,
) -> ToolLink:
    """Add a thing of a tool (its uid) to a course, or to a module of a curriculum; with `maximum` it has a column of
    results.

    Refuses training.no_such_tool_link, training.tool_not_your_place, training.no_such_tool, training.tool_not_open,
    training.tool_too_many, text.*, training.tool_address, training.tool_other_host for an address at another host
    than the tool's, and training.tool_points for a maximum that is none.
    """
    where: dict[str, Any] = {"course": course, "curriculum": curriculum, "module": module}
    here = queries.ground(reader, by, **where, on=timezone.localdate(now))
    if not here.keeps:
        raise Refusal(words.TOOL_NOT_YOUR_PLACE)
    line = _known_tool(reader, by, tool)
    row = ToolLink(title=clean_line(title, field="title", max_length=200), url=_url(url, line, loopback))
    row.maximum = None if maximum is None else points(maximum)
    with act("training.tool.linked", by=by, about=row.uid):
        row.place = _place_of(line, here)
        _check_room(row.place, 1)
        row.save()
    return row


def remove_link(*, by: Actor, reader: Viewer, uid: str, now: datetime | None = None) -> None:
    """Remove a link from its place. What the tool told stays with its learners.

    Refuses training.no_such_tool_link and training.tool_not_your_place.
    """
    at = now or timezone.now()
    line, here = queries.link(reader, by, uid, on=timezone.localdate(at))
    if not here.keeps:
        raise Refusal(words.TOOL_NOT_YOUR_PLACE)
    with act("training.tool.unlinked", by=by, about=line.uid):
        ToolLink.objects.filter(uid=line.uid).update(removed_at=at)


def begin_launch(*, by: Actor, reader: Viewer, link: str, now: datetime | None = None) -> tuple[ToolLaunch, str]:
    """Begin a way into a tool, which is good once and for some minutes: the launch, and its hint, which only the
    address holds.

    Refuses training.tool_sign_in, training.tool_not_open, training.no_such_tool_link and training.tool_not_your_place.
    """
    account, at, hint = _own_account(by), now or timezone.now(), secrets.token_urlsafe(32)
    line, here = queries.link(reader, by, link, on=timezone.localdate(at))
    if not here.opens:
        raise Refusal(words.TOOL_NOT_YOUR_PLACE)
    if line.tool.state != ToolState.OPEN:
        raise Refusal(words.TOOL_NOT_OPEN)
    found = ToolLink.objects.select_related("place").get(uid=line.uid)
    row = ToolLaunch(
        link=found, account_id=account, hint=_hint_digest(hint), until=at + timedelta(seconds=HINT_SECONDS)
    )
    with act("training.tool.launched", by=by, about=row.uid):
        _learner_in(found.place, account, at)
        ToolLaunch.objects.filter(account_id=account, until__lt=at).delete()
        row.save()
    return row, hint


def use_hint(*, by: Actor, tool: ToolLine, launch: str, hint: str, now: datetime | None = None) -> ToolLaunch:
    """Use up a way into a tool: the launch that was begun by the same account for the same tool, once.

    Refuses training.tool_sign_in, training.tool_not_open, and training.tool_hint_used for every other hint.
    """
    account, at, number = _own_account(by), now or timezone.now(), uid_or_none(launch)
    if tool.state != ToolState.OPEN:
        raise Refusal(words.TOOL_NOT_OPEN)
    if number is None:
        raise Refusal(words.TOOL_HINT_USED)
    with act("training.tool.told", by=by, about=number):
        rows = ToolLaunch.objects.select_for_update(of=("self",)).select_related("link__place")
        wanted: dict[str, Any] = {"uid": number, "hint": _hint_digest(hint), "account_id": account}
        open_ones = rows.filter(**wanted, used_at__isnull=True, until__gt=at, link__removed_at__isnull=True)
        row: Any = open_ones.filter(link__place__tool__client=tool.client).first()
        if row is None:
            raise Refusal(words.TOOL_HINT_USED)
        row.used_at = at
        row.save(update_fields=["used_at"])
    found: ToolLaunch = row
    return found


def _known_tool(reader: Viewer, by: Actor, tool: str) -> ToolLine:
    """A tool by its uid that is open. Refuses training.no_such_tool and .tool_not_open."""
    try:
        line = queries.tool(reader, by, tool)
    except Refusal as refusal:
        raise Refusal(refusal.word, field="tool") from None
    if line.state != ToolState.OPEN:
        raise Refusal(words.TOOL_NOT_OPEN)
    return line


def _check_room(place: ToolPlace, more: int) -> None:
    """Refuse training.tool_too_many where a place cannot take so many links more."""
    if ToolLink.objects.filter(place=place, removed_at__isnull=True).count() + more > MOST_LINKS:
        raise Refusal(words.TOOL_TOO_MANY, most=MOST_LINKS)


def _place_of(tool: ToolLine, here: Ground) -> ToolPlace:
    """The place of a tool in a course or module, made inside an act where there is none."""
    with checking():
        row = LtiTool.objects.inside_action().get(client=tool.client)
    found = ToolPlace.objects.filter(tool_id=row.id, **here.where).first()
    if found is None:
        found = ToolPlace(tool_id=row.id, **here.where)
        found.save()
    return found


def _learner_in(place: Any, account: int, at: datetime) -> None:
    """Know somebody in a place by a drawn name, inside an act; whom the list of the course told keeps theirs."""
    row = ToolLearner.objects.filter(place=place, account_id=account).first()
    if row is None:
        ToolLearner(place=place, account_id=account, sub=secrets.token_hex(20), opened_at=at).save()
    elif row.opened_at is None:
        row.opened_at = at
        row.save(update_fields=["opened_at"])


def _url(url: str, tool: ToolLine, loopback: bool) -> str:
    if not url.strip():
        return ""
    told = address(url, refused=words.TOOL_ADDRESS, field="url", loopback=loopback)
    if origin_of(told) not in tool.origins:
        raise Refusal(words.TOOL_OTHER_HOST, field="url", address=told[:100], hosts=", ".join(tool.origins))
    return told


def _hint_digest(hint: str) -> str:
    """What is kept of a hint. It is drawn and long, so one digest is enough."""
    return digest(["kerege.lti.1", hint])


def _own_account(by: Actor) -> int:
    """The number of the account that acts. Refuses training.tool_sign_in."""
    number = people.account_number(by.uid) if by.uid else None
    if number is None:
        raise Refusal(words.TOOL_SIGN_IN)
    return number
