"""Travel times in bands. A time that nobody recorded is unknown: it follows from nothing, not even the way back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.inventory.words.travel import BAD_MINUTES, SAME_TOWN, TIME_OF_THE_FUTURE, Band
from kerege.lib.refusal import Refusal

MOST_MINUTES = 60 * 24 * 21
"""Three weeks: longer than the slowest way in the region."""
UP_TO = ((60, Band.HOUR), (180, Band.THREE_HOURS), (360, Band.SIX_HOURS), (1440, Band.DAY))


@dataclass(frozen=True)
class Leg:
    """One recorded time in one direction, with the day and the key of its source."""

    minutes: int
    mode: str
    season: str
    on: date
    source: str


@dataclass(frozen=True)
class Travel:
    """What is recorded between two towns: `there` from where somebody asks, `back` towards it; the quickest first."""

    there: tuple[Leg, ...] = ()
    back: tuple[Leg, ...] = ()

    @property
    def band(self) -> Band:
        """By the quickest recorded way there."""
        return band_of(self.there[0].minutes if self.there else None)


def band_of(minutes: int | None) -> Band:
    if minutes is None:
        return Band.UNKNOWN
    return next((band for most, band in UP_TO if minutes <= most), Band.MORE)


def within(band: str) -> int | None:
    """The most minutes of a band; None for one that has no end."""
    return next((most for most, each in UP_TO if each == band), None)


def newest(legs: Iterable[Leg]) -> tuple[Leg, ...]:
    """Of each means and season the newest, the quickest first."""
    found: dict[tuple[str, str], Leg] = {}
    for leg in sorted(legs, key=lambda leg: leg.on):
        found[leg.mode, leg.season] = leg
    return tuple(sorted(found.values(), key=lambda leg: (leg.minutes, leg.mode, leg.season)))


def check_leg(*, start: str, goal: str, minutes: int, on: date, today: date) -> None:
    """Refuses inventory.same_town, .bad_minutes and .time_of_the_future."""
    if start == goal:
        raise Refusal(SAME_TOWN, field="goal")
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refusal(BAD_MINUTES, field="minutes", minutes=str(minutes), most=MOST_MINUTES)
    if on > today:
        raise Refusal(TIME_OF_THE_FUTURE, field="on", day=on.isoformat())
