"""Grading attempts on the node, and what follows of a grade: the result of a test of the course. For inside an act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from kerege.lib.sensitivity import Sensitivity
from kerege.training.models import (
    Course,
    CourseTest,
    Exam,
    ExamAnswer,
    ExamAttempt,
    TestResult,
)
from kerege.training.queries.exam_keys import items_that_hold
from kerege.training.queries.exam_sitting import grade_of
from kerege.training.rules.exam_attempts import Saved, best_of, percent_of, standing
from kerege.training.rules.exam_blueprint import Placed
from kerege.training.rules.exam_items import graded


@dataclass(frozen=True)
class Paper:
    """The answers that stand in an attempt, by place, with what the program gives for each, by what the bank held at
    the release or a corrected key. `newest` is the row number of the newest answer: it tells whether one came since.
    """

    given: Mapping[int, Saved]
    auto: Mapping[str, list[Any]]
    newest: int


def _paper(attempt: ExamAttempt) -> Paper:
    answers = ExamAnswer.objects.inside_action().filter(attempt_id=attempt.id).order_by("id")
    saved = list(answers.values_list("id", "place", "device", "number", "given", "at", "late"))
    form, given = [Placed(**each) for each in attempt.form], standing(Saved(*each[1:]) for each in saved)
    exam = Exam.objects.inside_action().get(id=attempt.exam_id)
    data = items_that_hold(exam, [each.ref for each in form])
    auto = {}
    for number, placed in enumerate(form, start=1):
        answer = given.get(number)
        points, waits = graded(data[placed.ref], answer.given if answer else {}, placed.points)
        auto[str(number)] = [str(points), waits]
    return Paper(given, auto, saved[-1][0] if saved else 0)


def _newest(attempt: ExamAttempt) -> int:
    """The row number of the newest answer; 0 without one."""
    rows = ExamAnswer.objects.inside_action().filter(attempt_id=attempt.id).order_by("-id")
    return rows.values_list("id", flat=True).first() or 0


_GRADED = ("ended", "ended_at", "auto", "points", "most", "passed", "graded_at", "grades")


def _conclude(attempt: ExamAttempt, exam: Exam, course: Course, *, why: str, now: datetime) -> bool:
    """Grade an attempt that has ended; whether anything is another than before. While a person has to mark something,
    nothing is concluded. What was graded before stays in `grades`, with its reason.
    """
    found = grade_of(attempt, exam)
    if attempt.trial:  # no person marks what counts for nothing
        found = found.by_program()
    before = (attempt.points, attempt.most, attempt.passed, attempt.graded_at is not None)
    if found.waits:
        attempt.points, attempt.most, attempt.passed, attempt.graded_at = found.points, found.of, None, None
        attempt.save(update_fields=_GRADED)
        return before != (attempt.points, attempt.most, attempt.passed, False)
    passed = found.passed(exam.pass_mark)
    changed = before != (found.points, found.of, passed, True)
    if changed:
        attempt.points, attempt.most, attempt.passed = found.points, found.of, passed
        attempt.graded_at = attempt.graded_at or now
        told = {"at": now.isoformat(), "points": str(found.points), "of": str(found.of), "passed": passed, "why": why}
        attempt.grades = [*attempt.grades, told]
    attempt.save(update_fields=_GRADED)
    if not attempt.trial:
        _to_course(exam, course, [attempt.person_id], why=why, now=now)
    return changed


def _to_course(exam: Exam, course: Course, persons: Sequence[int | None], *, why: str, now: datetime) -> None:
    """The best attempt of each as the result of the test of the course. A test that was closed stays as it is: what
    differs from it is flagged (queries.exam_results) and decided about by people.
    """
    test = CourseTest.objects.inside_action().filter(course=course, exam=exam.key).first()
    if test is None or test.closed_on is not None:
        return
    day = localdate(now)  # by the clock of the node, as everybody reads it: at the place it may be tomorrow already
    for person in persons:
        rows = ExamAttempt.objects.inside_action().filter(exam__key=exam.key, person_id=person, trial=False)
        best = best_of(list(rows)) if person is not None else None
        if best is None:
            continue
        score = percent_of(best)
        row = TestResult.objects.inside_action().filter(test=test, person_id=person).first()
        if row is None:
            row = TestResult(owner=course.owner, synthetic=course.synthetic, label=Sensitivity.RESTRICTED, test=test)
            row.person_id, row.noted_by = person, exam.drafted_by
        elif row.score == score:
            continue
        else:
            row.corrected_for = why[:200]
        row.score, row.noted_on = score, day
        row.save()
