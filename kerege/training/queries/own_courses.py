"""The courses in which somebody has a place, waits or was nominated: everybody reads their own."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kerege.lib.ids import uid_or_none
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.training.models import Course, CourseSession, Enrolment
from kerege.training.queries.cohort import day_there, enrolments_of, held_of, offer_of
from kerege.training.queries.enrolment import marks_of
from kerege.training.queries.showing import taught_in
from kerege.training.queries.staff import DOOR
from kerege.training.rules.attending import USUAL_SHARE, Told, attended
from kerege.training.words import Status
from kerege.training.words.delivery import IN_COHORT, EnrolmentState, Entry


@dataclass(frozen=True)
class OwnSession:
    """A session of one's course with what is recorded of oneself; None where nothing is."""

    uid: str
    title: str
    starts: datetime
    ends: datetime
    place: str
    called_off: date | None
    sequence: int
    told: Told | None


@dataclass(frozen=True)
class OwnCourse:
    """One course as its participant sees it. `place` is the one in the waiting list; `attended` is in percent of the
    sessions that are over. `curriculum` and `version` are empty where the course names none.
    """

    enrolment: str
    number: int
    uid: str
    title: str
    venue: str
    venue_place: str
    zone: str
    status: str
    called_off_for: str
    first_day: date | None
    last_day: date | None
    state: EnrolmentState
    place: int
    reason: str
    commitment: str
    share: int
    attended: int | None
    sessions: tuple[OwnSession, ...]
    curriculum: str
    version: str
    synthetic: bool
    again: bool
    """Whether somebody who withdrew can enrol again now."""

    @property
    def has_place(self) -> bool:
        return self.state in IN_COHORT

    @property
    def ahead(self) -> bool:
        """Whether it is still to be attended, or waited for."""
        waits = {EnrolmentState.NOMINATED, EnrolmentState.WAITING, EnrolmentState.ENROLLED}
        return self.state in waits and self.status not in {Status.CANCELLED, Status.HELD}

    def next(self, now: datetime) -> OwnSession | None:
        """The session that is going on or comes next."""
        open_ones = (each for each in self.sessions if each.called_off is None and each.ends > now)
        return min(open_ones, key=lambda each: each.starts, default=None)


def own_courses(*, by: Actor, now: datetime) -> list[OwnCourse]:
    """The courses of the person to whom the actor's account belongs: those ahead first, the next one before the others;
    then those that are over, the newest first. Empty for an account that belongs to no person.
    """
    me = people.person_number(by.uid) if by.uid and not by.is_system else None
    if me is None:
        return []
    rows = Enrolment.objects.seen_by(DOOR).filter(person_id=me).order_by("id").seen()
    courses = {c.id: c for c in Course.objects.seen_by(DOOR).filter(id__in={r.course_id for r in rows}).seen()}
    lines = [_line(row, courses[row.course_id], me, now) for row in rows]
    ahead = sorted((each for each in lines if each.ahead), key=lambda each: each.first_day or date.max)
    over = sorted((each for each in lines if not each.ahead), key=lambda each: each.first_day or date.min, reverse=True)
    return [*ahead, *over]


def course_of_place(enrolment: str, *, letter: int, now: datetime) -> OwnCourse | None:
    """The course of one place as its participant sees it, by the letter of this number; None once that was replaced or
    withdrawn. Asks no clearance: its address was signed for whoever has the letter (web/enrolment/by_letter), which
    names nobody.
    """
    number = uid_or_none(enrolment)
    row = Enrolment.objects.seen_by(DOOR).filter(uid=number).one() if number is not None else None
    if row is None or row.person_id is None or row.letter != letter or row.letter_ended is not None:
        return None
    course = Course.objects.seen_by(DOOR).filter(id=row.course_id).one()
    return _line(row, course, row.person_id, now) if course is not None else None


def _line(row: Any, course: Any, me: int, now: datetime) -> OwnCourse:
    found = CourseSession.objects.seen_by(DOOR).filter(course_id=course.id).order_by("starts", "id").seen()
    has_place = row.state in IN_COHORT
    marks = marks_of(me, [each.id for each in found]) if has_place else {}
    over = [each for each in found if each.ends <= now and each.called_off is None]
    told = {str(each.uid): marks[each.id] for each in over if each.id in marks}
    everybody = enrolments_of(course.id)
    queue = sorted((e for e in everybody if e.state == EnrolmentState.WAITING), key=lambda e: (e.waiting_since, e.id))
    curriculum, version = taught_in([course]).get(course.id, ("", ""))
    return OwnCourse(
        enrolment=str(row.uid),
        number=[each.id for each in everybody].index(row.id) + 1,
        uid=str(course.uid),
        title=course.title,
        venue=course.venue_id or "",
        venue_place=course.venue_place,
        zone=course.zone or "UTC",
        status=course.status,
        called_off_for=course.called_off_for,
        first_day=course.first_day,
        last_day=course.last_day,
        state=EnrolmentState(row.state),
        place=next((n for n, each in enumerate(queue, start=1) if each.id == row.id), 0),
        reason=row.reason,
        commitment=row.commitment,
        share=USUAL_SHARE if course.share is None else course.share,
        attended=attended(told, [held_of(each) for each in over]) if has_place and over else None,
        sessions=tuple(_session(each, marks) for each in found) if has_place else (),
        curriculum=curriculum,
        version=version,
        synthetic=row.synthetic,
        again=_may_come_again(row, course, now),
    )


def _may_come_again(row: Any, course: Any, now: datetime) -> bool:
    offer = offer_of(course)
    return row.state == EnrolmentState.WITHDRAWN and offer.entry == Entry.OPEN and offer.takes(day_there(course, now))


def _session(row: Any, marks: dict[int, Told]) -> OwnSession:
    return OwnSession(
        uid=str(row.uid),
        title=row.title,
        starts=row.starts,
        ends=row.ends,
        place=row.place,
        called_off=row.called_off,
        sequence=row.sequence,
        told=marks.get(row.id),
    )
