"""What somebody did in the activities of a course, told to themselves: where they took part, and their checklists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kerege.lib.ids import uid_or_none
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.training.models import Course, CourseActivity, CourseSession, Enrolment, GroupPlace
from kerege.training.queries.enrolment import marks_of
from kerege.training.queries.practice_events import events_of, names_of, person_subject, rows_of
from kerege.training.queries.staff import DOOR
from kerege.training.rules.practice_events import Event
from kerege.training.rules.practice_plan import Plan, plan_of
from kerege.training.rules.practice_skills import Skill, skill_of
from kerege.training.words.delivery import IN_COHORT, Presence

CAME = frozenset({Presence.PRESENT, Presence.LATE})


class OwnResult(StrEnum):
    """How much of their own checklist somebody is told. What nobody signed is an unfinished note of an observer."""

    NONE = "none"
    UNSIGNED = "unsigned"
    DISPUTED = "disputed"
    LAPSED = "lapsed"
    PASSED = "passed"
    MISSED = "missed"


@dataclass(frozen=True)
class OwnActivity:
    """An activity in which somebody took part. `skill` is told once it is signed, and None before; `signed_by` are the
    names of those whose signature holds.
    """

    uid: str
    plan: Plan
    session: str
    starts: datetime | None
    group: int
    result: OwnResult
    skill: Skill | None
    signed_by: Sequence[tuple[str, datetime]]


@dataclass(frozen=True)
class OwnPractice:
    """The activities of one course in which the reader took part, in the order of their sessions."""

    course: str
    title: str
    zone: str
    synthetic: bool
    activities: Sequence[OwnActivity]


def own_practice(course: object, *, by: Actor) -> OwnPractice | None:
    """The reader's own activities in a course; None for whoever has no place in it. They took part in an activity when
    something was seen of them there, or when they were at its session.
    """
    number = uid_or_none(course)
    me = people.person_number(by.uid) if by.uid and not by.is_system else None
    if number is None or me is None:
        return None
    places = Enrolment.objects.seen_by(DOOR).filter(person_id=me, course__uid=number, state__in=IN_COHORT)
    place = places.one()
    if place is None:
        return None
    row: Any = Course.objects.seen_by(DOOR).filter(id=place.course_id).one()
    return OwnPractice(str(row.uid), row.title, row.zone, bool(place.synthetic), _activities(row.id, me))


def _activities(course: int, me: int) -> list[OwnActivity]:
    rows = list(CourseActivity.objects.seen_by(DOOR).filter(course_id=course, dropped_on__isnull=True).seen())
    held = CourseSession.objects.seen_by(DOOR).filter(course_id=course, called_off__isnull=True).seen()
    sessions = {each.id: each for each in held}
    came = {number for number, told in marks_of(me, list(sessions)).items() if told.presence in CAME}
    groups = GroupPlace.objects.seen_by(DOOR).filter(person_id=me, session_id__in=list(sessions))
    group = dict(groups.values_list("session_id", "number"))
    seen = rows_of(DOOR, [each.id for each in rows], person=me)
    found = []
    for row in rows:
        events = events_of(each for each in seen if each.activity_id == row.id)
        if events or row.session_id in came:
            found.append(_activity(row, sessions.get(row.session_id), group.get(row.session_id, 0), events, me))
    return sorted(found, key=lambda each: (each.starts is None, each.starts, each.uid))


def _activity(row: Any, session: Any, group: int, events: list[Event], me: int) -> OwnActivity:
    plan = plan_of(row.content)
    skill = skill_of(plan.points, events, person_subject(me)) if plan.checklist else None
    result = result_of(skill)
    names = names_of(skill.signatures) if skill is not None else {}
    return OwnActivity(
        uid=str(row.uid),
        plan=plan,
        session=session.title if session is not None else "",
        starts=session.starts if session is not None else None,
        group=group,
        result=result,
        skill=skill if result in {OwnResult.PASSED, OwnResult.MISSED} else None,
        signed_by=[(names.get(each.by, ""), each.device_at) for each in skill.signatures] if skill is not None else [],
    )


def result_of(skill: Skill | None) -> OwnResult:
    """What is told of a checklist: its result once it is signed, and before that only that it is not, or why not."""
    if skill is None:
        return OwnResult.NONE
    if skill.disputed:
        return OwnResult.DISPUTED
    if skill.signed:
        return OwnResult.PASSED if skill.passed else OwnResult.MISSED
    return OwnResult.LAPSED if skill.lapsed else OwnResult.UNSIGNED
