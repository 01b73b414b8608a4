"""What is different now in what a plan rests on: row by row, so that whoever made the plan knows what happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from typing import Any

from kerege.lib.periods import Period
from kerege.planning.solver.problem import Problem

ROWS = ("groups", "topics", "trainers", "rooms", "funds", "floors", "pins", "forbidden")
BY_KEY = ("ways", "rest", "holidays", "worked", "interpreter")
PERIODS = ("away", "closed")


@dataclass(frozen=True)
class Change:
    """One thing that a plan rests on. `what` is its part of the problem, `how` "gone", "new" or "other"; `row` is it as
    it is now, or as it was. Of another one `parts` are the fields that differ, and `days` the spans of days on which
    somebody is away, or something closed, who was not before; `free` those on which they are there again.
    """

    what: str
    key: Any
    how: str
    row: Any
    parts: tuple[str, ...] = ()
    days: tuple[tuple[date, date | None], ...] = ()
    free: tuple[tuple[date, date | None], ...] = ()


def changes(before: Problem, now: Problem) -> tuple[Change, ...]:
    """Everything that differs, in the order of the parts of a problem; empty where nothing but the day does."""
    found: list[Change] = []
    for what in ROWS:
        found += _rows(what, *({row.key: row for row in getattr(each, what)} for each in (before, now)))
    for what in BY_KEY:
        found += _rows(what, getattr(before, what), getattr(now, what))
    found += _rows("cohorts", *({each: each for each in problem.cohorts} for problem in (before, now)))
    if before.starts != now.starts:
        found.append(Change("starts", "", "other", now.starts))
    return tuple(found)


def _rows(what: str, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Iterable[Change]:
    for key in sorted(old.keys() | new.keys(), key=str):
        if key not in new:
            yield Change(what, key, "gone", old[key])
        elif key not in old:
            yield Change(what, key, "new", new[key])
        elif old[key] != new[key]:
            yield _other(what, key, old[key], new[key])


def _other(what: str, key: Any, old: Any, new: Any) -> Change:
    named = [each.name for each in fields(old)] if is_dataclass(old) else []
    parts = tuple(name for name in named if getattr(old, name) != getattr(new, name))
    of_days = [name for name in parts if name in PERIODS]
    both = [(getattr(old, name), getattr(new, name)) for name in of_days]
    days = tuple(span for was, now in both for span in spans(was, now))
    free = tuple(span for was, now in both for span in spans(now, was))
    return Change(what, key, "other", new, parts, days, free)


def spans(old: Iterable[Period], new: Iterable[Period]) -> list[tuple[date, date | None]]:
    """Periods that were not there before, those that follow each other as one: first and last day, without one if it
    has no end.
    """
    known, found = set(old), list[tuple[date, date | None]]()
    for each in sorted((p for p in new if p not in known), key=lambda p: p.start or date.min):
        first, last = each.start or date.min, each.end - timedelta(days=1) if each.end else None
        if found and found[-1][1] is not None and found[-1][1] + timedelta(days=1) >= first:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found
