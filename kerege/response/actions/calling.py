"""Calling out for duties whose time runs, by the node itself: the holder of the mandate, the deputy, the head."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.people import queries as people
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Capacity, Deed
from kerege.response.actions.duty_clocks import note
from kerege.response.models import DutyClock
from kerege.response.queries.mandates import DOOR, MandateLine, mandates
from kerege.response.rules.clocks import calls
from kerege.response.words.clocks import DEPUTY, HEAD, HOLDER, Step
from kerege.response.words.health_events import EventState


@dataclass(frozen=True)
class Call:
    """One mail to write: to whom and in which language, how far up that is, and until when the duty is to be done."""

    to: str
    language: str
    level: int
    owner: str
    occasion: str
    due_at: datetime | None
    zone: str
    late: bool
    exercise: bool


def call_out(*, by: Actor, at: datetime) -> list[Call]:
    """Raise every open duty to how far it is to be called out now, note that in its timeline, and say whom to write to.
    A call is made once at each level; when a duty is late, all who were called before are called with the head. Where
    the directory names nobody the timeline shows the call all the same, and nobody is written to.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    with checking():
        rows = DutyClock.objects.inside_action().select_related("occasion").filter(settled_at=None, level__lt=HEAD)
        waiting = [row for row in rows.filter(occasion__state=EventState.OPEN).order_by("id") if _wanted(row, at)]
    lines = mandates(DOOR, on=at.date()) if waiting else []
    return [each for row in waiting for each in _call(row, by, at, lines)]


def _wanted(row: DutyClock, at: datetime) -> int:
    """How far it is to be called now, where that is further than it was called; else 0."""
    level = max(calls(row, taken=bool(row.taken_by), at=at), row.passed)
    return level if level > row.level else 0


def _call(row: DutyClock, by: Actor, at: datetime, lines: list[MandateLine]) -> list[Call]:
    with act("response.duty.called", by=by, owner=row.owner, about=row.occasion.uid) as done:
        every: Any = DutyClock.objects.inside_action().select_related("occasion").select_for_update(of=("self",))
        locked = every.get(pk=row.pk)
        level = _wanted(locked, at) if locked.settled_at is None else 0
        if level:
            locked.level = level
            locked.save()
            note(by=by, occasion=locked.occasion, step=Step.CALLED, moment=at, clock=locked, level=level)
        done.note(duty=locked.duty, level=level)
    if not level:  # somebody settled it, or called, in this moment
        return []
    late = locked.due_at is not None and at > locked.due_at
    told = (level, locked.owner, str(locked.occasion.uid), locked.due_at, locked.occasion.zone, late)
    levels = (HOLDER, DEPUTY, HEAD) if late and level == HEAD else (level,)
    people_called = {each for n in levels for each in _reached(lines, locked, n, at)}
    return [Call(to, language, *told, locked.occasion.exercise) for to, language in sorted(people_called)]


def _reached(lines: list[MandateLine], row: DutyClock, level: int, at: datetime) -> list[tuple[str, str]]:
    """Address and language of those who are called at a level for the sender of a duty; the holder's post too."""
    found: list[tuple[str, str]] = []
    for line in lines:
        if not row.sender or (line.owner, line.body) != (row.owner, row.sender):
            continue
        if level == HOLDER and line.email:
            found.append((line.email, ""))
        key = line.head if level == HEAD else line.seat
        capacity = Capacity.DEPUTY if level == DEPUTY else Capacity.HOLDER
        found += people.reached_as(key, capacity, on=at.date()) if key else []
    return found
