"""Travel times beside distances, in words: what sources state and no more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.inventory import queries as inventory
from kerege.inventory.rules.travel import Leg, Travel
from kerege.inventory.words.travel import BANDS, MODES, SEASONS, Band, Mode, Season
from kerege.web.shell.figures import figure

OFFERED = (Band.HOUR, Band.THREE_HOURS, Band.SIX_HOURS, Band.DAY)


@dataclass(frozen=True)
class Way:
    """How one facility is reached from the town that was asked for."""

    here: bool
    travel: Travel

    @property
    def band(self) -> str:
        return gettext("In this town") if self.here else gettext(BANDS[self.travel.band])

    @property
    def there(self) -> list[str]:
        return [in_words(leg) for leg in self.travel.there]

    @property
    def back(self) -> list[str]:
        return [in_words(leg) for leg in self.travel.back]


def between(hits: Iterable[inventory.Hit], town: str, *, on: date) -> dict[int, Way]:
    """The ways from a town to the towns of these facilities, by the facility's number; empty without a town."""
    if not town:
        return {}
    towns = {hit.line.id: inventory.town_of(hit.line) for hit in hits}
    known = inventory.travel_from(town, set(towns.values()) - {"", town}, on=on)
    return {number: Way(other == town, known.get(other, Travel())) for number, other in towns.items()}


def in_words(leg: Leg) -> str:
    """A time with how and when it holds."""
    told = {"time": duration(leg.minutes), "mode": gettext(MODES[Mode(leg.mode)])}
    if leg.season == Season.ALL:
        return gettext("%(time)s %(mode)s") % told
    return gettext("%(time)s %(mode)s %(season)s") % (told | {"season": gettext(SEASONS[Season(leg.season)])})


def duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(minutes)s min") % {"minutes": figure(rest)}
    if not rest:
        return gettext("%(hours)s h") % {"hours": figure(hours)}
    return gettext("%(hours)s h %(minutes)s min") % {"hours": figure(hours), "minutes": figure(rest)}


def options(chosen: str) -> list[tuple[str, str, bool]]:
    """(value, label, chosen) for the select."""
    return [(band.value, gettext(BANDS[band]), band.value == chosen) for band in OFFERED]


def sources(ways: Mapping[int, Way]) -> list[tuple[Any, str]]:
    """The sources of what is shown, each with the newest day of which it speaks."""
    days: dict[str, date] = {}
    for way in ways.values():
        for leg in (*way.travel.there, *way.travel.back):
            days[leg.source] = max(leg.on, days.get(leg.source, leg.on))
    known = atlas.source_lines(days)
    return [(known[key], day.isoformat()) for key, day in sorted(days.items()) if key in known]
