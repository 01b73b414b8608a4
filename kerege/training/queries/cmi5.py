"""Sessions of units, for the door by which units ask and for the actions of this room."""

import base64
import binascii
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from kerege.journal.rules import known_as
from kerege.lib.canonical import digest
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lrs.queries import Caller, own_caller
from kerege.lrs.rules.limits import Limits
from kerege.lrs.rules.mentions import agent_key
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import (
    Cmi5Session,
    Course,
    ElearningPackage,
    ElearningRegistration,
    Enrolment,
)
from kerege.training.queries.cohort import keeps_list
from kerege.training.queries.elearning import DOOR
from kerege.training.queries.staff import DOOR as STAFF
from kerege.training.rules.elearning.actors import learner
from kerege.training.rules.elearning.cmi5_accepting import Sitting
from kerege.training.rules.elearning.cmi5_launch import Names
from kerege.training.rules.elearning.cmi5_progress import COURSE, Unit, blocks_satisfied, next_unit, state, unit
from kerege.training.rules.elearning.shapes import Part, Recognised, recognised
from kerege.training.words import cmi5 as words
from kerege.training.words.cmi5 import UnitState
from kerege.training.words.delivery import EnrolmentState
from kerege.training.words.elearning import NO_SUCH_REGISTRATION, PackageState, Standard


@dataclass(frozen=True)
class Ground:
    """What a registration stands on: its package with its parts, their names on this node, and how its learner is
    called there.
    """

    registration: Any
    package: Any
    what: Recognised
    names: Names
    actor: dict[str, Any]

    def part(self, name: str) -> Part:
        """Refuses training.cmi5_no_such_unit."""
        found = next((part for part in self.what.parts if part.id == name), None)
        if found is None:
            raise Refusal(words.CMI5_NO_SUCH_UNIT)
        return found


@dataclass(frozen=True)
class OpenSession:
    """A session whose unit was let in, and the records that it reaches."""

    uid: UUID
    row: Any
    ground: Ground
    part: Part
    caller: Caller
    sitting: Sitting


@dataclass(frozen=True)
class OwnPlace:
    """A course in which somebody has a place."""

    uid: str
    number: int
    title: str


def courses_with_a_place(me: Actor) -> list[OwnPlace]:
    """The courses for which somebody may begin a package: those in which they have a place now, by title."""
    person = people.person_number(me.uid) if me.uid and not me.is_system else None
    if person is None:
        return []
    rows = Enrolment.objects.seen_by(STAFF).filter(person_id=person, state=EnrolmentState.ENROLLED)
    numbers = set(rows.values_list("course_id", flat=True))
    found = Course.objects.seen_by(STAFF).filter(id__in=numbers).order_by("title", "id").seen()
    return [OwnPlace(str(each.uid), each.id, each.title) for each in found]


def courses_been_in(me: Actor) -> set[str]:
    """The courses in which somebody had a place until they ended, by their uid."""
    person = people.person_number(me.uid) if me.uid and not me.is_system else None
    over = (EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED)
    rows = Enrolment.objects.seen_by(STAFF).filter(person_id=person, state__in=over)
    numbers = set(rows.values_list("course_id", flat=True)) if person is not None else set()
    return {str(each.uid) for each in Course.objects.seen_by(STAFF).filter(id__in=numbers).seen()}


def ground_of(registration: Any) -> Ground:
    """What a registration stands on."""
    package: Any = ElearningPackage.objects.seen_by(DOOR).filter(id=registration.package_id).one()
    what = recognised(package.told)
    names = Names(settings.KEREGE_ADDRESS, str(package.uid), what)
    pseudonym = known_as(str(registration.account.uid))
    actor = learner(node=settings.KEREGE_ADDRESS, owner=package.owner, pseudonym=pseudonym)
    return Ground(registration, package, what, names, actor)


def origin_of_session(uid: object) -> str:
    """From which host the unit of a session comes; empty for one that nobody knows."""
    number = uid_or_none(str(uid))
    rows = Cmi5Session.objects.filter(uid=number) if number else Cmi5Session.objects.none()
    return next(iter(rows.values_list("origin", flat=True)), "")


def secret_of_session(secret: str) -> str:
    """What is kept of the secrets of a session. They are drawn and long, so one digest is enough."""
    return digest(["kerege.cmi5.1", secret])


def let_in(*, session: object, authorization: str, now: datetime) -> OpenSession:
    """The session whose token a unit shows. Refuses training.cmi5_not_let_in: nobody's token, one of another session,
    and one of a session that is over.
    """
    kind, _, packed = authorization.partition(" ")
    number = uid_or_none(str(session))
    row = Cmi5Session.objects.select_related("registration").filter(uid=number).first() if number else None
    if row is None or kind.lower() != "basic" or not _is_token(packed, row) or row.ended_at or row.until <= now:
        raise Refusal(words.CMI5_NOT_LET_IN)
    return opened(row)


def opened(row: Any) -> OpenSession:
    """A session with all that its rules ask for."""
    ground = ground_of(row.registration)
    part = ground.part(row.part)
    limits = Limits(agent_key(ground.actor), row.registration.uid)
    caller = own_caller(ground.package.owner, limits)
    if caller is None:
        raise Refusal(words.CMI5_NOT_LET_IN)
    sitting = Sitting(
        actor=ground.actor,
        registration=str(row.registration.uid),
        activity=ground.names.unit(part),
        publisher_id=part.settings["publisher_id"],
        session=str(row.uid),
        mode=row.mode,
        mastery=part.settings["mastery_score"],
        prepared=row.prepared,
        said=frozenset(row.said),
        unit=unit(row.registration.data.get(part.id)),
    )
    return OpenSession(row.uid, row, ground, part, caller, sitting)


def _is_token(packed: str, row: Any) -> bool:
    try:
        key, _, secret = base64.b64decode(packed.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return False
    told = secret_of_session(secret)
    return bool(row.token) and key == str(row.uid) and hmac.compare_digest(told, row.token)


@dataclass(frozen=True)
class UnitLine:
    """A unit of a registration with how it stands."""

    part: Part
    unit: Unit
    state: UnitState


@dataclass(frozen=True)
class CourseOfUnits:
    """How far somebody is in a registration: every unit in its order, and the one that comes next."""

    registration: str
    package: str
    title: str
    what: Recognised
    units: tuple[UnitLine, ...]
    blocks: frozenset[str]
    """The blocks that are satisfied, by the ids of their publisher."""
    satisfied: bool
    next: str


def course_of(me: Actor, uid: str) -> CourseOfUnits:
    """A registration for a package of cmi5: one's own, and for the staff of its course that of a participant.

    Refuses training.no_such_registration (404), also for anybody else's.
    """
    number = uid_or_none(uid)
    row = ElearningRegistration.objects.filter(uid=number).first() if number else None
    if row is None or not _reads(me, row):
        raise Refusal(NO_SUCH_REGISTRATION)
    ground = ground_of(row)
    if ground.package.standard != Standard.CMI5 or ground.package.state == PackageState.WITHDRAWN:
        raise Refusal(NO_SUCH_REGISTRATION)
    return course_line(ground)


def course_line(ground: Ground) -> CourseOfUnits:
    """What stands of a registration."""
    row, what = ground.registration, ground.what
    held = [(part, unit(row.data.get(part.id))) for part in what.parts]
    comes = next_unit(what, row.data)
    done = blocks_satisfied(what, row.data)
    return CourseOfUnits(
        registration=str(row.uid),
        package=str(ground.package.uid),
        title=ground.package.title,
        what=what,
        units=tuple(UnitLine(part, each, state(part, each)) for part, each in held),
        blocks=frozenset(done) - {COURSE},
        satisfied=COURSE in done,
        next=comes.id if comes else "",
    )


def _reads(me: Actor, row: Any) -> bool:
    if people.account_number(me.uid) == row.account_id:
        return True
    course = Course.objects.seen_by(STAFF).filter(id=row.course_id).one() if row.course_id else None
    return course is not None and keeps_list(me, course)


@dataclass(frozen=True)
class Participant:
    """Somebody who began a package for a course, and how far they are. The name is withheld above the clearance."""

    name: Any
    started_at: datetime
    course: CourseOfUnits


@dataclass(frozen=True)
class CoursePage:
    """The packages that participants of a course began for it."""

    uid: str
    title: str
    people: tuple[Participant, ...]


def units_of_course(viewer: Viewer, me: Actor, uid: str) -> CoursePage:
    """Who of a course is where, for its staff and its organiser; by package and by who began first.

    Refuses training.cmi5_no_such_course (404) for everybody else.
    """
    number = uid_or_none(uid)
    course: Any = Course.objects.seen_by(STAFF).filter(uid=number).one() if number else None
    if course is None or not keeps_list(me, course):
        raise Refusal(words.CMI5_NO_SUCH_COURSE)
    rows = ElearningRegistration.objects.filter(course_id=course.id).select_related("account").order_by("package", "id")
    grounds = [ground_of(row) for row in rows]
    shown = [each for each in grounds if each.package.standard == Standard.CMI5]
    names = people.person_names(viewer, [each.registration.account.person_id for each in shown])
    found = tuple(
        Participant(names.get(each.registration.account.person_id, ""), each.registration.started_at, course_line(each))
        for each in shown
    )
    return CoursePage(str(course.uid), course.title, found)
