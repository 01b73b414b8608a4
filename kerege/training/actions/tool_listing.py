"""The list of a course for a tool: who may have it, and what it is told."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor
from kerege.records.viewers import Viewer
from kerege.training.actions.tool_launching import _place_of
from kerege.training.models import ToolLearner
from kerege.training.queries import lti_tools as tools
from kerege.training.queries import tool_services as services
from kerege.training.queries.tool_members import Member, members
from kerege.training.queries.tool_services import LetIn
from kerege.training.rules.lti_tools import listing
from kerege.training.rules.lti_tools.listing import Asked, Listed
from kerege.training.words import lti_tools as words


@dataclass(frozen=True)
class Page:
    """One page of a list, after which name the next begins, and what a link that was asked for has of the tool's."""

    members: list[Listed]
    after: str
    custom: dict[str, str] | None


def list_members(*, by: LetIn, said: Asked) -> Page:
    """Tell a tool who is in the course of its place: names that were drawn for it, roles, and no more unless its
    registration and staff of the course say so, and of nobody whose name that staff may not read. Each time is an act.

    Refuses training.no_such_tool_link for a place without a list, for a tool that may not ask, and for a link that is
    none of the tool's there.
    """
    if by.place.course_id is None or not by.tool.with_list:
        raise Refusal(words.NO_SUCH_TOOL_LINK)
    link = services.link_in(by, said.link) if said.link else None
    if said.link and link is None:
        raise Refusal(words.NO_SUCH_TOOL_LINK)
    with act("training.tool.listed", by=SYSTEM, owner=by.tool.owner, about=by.place.uid, named=by.place.names_listed):
        found = members(by.place)
        drawn = _drawn(by.place, [each.account.id for each in found])
    told = [Listed(drawn[each.account.id], each.teaches, **_names(by, each)) for each in found]
    page, after = listing.page_of(told, said)
    return Page(page, after, None if link is None else link.custom)


def let_names(*, by: Actor, reader: Viewer, course: str, tool: str, named: bool) -> None:
    """Let a tool have the names of the list of a course, or have them no more. The same again changes nothing.

    Refuses training.no_such_tool_link, .tool_not_your_place, and .no_such_tool for one that may not ask for the list.
    """
    here = tools.ground(reader, by, course=course, on=timezone.localdate())
    if not here.keeps:
        raise Refusal(words.TOOL_NOT_YOUR_PLACE)
    line = next((each for each, _ in tools.lists(reader, by, here) if each.uid == tool), None)
    if line is None or not (line.with_name or line.with_mail):
        raise Refusal(words.NO_SUCH_TOOL)
    row = _place_of(line, here)
    if row.names_listed == named:
        return
    with act("training.tool.names_let", by=by, about=row.uid, named=named):
        row.names_listed = named
        row.save(update_fields=["names_listed"])


def _names(by: LetIn, one: Member) -> dict[str, str]:
    known = services.known(by.tool, one.account) if by.place.names_listed and one.named else {}
    return {"name": known.get("name", ""), "mail": known.get("email", "")}


def _drawn(place: Any, accounts: list[int]) -> dict[int, str]:
    """By which name the tool knows each; for whom it knows none yet one is drawn."""
    known = dict(ToolLearner.objects.filter(place=place).values_list("account_id", "sub"))
    for account in accounts:
        if account not in known:
            known[account] = _draw(place, account)
    return known


def _draw(place: Any, account: int) -> str:
    row = ToolLearner(place=place, account_id=account, sub=secrets.token_hex(20))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # they opened it in this moment
        return services.sub_of(place, account)
    return row.sub
