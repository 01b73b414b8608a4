"""Sessions of many courses by time: at a training centre, of everything that a reader may see, and one's own."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kerege.people.rules import Actor
from kerege.records.personal import subject_model
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseSession
from kerege.training.queries.delivery import SessionLine, session_line
from kerege.training.queries.staff import DOOR, courses_of
from kerege.training.queries.taught import closed_of


@dataclass(frozen=True)
class Dated:
    """A session with what a calendar says of its course. `zone` is the clock by which its times are told."""

    session: SessionLine
    course: str
    title: str
    status: str
    zone: str
    venue: str
    venue_place: str
    trainees_from: str
    language: str
    synthetic: bool


def dated(
    viewer: Viewer, *, acting: Actor, since: datetime, until: datetime, centre: str = "", mine: bool = False
) -> list[Dated]:
    """Sessions at some moment from `since` up to `until`, by time, those that were called off too: at the centre with
    this key, or everywhere; all that the viewer may see, or with `mine` those of the courses in which the actor has a
    part, whatever their clearance. Two queries, and one for a centre.
    """
    reader, own = (DOOR, courses_of(acting)) if mine else (viewer, set())
    sessions = CourseSession.objects.seen_by(reader).filter(starts__lt=until, ends__gt=since)
    if mine:
        sessions = sessions.filter(course_id__in=own)
    if centre:
        places = subject_model(Course, "centre").objects.seen_by(viewer).filter(key=centre)
        at = Course.objects.seen_by(reader).filter(centre_id__in=list(places.values_list("id", flat=True)))
        sessions = sessions.filter(course_id__in=at.values("id"))
    rows = sessions.order_by("starts", "id").seen()
    return _told(reader, rows)


def of_course(viewer: Viewer, course: Any) -> list[Dated]:
    """All sessions of one course (its row), as the viewer may see them."""
    return _told(
        viewer, CourseSession.objects.seen_by(viewer).filter(course_id=course.id).order_by("starts", "id").seen()
    )


def _told(viewer: Viewer, rows: Iterable[Any]) -> list[Dated]:
    rows = list(rows)
    courses = {c.id: c for c in Course.objects.seen_by(viewer).filter(id__in={row.course_id for row in rows}).seen()}
    closed = closed_of(viewer, courses.values())
    return [_line(row, courses[row.course_id], closed) for row in rows if row.course_id in courses]


def _line(row: Any, course: Any, closed: Collection[int]) -> Dated:
    return Dated(
        session=session_line(row, closed=closed),
        course=str(course.uid),
        title=course.title,
        status=course.status,
        zone=course.zone or "UTC",
        venue=course.venue_id or "",
        venue_place=course.venue_place,
        trainees_from=course.trainees_from_id or "",
        language=course.language,
        synthetic=course.synthetic,
    )
