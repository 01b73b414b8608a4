"""What a course costs and what it needs, as a viewer may read it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kerege.inventory import queries as inventory
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import CourseCost, CourseMaterial
from kerege.training.queries.delivery import course_row, sessions_of
from kerege.training.queries.taught import activities_of
from kerege.training.rules.costs import Line, Sum, sums
from kerege.training.rules.needed import asked_of_rooms


@dataclass(frozen=True)
class CostLine:
    """One line of a budget. `payer` is the key of an organisation, `funder` the name of another; both may be empty."""

    uid: str
    kind: str
    what: str
    currency: str
    planned: Decimal | None
    spent: Decimal | None
    payer: str
    funder: str
    external: bool | None


@dataclass(frozen=True)
class Budget:
    lines: tuple[CostLine, ...]
    sums: tuple[Sum, ...]


def budget(viewer: Viewer, uid: str, *, acting: Actor) -> Budget:
    """The budget of one course, as far as the viewer's clearance reaches: it is national by default, also for staff."""
    row, _reader = course_row(viewer, uid, acting)
    of = CourseCost.objects.seen_by(viewer).filter(course_id=row.id if row is not None else -1)
    rows = of.filter(dropped_on__isnull=True).order_by("id").seen()
    payers = people.organisation_keys({each.payer_id for each in rows} - {None})
    lines = tuple(
        CostLine(
            uid=str(each.uid),
            kind=each.kind,
            what=each.what,
            currency=each.currency,
            planned=each.planned,
            spent=each.spent,
            payer=payers.get(each.payer_id, ""),
            funder=each.funder,
            external=each.external,
        )
        for each in rows
    )
    return Budget(lines, tuple(sums(Line(e.currency, e.planned, e.spent, e.external) for e in lines)))


@dataclass(frozen=True)
class MaterialLine:
    """Something that a course needs; `missing` is how much of it is not there yet."""

    uid: str
    what: str
    number: int
    there: int

    @property
    def missing(self) -> int:
        return max(0, self.number - self.there)


@dataclass(frozen=True)
class Materials:
    """The list of a course, and which equipment its activities ask for that no room of its sessions has (by the words
    of rooms); `rooms` are those that were looked at.
    """

    lines: tuple[MaterialLine, ...]
    lacking: tuple[str, ...]
    rooms: tuple[str, ...]


def materials(viewer: Viewer, uid: str, *, acting: Actor, centre: str, on: date, lang: str) -> Materials:
    """What one course needs, as far as the viewer may see it; what is missing first."""
    row, reader = course_row(viewer, uid, acting)
    if row is None:
        return Materials((), (), ())
    of = CourseMaterial.objects.seen_by(reader).filter(course_id=row.id, dropped_on__isnull=True)
    lines = [MaterialLine(str(each.uid), each.what, each.number, each.there) for each in of.order_by("id").seen()]
    called = [each.get("what", {}).get("en", "") for a in activities_of(row, reader) for each in a.get("materials", ())]
    asked = asked_of_rooms([*called, *(line.what for line in lines)])
    used = {s.place for s in sessions_of(reader, [row.id]).get(row.id, ()) if s.booked and s.called_off is None}
    page = inventory.centre(viewer, centre, on=on, lang=lang) if centre and used else None
    rooms = [room for room in page.rooms if room.title in used] if page is not None else []
    has = {word for room in rooms for word in room.equipment}
    lacking = [word for word in asked if word not in has] if rooms else []
    ordered = sorted(lines, key=lambda line: (line.missing == 0, line.what))
    return Materials(tuple(ordered), tuple(lacking), tuple(room.title for room in rooms))
