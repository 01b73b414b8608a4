"""Who organises a course, who keeps its list, and who reads who sits in it: doors to the rows of one course.

Who sits in which course is restricted. Whoever organises the course or is of its staff reads its cohort whatever their
clearance, and the names in it, because employers tell these by nominating. While somebody looks with other eyes nobody
acts: the doors are shut.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from kerege.journal.rules import known_as
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.training.models import Course, Enrolment
from kerege.training.queries.staff import DOOR, parts_in
from kerege.training.rules.attending import Held
from kerege.training.rules.enrolling import Offer
from kerege.training.words.delivery import Entry, StaffPart

KEEPING = frozenset({StaffPart.LEAD, StaffPart.CO_TRAINER, StaffPart.SUPPORT})
"""Parts in a course that take attendance there."""


def organises(by: Actor, course: Any) -> bool:
    """Whether somebody decides who comes to a course: whoever records for its owner, and its lead trainer."""
    return may(by, Deed.RECORD_ACTIVITY, course.owner) or StaffPart.LEAD in parts_in(by, course)


def keeps_list(by: Actor, course: Any) -> bool:
    """Whether somebody takes attendance in a course: its organiser, trainers and support."""
    return may(by, Deed.RECORD_ACTIVITY, course.owner) or bool(parts_in(by, course) & KEEPING)


def reads_cohort(viewer: Viewer, by: Actor, course: Any) -> bool:
    """Whether somebody reads who sits in a course: its organiser, all its staff, and whoever reads restricted records
    of its owner.
    """
    if viewer.may_see(Sensitivity.RESTRICTED, course.owner):
        return True
    return may(by, Deed.RECORD_ACTIVITY, course.owner) or bool(parts_in(by, course))


def readable(
    viewer: Viewer, by: Actor, course: Any, rows: list[Any], owners: dict[int, str], me: int | None
) -> list[Any]:
    """Of enrolments those that somebody may read: all of a cohort that is theirs; else their own, those whom they
    nominated, and people of an owner whose restricted records they read. `owners` are the owners of the persons.
    """
    if reads_cohort(viewer, by, course):
        return rows
    mine = known_as(by.uid) if by.uid else "-"
    return [
        row
        for row in rows
        if row.noted_by == mine
        or row.person_id == me
        or viewer.may_see(Sensitivity.RESTRICTED, owners.get(row.person_id, "-"))
    ]


def enrolments_of(course: int, **wanted: Any) -> list[Any]:
    """Everybody in the list of a course, in the order in which they came to it. Asks no clearance: whoever calls it has
    asked who reads.
    """
    return list(Enrolment.objects.seen_by(DOOR).filter(course_id=course, **wanted).order_by("id").seen())


def course_row(viewer: Viewer, by: Actor, uid: object) -> Any:
    """The course with this uid, for whoever may read it or has a part in it; else None."""
    seen = Course.objects.seen_by(viewer).filter(uid=uid).one()
    if seen is not None:
        return seen
    inside = Course.objects.seen_by(DOOR).filter(uid=uid).one()
    return inside if inside is not None and parts_in(by, inside) else None


def offer_of(course: Any) -> Offer:
    """What a course offers, as the rules see it."""
    return Offer(
        status=course.status,
        last_day=course.last_day,
        enrol_from=course.enrol_from,
        enrol_until=course.enrol_until,
        entry=course.entry or Entry.NOMINATION,
        most=course.most,
        closed=course.register_closed_on is not None,
    )


def clock_of(course: Any) -> ZoneInfo:
    """The clock by which a course is told; UTC where none was said."""
    return ZoneInfo(course.zone or "UTC")


def day_there(course: Any, at: datetime) -> Any:
    """The day that it is where a course is held."""
    return at.astimezone(clock_of(course)).date()


def held_of(session: Any) -> Held:
    """A session as the rules of attendance see it."""
    return Held(str(session.uid), session.starts, session.ends)


def node_key() -> bytes:
    """The key under which codes and PINs of this node are made. It never leaves the process."""
    return f"kerege.training.codes:{settings.SECRET_KEY}".encode()
