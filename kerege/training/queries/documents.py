"""Which controlled documents courses use, and which of those should not be relied on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.capacity.queries import documents as capacity
from kerege.capacity.words.documents import Unfit
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseDocument
from kerege.training.rules import relied_on


@dataclass(frozen=True)
class UsedDocument:
    """A controlled document that a course uses. `unfit` says why it should not be relied on. `document` (its uid),
    `code`, `title` and `place` are empty for a reader who may not read it.
    """

    document: str
    code: str
    title: str
    place: str
    since: date
    unfit: Unfit | None


@dataclass(frozen=True)
class CitingCourse:
    """A course that uses a document."""

    uid: str
    title: str
    status: str
    owner: str


def unfit_of(viewer: Viewer, rows: Iterable[Any], *, on: date) -> Mapping[int, int]:
    """How many documents each of these courses uses that should not be relied on, by row number; without those that
    use none. Two queries more where one of them uses a document, and one where none does.
    """
    days = {row.id: relied_on(row.status, row.first_day, on) for row in rows}
    kept = _used(viewer, on).filter(course_id__in=list(days)).seen() if days else []
    why = capacity.expired((row.document, days[row.course_id]) for row in kept)
    found: dict[int, int] = {}
    for row in kept:
        if (str(row.document), days[row.course_id]) in why:
            found[row.course_id] = found.get(row.course_id, 0) + 1
    return found


def documents_of(viewer: Viewer, uid: str, *, me: Actor, on: date, lang: str) -> list[UsedDocument]:
    """The documents that a course uses on the day, those that should not be relied on first. They are judged as on the
    day, and of a course that lies ahead as on its first day.
    """
    course = Course.objects.seen_by(viewer).filter(uid=uid).one()
    rows = _used(viewer, on).filter(course_id=course.id).order_by("id").seen() if course is not None else []
    if course is None or not rows:
        return []
    day = relied_on(course.status, course.first_day, on)
    why = capacity.expired((row.document, day) for row in rows)
    told = capacity.cited(viewer, [row.document for row in rows], me=me, on=on, lang=lang)
    found = []
    for row in rows:
        line = told.get(str(row.document))
        names = (line.uid, line.code, line.title, line.place) if line is not None else ("", "", "", "")
        found.append(UsedDocument(*names, row.since, why.get((str(row.document), day))))
    return sorted(found, key=lambda each: (each.unfit is None, each.code == "", each.code))


def citing(viewer: Viewer, document: str, *, on: date) -> list[CitingCourse]:
    """The courses that use a document on the day, as far as the reader may see them, by title."""
    ids = [row.course_id for row in _used(viewer, on).filter(document=document).seen()]
    rows = Course.objects.seen_by(viewer).filter(id__in=ids).order_by("title", "id").seen() if ids else []
    return [CitingCourse(str(row.uid), row.title, row.status, row.owner) for row in rows]


def _used(viewer: Viewer, on: date) -> Any:
    rows = CourseDocument.objects.seen_by(viewer).filter(since__lte=on)
    return rows.filter(Q(until__isnull=True) | Q(until__gt=on))
