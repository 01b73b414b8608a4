"""What a course costs and what it needs, as a viewer may read it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import CourseCost, CourseMaterial
from kerege.training.queries.delivery import course_row
from kerege.training.queries.equipped import Equipped, equipped
from kerege.training.rules.costs import Line, Sum, sums


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
    """The list of a course, and how its rooms stand to what its activities ask for."""

    lines: tuple[MaterialLine, ...] = ()
    equipped: Equipped = field(default_factory=Equipped)


def materials(viewer: Viewer, uid: str, *, acting: Actor, centre: str, on: date, lang: str) -> Materials:
    """What one course needs, as far as the viewer may see it; what is missing first."""
    row, reader = course_row(viewer, uid, acting)
    if row is None:
        return Materials()
    of = CourseMaterial.objects.seen_by(reader).filter(course_id=row.id, dropped_on__isnull=True)
    found = of.order_by("id").seen()
    lines = [MaterialLine(str(each.uid), each.what, each.number, each.there) for each in found]
    listed = {each.key: each.what for each in found}
    told = equipped(viewer, reader, row, listed, centre=centre, on=on, lang=lang)
    return Materials(tuple(sorted(lines, key=lambda line: (line.missing == 0, line.what))), told)
