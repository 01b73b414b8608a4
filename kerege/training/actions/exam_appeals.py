"""Appeals: a learner disputes a question or a mark, and somebody decides who had no part in it."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people.rules import Actor
from kerege.training.actions.exam_grading import _conclude
from kerege.training.actions.exam_marking import _attempt, _mark, _sat, _void
from kerege.training.actions.exam_sitting import _by_number, _mine
from kerege.training.actions.turns import _held
from kerege.training.models import Exam, ExamAppeal, ExamAttempt, ExamItem, ExamMark
from kerege.training.queries.exam_doors import authors_of, person_of
from kerege.training.queries.exam_sitting import appeals_until, grade_of
from kerege.training.rules.exam_attempts import read_mark, shows_score
from kerege.training.words import exams_refused as refused
from kerege.training.words.exams import VOIDS, Outcome, Round


def appeal(*, by: Actor, attempt: str, place: int, reason: str, now: datetime | None = None) -> ExamAppeal:
    """Dispute one question of an own attempt, or with place 0 the whole of it, with the reason.

    Refuses training.no_such_exam, .exam_trial, .exam_item_unknown, .exam_appeal_late, .exam_appealed and text.*.
    """
    moment, row = now or timezone.now(), _mine(by, attempt)
    exam = _by_number(row.exam_id)
    if row.trial:
        raise Refusal(refused.EXAM_TRIAL)
    if not 0 <= place <= len(row.form):
        raise Refusal(refused.EXAM_ITEM_UNKNOWN, field="place")
    why = clean_line(reason, field="reason", max_length=1000)
    until = appeals_until(row, exam) if shows_score(exam.shown) else None
    if until is None or moment > until:
        raise Refusal(refused.EXAM_APPEAL_LATE, until=until or "–")
    with act("training.exam.appealed", by=by, owner=row.owner, about=row.uid, place=place):
        row = _held(row)
        if ExamAppeal.objects.inside_action().filter(attempt_id=row.id, place=place).exists():
            raise Refusal(refused.EXAM_APPEALED, field="place")
        kept = {"owner": row.owner, "label": Sensitivity.RESTRICTED, "synthetic": row.synthetic}
        told = {"place": place, "reason": why, "made_at": moment}
        made: ExamAppeal = ExamAppeal.objects.create(**kept, **told, attempt_id=row.id, person_id=row.person_id)
    return made


def decide_appeal(
    *, by: Actor, appeal: str, outcome: str, answer: str, points: str = "", now: datetime | None = None
) -> ExamAppeal:
    """Decide an appeal, once: the question is void for everybody, the mark is changed, or it stands; with the reason.

    Refuses training.no_such_exam, .exam_not_yours, .exam_appeal_own for whoever wrote or released the exam, wrote the
    question, marked this attempt or sat the exam, .exam_appeal_decided, .exam_word_unknown, .exam_mark_wrong,
    .exam_void_already, .exam_item_unknown where the whole is disputed and one question would change, and text.*.
    """
    moment, found = now or timezone.now(), _appeal(appeal)
    row, exam, course = _attempt(by, str(found.attempt.uid))
    if known_as(by.uid) in _parties(row, exam, found.place) or _sat(exam, person_of(by)):
        raise Refusal(refused.EXAM_APPEAL_OWN)
    if outcome not in set(Outcome) - {Outcome.OPEN}:
        raise Refusal(refused.EXAM_WORD_UNKNOWN, field="outcome", value=outcome[:20])
    if outcome != Outcome.REFUSED and not found.place:
        raise Refusal(refused.EXAM_ITEM_UNKNOWN, field="outcome")
    why = clean_line(answer, field="answer", max_length=1000)
    with act("training.exam.appeal_decided", by=by, owner=row.owner, about=row.uid, outcome=outcome):
        exam, row = _held(exam), _held(row)
        found = ExamAppeal.objects.inside_action().get(id=found.id)
        if found.outcome != Outcome.OPEN:
            raise Refusal(refused.EXAM_APPEAL_DECIDED)
        found.outcome, found.answer = outcome, why
        found.decided_by, found.decided_at = known_as(by.uid), moment
        found.save()
        if outcome == Outcome.CHANGED:
            most = grade_of(row, exam).places[found.place - 1].of
            given = read_mark(points, most=most)
            _mark(row, found.place, Round.APPEAL, given, "", found.decided_by, moment)
            _conclude(row, exam, course, why=why, now=moment)
        elif outcome != Outcome.REFUSED:
            way, ref = VOIDS[Outcome(outcome)], row.form[found.place - 1]["ref"]
            _void(by, course, exam, ref, way, why[:500], moment)
    return found  # type: ignore[no-any-return]


def _parties(row: ExamAttempt, exam: Exam, place: int) -> set[str]:
    """The pseudonyms of those who had a part in what is disputed."""
    with checking():
        marks = ExamMark.objects.inside_action().filter(attempt_id=row.id)
        found = {*authors_of(exam), exam.released_by, *marks.values_list("marked_by", flat=True)}
        refs = [row.form[place - 1]["ref"]] if place else [each["ref"] for each in row.form]
        items = ExamItem.objects.inside_action().filter(exam_id=exam.id, ref__in=refs)
        return found | set(items.values_list("written_by", flat=True)) - {""}


def _appeal(uid: str) -> Any:
    number = uid_or_none(uid)
    with checking():
        rows = ExamAppeal.objects.inside_action().filter(uid=number).select_related("attempt") if number else None
        found = rows.first() if rows is not None else None
    if found is None:
        raise Refusal(refused.NO_SUCH_EXAM)
    return found
