"""Whether an obligation applies to a country on a day. Plain Python.

Three things are kept apart that tables like to mix: not a party, in which nothing is missing; not known, which is never
counted as either; and not listed by the depositary, which says nothing at all about a territory.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.law.words.catalogue import BINDS, Force
from kerege.law.words.parties import STANDS_APART, TAKES_PART, Applies, Standing

UNKNOWN = Standing.UNKNOWN


@dataclass(frozen=True)
class Stand:
    """One status of a country for one version. `first` and `last` bound its beginning, `until` is its end.

    Without a beginning it is known to hold from `shown_on`, the day of the source.
    """

    version: int
    status: str
    first: date | None
    last: date | None
    until: date | None
    shown_on: date
    verified: bool = True


@dataclass(frozen=True)
class Asked:
    """What of an obligation decides to whom it applies. `in_force_on` and `ended_on` are days of its versions."""

    force: str
    universal: bool
    since: int
    until: int | None
    in_force_on: date | None
    ended_on: date | None = None


@dataclass(frozen=True)
class Answer:
    """`status` is the standing that decided, empty where none had to; `verified` whether somebody read it."""

    value: Applies
    status: str = ""
    verified: bool = True


def holds(stand: Stand, on: date) -> bool | None:
    """Whether a status holds on the day; None where its source is not exact enough to say."""
    if stand.until is not None and on >= stand.until:
        return False
    if stand.first is None or stand.last is None:
        return True if on >= stand.shown_on else None
    if on < stand.first:
        return False
    return True if on >= stand.last else None


def applicability(asked: Asked, stands: Iterable[Stand], on: date, *, listed: bool = True) -> Answer:
    """The rule. `listed` is false for a territory with a designation: what binds every state says nothing of it.

    Applies only what is in force, for a country that certainly takes part in a version that asks it.
    """
    if asked.force == Force.NOT_IN_FORCE:
        return Answer(Applies.NOT_IN_FORCE)
    if asked.force not in BINDS:
        return Answer(Applies.VOLUNTARY)
    if asked.in_force_on is None or on < asked.in_force_on:
        return Answer(Applies.NOT_IN_FORCE)
    if asked.universal:
        return _universal(asked, on, listed)
    return _of_party(asked, [(s, holds(s, on)) for s in stands])


def _universal(asked: Asked, on: date, listed: bool) -> Answer:
    if asked.ended_on is not None and on >= asked.ended_on:
        return Answer(Applies.NOT_IN_FORCE)
    return Answer(Applies.APPLIES) if listed else Answer(Applies.UNKNOWN, Standing.NOT_LISTED)


def _of_party(asked: Asked, judged: list[tuple[Stand, bool | None]]) -> Answer:
    if any(s.status == Standing.NOT_LISTED and held for s, held in judged):
        return Answer(Applies.UNKNOWN, Standing.NOT_LISTED)
    bound = [s for s, held in judged if held and s.status in TAKES_PART]
    perhaps = [s for s, held in judged if held is None or (held and s.status == UNKNOWN)]
    if not bound:
        return _without_part(judged, perhaps)
    newest = max(bound, key=lambda s: s.version)
    later = [s for s in perhaps if s.version > newest.version]
    if asked.until is not None and newest.version >= asked.until:
        return Answer(Applies.NOT_IN_FORCE, newest.status, newest.verified)
    if newest.version >= asked.since:
        ends = asked.until is not None and any(s.version >= asked.until for s in later)
        return Answer(Applies.UNKNOWN, UNKNOWN) if ends else Answer(Applies.APPLIES, newest.status, newest.verified)
    return _before_its_version(asked, judged)


def _without_part(judged: list[tuple[Stand, bool | None]], perhaps: list[Stand]) -> Answer:
    """Nothing binds the country for certain."""
    if perhaps or not judged:
        return Answer(Applies.UNKNOWN, UNKNOWN)
    apart = [s for s, held in judged if held and s.status in STANDS_APART]
    if apart:
        return Answer(Applies.NOT_PARTY, apart[-1].status, apart[-1].verified)
    if any(s.status in TAKES_PART for s, _held in judged):  # before it joined, or after it left
        return Answer(Applies.NOT_PARTY, Standing.NOT_PARTY, all(s.verified for s, _held in judged))
    return Answer(Applies.UNKNOWN, UNKNOWN)


def _before_its_version(asked: Asked, judged: list[tuple[Stand, bool | None]]) -> Answer:
    """The country takes part in an earlier version only; what is known of the one that asks it?"""
    asking = [(s, held) for s, held in judged if s.version >= asked.since]
    if not asking or any(held is None or s.status == UNKNOWN for s, held in asking):
        return Answer(Applies.UNKNOWN, UNKNOWN)
    apart = [s for s, held in asking if held and s.status in STANDS_APART]
    if apart:
        return Answer(Applies.NOT_PARTY, apart[-1].status, apart[-1].verified)
    return Answer(Applies.NOT_IN_FORCE, Standing.BOUND, all(s.verified for s, _held in asking))
