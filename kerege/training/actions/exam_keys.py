"""Grading everybody anew by a corrected key: one person proposes it with the reason, another one decides."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor
from kerege.training.actions.exam_grading import _conclude
from kerege.training.actions.exam_making import _kept, _own
from kerege.training.actions.exam_marking import _sat
from kerege.training.actions.turns import _held
from kerege.training.models import BankVersion, Course, Exam, ExamAttempt, ExamCorrection, ExamItem, ExamRegrade
from kerege.training.queries.exam_corrections import effect_of, offered_of
from kerege.training.queries.exam_doors import person_of
from kerege.training.queries.exam_keys import autos_by
from kerege.training.rules.exam_keys import Effect
from kerege.training.words import exams_refused as refused
from kerege.training.words.exams import ExamState, KeyState


def propose_key(*, by: Actor, exam: str, ref: str, reason: str, now: datetime | None = None) -> ExamCorrection:
    """Propose that all who were asked a question are graded anew as the bank has its key now, with the reason. Nothing
    changes until a second person confirms it. Nobody does so who sat the exam.

    Refuses training.no_such_exam, .exam_not_yours, .exam_not_released, .exam_item_unknown, .exam_void_already,
    .exam_key_waits, .exam_key_none where the bank has no version that asks the same and grades otherwise, and text.*.
    """
    row, found = _own(by, exam)
    if found.state == ExamState.DRAFT:
        raise Refusal(refused.EXAM_NOT_RELEASED)
    if _sat(found, person_of(by)):
        raise Refusal(refused.EXAM_NOT_YOURS)
    why, moment = clean_line(reason, field="reason", max_length=500), now or timezone.now()
    with act("training.exam.key_proposed", by=by, owner=row.owner, about=found.uid, item=ref[:64]):
        found = _held(found)
        _check_open(found, ref)
        offer = next((each for each in offered_of(found, weighed=False) if each.ref == ref and each.same), None)
        if offer is None:
            raise Refusal(refused.EXAM_KEY_NONE, field="ref")
        data = BankVersion.objects.inside_action().get(uid=offer.source).body
        told = {"ref": ref, "source": offer.source, "data": data, "reason": why}
        told |= {"proposed_by": known_as(by.uid), "proposed_at": moment}
        made: ExamCorrection = ExamCorrection.objects.create(**_kept(row), **told, exam=found)
    return made


def _check_open(exam: Exam, ref: str) -> None:
    if not ExamItem.objects.inside_action().filter(exam=exam, ref=ref).exists():
        raise Refusal(refused.EXAM_ITEM_UNKNOWN, field="ref")
    if ExamRegrade.objects.inside_action().filter(exam=exam, ref=ref).exists():
        raise Refusal(refused.EXAM_VOID_ALREADY, field="ref")
    waits = ExamCorrection.objects.inside_action().filter(exam__key=exam.key, ref=ref, state=KeyState.PROPOSED)
    if waits.exists():
        raise Refusal(refused.EXAM_KEY_WAITS, field="ref")


def decide_key(
    *, by: Actor, correction: str, confirmed: bool, answer: str = "", now: datetime | None = None
) -> Effect | None:
    """Decide a corrected key that somebody else proposed, once. Confirmed, all attempts at all versions that asked the
    question are graded anew by one act, and what that changed is given back; None where it was not taken over, which
    needs a reason. Results that were closed stay and are flagged, and so are certificates that rest on them.

    Refuses training.no_such_exam, .exam_not_yours also for whoever sat the exam, .exam_key_own, .exam_key_decided and
    text.*.
    """
    moment, asked = now or timezone.now(), _correction(correction)
    row, found = _own(by, str(asked.exam.uid))
    if _sat(found, person_of(by)):
        raise Refusal(refused.EXAM_NOT_YOURS)
    if asked.proposed_by == known_as(by.uid):
        raise Refusal(refused.EXAM_KEY_OWN)
    said = clean_line(answer, field="answer", max_length=500) if answer.strip() or not confirmed else ""
    word = "training.exam.key_corrected" if confirmed else "training.exam.key_refused"
    with act(word, by=by, owner=row.owner, about=found.uid, item=asked.ref) as done:
        found = _held(found)
        asked = ExamCorrection.objects.inside_action().get(id=asked.id)
        if asked.state != KeyState.PROPOSED:
            raise Refusal(refused.EXAM_KEY_DECIDED)
        change = effect_of(found, asked.ref, asked.data) if confirmed else None
        asked.state = KeyState.CONFIRMED if confirmed else KeyState.REFUSED
        asked.answer, asked.decided_by, asked.decided_at = said, known_as(by.uid), moment
        asked.save()
        if change is not None:
            _grade_anew(found, row, asked, moment)
            done.note(regraded=change.up + change.down, up=change.up, down=change.down)
            done.note(passed=change.passed, failed=change.failed)
    return change


def _grade_anew(exam: Exam, row: Course, asked: ExamCorrection, now: datetime) -> None:
    """Every attempt that has ended, in all versions; one that goes on is graded by the new key when it ends."""
    versions: Iterable[Exam] = list(Exam.objects.inside_action().filter(key=exam.key).order_by("version"))
    for version in versions:
        held = exam if version.id == exam.id else _held(version)
        rows = ExamAttempt.objects.inside_action().filter(exam_id=version.id, ended_at__isnull=False).order_by("id")
        papers = [each for each in rows if any(placed["ref"] == asked.ref for placed in each.form)]
        autos = autos_by(papers, asked.ref, asked.data)
        for each in papers:
            each.auto = autos[each.id]
            _conclude(each, held, row, why=asked.reason, now=now)


def _correction(uid: str) -> ExamCorrection:
    number = uid_or_none(uid)
    with checking():
        rows = ExamCorrection.objects.inside_action().filter(uid=number).select_related("exam") if number else None
        found: ExamCorrection | None = rows.first() if rows is not None else None
    if found is None:
        raise Refusal(refused.NO_SUCH_EXAM)
    return found
