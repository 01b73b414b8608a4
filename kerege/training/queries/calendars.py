"""Sessions of many courses by time: at a training centre, of everything that a reader may see, and one's own."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kerege.lib.stated import Precision
from kerege.people import queries as people
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.personal import subject_model
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseSession, CourseStaff
from kerege.training.queries.delivery import SessionLine, centre_keys, session_line
from kerege.training.queries.staff import DOOR, courses_of, own_sessions
from kerege.training.queries.taught import closed_of
from kerege.training.words import Status
from kerege.training.words.delivery import TEACHING, Answer


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
    reader, own = (DOOR, own_sessions(acting)) if mine else (viewer, {})
    sessions = CourseSession.objects.seen_by(reader).filter(starts__lt=until, ends__gt=since)
    if mine:
        sessions = sessions.filter(course_id__in=set(own))
    if centre:
        places = subject_model(Course, "centre").objects.seen_by(viewer).filter(key=centre)
        at = Course.objects.seen_by(reader).filter(centre_id__in=list(places.values_list("id", flat=True)))
        sessions = sessions.filter(course_id__in=at.values("id"))
    rows = sessions.order_by("starts", "id").seen()
    return _told(reader, [r for r in rows if not own.get(r.course_id) or str(r.uid) in own[r.course_id]])


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


@dataclass(frozen=True)
class YearLine:
    """A course with its days, for a view of a year. `centre` is the key of its training centre, or empty."""

    uid: str
    title: str
    status: str
    first_day: date
    last_day: date
    centre: str
    venue: str
    venue_place: str
    synthetic: bool


def year_of_courses(viewer: Viewer, *, since: date, until: date, centre: str = "") -> list[YearLine]:
    """The courses with a known day from `since` to `until` (both count) that the viewer may see, by their first day; at
    the training centre with this key, or everywhere. Courses whose day is known by month or year alone are not there.
    """
    rows = Course.objects.seen_by(viewer).filter(first_day__lte=until, last_day__gte=since, precision=Precision.DAY)
    if centre:
        places = subject_model(Course, "centre").objects.seen_by(viewer).filter(key=centre)
        rows = rows.filter(centre_id__in=list(places.values_list("id", flat=True)))
    found = rows.order_by("first_day", "id").seen()
    keys = centre_keys([row.centre_id for row in found])
    return [
        YearLine(
            uid=str(row.uid),
            title=row.title,
            status=row.status,
            first_day=row.first_day,
            last_day=row.last_day,
            centre=keys.get(row.centre_id, ""),
            venue=row.venue_id or "",
            venue_place=row.venue_place,
            synthetic=row.synthetic,
        )
        for row in found
    ]


def teachers_of(viewer: Viewer, *, acting: Actor, sessions: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Who teaches each of these sessions (uids), by name, as far as somebody may know it: of courses that they plan or
    have a part in, and of those whose staff they read anyway. Nobody stands there of whom the name is withheld.
    """
    of = dict(CourseSession.objects.seen_by(DOOR).filter(uid__in=list(sessions)).values_list("uid", "course_id"))
    courses = Course.objects.seen_by(DOOR).filter(id__in=set(of.values())).seen() if of else []
    own = courses_of(acting)
    inside = {row.id for row in courses if row.id in own or may(acting, Deed.RECORD_ACTIVITY, row.owner)}
    found: dict[str, list[str]] = {}
    for reader, wanted in ((DOOR, inside), (viewer, {row.id for row in courses} - inside)):
        rows = CourseStaff.objects.seen_by(reader).filter(course_id__in=wanted, until__isnull=True, part__in=TEACHING)
        staff = rows.exclude(answer=Answer.DECLINED).order_by("id").seen() if wanted else []
        names = people.person_names(reader, [row.person_id for row in staff])
        for row in staff:
            for uid in (str(each) for each, course in of.items() if course == row.course_id):
                if isinstance(names.get(row.person_id), str) and (not row.sessions or uid in row.sessions):
                    found.setdefault(uid, []).append(str(names[row.person_id]))
    return {uid: tuple(dict.fromkeys(told)) for uid, told in found.items()}


def own_bookings(courses: Collection[str]) -> frozenset[str]:
    """The uids of the bookings that the sessions of these courses (uids) have; it tells nothing else of them."""
    if not courses:
        return frozenset()
    of = Course.objects.seen_by(DOOR).filter(uid__in=list(courses)).values("id")
    rows = CourseSession.objects.seen_by(DOOR).filter(course_id__in=of, booking__isnull=False)
    return frozenset(str(uid) for uid in rows.values_list("booking", flat=True))


def standing_courses(courses: Collection[str]) -> dict[str, date | None]:
    """Of these courses (uids) those that were not cancelled, each with its last day; for whoever planned them."""
    rows = Course.objects.seen_by(DOOR).filter(uid__in=list(courses)).exclude(status=Status.CANCELLED)
    return {str(uid): last for uid, last in rows.values_list("uid", "last_day")} if courses else {}
