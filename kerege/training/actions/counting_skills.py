"""Letting a signed checklist of a course serve part 1 of a certificate: a deed of its own, and never by itself."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.capacity import actions as capacity
from kerege.capacity.queries.cases import case_page
from kerege.capacity.words.certification import RecordKind
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE
from kerege.sharing.rules import viewer_of
from kerege.training.actions.practice_parts import _cohort_of, activity_of
from kerege.training.models import CourseActivity
from kerege.training.queries.practice_doors import Rights
from kerege.training.queries.practice_events import events_of, person_subject, rows_of
from kerege.training.rules.practice_plan import plan_of
from kerege.training.rules.practice_skills import Skill, skill_of
from kerege.training.words import practice_refused as refused


def count_for_case(
    *, by: Actor, activity: str, person: str, case: str, points: Iterable[str], today: date | None = None
) -> Any:
    """Sign points of the practical checklist of somebody's certificate case, because the checklist of this activity is
    passed and signed; points that were signed before stay. It is signed by the actor, who needs a part in the case.

    Refuses records.nothing_there, training.no_place_in_course, .not_signed_yet, .nothing_counts and what
    capacity.actions.sign_checklist refuses.
    """
    row, rights = activity_of(by=by, activity=activity)
    whom = next((each for uid, each in _cohort_of(row.course).items() if str(uid) == person), None)
    if whom is None:
        raise Refusal(refused.NO_PLACE_IN_COURSE, field="person", key=person[:40])
    skill = _skill(row, rights, whom.id)
    if not (skill.passed and skill.signed):
        raise Refusal(refused.NOT_SIGNED_YET)
    chosen, day = set(points), today or localdate()
    if not chosen:
        raise Refusal(refused.NOTHING_COUNTS, field="points")
    reader = viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    page = case_page(reader, case, by=by, on=day, lang="en")
    if page is None or page.line.person_id != whom.id:
        raise Refusal(NOTHING_THERE, field="case", what="case", key=case[:40])
    signed = page.of_kind(RecordKind.PRACTICAL)
    before = set(signed[-1].given["done"]) if signed else set()
    return capacity.sign_checklist(by=by, case=case, on=day, done=sorted(before | chosen), today=day)


def _skill(row: CourseActivity, rights: Rights, person: int) -> Skill:
    door: Any = rights.door
    events = events_of(rows_of(door, [row.id], person=person))
    return skill_of(plan_of(row.content).points, events, person_subject(person))
