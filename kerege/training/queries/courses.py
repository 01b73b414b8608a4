"""Courses and groups, shaped for pages."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Q

from kerege.lib.figures import SourceRef
from kerege.records.citing import cited, source_ref
from kerege.records.labels import Withheld
from kerege.records.stated import NEWEST, OLDEST
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseCount, CourseGroup, CourseSource, GroupSource
from kerege.training.queries.counting import courses_held, figures_of, headcount, register_sizes
from kerege.training.queries.documents import unfit_of
from kerege.training.rules import Counted, count_people
from kerege.training.words import Status

Row = TypeVar("Row")
LARGEST_PAGE = 200
ORDERS = {
    "": (NEWEST, "key"),
    "day": (OLDEST, "key"),
    "-day": (NEWEST, "key"),
    "title": ("title", "key"),
    "-title": ("-title", "key"),
    "kind": ("kind", NEWEST, "key"),
    "-kind": ("-kind", NEWEST, "key"),
    "status": ("status", NEWEST, "key"),
    "-status": ("-status", NEWEST, "key"),
    "trainees_from": ("trainees_from_id", NEWEST, "key"),
    "-trainees_from": ("-trainees_from_id", NEWEST, "key"),
    "venue": ("venue_id", NEWEST, "key"),
    "-venue": ("-venue_id", NEWEST, "key"),
}
"""How a list of courses may be ordered; countries by code."""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list: `total` is the length of the whole list, `page` counts from 1."""

    rows: tuple[Row, ...]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


def page_of(rows: Any, *, page: int, size: int) -> Page[Any]:
    """One page of a scoped queryset, as `Seen` rows. Pages outside the list are empty."""
    size, page = max(1, min(size, LARGEST_PAGE)), max(1, page)
    total = rows.count()
    start = (page - 1) * size
    return Page(tuple(rows[start : start + size].seen()) if start < total else (), total, page, size)


@dataclass(frozen=True)
class FigureLine:
    """A figure that one source states."""

    measure: str
    value: int
    qualifier: str
    source: SourceRef
    note: str


@dataclass(frozen=True)
class CourseLine:
    """One course. `counted` says how many trainees and on what basis; `group` is the key of its group or empty.
    `unfit_documents` counts the controlled documents it uses that should not be relied on; `is_plan`: it was planned
    here, with sessions by a clock.
    """

    uid: str
    key: str
    owner: str
    title: str
    kind: str
    status: str
    generation: int | None
    group: str
    group_title: str
    project: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    venue: str
    venue_place: str
    trainees_from: str
    host: str
    language: str
    external_funding: bool | None
    note: str | Withheld
    register_closed_on: date | None
    counted: Counted
    unfit_documents: int
    sources: tuple[SourceRef, ...]
    synthetic: bool
    is_plan: bool = False


@dataclass(frozen=True)
class GroupLine:
    """A group of courses that a source counts together."""

    uid: str
    key: str
    owner: str
    title: str
    kind: str
    status: str
    project: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    venue: str
    venue_place: str
    trainees_from: str
    note: str | Withheld
    counted: Counted
    sources: tuple[SourceRef, ...]
    synthetic: bool


@dataclass(frozen=True)
class CourseCard:
    """A course with every figure that sources state about it and, where it has one, about its group."""

    line: CourseLine
    figures: tuple[FigureLine, ...]
    group: GroupLine | None
    group_figures: tuple[FigureLine, ...]


def courses(
    viewer: Viewer,
    *,
    on: date,
    project: str = "",
    kinds: Collection[str] = (),
    trainees_from: Collection[str] = (),
    venue: Collection[str] = (),
    status: str = "",
    text: str = "",
    group: str = "",
    host: str = "",
    order: str = "",
    page: int = 1,
    size: int = 50,
) -> Page[CourseLine]:
    """Courses by day, newest first, undated last: those held by `on`, and those not (known to be) held.

    `group` is the key of a group, `host` that of the organisation that holds them; `order` one of ORDERS,
    anything else is the first.
    The number of queries does not grow with the number of courses.
    """
    rows = Course.objects.seen_by(viewer).filter(_known_on(on))
    wanted = {
        "project_key": project,
        "kind__in": list(kinds),
        "trainees_from_id__in": list(trainees_from),
        "venue_id__in": list(venue),
        "status": status,
        "title__icontains": text,
        "host__key": host,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if group:
        rows = rows.filter(
            group__in=list(CourseGroup.objects.seen_by(viewer).filter(key=group).values_list("id", flat=True))
        )
    ordered = rows.select_related("host").order_by(*ORDERS.get(order, ORDERS[""]))
    found = page_of(ordered, page=page, size=size)
    return Page(tuple(lines_of(viewer, found.rows, on=on)), found.total, found.page, found.size)


def _known_on(on: date) -> Q:
    """What was over by the day, and what was planned, cancelled or never confirmed."""
    return Q(status=Status.HELD, done_by__lte=on) | ~Q(status=Status.HELD)


def course(viewer: Viewer, uid: str, *, on: date) -> CourseCard | None:
    """One course with its figures; None when there is none on that day that the viewer may see."""
    seen = Course.objects.seen_by(viewer).filter(_known_on(on), uid=uid).select_related("host").one()
    if seen is None:
        return None
    whole = group_line(viewer, seen.group_id) if seen.group_id else None
    return CourseCard(
        lines_of(viewer, [seen], on=on)[0],
        _figures(viewer, course_id=seen.id),
        whole,
        _figures(viewer, group_id=seen.group_id) if whole else (),
    )


def titles(viewer: Viewer, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Uid and title of those of these courses, by their keys, that the viewer may see."""
    rows = Course.objects.seen_by(viewer).filter(key__in=list(keys)).values_list("key", "uid", "title")
    return {key: (str(uid), title) for key, uid, title in rows}


def lines_of(viewer: Viewer, rows: Iterable[Any], *, on: date) -> list[CourseLine]:
    """Course lines for rows from `seen()`."""
    rows = list(rows)
    ids = [r.id for r in rows]
    sources = cited(CourseSource, "course", ids)
    figures = figures_of(viewer, "course", ids)
    unfit = unfit_of(viewer, rows, on=on)
    sizes = register_sizes(r.id for r in rows if r.register_closed_on)
    wanted = {r.group_id for r in rows if r.group_id}
    in_groups = CourseGroup.objects.seen_by(viewer).filter(id__in=wanted).values_list("id", "key", "title")
    titles = {key: (group, title) for key, group, title in in_groups}
    return [
        CourseLine(
            uid=str(r.uid),
            key=r.key,
            owner=r.owner,
            title=r.title,
            kind=r.kind,
            status=r.status,
            generation=r.generation,
            group=titles.get(r.group_id, ("", ""))[0],
            group_title=titles.get(r.group_id, ("", ""))[1],
            project=r.project_key,
            first_day=r.first_day,
            last_day=r.last_day,
            precision=r.precision,
            date_text=r.date_text,
            venue=r.venue_id or "",
            venue_place=r.venue_place,
            trainees_from=r.trainees_from_id or "",
            host=r.host.key if r.host else "",
            language=r.language,
            external_funding=r.external_funding,
            note=r.note,
            register_closed_on=r.register_closed_on,
            counted=count_people(figures.get(r.id, ()), register=sizes.get(r.id, 0) if r.register_closed_on else None),
            unfit_documents=unfit.get(r.id, 0),
            sources=sources.get(r.id, ()),
            synthetic=r.synthetic,
            is_plan=bool(r.zone),
        )
        for r in rows
    ]


def groups(viewer: Viewer, ids: Collection[int]) -> list[GroupLine]:
    """Groups by their row numbers, as the viewer may see them."""
    rows = CourseGroup.objects.seen_by(viewer).filter(id__in=list(ids)).order_by(OLDEST, "key").seen()
    sources = cited(GroupSource, "group", [r.id for r in rows])
    figures = figures_of(viewer, "group", [r.id for r in rows])
    return [
        GroupLine(
            uid=str(r.uid),
            key=r.key,
            owner=r.owner,
            title=r.title,
            kind=r.kind,
            status=r.status,
            project=r.project_key,
            first_day=r.first_day,
            last_day=r.last_day,
            precision=r.precision,
            date_text=r.date_text,
            venue=r.venue_id or "",
            venue_place=r.venue_place,
            trainees_from=r.trainees_from_id or "",
            note=r.note,
            counted=count_people(figures.get(r.id, ()), register=None),
            sources=sources.get(r.id, ()),
            synthetic=r.synthetic,
        )
        for r in rows
    ]


def group_line(viewer: Viewer, group_id: int) -> GroupLine | None:
    found = groups(viewer, [group_id])
    return found[0] if found else None


@dataclass(frozen=True)
class GroupCard:
    """A group with every figure that sources state about it. Its courses are read with `courses(group=…)`."""

    line: GroupLine
    figures: tuple[FigureLine, ...]


def group(viewer: Viewer, uid: str) -> GroupCard | None:
    """One group; None when there is none that the viewer may see."""
    ids = list(CourseGroup.objects.seen_by(viewer).filter(uid=uid).values_list("id", flat=True))
    found = groups(viewer, ids)
    return GroupCard(found[0], _figures(viewer, group_id=ids[0])) if found else None


def _figures(viewer: Viewer, **about: int) -> tuple[FigureLine, ...]:
    rows = CourseCount.objects.seen_by(viewer).filter(**about).select_related("source").order_by("measure", "id")
    return tuple(FigureLine(r.measure, r.value, r.qualifier, source_ref(r.source), r.note) for r in rows.seen())


@dataclass(frozen=True)
class WorkshopRow:
    """One line of a table by country: courses and people, by the same way of counting."""

    territory: str
    courses: int
    low: int
    high: int
    last_day: date


def workshops_by_country(
    viewer: Viewer, *, on: date, by: str, project: str = "", kinds: Collection[str] = ()
) -> list[WorkshopRow]:
    """Courses and people by venue or by trainees' country; both tables are right and they differ."""
    held = courses_held(viewer, on=on, project=project, by=by, kinds=kinds)
    counted = headcount(viewer, on=on, project=project, by=by, kinds=kinds).by_territory
    return [WorkshopRow(code, n, *counted.get(code, (0, 0)), last) for code, (n, last) in sorted(held.items())]
