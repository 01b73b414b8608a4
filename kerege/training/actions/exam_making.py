"""Making exams: drafting, releasing by somebody else, a new version, withdrawing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import new_uid, uid_or_none
from kerege.lib.refusal import Refusal, RefusalWord
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.lib.zones import at_place
from kerege.people.rules import Actor
from kerege.training.actions.turns import _held
from kerege.training.models import Course, CourseTest, CurriculumExam, Exam, ExamItem
from kerege.training.queries.exam_doors import BankItem, authors_of, keeps_exams
from kerege.training.queries.exam_voids import Gone, gone_of, void_refs
from kerege.training.rules import items as engine
from kerege.training.rules.exam_blueprint import Pooled, check_enough, rows_of
from kerege.training.rules.exam_plan import Plan, read_plan
from kerege.training.words import exams_refused as refused
from kerege.training.words.evaluation import TestKind
from kerege.training.words.exams import MOST_POOL, ExamState

HUNDRED = 100
"""What an exam gives at most as a test of its course: percent, the same for every version."""

Written = TypeVar("Written", Exam, CurriculumExam)


def draft_exam(
    *,
    by: Actor,
    course: str,
    plan: Mapping[str, Any],
    items: Sequence[BankItem] = (),
    after: str = "",
) -> Exam:
    """Draft an exam of a course (its uid) from items of the bank; `plan` as rules.exam_plan reads it. `after` is the
    uid of a version that this one follows: items that are void in a version of it are left out.

    Refuses training.no_such_exam, .exam_not_yours, what rules.exam_plan.read_plan refuses, .exam_too_few_items and what
    rules.items.read refuses.
    """
    row = _course(by, course)
    found = read_plan(plan, zone=row.zone or "UTC")
    before = _exam(after, row) if after else None
    items = _in_use(items, before.key if before is not None else None)
    check_enough(found.rows, _pool(items))
    with act("training.exam.drafted", by=by, owner=row.owner, about=row.uid) as done:
        key = before.key if before is not None else new_uid()
        newest = Exam.objects.inside_action().filter(key=key).order_by("-version").first()
        version = newest.version + 1 if newest is not None else 1
        me = known_as(by.uid)
        authors = authors_of(before) if before is not None and before.state == ExamState.DRAFT else frozenset[str]()
        made = Exam(**_kept(row), course=row, key=key, version=version, drafted_by=me, authors=sorted(authors | {me}))
        _write(made, found, items)
        done.about = made.uid
        done.note(course=row.uid, version=version)
    return made


def change_exam(*, by: Actor, exam: str, plan: Mapping[str, Any], items: Sequence[BankItem] = ()) -> Exam:
    """Change an exam that is not released. Whoever changes it is one of its authors from then on.

    Refuses what `draft_exam` refuses, and training.exam_released.
    """
    row, found = _own(by, exam)
    told, items = read_plan(plan, zone=row.zone or "UTC"), _in_use(items, found.key)
    check_enough(told.rows, _pool(items))
    with act("training.exam.changed", by=by, owner=row.owner, about=found.uid):
        found = _held(found)
        if found.state != ExamState.DRAFT:
            raise Refusal(refused.EXAM_RELEASED)
        found.drafted_by = known_as(by.uid)
        found.authors = sorted(authors_of(found) | {found.drafted_by})
        ExamItem.objects.filter(exam=found).delete()
        _write(found, told, items)
    return found


def release_exam(*, by: Actor, exam: str, now: datetime | None = None) -> Exam:
    """Release an exam: from now on it never changes, and those with a place in the course may sit it in its window.
    A released version before it takes no new attempts any more; those that go on are ended as they began. Nobody
    releases it who wrote in it since the version before was released.

    Refuses training.no_such_exam, .exam_not_yours, .exam_own_release, .exam_released, .exam_window_wrong where it is
    over already, .exam_too_few_items, .exam_item_gone where a question was taken out of use since, and
    .exam_test_that_day.
    """
    row, found = _own(by, exam)
    moment, me = now or timezone.now(), known_as(by.uid)
    if me in authors_of(found):
        raise Refusal(refused.EXAM_OWN_RELEASE)
    if found.closes <= moment:
        raise Refusal(refused.EXAM_WINDOW_WRONG, field="closes")
    check_enough(rows_of(found.blueprint), [Pooled(**each) for each in found.drawn])
    with act("training.exam.released", by=by, owner=row.owner, about=found.uid, version=found.version):
        _held(row)
        found = _draft_of_another(found, me, refused.EXAM_OWN_RELEASE)
        _check_in_use(gone_of(found))
        earlier = Exam.objects.inside_action().filter(key=found.key, state=ExamState.RELEASED)
        for each in earlier:
            each.state, each.withdrawn_at = ExamState.WITHDRAWN, moment
            each.save(update_fields=["state", "withdrawn_at"])
        found.state, found.released_by, found.released_at = ExamState.RELEASED, me, moment
        found.save(update_fields=["state", "released_by", "released_at"])
        _as_test(row, found)
    return found


def withdraw_exam(*, by: Actor, exam: str, reason: str, now: datetime | None = None) -> Exam:
    """Take no more attempts. What was sat stays, with its results; the reason stands where the exam stands.

    Refuses training.no_such_exam, .exam_not_yours, .exam_not_released and text.*.
    """
    row, found = _own(by, exam)
    why = clean_line(reason, field="reason", max_length=300)
    with act("training.exam.withdrawn", by=by, owner=row.owner, about=found.uid, version=found.version):
        found = _held(found)
        if found.state != ExamState.RELEASED:
            raise Refusal(refused.EXAM_NOT_RELEASED)
        found.state, found.reason, found.withdrawn_at = ExamState.WITHDRAWN, why, now or timezone.now()
        found.save(update_fields=["state", "reason", "withdrawn_at"])
    return found


def _draft_of_another(exam: Written, me: str, own: RefusalWord) -> Written:
    """An exam of a course or of a curriculum that is to be released, held. Refuses training.exam_released where
    somebody did so meanwhile, and `own` where who releases it changed it meanwhile.
    """
    found = _held(exam)
    if found.state != ExamState.DRAFT:
        raise Refusal(refused.EXAM_RELEASED)
    if me in authors_of(found):
        raise Refusal(own)
    return found


def _check_in_use(gone: Sequence[Gone]) -> None:
    """Refuses training.exam_item_gone for questions that were taken out of use since."""
    if gone:
        raise Refusal(refused.EXAM_ITEM_GONE, count=len(gone), why=gone[0].reason)


def _as_test(row: Course, exam: Exam) -> None:
    """The exam as the test after its course, in percent; all versions are one test."""
    with checking():
        tests = CourseTest.objects.inside_action().filter(course=row, kind=TestKind.POST)
        if tests.filter(exam=exam.key).exists():
            return
        on = at_place(exam.opens, row.zone or "UTC").date()
        if tests.filter(on=on).exists():
            raise Refusal(refused.EXAM_TEST_THAT_DAY, field="opens")
    title = next(iter(exam.title.values()))
    told = {"kind": TestKind.POST, "on": on, "title": title, "most": HUNDRED, "exam": exam.key}
    CourseTest.objects.create(**_kept(row) | {"label": row.label}, **told, course=row, noted_by=exam.drafted_by)


def _write(exam: Exam | CurriculumExam, plan: Plan, items: Sequence[BankItem], kind: Any = ExamItem) -> None:
    for name, value in plan.columns.items():
        setattr(exam, name, value)
    exam.drawn = [asdict(each) for each in _pool(items)]
    exam.save()
    kept = {"owner": exam.owner, "label": Sensitivity.RESTRICTED, "synthetic": exam.synthetic}
    kind.objects.bulk_create(
        kind(**kept, exam=exam, ref=each.tags.ref, data=dict(engine.read(each.data).data), written_by=each.written_by)
        for each in items
    )


def _in_use(items: Sequence[BankItem], key: Any) -> list[BankItem]:
    """Those of the items that are void in no version of the exam."""
    gone = void_refs(key) if key is not None else frozenset()
    return [each for each in items if each.tags.ref not in gone]


def _pool(items: Sequence[BankItem]) -> list[Pooled]:
    if len(items) > MOST_POOL:
        raise Refusal(refused.EXAM_BLUEPRINT_LARGE, field="rows", rows=0, most=MOST_POOL)
    return [each.tags for each in items]


def _course(by: Actor, uid: str) -> Course:
    """The course, for whoever keeps its exams. Whoever may not know of it is told that there is nothing."""
    number = uid_or_none(uid)
    with checking():
        found: Course | None = Course.objects.inside_action().filter(uid=number).first() if number else None
    if found is None:
        raise Refusal(refused.NO_SUCH_EXAM)
    if not keeps_exams(by, found):
        raise Refusal(refused.EXAM_NOT_YOURS)
    return found


def _exam(uid: str, course: Course | None = None) -> Exam:
    number = uid_or_none(uid)
    with checking():
        rows = Exam.objects.inside_action().filter(uid=number) if number else None
        found: Exam | None = rows.first() if rows is not None else None
    if found is None or (course is not None and found.course_id != course.id):
        raise Refusal(refused.NO_SUCH_EXAM)
    return found


def _own(by: Actor, uid: str) -> tuple[Course, Exam]:
    found = _exam(uid)
    with checking():
        row: Course = Course.objects.inside_action().get(id=found.course_id)
    if not keeps_exams(by, row):
        raise Refusal(refused.EXAM_NOT_YOURS)
    return row, found


def _kept(row: Any) -> dict[str, Any]:
    return {"owner": row.owner, "label": Sensitivity.RESTRICTED, "synthetic": row.synthetic}
