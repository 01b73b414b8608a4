"""Sitting an exam: an attempt begins, answers are saved one by one, and it ends by hand-in or by time.

Answers are written without an act of each (decision 79): the act of the end has the digest of all that stood then.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from django.db import transaction
from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking, gated, writing
from kerege.lib.canonical import digest
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.training.actions.exam_grading import Paper, _conclude, _newest, _paper
from kerege.training.actions.exam_making import _exam
from kerege.training.actions.turns import _held, _hold_persons
from kerege.training.models import Course, Exam, ExamAnswer, ExamAttempt, ExamItem
from kerege.training.queries.exam_doors import has_place, person_of, terms_of
from kerege.training.queries.exam_knowing import knowing
from kerege.training.rules.exam_attempts import Terms, check_begin, ends_at, in_time
from kerege.training.rules.exam_blueprint import Pooled, draw, rows_of
from kerege.training.rules.exam_items import checked_answer
from kerege.training.words import exams as words
from kerege.training.words import exams_refused as refused
from kerege.training.words.exams import Ended, ExamState

HERE = "page"
"""What a page without a program of its own is called as a device; its answers are numbered here."""


@dataclass(frozen=True)
class Sent:
    """An answer as it was sent. `number` counts what the device sent; 0 lets the node count."""

    place: int
    given: Mapping[str, Any]
    number: int = 0


@dataclass(frozen=True)
class Kept:
    """What became of an answer: when it was saved, and whether another device had answered there before."""

    place: int
    at: datetime
    from_elsewhere: bool = False


def begin_exam(
    *, by: Actor, exam: str, language: str = "", trial: bool = False, now: datetime | None = None
) -> ExamAttempt:
    """Begin an attempt, or go on with the one that is open: on any device. The form is drawn now and stays; the end is
    the node's time and is told at once. `trial` says that it counts for nothing: whoever knows the questions or could
    read what is right sits it so, and nobody else does.

    Refuses training.no_such_exam (404), .exam_no_place, .exam_not_released, .exam_only_trial, .exam_no_trial,
    .exam_language, .exam_not_open, .exam_no_more_tries and .exam_wait.
    """
    found, person, moment = _exam(exam), person_of(by), now or timezone.now()
    if person is None or not has_place(found.course_id, person):
        raise Refusal(refused.EXAM_NO_PLACE)
    before = _sat(found, person)
    going = _going(before, moment)
    if going is not None:
        return going
    if found.state != ExamState.RELEASED:
        raise Refusal(refused.EXAM_NOT_RELEASED)
    if (any(row.trial for row in before) or bool(knowing(found, {person: moment.date()}))) != trial:
        raise Refusal(refused.EXAM_NO_TRIAL if trial else refused.EXAM_ONLY_TRIAL)
    terms = terms_of(found, person)
    chosen = language or terms.languages[0]
    if chosen not in terms.languages:
        raise Refusal(refused.EXAM_LANGUAGE, field="language")
    made = _drawn(found, person, chosen, trial)  # before others wait for it
    try:
        with act("training.exam.begun", by=by, owner=found.owner, about=found.uid):
            return _begin(made, found, person, terms, moment)
    except _GoesOnError as other:
        return other.attempt


class _GoesOnError(Exception):
    """Another device began in the same moment; nothing is written."""

    def __init__(self, attempt: ExamAttempt) -> None:
        super().__init__()
        self.attempt = attempt


def _drawn(exam: Exam, person: int, language: str, trial: bool) -> ExamAttempt:
    """An attempt that is not begun yet, with the form that its seed drew."""
    seed = token_hex(12)
    form = draw(rows_of(exam.blueprint), [Pooled(**each) for each in exam.drawn], seed=seed, shuffled=exam.shuffled)
    return ExamAttempt(
        owner=exam.owner,
        label=Sensitivity.RESTRICTED,
        synthetic=exam.synthetic,
        exam=exam,
        person_id=person,
        trial=trial,
        seed=seed,
        form=[asdict(each) for each in form],
        language=language,
    )


def _begin(made: ExamAttempt, exam: Exam, person: int, terms: Terms, now: datetime) -> ExamAttempt:
    """Begin inside an act. What was sat before is read anew: of two devices one begins, and the other one goes on."""
    _hold_persons([person])
    rows = _sat(exam, person)
    going = _going(rows, now)
    if going is not None:
        raise _GoesOnError(going)
    for each in rows:
        if each.ended_at is None:
            _end(each, _course(exam), _by_number(each.exam_id), Ended.TIME, now)
    check_begin(terms, [each.ended_at for each in rows if each.ended_at and each.trial == made.trial], now)
    made.number, made.began_at, made.ends_at = len(rows) + 1, now, ends_at(terms, now)
    made.save(force_insert=True)
    return made


def save_answers(
    *, by: Actor, attempt: str, device: str, sent: Sequence[Sent], now: datetime | None = None
) -> list[Kept]:
    """Save answers of an attempt. The same answer again, by device and number, is one, and tells when it was saved. An
    empty answer takes one back.

    Refuses training.no_such_exam, .exam_answer_wrong, .exam_answer_other for another answer under the same number,
    training.item_answer_*, .exam_saved_often, and .exam_ended: what came too late is kept aside.
    """
    moment = now or timezone.now()
    row, called = _mine(by, attempt), _device(device)
    told = _checked(row, sent)
    with gated(), transaction.atomic(), writing():
        row = _held(row)
        late = row.ended_at is not None or not in_time(row.ends_at, moment)
        before = list(ExamAnswer.objects.inside_action().filter(attempt_id=row.id).order_by("id"))
        known = len(before)
        saved = [_save(row, before, called, each, given, moment, late) for each, given in told]
        ExamAnswer.objects.bulk_create(before[known:])
    if late:
        raise Refusal(refused.EXAM_ENDED)
    return saved


def _save(
    row: ExamAttempt,
    rows: list[ExamAnswer],
    device: str,
    each: Sent,
    given: Mapping[str, Any],
    now: datetime,
    late: bool,
) -> Kept:
    """`rows` are all answers of the attempt, in their order, read once; what is to be saved is added to them."""
    mine = {one.number: one for one in rows if one.device == device}
    number = each.number or max(mine, default=0) + 1
    known = mine.get(number)
    if known is not None:
        if known.place != each.place or known.given != given:
            raise Refusal(refused.EXAM_ANSWER_OTHER)
        return Kept(each.place, known.at)
    before = next((one for one in reversed(rows) if one.place == each.place and not one.late), None)
    if not each.number and (before.given if before is not None else {}) == given:
        return Kept(each.place, before.at if before is not None else now)
    if len(rows) >= words.MOST_SAVES:
        raise Refusal(refused.EXAM_SAVED_OFTEN, most=words.MOST_SAVES)
    told = {"place": each.place, "device": device, "number": number, "given": given, "at": now, "late": late}
    kept = {"owner": row.owner, "label": Sensitivity.RESTRICTED, "synthetic": row.synthetic}
    rows.append(ExamAnswer(**kept, **told, attempt_id=row.id, person_id=row.person_id))
    return Kept(each.place, now, before is not None and before.device != device)


def hand_in(*, by: Actor, attempt: str, now: datetime | None = None) -> ExamAttempt:
    """End an attempt and grade it. Again it changes nothing: it is what was handed in first.

    Refuses training.no_such_exam.
    """
    moment, row = now or timezone.now(), _mine(by, attempt)
    if row.ended_at is None:
        exam = _by_number(row.exam_id)
        how = Ended.HANDED_IN if in_time(row.ends_at, moment) else Ended.TIME
        row = _ended_now(by, row, exam, how, moment)
    return row


def end_overdue(*, by: Actor, at: datetime) -> int:
    """End and grade the attempts whose time is over: how many. For the node itself.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    with checking():
        rows = ExamAttempt.objects.inside_action().filter(ended_at__isnull=True, ends_at__lt=at - words.GRACE)
        over = list(rows.order_by("id"))
    for each in over:
        _ended_now(by, each, _by_number(each.exam_id), Ended.TIME, at)
    return len(over)


def _ended_now(by: Actor, row: ExamAttempt, exam: Exam, how: Ended, now: datetime) -> ExamAttempt:
    """End an attempt in an act of its own. It is graded before its turn, and anew where an answer came meanwhile."""
    with checking():
        paper, course = _paper(row), _course(exam)
    with act("training.exam.ended", by=by, owner=row.owner, about=row.uid) as done:
        row = _held(row)
        if row.ended_at is None:
            done.note(answers=_end(row, course, exam, how, now, paper))
    return row


def _end(row: ExamAttempt, course: Course, exam: Exam, how: Ended, now: datetime, paper: Paper | None = None) -> str:
    """End an attempt inside an act: the digest of what stood."""
    if paper is None or paper.newest != _newest(row):
        paper = _paper(row)
    row.ended, row.ended_at, row.auto = how, min(now, row.ends_at + words.GRACE), dict(paper.auto)
    _conclude(row, exam, course, why="", now=now)
    return digest(["exam", row.seed, {str(place): dict(each.given) for place, each in paper.given.items()}])


def _checked(row: ExamAttempt, sent: Sequence[Sent]) -> list[tuple[Sent, dict[str, Any]]]:
    """Answers in the form in which they are kept; nothing is kept of a batch of which one is wrong."""
    if not sent or len(sent) > len(row.form):
        raise Refusal(refused.EXAM_ANSWER_WRONG, why="nothing or too much was sent")
    for each in sent:
        if not isinstance(each.given, Mapping) or not 0 < each.place <= len(row.form) or not 0 <= each.number < 2**31:
            raise Refusal(refused.EXAM_ANSWER_WRONG, why="it belongs to no question of this attempt")
        if len(json.dumps(each.given, ensure_ascii=False, default=str)) > words.MOST_ANSWER:
            raise Refusal(refused.EXAM_ANSWER_WRONG, why="it is too long")
    refs = {each.place: row.form[each.place - 1]["ref"] for each in sent}
    with checking():
        rows = ExamItem.objects.inside_action().filter(exam_id=row.exam_id, ref__in=set(refs.values()))
        data = dict(rows.values_list("ref", "data"))
    found = []
    for each in sent:
        try:
            found.append((each, checked_answer(data[refs[each.place]], each.given)))
        except Refusal as refusal:
            refusal.field = f"p{each.place}-{refusal.field}"
            raise
    return found


def _device(device: str) -> str:
    number = uid_or_none(device)
    if number is None and device != HERE:
        raise Refusal(refused.EXAM_ANSWER_WRONG, why="the device has no name")
    return str(number) if number is not None else HERE


def _sat(exam: Exam, person: int) -> list[ExamAttempt]:
    """All attempts of a person at any version of an exam."""
    with checking():
        rows = ExamAttempt.objects.inside_action().filter(exam__key=exam.key, person_id=person)
        return list(rows.order_by("id"))


def _going(rows: Iterable[ExamAttempt], now: datetime) -> ExamAttempt | None:
    """The attempt that goes on."""
    return next((each for each in rows if each.ended_at is None and in_time(each.ends_at, now)), None)


def _mine(by: Actor, uid: str) -> ExamAttempt:
    """An attempt of whoever acts. Somebody else's is not there."""
    number, person = uid_or_none(uid), person_of(by)
    with checking():
        rows = ExamAttempt.objects.inside_action().filter(uid=number, person_id=person)
        found: ExamAttempt | None = rows.first() if number and person is not None else None
    if found is None:
        raise Refusal(refused.NO_SUCH_EXAM)
    return found


def _course(exam: Exam) -> Course:
    with checking():
        found: Course = Course.objects.inside_action().get(id=exam.course_id)
    return found


def _by_number(number: int) -> Exam:
    with checking():
        found: Exam = Exam.objects.inside_action().get(id=number)
    return found
