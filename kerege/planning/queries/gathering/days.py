"""On which days one teaches in a country: its weekends and holidays, as a kept library knows them and as people say."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from kerege.atlas import queries as atlas
from kerege.lib.days_off import USUAL_REST, known_days
from kerege.planning.queries.gathering.asked import Asked, Notes

BEYOND = timedelta(days=70)
"""A course that begins in the season may end after it."""


@dataclass(frozen=True)
class Days:
    """By country: weekdays without teaching (Monday is 0), holidays within the season, and days on which one works all
    the same.
    """

    rest: dict[str, frozenset[int]] = field(default_factory=dict)
    off: dict[str, frozenset[date]] = field(default_factory=dict)
    worked: dict[str, frozenset[date]] = field(default_factory=dict)

    def teaches(self, country: str, day: date) -> bool:
        if day in self.worked.get(country, ()):
            return True
        return day.weekday() not in self.rest[country] and day not in self.off[country]


def days_of(asked: Asked, countries: Collection[str], notes: Notes) -> Days:
    """On which days one teaches in these countries."""
    found = Days()
    for country in sorted(countries):
        known = known_days(atlas.territory(country).alpha2, asked.first.year, (asked.last + BEYOND).year)
        if known is None:
            notes.say("no_holidays", country=country)
        weekend, days = known or (USUAL_REST, frozenset())
        told = [row for row in asked.told("holidays") if row["country"] == country]
        added = {date.fromisoformat(row["day"]) for row in told if row["off"] == "off"}
        worked = {date.fromisoformat(row["day"]) for row in told if row["off"] == "on"}
        within = {day for day in (days | added) - worked if asked.first <= day <= asked.last + BEYOND}
        found.rest[country], found.off[country] = weekend, frozenset(within)
        if worked:
            found.worked[country] = frozenset(worked)
    return found


def starts(asked: Asked, known: Days) -> tuple[date, ...]:
    """The days on which courses may begin: in each week the first on which one teaches, in each of the countries, and
    those of decided courses of the season. Nothing begins in the past but what is decided.
    """
    found: set[date] = set()
    begin = max(asked.first, asked.on)
    monday = asked.first - timedelta(days=asked.first.weekday())
    while monday <= asked.last:
        week = [monday + timedelta(days=n) for n in range(-2, 5)]  # from the Saturday before, where that is a workday
        for country in known.rest:
            work = [day for day in week if begin <= day <= asked.last and known.teaches(country, day)]
            found.update(work[:1])
        monday += timedelta(weeks=1)
    if found:
        decided = {date.fromisoformat(row["day"]) for row in asked.told("pins")}
        found.update(day for day in decided if asked.first <= day <= asked.last)
    return tuple(sorted(found))
