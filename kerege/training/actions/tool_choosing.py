"""Choosing within a tool: begun by whoever keeps a place, answered by the tool, and confirmed by the same person."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor
from kerege.records.viewers import Viewer
from kerege.training.actions.tool_launching import (
    _check_room,
    _hint_digest,
    _known_tool,
    _learner_in,
    _own_account,
    _place_of,
)
from kerege.training.actions.tool_services import _comes_once
from kerege.training.models import ToolChoice, ToolLink
from kerege.training.queries import lti_tools as queries
from kerege.training.queries import tool_choices as choices
from kerege.training.queries.lti_tools import ToolLine
from kerege.training.rules.lti_tools import choosing
from kerege.training.words import lti_tools as words
from kerege.training.words.lti_tools import CHOOSING_SECONDS, HINT_SECONDS, ToolState


def begin_choice(
    *, by: Actor, reader: Viewer, tool: str, where: Mapping[str, str], now: datetime | None = None
) -> tuple[ToolChoice, str, ToolLine]:
    """Begin to choose within a tool (its uid) for a course or module: the choice, its hint, which only the address
    holds, and the tool.

    Refuses training.no_such_tool_link, .tool_not_your_place, .no_such_tool, .tool_not_open, .tool_chooses_nothing and
    .tool_sign_in.
    """
    account, at, hint = _own_account(by), now or timezone.now(), secrets.token_urlsafe(32)
    here = queries.ground(reader, by, **dict(where), on=timezone.localdate(at))
    if not here.keeps:
        raise Refusal(words.TOOL_NOT_YOUR_PLACE)
    line = _known_tool(reader, by, tool)
    if not line.choose_url:
        raise Refusal(words.TOOL_CHOOSES_NOTHING, field="tool")
    row = ToolChoice(account_id=account, hint=_hint_digest(hint), until=at + timedelta(seconds=HINT_SECONDS))
    with act("training.tool.choice_begun", by=by, about=row.uid):
        row.place = _place_of(line, here)
        _learner_in(row.place, account, at)
        ToolChoice.objects.filter(account_id=account, until__lt=at).delete()
        row.save()
    return row, hint, line


def use_choice(
    *, by: Actor, tool: ToolLine, choice: str, hint: str, now: datetime | None = None
) -> tuple[ToolChoice, str]:
    """Use up the way to choose, once and by the account that began it: the choice, and the data with which the tool
    answers, within the hour.

    Refuses training.tool_sign_in, .tool_not_open, and .tool_hint_used for every other hint.
    """
    account, at, number = _own_account(by), now or timezone.now(), uid_or_none(choice)
    if tool.state != ToolState.OPEN:
        raise Refusal(words.TOOL_NOT_OPEN)
    if number is None:
        raise Refusal(words.TOOL_HINT_USED)
    data = secrets.token_urlsafe(32)
    with act("training.tool.choice_told", by=by, about=number):
        rows = ToolChoice.objects.select_for_update(of=("self",)).select_related("place")
        wanted: dict[str, Any] = {"uid": number, "hint": _hint_digest(hint), "account_id": account}
        open_ones = rows.filter(**wanted, used_at__isnull=True, until__gt=at, place__tool__client=tool.client)
        row: Any = open_ones.first()
        if row is None:
            raise Refusal(words.TOOL_HINT_USED)
        row.used_at, row.data, row.until = at, _hint_digest(data), at + timedelta(seconds=CHOOSING_SECONDS)
        row.save()
    return row, data


def take_answer(*, by: ToolLine, said: Mapping[str, Any], local: bool, now: datetime | None = None) -> ToolChoice:
    """Take what a tool hands over in a token that was read, for whoever began the choice to confirm. Nothing of it is
    in the place yet. A nonce comes once, and so does an answer.

    Refuses training.tool_bad_body, .tool_choice_over, also for the choice of another tool, and .tool_hint_used.
    """
    at, data = now or timezone.now(), choosing.data_of(said)
    told = choosing.answered(said, deployment=by.deployment, origins=by.origins, title=by.title, local=local)
    with act("training.tool.choice_answered", by=SYSTEM, owner=by.owner, about=by.uid):
        rows = ToolChoice.objects.select_for_update(of=("self",)).filter(data=_hint_digest(data), until__gt=at)
        row: Any = rows.filter(place__tool__client=by.client, answered_at__isnull=True).first()
        if row is None:
            raise Refusal(words.TOOL_CHOICE_OVER)
        _comes_once(row.place.tool_id, f"{by.client} nonce {said['nonce']}", at)
        row.answered_at, row.found = at, told.kept()
        row.save()
    found: ToolChoice = row
    return found


def add_chosen(
    *, by: Actor, reader: Viewer, uid: str, chosen: Collection[str], now: datetime | None = None
) -> list[ToolLink]:
    """Make links of what was chosen (places in the answer, from 0), all or none; the rest is forgotten.

    Refuses training.no_such_tool_link, .tool_not_your_place, .tool_not_open, .tool_choose_one, also for what was not
    offered, .tool_choice_over and .tool_too_many.
    """
    at = now or timezone.now()
    line = choices.choice(reader, by, uid, on=timezone.localdate(at))
    if line.tool.state != ToolState.OPEN:
        raise Refusal(words.TOOL_NOT_OPEN)
    offered = {str(place): each for place, each in enumerate(line.answer.links)}
    if not chosen or set(chosen) - set(offered):
        raise Refusal(words.TOOL_CHOOSE_ONE)
    rows = [_link(each) for place, each in offered.items() if place in set(chosen)]
    with act("training.tool.chosen", by=by, about=line.uid, links=len(rows)):
        choice = ToolChoice.objects.select_for_update(of=("self",)).filter(uid=line.uid, until__gt=at).first()
        if choice is None:
            raise Refusal(words.TOOL_CHOICE_OVER)
        _check_room(choice.place, len(rows))
        for row in rows:
            row.place = choice.place
            row.save()
        choice.delete()
    return rows


def _link(each: choosing.Chosen) -> ToolLink:
    named = {"title": each.title, "url": each.url, "maximum": each.maximum, "custom": each.custom}
    return ToolLink(**named, resource=each.resource, tag=each.tag)
