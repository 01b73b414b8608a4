"""Facilities as files: the table in every format, and GeoJSON (RFC 7946) with what has to travel along."""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from kerege.inventory.queries import FacilityLine, sources_of
from kerege.inventory.rules.cards import read_contacts
from kerege.inventory.words import CONTACT_FUNCTIONS, FACILITY_KINDS, OWNERSHIPS, PROOFS, STANDINGS
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.lib.tables.shape import notes_of
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer
from kerege.web.activities import lists
from kerege.web.activities.lists import cell, keys_of
from kerege.web.inventory.lists import LONGEST_FILE, Named, named
from kerege.web.inventory.wording import codes_of, exactness, word

GEOJSON = "application/geo+json"
HEADINGS = (
    *(N_("Facility"), N_("Key"), N_("Names"), N_("Kind"), N_("State"), N_("Who runs it"), N_("Country")),
    *(N_("Region or province"), N_("Town"), N_("Organisation"), N_("Sectors"), N_("What it can do for others")),
    *(N_("What is done there"), N_("Working languages"), N_("Website"), N_("Contacts"), N_("Latitude")),
    *(N_("Longitude"), N_("How exact the position is"), N_("How far the card is verified"), N_("Verified on")),
    *(N_("Verified by"), N_("Confirmed on"), N_("Older than twelve months"), N_("Sources"), N_("Example")),
)


def facilities_table(viewer: Viewer, found: Sequence[FacilityLine], choice: lists.Choice) -> Table:
    """The facilities with what the viewer may see of each."""
    names, sources = named(list(found), choice), sources_of([line.id for line in found])
    rows = [_row(line, names, keys_of(sources.get(line.id, ()))) for line in found]
    told = about()
    if len(found) >= LONGEST_FILE:
        told.append(gettext("The file is full. Filter by country or kind, and take the others in files of their own."))
    cited = (source for each in sources.values() for source in each)
    return lists.table(viewer, gettext("Facilities"), HEADINGS, rows, choice, *told, sources=cited)


def about() -> list[str]:
    """What every file of facilities says about positions."""
    return [
        gettext("Positions are exact only where they say so; the others are those of a town, a region or a grid."),
        gettext("Borders and names on maps made of this express no opinion on the status of any territory."),
    ]


def _row(line: FacilityLine, names: Named, sources: str) -> list[Any]:
    codes = codes_of(line)
    other = "; ".join(f"{n.text} ({n.lang})" for n in line.names if n.text != line.name)
    where = line.where
    return [
        *(line.name, line.key, other, word(FACILITY_KINDS, line.kind), word(STANDINGS, line.standing)),
        *(word(OWNERSHIPS, line.ownership), names.countries.get(line.territory), names.units.get(line.unit, "")),
        *(names.places.get(line.place, ""), names.organisations.get(line.organisation, "")),
        *("; ".join(codes[name]) for name in ("sectors", "capabilities", "functions")),
        *(" ".join(line.languages), line.website, _contacts(line)),
        *((where.latitude, where.longitude, exactness(where)) if where else (None, None, "")),
        *(word(PROOFS, line.proof), line.verified_on, line.verified_by, line.confirmed_on),
        *(gettext("yes") if line.stale else "", sources, gettext("yes") if line.synthetic else ""),
    ]


def _contacts(line: FacilityLine) -> Any:
    if isinstance(line.contacts, Withheld):
        return cell(line.contacts)
    return "; ".join(f"{word(CONTACT_FUNCTIONS, f)}: {value}" for f, value in read_contacts(line.contacts))


def geojson(viewer: Viewer, found: Sequence[FacilityLine], choice: lists.Choice) -> bytes:
    """One feature for each facility, at the position that the viewer may know; without one its geometry is null."""
    table = facilities_table(viewer, found, choice)
    pairs = zip(found, table.rows, strict=True)
    features = [_feature(line, dict(zip(table.headings, row, strict=True))) for line, row in pairs]
    told = {
        "type": "FeatureCollection",
        "title": table.title,
        "about": list(table.about),
        "notes": notes_of(table),
        "sources": list(table.sources),
        "features": features,
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _feature(line: FacilityLine, row: dict[str, Any]) -> dict[str, Any]:
    where = line.where
    point = {"type": "Point", "coordinates": [where.longitude, where.latitude]} if where else None
    told = {name: str(value) for name, value in row.items() if value not in (None, "")}
    precise = {"exact": where.exact, "radius_km": where.radius_km, "at": where.at} if where else {}
    return {
        "type": "Feature",
        "id": line.key,
        "geometry": point,
        "properties": {"key": line.key, "name": line.name, "country": line.territory, **precise, "fields": told},
    }
