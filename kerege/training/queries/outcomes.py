"""Placements and adoptions, shaped for pages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kerege.lib.figures import SourceRef
from kerege.records.citing import cited
from kerege.records.viewers import Viewer
from kerege.training.models import AdoptionSource, CentrePlacement, CurriculumAdoption, PlacementSource
from kerege.training.queries.courses import lines_of
from kerege.training.queries.scope import asked
from kerege.training.rules import Counted


@dataclass(frozen=True)
class PlacementLine:
    """Trainers of one course in one centre; `trained` says how many the course trained."""

    uid: str
    course_uid: str
    course_title: str
    territory: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    centre: str
    trainers: int
    trained: Counted
    sources: tuple[SourceRef, ...]
    synthetic: bool


def placements(
    viewer: Viewer, *, on: date, project: str = "", territories: Collection[str] = ()
) -> list[PlacementLine]:
    """Trainers in training centres, for courses held by `on`, by country and centre."""
    held = asked(viewer, on=on, project=project, territories=territories).held()
    rows = CentrePlacement.objects.seen_by(viewer).filter(course__in=held.order_by().values("id"))
    found = rows.select_related("centre").order_by("course_id", "-trainers", "centre__key").seen()
    seen_courses = held.filter(id__in={r.course_id for r in found}).select_related("host").seen()
    lines = dict(zip([c.id for c in seen_courses], lines_of(viewer, seen_courses, on=on), strict=True))
    sources = cited(PlacementSource, "placement", [r.id for r in found])
    return [
        PlacementLine(
            uid=str(r.uid),
            course_uid=lines[r.course_id].uid,
            course_title=lines[r.course_id].title,
            territory=lines[r.course_id].trainees_from,
            first_day=lines[r.course_id].first_day,
            last_day=lines[r.course_id].last_day,
            precision=lines[r.course_id].precision,
            date_text=lines[r.course_id].date_text,
            centre=r.centre.key,
            trainers=r.trainers,
            trained=lines[r.course_id].counted,
            sources=sources.get(r.id, ()),
            synthetic=r.synthetic,
        )
        for r in found
    ]


@dataclass(frozen=True)
class AdoptionLine:
    """A course that became part of a programme."""

    uid: str
    key: str
    territory: str
    institution: str
    programme: str
    level: str
    compulsory: bool | None
    decree: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    note: str
    sources: tuple[SourceRef, ...]
    synthetic: bool


def adoptions(viewer: Viewer, *, on: date, project: str = "", territories: Collection[str] = ()) -> list[AdoptionLine]:
    """Curricula adopted by `on`, by country."""
    rows = CurriculumAdoption.objects.seen_by(viewer).filter(done_by__lte=on)
    if project:
        rows = rows.filter(project_key=project)
    if territories:
        rows = rows.filter(territory_id__in=list(territories))
    found = rows.select_related("institution").order_by("territory_id", "key").seen()
    sources = cited(AdoptionSource, "adoption", [r.id for r in found])
    return [
        AdoptionLine(
            uid=str(r.uid),
            key=r.key,
            territory=r.territory_id or "",
            institution=r.institution.key if r.institution else "",
            programme=r.programme,
            level=r.level,
            compulsory=r.compulsory,
            decree=r.decree,
            first_day=r.first_day,
            last_day=r.last_day,
            precision=r.precision,
            date_text=r.date_text,
            note=r.note,
            sources=sources.get(r.id, ()),
            synthetic=r.synthetic,
        )
        for r in found
    ]
