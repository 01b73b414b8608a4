"""A facility as a GeoJSON feature (RFC 7946): codes of the vocabularies, and what has to travel along with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from kerege.api.ogc.asking import AskedHere
from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.inventory.queries import FacilityLine, sources_of
from kerege.lib.figures import SourceRef
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing

PLAIN = ("key", "name", "kind", "ownership", "standing", "organisation", "website", "proof", "verified_by", "stale")
LISTS = ("sectors", "capabilities", "functions", "languages")
DAYS = ("opened_on", "closed_on", "verified_on", "confirmed_on")


@dataclass(frozen=True)
class Known:
    """What lines point to, asked for once."""

    countries: Mapping[str, Designated]
    places: Mapping[str, str]
    units: Mapping[str, str]
    sources: Mapping[int, Sequence[SourceRef]]


def known(lines: Sequence[FacilityLine], asked: AskedHere) -> Known:
    """The names of countries, towns and regions on the day, and the sources of the lines."""
    on, lang = asked.day, asked.lang
    return Known(
        atlas.display_names(sorted({line.territory for line in lines}), lang=lang, on=on),
        atlas.names_of_places({line.place for line in lines if line.place}, on=on, lang=lang),
        atlas.names_of_units({line.unit for line in lines if line.unit}, on=on, lang=lang),
        sources_of([line.id for line in lines]),
    )


def feature(line: FacilityLine, names: Known) -> dict[str, Any]:
    """One facility. Without a position that the reader may know its geometry is null."""
    where = line.where
    point = {"type": "Point", "coordinates": [where.longitude, where.latitude]} if where else None
    return {"type": "Feature", "id": line.key, "geometry": point, "properties": _properties(line, names)}


def _properties(line: FacilityLine, names: Known) -> dict[str, Any]:
    where, country = line.where, names.countries.get(line.territory)
    radius = where.radius_km if where else None
    return {
        **{name: getattr(line, name) for name in PLAIN},
        **{name: list(getattr(line, name)) for name in LISTS},
        **{name: _day(getattr(line, name)) for name in DAYS},
        "country": line.territory,
        "country_name": str(country or ""),
        "country_note": country.footnote if country and country.note else "",
        "region": line.unit,
        "region_name": names.units.get(line.unit, ""),
        "town": line.place,
        "town_name": names.places.get(line.place, ""),
        "position_known": where.at if where else "",
        "coordinateUncertaintyInMeters": None if radius is None else round(radius * 1000),
        "withheld": sorted(line.withheld),
        "sources": [source.key for source in names.sources.get(line.id, ())],
        "owner": line.owner,
        "example": line.synthetic,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def about(viewer: Viewer, on: date, names: Known) -> dict[str, Any]:
    """What every answer with features says of itself: as on which day, for whom, up to which level, and the notes."""
    told = [
        gettext("As on %(day)s") % {"day": on.isoformat()},
        gettext("Made for: %(reader)s") % {"reader": viewer.name or gettext("the public")},
        sharing.held_up_to(viewer),
        gettext("Positions are exact only where they say so; the others are those of a town, a region or a grid."),
        gettext("Borders and names on maps made of this express no opinion on the status of any territory."),
    ]
    notes = sorted({country.footnote for country in names.countries.values() if country.note})
    return {"about": told, "notes": notes}
