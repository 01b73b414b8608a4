"""Times of sessions as people read them: by the clock of the venue, and by those of participants elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import get_day_names
from django.utils.translation import get_language

from kerege.atlas import queries as atlas
from kerege.lib.zones import at_place, zones_of
from kerege.lib.zones import town_of as by_language
from kerege.training.queries.delivery import PlanPage, SessionLine
from kerege.web.shell.figures import locale

CLOCK = "%H:%M"


@dataclass(frozen=True)
class Elsewhere:
    """The same session by another clock: “10:00–13:00 in Bishkek”."""

    town: str
    since: str
    until: str


@dataclass(frozen=True)
class Timed:
    """A session by the clock of its venue, with the clocks of the trainees' country where they differ."""

    session: SessionLine
    on: date
    since: str
    until: str
    elsewhere: tuple[Elsewhere, ...]


@dataclass(frozen=True)
class TaughtDay:
    """A day of a course with its sessions."""

    on: date
    weekday: str
    sessions: tuple[Timed, ...]


def town_of(zone: str) -> str:
    """What the clock of a zone is called: its town in the reader's language."""
    return by_language(zone, get_language() or "en")


def days_of(page: PlanPage) -> list[TaughtDay]:
    """The sessions of a course by day, those that were called off among them."""
    zones = _zones(page.trainees_from)
    found: dict[date, list[Timed]] = {}
    for session in page.sessions:
        timed = timed_at(session, page.zone, zones)
        found.setdefault(timed.on, []).append(timed)
    names = get_day_names("wide", context="stand-alone", locale=locale())
    return [TaughtDay(on, str(names[on.weekday()]), tuple(found[on])) for on in sorted(found)]


def timed_at(session: SessionLine, zone: str, zones: Iterable[str] = ()) -> Timed:
    """A session by one clock, and by those of other zones that show another time."""
    here = zone or "UTC"
    starts, ends = at_place(session.starts, here), at_place(session.ends, here)
    others: dict[timedelta | None, Elsewhere] = {}
    for other in zones:
        there = at_place(session.starts, other)
        if there.utcoffset() != starts.utcoffset():
            until = at_place(session.ends, other)
            others.setdefault(
                there.utcoffset(), Elsewhere(town_of(other), _clock(there, starts), _clock(until, starts))
            )
    return Timed(session, starts.date(), starts.strftime(CLOCK), _clock(ends, starts), tuple(others.values()))


def _clock(when: datetime, base: datetime) -> str:
    """The time of day, with a sign where it is another day than that of the venue's start."""
    days = (when.date() - base.date()).days
    return when.strftime(CLOCK) + (f" ({days:+d})" if days else "")


def _zones(country: str) -> tuple[str, ...]:
    return zones_of(atlas.territory(country).alpha2) if country else ()


def length(minutes: int) -> str:
    """Hours and minutes: 37:30."""
    return f"{minutes // 60}:{minutes % 60:02d}"
