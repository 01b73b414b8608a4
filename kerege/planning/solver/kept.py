"""Problems and plans as JSON, so that they can be kept and looked at again; and the digest of what a plan rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from kerege.lib.canonical import digest
from kerege.lib.periods import Period
from kerege.planning.solver.courses import Course
from kerege.planning.solver.plan import Contradiction, Held, Plan, Reached
from kerege.planning.solver.problem import (
    LATER,
    Floor,
    Forbidden,
    Fund,
    Goal,
    Group,
    Pin,
    Problem,
    Room,
    Topic,
    Trainer,
    Way,
)

Kept = dict[str, Any]


def plain(value: Any) -> Any:
    """A part of a problem or of a plan as JSON holds it. Sets are put in order, so that equal ones look alike."""
    if is_dataclass(value) and not isinstance(value, type):
        told = [(each, getattr(value, each.name)) for each in fields(value)]
        return {each.name: plain(inner) for each, inner in told if inner is not None or each.metadata != LATER}
    if isinstance(value, Mapping):
        return [[plain(key), plain(inner)] for key, inner in sorted(value.items(), key=lambda pair: str(pair[0]))]
    if isinstance(value, set | frozenset):
        return sorted((plain(each) for each in value), key=str)
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def digest_of(kept: Kept) -> str:
    """The digest of a kept problem, whatever the day on which it was put together."""
    return digest({name: value for name, value in kept.items() if name != "today"})


def problem_of(kept: Kept) -> Problem:
    """The problem that `plain` made this of."""
    return Problem(
        today=date.fromisoformat(kept["today"]),
        starts=tuple(map(date.fromisoformat, kept["starts"])),
        groups=tuple(Group(**{**g, "languages": tuple(g["languages"]), "due": _day(g["due"])}) for g in kept["groups"]),
        topics=tuple(Topic(**{**t, "equipment": frozenset(t["equipment"])}) for t in kept["topics"]),
        trainers=tuple(_trainer(each) for each in kept["trainers"]),
        rooms=tuple(map(_room, kept["rooms"])),
        funds=tuple(Fund(**{**f, "countries": frozenset(f["countries"])}) for f in kept["funds"]),
        ways={(a, b): Way(**{**way, "closed": _periods(way["closed"])}) for (a, b), way in kept["ways"]},
        rest={country: frozenset(days) for country, days in kept["rest"]},
        holidays={country: frozenset(map(date.fromisoformat, days)) for country, days in kept["holidays"]},
        worked={country: frozenset(map(date.fromisoformat, days)) for country, days in kept.get("worked", ())},
        cohorts=tuple(frozenset(each) for each in kept["cohorts"]),
        interpreter=dict(kept["interpreter"]),
        floors=tuple(Floor(**each) for each in kept["floors"]),
        pins=tuple(_pin(each) for each in kept["pins"]),
        forbidden=tuple(Forbidden(**each) for each in kept["forbidden"]),
    )


def plan_of(kept: Kept) -> Plan | Contradiction:
    """The plan, or the contradiction, that `plain` made this of."""
    if "requirements" in kept:
        bars = {key: tuple(why) for key, why in kept["bars"]}
        return Contradiction(tuple(kept["requirements"]), kept["minimal"], bars, kept.get("added_up", False))
    reached = tuple(Reached(**{**each, "goal": Goal(each["goal"])}) for each in kept["reached"])
    return Plan(tuple(_held(each) for each in kept["courses"]), reached)


def _held(kept: Kept) -> Held:
    course = kept["course"]
    days = tuple(map(date.fromisoformat, course["days"]))
    return Held(
        Course(course["topic"], course["language"], course["room"], frozenset(course["cohort"]), days),
        frozenset(kept["leads"]),
        frozenset(kept["locals"]),
        kept["interpreter"],
        dict(kept["seats"]),
        dict(kept["paid"]),
    )


def _trainer(kept: Kept) -> Trainer:
    sets = {name: frozenset(kept[name]) for name in ("languages", "topics", "certified_for")}
    return Trainer(**{**kept, **sets, "away": _periods(kept["away"])})


def _pin(kept: Kept) -> Pin:
    sets = {name: frozenset(kept[name]) for name in ("cohort", "leads", "locals")}
    return Pin(**{**kept, **sets, "first": date.fromisoformat(kept["first"])})


def _room(kept: Kept) -> Room:
    told = {"equipment": frozenset(kept["equipment"]), "closed": _periods(kept["closed"])}
    unfit = kept.get("unfit")
    codes, days = [code for code, _ in unfit or ()], _periods(days for _, days in unfit or ())
    return Room(**{**kept, **told, "unfit": tuple(zip(codes, days, strict=True)) if unfit else None})


def _periods(kept: Iterable[Kept]) -> tuple[Period, ...]:
    return tuple(Period(_day(each["start"]), _day(each["end"])) for each in kept)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
