"""Reading the activities of a course, for whoever has a part in it or keeps its records; nobody else knows of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kerege.lib.ids import uid_or_none
from kerege.lib.text import fold
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseActivity, CourseMaterial, CourseSession, Enrolment, GroupPlace
from kerege.training.queries.practice_doors import Rights, rights_in
from kerege.training.queries.practice_source import Source, source_of
from kerege.training.queries.staff import DOOR
from kerege.training.rules.practice_groups import needed
from kerege.training.rules.practice_plan import Plan, activities_in, plan_of, said
from kerege.training.words.delivery import IN_COHORT


@dataclass(frozen=True)
class PersonHere:
    """Somebody who has a place in the course. `me` says that it is the reader."""

    number: int
    uid: str
    name: str
    me: bool


@dataclass(frozen=True)
class SessionLine:
    """A session, and in which group each person is there, by the person's row number."""

    id: int
    uid: str
    title: str
    starts: datetime
    ends: datetime
    groups: Mapping[int, int]

    @property
    def minutes(self) -> int:
        return int((self.ends - self.starts).total_seconds() // 60)

    @property
    def count(self) -> int:
        """How many groups there are."""
        return max(self.groups.values(), default=0)


@dataclass(frozen=True)
class ActivityLine:
    """An activity of the course. `plan` is what it consists of; `session` is None while it stands in none."""

    id: int
    uid: str
    plan: Plan
    session: SessionLine | None
    curriculum: str
    version: str
    source: str


@dataclass(frozen=True)
class Practice:
    """The activities of one course for one reader: what there is, who takes part as far as they read it, how many have
    a place, and what the reader may do.
    """

    course: str
    key: str
    title: str
    owner: str
    zone: str
    synthetic: bool
    starts: datetime | None
    rights: Rights
    people: Sequence[PersonHere]
    places: int
    sessions: Sequence[SessionLine]
    activities: Sequence[ActivityLine]
    source: Source

    def activity(self, uid: object) -> ActivityLine | None:
        return next((each for each in self.activities if each.uid == str(uid)), None)

    def session(self, uid: object) -> SessionLine | None:
        return next((each for each in self.sessions if each.uid == str(uid)), None)

    def person(self, uid: object) -> PersonHere | None:
        return next((each for each in self.people if each.uid == str(uid)), None)

    def inside(self, session: SessionLine | None) -> list[ActivityLine]:
        return [each for each in self.activities if each.session == session]


def practice_of(viewer: Viewer, course: object, *, by: Actor) -> Practice | None:
    """The activities of a course; None for a reader who has nothing to do with them, or who is not signed in."""
    number = uid_or_none(course) if by.uid else None  # who asks comes first: what is hidden answers as what is nowhere
    row = Course.objects.seen_by(DOOR).filter(uid=number).one() if number else None
    rights = rights_in(by, row) if row is not None else None
    if row is None or rights is None or rights.door is None:
        return None
    people_here = _people(rights.door, row.id, by)
    sessions = _sessions(rights.door, row.id)
    return Practice(
        course=str(row.uid),
        key=row.key,
        title=row.title,
        owner=row.owner,
        zone=row.zone,
        synthetic=row.synthetic,
        starts=min((each.starts for each in sessions), default=None),
        rights=rights,
        people=people_here,
        places=Enrolment.objects.seen_by(DOOR).filter(course_id=row.id, state__in=IN_COHORT).count(),
        sessions=sessions,
        activities=_activities(rights.door, row.id, sessions),
        source=source_of(row, rights.door),
    )


def _people(door: Viewer, course: int, by: Actor) -> list[PersonHere]:
    rows = Enrolment.objects.seen_by(door).filter(course_id=course, state__in=IN_COHORT)
    numbers = list(rows.values_list("person_id", flat=True))
    uids, names = people.person_uids(door, numbers), people.person_names(door, numbers)
    me = people.person_number(by.uid) if not by.is_system else None
    found = [PersonHere(each, uids[each], str(names.get(each, "")), each == me) for each in numbers if each in uids]
    return sorted(found, key=lambda one: (one.name, one.number))


def _sessions(door: Viewer, course: int) -> list[SessionLine]:
    rows = (
        CourseSession.objects.seen_by(door).filter(course_id=course, called_off__isnull=True).order_by("starts", "id")
    )
    found = rows.seen()
    groups: dict[int, dict[int, int]] = {row.id: {} for row in found}
    places = GroupPlace.objects.seen_by(door).filter(session_id__in=list(groups))
    for session, person, number in places.values_list("session_id", "person_id", "number"):
        groups[session][person] = number
    return [SessionLine(row.id, str(row.uid), row.title, row.starts, row.ends, groups[row.id]) for row in found]


def _activities(door: Viewer, course: int, sessions: Sequence[SessionLine]) -> list[ActivityLine]:
    by_id = {each.id: each for each in sessions}
    rows = CourseActivity.objects.seen_by(door).filter(course_id=course, dropped_on__isnull=True).order_by("id").seen()
    return [
        ActivityLine(
            row.id,
            str(row.uid),
            plan_of(row.content),
            by_id.get(row.session_id),
            row.curriculum,
            row.version,
            row.source,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Offered:
    """An activity of the curriculum that the course has not taken up."""

    id: str
    title: str
    module: str
    plan: Plan


def offered(page: Practice, lang: str) -> list[Offered]:
    """What can be taken out of the curriculum, in its order."""
    taken = {each.source for each in page.activities if each.source}
    return [
        Offered(str(each.get("id", "")), said(plan.title, lang), said(plan_of(module).title, lang), plan)
        for module, each in activities_in(page.source.content)
        if each.get("id") not in taken and (plan := plan_of(each))
    ]


@dataclass(frozen=True)
class MaterialLine:
    """A material that activities need: how many, and how many the course has; None where it lists no such thing."""

    key: str
    what: str
    needed: int
    there: int | None

    @property
    def missing(self) -> int:
        return max(0, self.needed - (self.there or 0))


def materials_of(page: Practice, lang: str) -> list[MaterialLine]:
    """What the activities of a course need for the people who have a place, beside what the course lists (by the key of
    the curriculum, else by its words). What several activities need is needed once, in the larger number: it is used
    again.
    """
    number: dict[str, int] = {}
    what: dict[str, str] = {}
    for each in page.activities:
        groups = each.session.count if each.session is not None else 0
        for key, count in needed(each.plan.needs, people=page.places, groups=groups).items():
            number[key] = max(count, number.get(key, 0))
        what |= {part.id: said(part.text, lang) or part.id for part in each.plan.materials}
    there = _there(page)
    return [
        MaterialLine(key, what.get(key, key), count, there.get(key, there.get(fold(what.get(key, key)))))
        for key, count in number.items()
    ]


def _there(page: Practice) -> dict[str, int]:
    door: Any = page.rights.door
    rows = CourseMaterial.objects.seen_by(door).filter(course__uid=page.course, dropped_on__isnull=True)
    found = list(rows.values_list("key", "what", "there"))
    return {fold(what): there for _key, what, there in found} | {key: there for key, _what, there in found}
