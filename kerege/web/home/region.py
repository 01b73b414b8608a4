"""The region country by country: the rows of the table and the colours of the map, from the same readings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from kerege.atlas.queries import Designated
from kerege.indicators.rules import Reading
from kerege.web.shell.figures import day, figure
from kerege.web.shell.maps import MapValue
from kerege.web.shell.navigation import address
from kerege.web.shell.silence import LastRecord

PEOPLE, WORKSHOPS, TRAINERS = "cascade.people", "cascade.workshops", "trainers.part1"
FROM = (1, 25, 100, 200, 500)
"""The least number of people of each level of the map."""


@dataclass(frozen=True)
class Figure:
    """What records prove of one country; `text` is empty where nothing is recorded, which is not zero."""

    text: str
    href: str


@dataclass(frozen=True)
class CountryRow:
    code: str
    name: Designated
    trainers: Figure
    workshops: Figure
    people: Figure
    last: LastRecord | None
    frozen: date | None


def rows(
    readings: Iterable[Reading],
    names: Mapping[str, Designated],
    last: Mapping[str, LastRecord],
    frozen: Mapping[str, date],
) -> list[CountryRow]:
    """One row for each country, by name; of a frozen one what is not recorded says since when nothing comes."""
    by_key = {r.indicator.key: r for r in readings}
    found = [
        CountryRow(
            code,
            name,
            _figure(by_key[TRAINERS], code),
            _figure(by_key[WORKSHOPS], code),
            _figure(by_key[PEOPLE], code),
            last=last.get(code),
            frozen=frozen.get(code),
        )
        for code, name in names.items()
    ]
    return sorted(found, key=lambda row: row.name.sort_key)


def _figure(reading: Reading, code: str) -> Figure:
    found = {country: (low, high) for country, low, high in reading.by_territory}.get(code)
    href = address("indicator", reading.indicator.key)
    return Figure(_between(*found) if found else "", f"{href}?country={code}" if href else "")


def _between(low: float, high: float) -> str:
    if low == high:
        return figure(high)
    return gettext("%(low)s to %(high)s") % {"low": figure(low), "high": figure(high)}


def map_values(
    readings: Iterable[Reading], names: Mapping[str, Designated], frozen: Mapping[str, date]
) -> dict[str, MapValue]:
    """Countries coloured by the people whom the cascade reached there, as far as records prove it."""
    reached = next(r for r in readings if r.indicator.key == PEOPLE)
    people = {code: int(high) for code, _, high in reached.by_territory}
    return {
        code: MapValue(
            level=level(people.get(code)),
            href=address("country", code),
            title=_title(name, people.get(code), frozen.get(code)),
            label=str(name),
        )
        for code, name in names.items()
    }


def _title(name: Designated, n: int | None, frozen: date | None) -> str:
    if frozen and not n:
        return gettext("%(country)s: no data since %(day)s") % {"country": name, "day": day(frozen)}
    if n is None:
        return gettext("%(country)s: no record") % {"country": name}
    return ngettext("%(country)s: %(n)s person", "%(country)s: %(n)s people", n) % {"country": name, "n": figure(n)}


def level(n: int | None) -> int:
    """0 where nothing is recorded."""
    return 0 if n is None else sum(n >= least for least in FROM) or 1


def legend() -> list[tuple[int, str]]:
    ends = [least - 1 for least in FROM[1:]]
    shown = [
        (number, gettext("%(low)s to %(high)s") % {"low": figure(low), "high": figure(high)})
        for number, (low, high) in enumerate(zip(FROM, ends, strict=False), start=1)
    ]
    last = gettext("%(low)s and more") % {"low": figure(FROM[-1])}
    return [(0, gettext("no record")), *shown, (len(FROM), last)]
