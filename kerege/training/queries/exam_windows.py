"""Under what each of many persons sits an exam."""

from collections.abc import Iterable
from typing import Any

from kerege.training.models import ExamAllowance
from kerege.training.queries.exam_doors import granted_of, terms_of
from kerege.training.queries.staff import DOOR
from kerege.training.rules.exam_attempts import Granted, Terms, with_granted
from kerege.training.words.exams import AllowanceState


def terms_of_many(exam: Any, persons: Iterable[int]) -> dict[int, Terms]:
    """Under what each person sits an exam, with what was granted to them. One query for any number."""
    usual = terms_of(exam, None)
    rows = ExamAllowance.objects.seen_by(DOOR).filter(
        course_id=exam.course_id, exam=exam.key, state=AllowanceState.GRANTED
    )
    granted: dict[int, list[Granted]] = {}
    for row in rows.order_by("id").seen():
        granted.setdefault(row.person_id, []).append(granted_of(row))
    return {person: with_granted(usual, granted.get(person, ())) for person in persons}
