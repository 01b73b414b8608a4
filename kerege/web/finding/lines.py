"""Facilities that were found, as rows of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.inventory import queries as inventory
from kerege.inventory.words import CAPABILITIES, FACILITY_KINDS, SHOWN_AT, Capability, FacilityKind, ShownAt
from kerege.web.finding.travels import Way
from kerege.web.shell.figures import figure
from kerege.web.shell.navigation import address


@dataclass(frozen=True)
class Row:
    """One facility. `where` says how exactly this reader may know its position, `far` how far it is from a place, and
    `way` how long it takes from there, where the place is a town.
    """

    name: str
    href: str
    kind: str
    can: tuple[str, ...]
    country: Any
    town: str
    where: str
    far: str
    synthetic: bool
    way: Way | None = None


def address_of(key: str) -> str:
    """The card of a facility; empty where there are no such pages."""
    return address("facility", key)


def rows(hits: Sequence[inventory.Hit], *, on: date, lang: str, ways: Mapping[int, Way] | None = None) -> list[Row]:
    """In their order, with the names of countries and towns of the day."""
    countries = atlas.display_names(sorted({h.line.territory for h in hits}), lang=lang, on=on)
    towns = {p.key: p.name for p in atlas.places(on=on, lang=lang)} if hits else {}
    return [_row(hit, countries, towns, (ways or {}).get(hit.line.id)) for hit in hits]


def _row(hit: inventory.Hit, countries: Any, towns: Any, way: Way | None) -> Row:
    line = hit.line
    return Row(
        name=line.name,
        href=address_of(line.key),
        kind=gettext(FACILITY_KINDS[FacilityKind(line.kind)]),
        can=tuple(gettext(CAPABILITIES[Capability(code)]) for code in line.capabilities),
        country=countries.get(line.territory),
        town=towns.get(line.place, ""),
        where=precision(line.where),
        far=distance(hit.km),
        synthetic=line.synthetic,
        way=way,
    )


def precision(where: inventory.Where | None) -> str:
    """How exactly the position is known to this reader."""
    if where is None:
        return gettext("No position")
    return gettext("Exact position") if where.exact else gettext(SHOWN_AT[ShownAt(where.at)])


def distance(km: float | None) -> str:
    """A rounded distance in words; empty for none."""
    if km is None:
        return ""
    if not km:
        return gettext("Here")
    return gettext("%(km)s km") % {"km": figure(int(km) if km == int(km) else km)}
