"""Days of rooms: on how many days of a quarter courses can be held in the training centres of a country."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from kerege.planning.queries.gathering.asked import Asked, Notes
from kerege.planning.queries.gathering.days import days_of
from kerege.planning.queries.gathering.rooms import rooms

YEAR = timedelta(days=364)


def days_of_halls(asked: Asked, countries: Collection[str], notes: Notes) -> dict[str, int]:
    """By country the working days of its rooms in a quarter, as an average of the first year without those on which
    they are booked or closed; of countries whose rooms the reader sees.
    """
    season = replace(asked, rows={}, centre="", last=min(asked.last, asked.first + YEAR))
    places = rooms(season, {}, Notes(), within=countries)
    known = days_of(season, {room.country for room in places}, notes)
    span = [season.first + timedelta(days=n) for n in range((season.last - season.first).days + 1)]
    found: dict[str, int] = {}
    for room in places:
        free = [
            day for day in span
            if known.teaches(room.country, day) and not any(period.holds(day) for period in room.closed)
        ]  # fmt: skip
        found[room.country] = found.get(room.country, 0) + len(free)
    quarters = len(span) / 91
    return {country: int(count / quarters) for country, count in found.items()}
