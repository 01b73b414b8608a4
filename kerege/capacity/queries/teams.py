"""Who is in whose team. An assessor reads what they wrote themselves, whatever their clearance: this is that door.

Answers are restricted, and whoever works in a laboratory has no clearance for restricted records of their country, nor
should have: it would open the answers of all other laboratories. So the rows of one assessment, and of no other, are
read with `DOOR` for somebody who is named in its team, as far as rules.reading says. While somebody looks with other
eyes nobody acts, `me` is empty, and the door is shut.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import Assessor
from kerege.capacity.rules.reading import reads_everything, reads_own
from kerege.capacity.words import Part
from kerege.journal.rules import known_as
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.records.viewers import Viewer

DOOR = Viewer(uid="capacity.teams", everywhere=Sensitivity.RESTRICTED)


@dataclass(frozen=True)
class Member:
    """Somebody in a team; `name` is empty once that person was erased. `handed_in_on`: since when they are ready."""

    id: int
    part: str
    name: str
    mine: bool
    handed_in_on: date | None = None


def through(*doors: Any) -> list[Any]:
    """The rows behind several doors (querysets of one table), each once, as the first of them shows it."""
    found: dict[int, Any] = {}
    for rows in doors:
        for row in rows.seen():
            found.setdefault(row.id, row)
    return list(found.values())


def parts_of(me: str) -> dict[int, str]:
    """The assessments in whose teams somebody is, by their numbers, with the part."""
    if not me:
        return {}
    rows = Assessor.objects.seen_by(DOOR).filter(subject=known_as(me))
    return dict(rows.values_list("assessment_id", "part"))


def reader_of(viewer: Viewer, me: str, row: Any) -> Viewer:
    """With which viewer the answers of this assessment are read: DOOR for who may read all of it, else the own."""
    if viewer.may_see(Sensitivity.RESTRICTED, row.owner):
        return viewer
    return DOOR if reads_everything(parts_of(me).get(row.id, ""), row.state) else viewer


def own_rows(viewer: Viewer, me: str, row: Any, model: Any) -> Any:
    """The rows of this assessment that somebody wrote, open to them while they are in its team."""
    part = parts_of(me).get(row.id, "")
    reader = DOOR if reads_own(part) else viewer
    return model.objects.seen_by(reader).filter(assessment_id=row.id, assessor_id__in=_own(me, row))


def _own(me: str, row: Any) -> list[int]:
    rows = Assessor.objects.seen_by(DOOR).filter(assessment_id=row.id, subject=known_as(me) or "-")
    return list(rows.values_list("id", flat=True))


def team(viewer: Viewer, me: str, row: Any) -> list[Member]:
    """The team of an assessment, for whoever is in it or reads all of it; nobody for others."""
    mine = parts_of(me).get(row.id, "")
    if not mine and not viewer.may_see(Sensitivity.RESTRICTED, row.owner):
        return []
    found = Assessor.objects.seen_by(DOOR).filter(assessment_id=row.id).order_by("id").seen()
    names = people.actor_names([each.subject for each in found])
    own = known_as(me)
    order = list(Part)
    members = [Member(m.id, m.part, names.get(m.subject, ""), m.subject == own, m.handed_in_on) for m in found]
    return sorted(members, key=lambda member: (order.index(Part(member.part)), member.id))
