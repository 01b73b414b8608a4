"""What was decided about exams after their results had been counted for certificates: for whoever reads such a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kerege.training.models import Course, CourseTest, Exam, ExamAttempt, TestResult
from kerege.training.queries.staff import DOOR
from kerege.training.rules.exam_attempts import best_of, percent_of


@dataclass(frozen=True)
class ChangedSince:
    """A counted result of an exam that is another one now. `passes` is whether the newest one still passes the exam."""

    course: str
    on: date
    counted: Decimal
    now: Decimal
    passes: bool


def changed_since_counted(person: int, known: Iterable[tuple[date, int]]) -> list[ChangedSince]:
    """Of the results that a case has (day and whole percent), those that came of an exam which was graded anew since.

    For whoever may read these results in the case: nothing else of the exam is told.
    """
    wanted = set(known)
    days = {on for on, _mark in wanted}
    tests = {row.id: row for row in CourseTest.objects.seen_by(DOOR).filter(on__in=days, exam__isnull=False).seen()}
    rows = TestResult.objects.seen_by(DOOR).filter(person_id=person, test_id__in=list(tests)).order_by("id").seen()
    found = []
    for row in rows:
        test = tests[row.test_id]
        versions = {each.id: each for each in Exam.objects.seen_by(DOOR).filter(key=test.exam).seen()}
        sat = ExamAttempt.objects.seen_by(DOOR).filter(exam_id__in=list(versions), person_id=person, trial=False)
        best = best_of(sat.order_by("id").seen())
        if best is None or (test.on, int(100 * row.score // test.most)) not in wanted or percent_of(best) == row.score:
            continue
        (title,) = Course.objects.seen_by(DOOR).filter(id=test.course_id).values_list("title", flat=True)
        found.append(ChangedSince(title, test.on, row.score, percent_of(best), bool(best.passed)))
    return found
