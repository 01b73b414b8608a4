"""Marking by persons, grading anew, and closing the results of an exam."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking, gated, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people.rules import Actor
from kerege.training.actions.exam_grading import _conclude
from kerege.training.actions.exam_making import _kept, _own
from kerege.training.actions.turns import _held
from kerege.training.models import Course, CourseTest, Exam, ExamAppeal, ExamAttempt, ExamItem, ExamMark, ExamRegrade
from kerege.training.queries.exam_doors import keeps_exams, person_of
from kerege.training.queries.exam_sitting import grade_of
from kerege.training.rules.exam_attempts import read_mark
from kerege.training.words import exams_refused as refused
from kerege.training.words.exams import GRACE, ExamState, Outcome, Round, Way


def mark_answer(
    *, by: Actor, attempt: str, place: int, points: str, note: str = "", now: datetime | None = None
) -> ExamMark:
    """Give an answer that waits for a person its points, up to those of its place. Which mark it is follows from those
    that there are: a second one where two are wanted, a deciding one where they differ by more than was stated.

    Refuses training.no_such_exam, .exam_not_yours, .exam_not_to_mark, .exam_marked_by_you, .exam_mark_wrong and text.*.
    """
    moment, me = now or timezone.now(), known_as(by.uid)
    row, exam, course = _attempt(by, attempt)
    graded = grade_of(row, exam) if row.ended_at is not None else None
    there = graded.places[place - 1] if graded is not None and 0 < place <= len(graded.places) else None
    if there is None or there.waits is None or row.trial or row.person_id == person_of(by):
        raise Refusal(refused.EXAM_NOT_TO_MARK)
    given = read_mark(points, most=there.of)
    said = clean_line(note, field="note", max_length=500) if note.strip() else ""
    with act("training.exam.marked", by=by, owner=row.owner, about=row.uid, place=place, round=there.waits):
        row = _held(row)
        marks = list(ExamMark.objects.inside_action().filter(attempt_id=row.id, place=place))
        if any(mark.marked_by == me for mark in marks):
            raise Refusal(refused.EXAM_MARKED_BY_YOU)
        if any(mark.round == there.waits for mark in marks):
            raise Refusal(refused.EXAM_NOT_TO_MARK)  # somebody else was quicker
        made = _mark(row, place, there.waits, given, said, me, moment)
        _conclude(row, exam, course, why="", now=moment)
    return made


def void_item(
    *, by: Actor, exam: str, ref: str, way: str, reason: str, everywhere: bool = False, now: datetime | None = None
) -> int:
    """Let an item count otherwise for everybody who was asked it, and grade them anew: how many. It stands with its
    reason and is not taken back; `everywhere` does the same in all other versions of the exam that ask it. Nobody does
    so who sat the exam.

    Refuses training.no_such_exam, .exam_not_yours, .exam_not_released, .exam_item_unknown, .exam_word_unknown,
    .exam_void_already and text.*.
    """
    row, found = _own(by, exam)
    if found.state == ExamState.DRAFT:
        raise Refusal(refused.EXAM_NOT_RELEASED)
    if _sat(found, person_of(by)):
        raise Refusal(refused.EXAM_NOT_YOURS)
    if way not in set(Way):
        raise Refusal(refused.EXAM_WORD_UNKNOWN, field="way", value=way[:20])
    why, moment, changed = clean_line(reason, field="reason", max_length=500), now or timezone.now(), 0
    with gated(), transaction.atomic():
        for each in [found, *(_others(found, ref) if everywhere else ())]:
            with act("training.exam.item_void", by=by, owner=row.owner, about=each.uid, item=ref[:64], way=way) as done:
                anew = _void(by, row, _held(each), ref, Way(way), why, moment)
                done.note(regraded=anew)
            changed += anew
    return changed


def _others(exam: Exam, ref: str) -> list[Exam]:
    """The other released versions that ask an item and in which it is not void, in their order."""
    with checking():
        void = ExamRegrade.objects.inside_action().filter(exam__key=exam.key, ref=ref).values("exam_id")
        rows = Exam.objects.inside_action().filter(key=exam.key, items__ref=ref).exclude(state=ExamState.DRAFT)
        return list(rows.exclude(id=exam.id).exclude(id__in=void).order_by("version"))


def _sat(exam: Exam, person: int | None) -> bool:
    """Whether somebody sat a version of an exam so that it counts."""
    with checking():
        rows = ExamAttempt.objects.inside_action().filter(exam__key=exam.key, person_id=person, trial=False)
        return person is not None and bool(rows.exists())


def close_results(*, by: Actor, exam: str, now: datetime | None = None) -> CourseTest:
    """Say that the results of an exam are complete: figures rest on them from then on, they can be counted for
    certificates, and stay as they are.

    Refuses training.no_such_exam, .exam_not_yours, .exam_not_released, .exam_not_complete and .exam_closed.
    """
    moment = now or timezone.now()
    row, found = _own(by, exam)
    with checking():
        test = CourseTest.objects.inside_action().filter(course=row, exam=found.key).first()
        if test is None:
            raise Refusal(refused.EXAM_NOT_RELEASED)
        complete = _complete(found, moment)
    if test.closed_on is not None:
        raise Refusal(refused.EXAM_CLOSED, day=test.closed_on.isoformat())
    if not complete:
        raise Refusal(refused.EXAM_NOT_COMPLETE)
    with act("training.test.closed", by=by, owner=row.owner, about=row.uid, kind=test.kind):
        test.closed_on = timezone.localdate(moment)
        test.save()
    return test  # type: ignore[no-any-return]


def _complete(exam: Exam, now: datetime) -> bool:
    """Whether nothing of any version goes on, waits or can still be disputed."""
    versions = list(Exam.objects.inside_action().filter(key=exam.key, released_at__isnull=False))
    rows = list(ExamAttempt.objects.inside_action().filter(exam__key=exam.key, trial=False))
    days = {each.id: timedelta(days=each.appeal_days) for each in versions}
    over = all(each.closes + GRACE < now for each in versions)
    graded = all(row.graded_at is not None and row.graded_at + days[row.exam_id] <= now for row in rows)
    appeals = ExamAppeal.objects.inside_action().filter(attempt__exam__key=exam.key, outcome=Outcome.OPEN)
    return over and graded and not appeals.exists()


def _void(by: Actor, row: Course, exam: Exam, ref: str, way: Way, why: str, now: datetime) -> int:
    """The item counts otherwise, and everybody is graded anew. For inside an act."""
    if not ExamItem.objects.inside_action().filter(exam=exam, ref=ref).exists():
        raise Refusal(refused.EXAM_ITEM_UNKNOWN, field="ref")
    if ExamRegrade.objects.inside_action().filter(exam=exam, ref=ref).exists():
        raise Refusal(refused.EXAM_VOID_ALREADY, field="ref")
    told = {"ref": ref, "way": way, "reason": why, "decided_by": known_as(by.uid), "decided_at": now}
    ExamRegrade.objects.create(**_kept(row), **told, exam=exam)
    rows = ExamAttempt.objects.inside_action().filter(exam=exam, ended_at__isnull=False).order_by("id")
    asked = [each for each in rows if any(placed["ref"] == ref for placed in each.form)]
    return sum(_conclude(each, exam, row, why=why, now=now) and not each.trial for each in asked)


def _attempt(by: Actor, uid: str) -> tuple[ExamAttempt, Exam, Course]:
    """An attempt for whoever keeps its exam."""
    number = uid_or_none(uid)
    with checking():
        rows = ExamAttempt.objects.inside_action().filter(uid=number) if number else None
        found: ExamAttempt | None = rows.first() if rows is not None else None
        exam = Exam.objects.inside_action().get(id=found.exam_id) if found is not None else None
        course = Course.objects.inside_action().get(id=exam.course_id) if exam is not None else None
    if found is None or exam is None or course is None:
        raise Refusal(refused.NO_SUCH_EXAM)
    if not keeps_exams(by, course):
        raise Refusal(refused.EXAM_NOT_YOURS)
    return found, exam, course


def _mark(row: Any, place: int, which: Round, points: Decimal, note: str, me: str, now: datetime) -> ExamMark:
    kept = {"owner": row.owner, "label": Sensitivity.RESTRICTED, "synthetic": row.synthetic}
    told = {"place": place, "round": which, "points": points, "note": note, "marked_by": me, "marked_at": now}
    made: ExamMark = ExamMark.objects.create(**kept, **told, attempt_id=row.id, person_id=row.person_id)
    return made
