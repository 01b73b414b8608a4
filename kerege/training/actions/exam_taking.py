"""A course takes an exam of its curriculum: what two persons released once, it asks in a window of its own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import new_uid, uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.training.actions.exam_making import _as_test, _course, _kept
from kerege.training.actions.turns import _held
from kerege.training.models import Course, CurriculumExam, CurriculumExamItem, Exam, ExamItem, ExamOfVersion
from kerege.training.queries.exam_doors import may_take_from
from kerege.training.queries.exam_voids import retired_of, void_in_courses, void_refs
from kerege.training.rules.exam_blueprint import Pooled, check_enough, rows_of
from kerege.training.rules.exam_plan import read_window
from kerege.training.words import exams_refused as refused
from kerege.training.words.exams import ExamState

TAKEN = (
    *("title", "languages", "blueprint", "pass_mark", "minutes", "tries", "wait", "shuffled", "shown", "markers"),
    *("gap", "appeal_days", "counts", "drafted_by", "authors", "released_by"),
)


def take_exam(*, by: Actor, course: str, exam: str, opens: Any, closes: Any, now: datetime | None = None) -> Exam:
    """Let a course sit an exam of the curriculum by which it is held, from `opens` to `closes` (moments, or texts by
    its clock). It is released from the start, by whoever released it for the curriculum. Where the course has an
    earlier one of the same exam, this is its next version, also after versions of its own. Questions that were taken
    out of use since are left out.

    Refuses training.no_such_exam, also where the course is held by another version, .exam_not_yours,
    .exam_window_wrong, .exam_taken, .exam_too_few_items and .exam_test_that_day.
    """
    row, moment = _course(by, course), now or timezone.now()
    window = read_window({"opens": opens, "closes": closes}, zone=row.zone or "UTC")
    if window["closes"] <= moment:
        raise Refusal(refused.EXAM_WINDOW_WRONG, field="closes")
    with act("training.exam.taken", by=by, owner=row.owner, about=row.uid) as done:
        row = _held(row)
        source = _offered(row, exam)
        earlier = _earlier(row, source)
        if any(each.taken_from_id == source.pk and each.state == ExamState.RELEASED for each in earlier):
            raise Refusal(refused.EXAM_TAKEN)
        drawn = _drawn(source, earlier)
        made = Exam(**_kept(row), course=row, taken_from=source, key=earlier[-1].key if earlier else new_uid())
        made.version = earlier[-1].version + 1 if earlier else 1
        for name in TAKEN:
            setattr(made, name, getattr(source, name))
        made.opens, made.closes, made.drawn = window["opens"], window["closes"], drawn
        made.state, made.released_at = ExamState.RELEASED, moment
        for each in earlier:
            if each.state == ExamState.RELEASED:
                each.state, each.withdrawn_at = ExamState.WITHDRAWN, moment
                each.save(update_fields=["state", "withdrawn_at"])
        made.save()
        _copy_items(source, made, {each["ref"] for each in drawn})
        _as_test(row, made)
        done.about = made.uid
        done.note(course=row.uid, taken=source.uid, version=made.version)
    return made


def _earlier(course: Course, source: CurriculumExam) -> list[Exam]:
    """All versions of the exam that the course took before, also those that it wrote after one of them."""
    taken = Exam.objects.inside_action().filter(course=course, taken_from__key=source.key)
    return list(Exam.objects.inside_action().filter(key__in=taken.values("key")).order_by("version"))


def _drawn(source: CurriculumExam, earlier: Sequence[Exam]) -> list[dict[str, Any]]:
    """What forms are drawn of here. Refuses training.exam_too_few_items where too much of it was taken out of use."""
    gone = {each.ref for each in retired_of(source)} | void_in_courses(source.key)
    gone |= void_refs(earlier[-1].key) if earlier else frozenset()
    drawn = [each for each in source.drawn if each["ref"] not in gone]
    check_enough(rows_of(source.blueprint), [Pooled(**each) for each in drawn])
    return drawn


def _copy_items(source: CurriculumExam, made: Exam, refs: set[str]) -> None:
    kept = {"owner": made.owner, "label": made.label, "synthetic": made.synthetic}
    rows = CurriculumExamItem.objects.inside_action().filter(exam=source, ref__in=refs).order_by("id")
    ExamItem.objects.bulk_create(
        ExamItem(**kept, exam=made, ref=each.ref, data=each.data, written_by=each.written_by) for each in rows
    )


def _offered(course: Course, uid: str) -> CurriculumExam:
    """The exam, where the version by which the course is held has it, and the course may take it."""
    number = uid_or_none(uid)
    with checking():
        rows = ExamOfVersion.objects.inside_action().filter(version_id=course.teaches_id, exam__uid=number)
        use = rows.select_related("exam").first() if number and course.teaches_id else None
    if use is None or not may_take_from(course, use.owner):
        raise Refusal(refused.NO_SUCH_EXAM)
    found: CurriculumExam = use.exam
    return found
