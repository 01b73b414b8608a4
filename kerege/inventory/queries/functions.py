"""Associations and reference functions for readers, as on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.inventory.models import Association, AssociationSource, ReferenceFunction, ReferenceFunctionSource
from kerege.inventory.queries.whereabouts import HolderRef, Holders
from kerege.lib.figures import SourceRef
from kerege.people import queries as people
from kerege.records.citing import cited
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class AssociationLine:
    """An association under its name of the day. `territory` is empty for one of the region."""

    uid: str
    owner: str
    organisation: str
    name: str
    territory: str
    members: int | None
    members_on: date | None
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    website: str
    note: str
    synthetic: bool
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True)
class ReferenceLine:
    """Who does a reference work. The holder is withheld where the viewer may not see the facility."""

    uid: str
    owner: str
    territory: str
    reach: str
    area: str
    holder: HolderRef
    start: date
    until: date | None
    mandate: str
    note: str
    synthetic: bool
    sources: tuple[SourceRef, ...]


def associations(viewer: Viewer, *, on: date, lang: str, territory: str = "") -> list[AssociationLine]:
    """Associations by name, as far as the viewer may see them; a number of members of a later day is left out."""
    rows = Association.objects.seen_by(viewer)
    if territory:
        rows = rows.filter(territory_id=territory)
    found = rows.order_by("id").seen()
    keys = people.organisation_keys({row.organisation_id for row in found})
    bodies = {o.key: o for o in people.organisations(on=on, lang=lang)}
    sources = cited(AssociationSource, "association", [row.id for row in found])
    lines = [
        _association(row, bodies[keys[row.organisation_id]], on, sources.get(row.id, ()))
        for row in found
        if keys[row.organisation_id] in bodies
    ]
    return sorted(lines, key=lambda line: (line.territory != "", line.name))


def _association(row: Any, body: Any, on: date, sources: tuple[SourceRef, ...]) -> AssociationLine:
    known = row.members_on is not None and row.members_on <= on
    return AssociationLine(
        uid=str(row.uid),
        owner=row.owner,
        organisation=body.key,
        name=body.name,
        territory=row.territory_id or "",
        members=row.members if known else None,
        members_on=row.members_on if known else None,
        topics=tuple(row.topics.split()),
        languages=tuple(row.languages.split()),
        website=row.website,
        note=row.note,
        synthetic=row.synthetic,
        sources=sources,
    )


def reference_functions(
    viewer: Viewer, *, on: date, territory: str = "", area: str = "", reach: str = "", past: bool = False
) -> list[ReferenceLine]:
    """Who does which reference work on the day; with `past` also who did before. By area, country and day."""
    rows = ReferenceFunction.objects.seen_by(viewer).filter(start__lte=on)
    if not past:
        rows = rows.filter(Q(until__isnull=True) | Q(until__gt=on))
    wanted = {"territory_id": territory, "area": area, "reach": reach}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    found = rows.order_by("area", "territory_id", "-start", "id").seen()
    known = Holders(viewer, found, ("",))
    sources = cited(ReferenceFunctionSource, "function", [row.id for row in found])
    return [
        ReferenceLine(
            str(row.uid),
            row.owner,
            row.territory_id,
            row.reach,
            row.area,
            known.of(row, ""),
            row.start,
            row.until,
            row.mandate,
            row.note,
            row.synthetic,
            sources.get(row.id, ()),
        )
        for row in found
    ]
