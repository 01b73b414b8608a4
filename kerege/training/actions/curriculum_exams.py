"""Exams of curricula: writing one, releasing it by somebody else, withdrawing it, and carrying it on to a new version.

What was released is used by courses (`take_exam`) and never changes; a correction is another one under the same key.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import new_uid, uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.lib.versions import VersionState
from kerege.people.rules import Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.recording import named
from kerege.training.actions.exam_making import _check_in_use, _draft_of_another, _pool, _write
from kerege.training.actions.turns import _held
from kerege.training.models import Curriculum, CurriculumExam, CurriculumExamItem, CurriculumVersion, ExamOfVersion
from kerege.training.queries.curricula import programme_of
from kerege.training.queries.exam_doors import BankItem, authors_of
from kerege.training.queries.exam_voids import retired_of, void_in_courses
from kerege.training.rules.curriculum_exams import carried, check_of_many, proved
from kerege.training.rules.exam_blueprint import Pooled, check_enough, rows_of
from kerege.training.rules.exam_plan import read_paper
from kerege.training.words import exams_refused as refused
from kerege.training.words.exams import ExamState


def keep_curriculum_exam(
    *,
    by: Actor,
    key: str,
    version: str,
    plan: Mapping[str, Any],
    items: Sequence[BankItem],
    outcomes: Iterable[str] = (),
    bloom: str = "",
    exam: str = "",
) -> CurriculumExam:
    """Write an exam of a version of a curriculum as a draft, or write a draft (`exam`, its uid) anew; of one that was
    released a draft begins that takes its place. `plan` is as rules.exam_plan.read_paper reads it. Whoever writes in a
    draft is one of its authors from then on.

    Refuses people.not_yours, records.nothing_there, training.no_such_exam, .exam_outcome_unknown, .exam_outcome_none,
    .exam_shown_to_others, .exam_word_unknown, .exam_too_few_items, .exam_released where somebody releases the draft
    meanwhile, and what read_paper and rules.items.read refuse.
    """
    of, row = _version(by, key, version)
    before = _exam(by, exam) if exam else None
    if before is not None and before.of_id != of.pk:
        raise Refusal(refused.NO_SUCH_EXAM)
    told = read_paper(plan)
    check_of_many(told.columns["shown"], bloom)
    proves = proved(programme_of(row), told.rows, outcomes)
    gone = void_in_courses(before.key) if before is not None else frozenset()
    items = [each for each in items if each.tags.ref not in gone]
    check_enough(told.rows, _pool(items))
    with act("training.curriculum.exam_drafted", by=by, owner=of.owner, about=of.uid) as done:
        draft = before if before is not None and before.state == ExamState.DRAFT else None
        made = _held(draft) if draft is not None else CurriculumExam(**_kept(of), of=of)
        if made.state != ExamState.DRAFT:
            raise Refusal(refused.EXAM_RELEASED)
        me = known_as(by.uid)
        made.authors = sorted({*authors_of(made), me} - {""})
        made.drafted_by, made.version, made.outcomes, made.bloom = me, row, proves, bloom
        made.key = before.key if before is not None else new_uid()
        if draft is not None:
            CurriculumExamItem.objects.filter(exam=made).delete()
        _write(made, told, items, CurriculumExamItem)
        done.about = made.uid
        done.note(curriculum=of.key, version=row.version)
    return made


def release_curriculum_exam(*, by: Actor, exam: str, now: datetime | None = None) -> CurriculumExam:
    """Release an exam: from now on it never changes, and courses that are held by its version of the curriculum can use
    it. It takes the place of the one that it follows; where it was written for a draft of the curriculum, once that is
    published. Nobody releases what they wrote in.

    Refuses training.no_such_exam, .curriculum_exam_own_release, .exam_released, .exam_item_gone, .exam_too_few_items,
    and .exam_outcome_none where its version has none of its outcomes any more.
    """
    found, me, moment = _exam(by, exam), known_as(by.uid), now or timezone.now()
    if me in authors_of(found):
        raise Refusal(refused.CURRICULUM_EXAM_OWN_RELEASE)
    check_enough(rows_of(found.blueprint), [Pooled(**each) for each in found.drawn])
    with act("training.curriculum.exam_released", by=by, owner=found.owner, about=found.uid):
        found = _draft_of_another(found, me, refused.CURRICULUM_EXAM_OWN_RELEASE)
        _check_in_use(retired_of(found))
        if not carried(found.outcomes, programme_of(found.version)):
            raise Refusal(refused.EXAM_OUTCOME_NONE)
        found.state, found.released_by, found.released_at = ExamState.RELEASED, me, moment
        found.save(update_fields=["state", "released_by", "released_at"])
        _put(found, moment)
    return found


def withdraw_curriculum_exam(*, by: Actor, exam: str, reason: str, now: datetime | None = None) -> CurriculumExam:
    """Let no further course use an exam. Courses that have it keep it; it is withdrawn in each of them by itself.

    Refuses training.no_such_exam, .exam_not_released and text.*.
    """
    found, why = _exam(by, exam), clean_line(reason, field="reason", max_length=300)
    with act("training.curriculum.exam_withdrawn", by=by, owner=found.owner, about=found.uid):
        found = _held(found)
        if found.state != ExamState.RELEASED:
            raise Refusal(refused.EXAM_NOT_RELEASED)
        _take_out(found, why, now or timezone.now())
    return found


def _carry_exams(by: Actor, before: CurriculumVersion | None, row: CurriculumVersion) -> None:
    """The exams of a version go on with the one that takes its place, for those of their outcomes that are still there;
    an exam none of whose outcomes is there any more stays behind. What was released for the draft takes its places.
    For inside the transaction that publishes it.
    """
    if before is not None and before.pk == row.pk:
        return
    programme = programme_of(row)
    with checking():
        waited = [use.exam for use in _uses(version=row)]
        uses = list(_uses(version=before)) if before is not None else []
    there = {each.key for each in waited if carried(each.outcomes, programme)}
    new = [(use, proves) for use in uses if use.exam.key not in there and (proves := carried(use.outcomes, programme))]
    if not (new or waited):
        return
    with act("training.curriculum.exams_carried", by=by, owner=row.owner, about=row.uid) as done:
        for exam in waited:
            _put(exam, timezone.now())
        for use, proves in new:
            _use(use.exam, row, proves)
        done.note(exams=[str(use.exam.uid) for use, _ in new], version=row.version)


def _put(exam: CurriculumExam, moment: datetime) -> None:
    """Give a released exam its place in every version where it belongs, instead of those that it follows. Which of them
    is in no version any more is withdrawn.
    """
    before = {exam}
    for version, proves in _versions_of(exam):
        for use in _uses(version=version, exam__key=exam.key):
            before.add(use.exam)
            use.delete()
        if proves:
            _use(exam, version, proves)
    for each in before:
        if not _uses(exam=each).exists():
            _take_out(each, "", moment)


def _uses(**wanted: Any) -> Any:
    return ExamOfVersion.objects.inside_action().filter(**wanted).select_related("exam").order_by("id")


def _use(exam: CurriculumExam, version: CurriculumVersion, proves: list[str]) -> None:
    kept = {"owner": version.owner, "label": version.label, "synthetic": version.synthetic}
    told = {name: getattr(exam, name) for name in ("title", "bloom", "minutes", "pass_mark")}
    told |= {"outcomes": proves, "questions": sum(row["count"] for row in exam.blueprint)}
    ExamOfVersion.objects.create(**kept, **told, version=version, exam=exam)


def _versions_of(exam: CurriculumExam) -> list[tuple[CurriculumVersion, list[str]]]:
    """Where an exam belongs, with what it proves there: the version for which it was written; unless that is a draft,
    the one that is taught by now; and where an earlier one stands, if all that it asks for is taught there.
    """
    rows, written = CurriculumVersion.objects.inside_action().filter(of=exam.of_id), exam.version
    found = {written.pk: written}
    if written.state != VersionState.DRAFT:
        earlier = _uses(exam__key=exam.key, exam__released_at__lt=exam.released_at).values("version")
        found |= {row.pk: row for row in rows.filter(state=VersionState.PUBLISHED)}
        held = list(rows.filter(pk__in=earlier).exclude(state=VersionState.DRAFT))
        found |= {row.pk: row for row in held if carried(exam.outcomes, programme_of(row)) == exam.outcomes}
    proved_there = [(row, carried(exam.outcomes, programme_of(row))) for _, row in sorted(found.items())]
    return [(row, proves) for row, proves in proved_there if proves or row.pk == written.pk]


def _take_out(exam: CurriculumExam, why: str, now: datetime) -> None:
    exam.state, exam.reason, exam.withdrawn_at = ExamState.WITHDRAWN, why, now
    exam.save(update_fields=["state", "reason", "withdrawn_at"])
    ExamOfVersion.objects.filter(exam=exam).delete()


def _version(by: Actor, key: str, version: str) -> tuple[Curriculum, CurriculumVersion]:
    of: Curriculum = named(Curriculum, key=key, whose=lambda owner: may(by, Deed.KEEP_CURRICULA, owner))
    check_may(by, Deed.KEEP_CURRICULA, of.owner)
    row: CurriculumVersion = named(CurriculumVersion, of=of, version=version)
    return of, row


def _exam(by: Actor, uid: str) -> CurriculumExam:
    """An exam for whoever keeps its curriculum; for others it is not there."""
    number = uid_or_none(uid)
    with checking():
        rows = CurriculumExam.objects.inside_action()
        found: CurriculumExam | None = rows.filter(uid=number).first() if number else None
    if found is None or not may(by, Deed.KEEP_CURRICULA, found.owner):
        raise Refusal(refused.NO_SUCH_EXAM)
    return found


def _kept(of: Curriculum) -> dict[str, Any]:
    return {"owner": of.owner, "label": Sensitivity.RESTRICTED, "synthetic": of.synthetic}
