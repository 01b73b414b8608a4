"""Tests as evidence: what participants reached after a course, as the knowledge test of part 1 in their cases."""

from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate, now

from kerege.capacity import actions as capacity
from kerege.capacity.queries.cases import my_cases
from kerege.capacity.words.certification import CaseState
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE
from kerege.training.actions.evidence import RECORDS
from kerege.training.models import Course, CourseTest, Exam, TestResult
from kerege.training.queries import evaluation
from kerege.training.queries.exam_doors import demanded_in
from kerege.training.queries.scope import COUNTING
from kerege.training.queries.showing import taught_in
from kerege.training.words import evaluation_refused as refused
from kerege.training.words.evaluation import TestKind
from kerege.training.words.exams_refused import EXAM_DEMANDED


def count_for_cases(*, by: Actor, test: str, today: date | None = None) -> int:
    """Record the results of the test after a course as the knowledge test of part 1, in those cases of its participants
    that want this curriculum and in which the actor is named as trainer or looks after the case: how many. Percents are
    whole and never rounded up. The same again changes nothing. A deed of its own, and never by itself.

    Where certificates ask for an exam of the course that is graded here, no other test counts.

    Refuses records.nothing_there, training.not_organiser, .test_not_closed, .not_the_last_test, .exam_demanded and
    .no_cases. A case that takes no result now is passed over; where none takes one, what the first refuses is refused.
    """
    number, day = uid_or_none(test), today or localdate()
    with checking():
        found = CourseTest.objects.inside_action().filter(uid=number).first() if number else None
        course = Course.objects.inside_action().get(id=found.course_id) if found is not None else None
    if found is None or course is None:
        raise Refusal(NOTHING_THERE, field="test", what=CourseTest._meta.verbose_name, key=str(test)[:40])
    if not evaluation.allowed(COUNTING, by, course).grades:
        raise Refusal(refused.NOT_ORGANISER)
    if found.kind != TestKind.POST:
        raise Refusal(refused.NOT_THE_LAST_TEST)
    if found.exam is None and demanded_in(course.id):
        raise Refusal(EXAM_DEMANDED)
    if found.closed_on is None:
        raise Refusal(refused.TEST_NOT_CLOSED)
    with checking():
        rows = TestResult.objects.inside_action().filter(test=found, person__isnull=False)
        reached = {row.person_id: int(100 * row.score // found.most) for row in rows}
    cases = _cases(by, course, reached, day)
    refusals = [_record(by, case, found.on, reached[case.person_id], day) for case in cases]
    counted = refusals.count(None)
    if not counted:
        raise next(filter(None, refusals), Refusal(refused.NO_CASES))
    if found.exam is not None:
        with act("training.exam.counted", by=by, owner=course.owner, about=course.uid, cases=counted):
            Exam.objects.inside_action().filter(key=found.exam, released_at__isnull=False).update(counted_at=now())
    return counted


def _cases(by: Actor, course: Course, reached: dict[int, int], day: date) -> list[Any]:
    """The cases in part 1, of those who wrote the test, in which the actor records."""
    taught, _version = taught_in([course]).get(course.id, ("", ""))
    return [
        line
        for line in my_cases(by=by, on=day + timedelta(days=1), lang="en")
        if line.person_id in reached
        and line.parts & RECORDS
        and taught in {"", line.curriculum}
        and line.state in {CaseState.ENROLLED, CaseState.PART_ONE}
    ]


def _record(by: Actor, case: Any, on: date, mark: int, day: date) -> Refusal | None:
    """Why a case does not take the result; None where it does."""
    try:
        capacity.record_knowledge(by=by, case=case.uid, on=on, percent=str(mark), today=day)
    except Refusal as refusal:
        return refusal
    return None
