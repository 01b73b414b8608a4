"""Participants in groups, the groups at their stations, and what that needs. The same input gives the same plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from kerege.lib.refusal import Refusal
from kerege.training.words import practice_refused as refused
from kerege.training.words.curricula import Per


@dataclass(frozen=True)
class Participant:
    """Somebody to be put into a group."""

    key: str
    country: str = ""
    institution: str = ""


def mixed(people: Iterable[Participant], groups: int, *, again: int = 0) -> dict[str, int]:
    """A group, from 1, for everybody: sizes differ by one at most, and so does how many of one country, or of one
    institution of a country, are in each. `again` gives another mixture. Refuses training.groups_wrong.
    """
    everybody = {each.key: each for each in people}
    if not 1 <= groups <= max(1, len(everybody)):
        raise Refusal(refused.GROUPS_WRONG, field="groups", people=len(everybody), groups=groups)
    order = sorted(everybody.values(), key=lambda one: (one.country, one.institution, _drawn(one.key, again)))
    return {each.key: place % groups + 1 for place, each in enumerate(order)}


def groups_for(people: int, size: int) -> int:
    """How many groups of about this size; one where no size is given."""
    return max(1, round(people / size)) if size > 0 else 1


def _drawn(key: str, again: int) -> str:
    """Drawn by lot, and the same every time."""
    return sha256(f"kerege.groups.1/{again}/{key}".encode()).hexdigest()


@dataclass(frozen=True)
class Station:
    """A station, and how many minutes a group stays there."""

    key: str
    minutes: int


def stations_of(key: str, *, minutes: int, steps: Iterable[tuple[str, int]]) -> list[Station]:
    """The stations of an activity at which a group stays so long: its steps of that length (id and minutes), where it
    has several; else the activity is one station. None where nothing is said.
    """
    inside = [step for step, takes in steps if takes == minutes]
    keys = [f"{key}/{step}" for step in inside] if len(inside) > 1 else [key]
    return [Station(each, minutes) for each in keys] if minutes else []


@dataclass(frozen=True)
class Round:
    """Who is where at the same time: the station of each group, in the order of the groups; empty for a pause."""

    starts: datetime
    ends: datetime
    places: tuple[str, ...]


def rotation(stations: Sequence[Station], groups: int, *, starts: datetime, ends: datetime) -> tuple[Round, ...]:
    """Each group at each station once, and no two at one station at a time. Where there are more groups than stations,
    each pauses in between. A round lasts as long as the longest station.

    Refuses training.no_stations, training.no_groups, and training.rotation_too_long where it does not fit into the
    session.
    """
    if not stations:
        raise Refusal(refused.NO_STATIONS)
    if groups < 1:
        raise Refusal(refused.NO_GROUPS)
    rounds, minutes = max(len(stations), groups), max(each.minutes for each in stations)
    there = int((ends - starts).total_seconds() // 60)
    if rounds * minutes > there:
        raise Refusal(refused.ROTATION_TOO_LONG, rounds=rounds, needed=rounds * minutes, there=there)
    keys = [each.key for each in stations] + [""] * (rounds - len(stations))
    step = timedelta(minutes=minutes)
    return tuple(
        Round(starts + each * step, starts + (each + 1) * step, tuple(keys[(g + each) % rounds] for g in range(groups)))
        for each in range(rounds)
    )


@dataclass(frozen=True)
class Need:
    """A material, for how many it is needed, and how many."""

    key: str
    number: int
    per: str


def needed(materials: Iterable[Need], *, people: int, groups: int) -> dict[str, int]:
    """How many of each material an activity needs."""
    times: Mapping[str, int] = {Per.PERSON: people, Per.GROUP: max(1, groups), Per.COURSE: 1}
    found: dict[str, int] = {}
    for each in materials:
        found[each.key] = found.get(each.key, 0) + each.number * times.get(each.per, 1)
    return found
