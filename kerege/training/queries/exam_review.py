"""What waits for those who keep an exam: answers to mark by pseudonym, appeals, accommodations, results that differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from kerege.journal.rules import known_as
from kerege.people.rules import Actor
from kerege.training.models import (
    CourseTest,
    Exam,
    ExamAllowance,
    ExamAppeal,
    ExamAttempt,
    ExamItem,
    ExamMark,
    ExamRegrade,
    TestResult,
)
from kerege.training.queries.exam_doors import authors_of, person_of
from kerege.training.queries.exam_keys import items_that_hold
from kerege.training.queries.exam_sitting import Question, answers_of_many, grade_of
from kerege.training.queries.exam_voids import Gone, asked_in, gone_of
from kerege.training.queries.exam_waiting import grades_of
from kerege.training.queries.exams import kept_exam
from kerege.training.queries.staff import DOOR
from kerege.training.rules import items as engine
from kerege.training.rules.exam_attempts import Grade, Saved, best_of, percent_of
from kerege.training.rules.exam_items import answered, offered
from kerege.training.rules.exam_statistics import ItemFigures, Reliability, item_figures, reliability
from kerege.training.words.exams import Outcome, Round, Way

SHOWN = 20
"""Answers to mark on one page."""


@dataclass(frozen=True)
class ToMark:
    """An answer that waits for a mark of the reader: whose it is stands nowhere."""

    attempt: str
    code: str
    question: Question
    guide: str
    most: Decimal
    round: Round


@dataclass(frozen=True)
class AppealToDecide:
    """An appeal for those who keep the exam. `mine` says that the reader had a part in it and so does not decide."""

    uid: str
    code: str
    place: int
    question: Question | None
    points: Decimal | None
    of: Decimal | None
    reason: str
    made_at: datetime
    outcome: Outcome
    answer: str
    mine: bool


@dataclass(frozen=True)
class AllowanceLine:
    """An accommodation of a participant."""

    uid: str
    person: int | None
    extra_time: int
    extra_tries: int
    opens: datetime | None
    closes: datetime | None
    language: str
    reader: bool
    reason: str
    state: str
    asked_at: datetime


@dataclass(frozen=True)
class Differing:
    """A result that a later decision changed after the results had been closed: what was closed, and what it is now."""

    person: int
    closed: Decimal
    now: Decimal
    counted_at: datetime | None


@dataclass(frozen=True)
class Figures:
    """What sittings tell of an exam. `items` are with the text of each in the reader's language."""

    sittings: int
    items: tuple[tuple[ItemFigures, str, Mapping[str, str]], ...]
    reliability: Reliability
    voids: Mapping[str, tuple[Way, str]]
    gone: Mapping[str, Gone]
    """Of the questions that count here as before, those that do not elsewhere: void in another version, or retired."""
    also: Mapping[str, int]
    """Of each question, in how many other versions it is asked and not void."""


def code_of(attempt: object) -> str:
    """By what an attempt is called where nobody has to know whose it is."""
    return sha256(f"exam {attempt}".encode()).hexdigest()[:6].upper()


def to_mark(*, by: Actor, uid: object, lang: str) -> tuple[list[ToMark], int]:
    """Answers that wait for a mark which the reader may give, the oldest first, at most SHOWN; and how many wait for
    others. Refuses training.no_such_exam (404).
    """
    exam, me, person = kept_exam(by, uid), known_as(by.uid), person_of(by)
    rows = ExamAttempt.objects.seen_by(DOOR).filter(exam_id=exam.id, ended_at__isnull=False, graded_at__isnull=True)
    rows = rows.filter(trial=False)
    found: list[ToMark] = []
    others = 0
    papers = list(rows.order_by("ended_at", "id").seen())
    graded, mine, given = grades_of(exam, papers), _marked_by(me, papers), answers_of_many(papers)
    items: dict[str, Any] = {}
    for row in papers:
        for place, each in enumerate(graded[row.id].places, start=1):
            if each.waits is None:
                continue
            if row.person_id == person or (row.id, place) in mine:
                others += 1
            elif len(found) < SHOWN:
                ref = row.form[place - 1]["ref"]
                item = items[ref] if ref in items else items.setdefault(ref, _item(exam, ref))
                guide = "\n\n".join(_said(asked.guide, lang) for asked in item.interactions if asked.guide)
                question = _question(row, place, item, given[row.id])
                found.append(ToMark(str(row.uid), code_of(row.uid), question, guide, each.of, each.waits))
    return found, others


def appeals_of(*, by: Actor, uid: object) -> list[AppealToDecide]:
    """The appeals of an exam, those that wait first. Refuses training.no_such_exam (404)."""
    exam, me = kept_exam(by, uid), known_as(by.uid)
    attempts = {row.id: row for row in ExamAttempt.objects.seen_by(DOOR).filter(exam_id=exam.id).seen()}
    rows = ExamAppeal.objects.seen_by(DOOR).filter(attempt_id__in=list(attempts)).order_by("id").seen()
    person = person_of(by)
    sat = person is not None and any(each.person_id == person and not each.trial for each in attempts.values())
    rows = list(rows)
    given = answers_of_many(attempts[number] for number in {each.attempt_id for each in rows})
    lines = [_appeal(each, attempts[each.attempt_id], exam, me, sat, given[each.attempt_id]) for each in rows]
    return sorted(lines, key=lambda each: each.outcome != Outcome.OPEN)


def allowances_of(*, by: Actor, uid: object) -> list[AllowanceLine]:
    """The accommodations in an exam, those that wait first. Refuses training.no_such_exam (404)."""
    exam = kept_exam(by, uid)
    rows = ExamAllowance.objects.seen_by(DOOR).filter(course_id=exam.course_id, exam=exam.key).order_by("id").seen()
    names = ("extra_time", "extra_tries", "opens", "closes", "language", "reader", "reason", "state", "asked_at")
    lines = [
        AllowanceLine(uid=str(row.uid), person=row.person_id, **{name: getattr(row, name) for name in names})
        for row in rows
    ]
    return sorted(lines, key=lambda each: each.state != "asked")


def figures_of(*, by: Actor, uid: object, lang: str) -> Figures:
    """Items and reliability over the first attempts that are graded, by the keys that hold, and as they were marked
    before questions became void. Refuses training.no_such_exam (404).
    """
    exam = kept_exam(by, uid)
    rows = ExamAttempt.objects.seen_by(DOOR).filter(exam_id=exam.id, graded_at__isnull=False, trial=False)
    rows = rows.order_by("number", "id")
    first = {row.person_id: row for row in reversed(list(rows.seen()))}
    items = items_that_hold(exam)
    sat = sorted(first.values(), key=lambda row: row.id)
    graded, given = grades_of(exam, sat, voids=False), answers_of_many(sat)
    sittings = [_answered(row, graded[row.id], given[row.id]) for row in sat]
    choices = {ref: offered(data) for ref, data in sorted(items.items())}
    anew = ExamRegrade.objects.seen_by(DOOR).filter(exam_id=exam.id).seen()
    return Figures(
        len(sittings),
        tuple((each, *_called(items[each.ref], lang)) for each in item_figures(sittings, choices)),
        reliability(sittings),
        {each.ref: (Way(each.way), each.reason) for each in anew},
        {each.ref: each for each in gone_of(exam)},
        asked_in(exam),
    )


def differing(*, by: Actor, uid: object) -> list[Differing]:
    """The results that are not any more what was closed: whoever counted them decides what follows. Refuses
    training.no_such_exam (404).
    """
    exam = kept_exam(by, uid)
    test = CourseTest.objects.seen_by(DOOR).filter(course_id=exam.course_id, exam=exam.key).one()
    if test is None or test.closed_on is None:
        return []
    closed = {row.person_id: row.score for row in TestResult.objects.seen_by(DOOR).filter(test_id=test.id).seen()}
    versions = [each.id for each in Exam.objects.seen_by(DOOR).filter(key=exam.key).seen()]
    mine: dict[int, list[Any]] = {}
    for row in ExamAttempt.objects.seen_by(DOOR).filter(exam_id__in=versions, trial=False).order_by("id").seen():
        mine.setdefault(row.person_id, []).append(row)
    now = {person: percent_of(best) for person, rows in mine.items() if (best := best_of(rows)) is not None}
    return [
        Differing(person, score, now[person], exam.counted_at)
        for person, score in closed.items()
        if person in now and now[person] != score
    ]


def _marked_by(me: str, papers: list[Any]) -> set[tuple[int, int]]:
    rows = ExamMark.objects.seen_by(DOOR).filter(attempt_id__in=[row.id for row in papers], marked_by=me)
    return {(attempt, place) for attempt, place in rows.values_list("attempt_id", "place")}


def _answered(row: Any, graded: Grade, given: Mapping[int, Saved]) -> list[Any]:
    """One sitting, place by place."""
    places = graded.places
    return [
        answered(placed["ref"], given[n].given if n in given else {}, each.points, placed["points"], placed["row"])
        for n, (placed, each) in enumerate(zip(row.form, places, strict=True), start=1)
    ]


def _item(exam: Any, ref: str) -> Any:
    row: Any = ExamItem.objects.seen_by(DOOR).filter(exam_id=exam.id, ref=ref).one()
    return engine.read(row.data)


def _question(row: Any, place: int, item: Any, given: Mapping[int, Saved]) -> Question:
    saved = given.get(place)
    shown = engine.shown(item, row.language, f"{row.seed}{place}")
    at = saved.at if saved else None
    return Question(place, shown, row.form[place - 1]["points"], saved.given if saved else {}, at)


def _appeal(each: Any, row: Any, exam: Any, me: str, sat: bool, given: Mapping[int, Saved]) -> AppealToDecide:
    ref = row.form[each.place - 1]["ref"] if each.place else ""
    graded = grade_of(row, exam).places[each.place - 1] if each.place else None
    marks = ExamMark.objects.seen_by(DOOR).filter(attempt_id=row.id, marked_by=me)
    wrote = ExamItem.objects.seen_by(DOOR).filter(exam_id=exam.id, ref=ref, written_by=me) if ref else None
    own = me in {*authors_of(exam), exam.released_by} or sat or marks.exists()
    return AppealToDecide(
        str(each.uid),
        code_of(row.uid),
        each.place,
        _question(row, each.place, _item(exam, ref), given) if ref else None,
        graded.points if graded else None,
        graded.of if graded else None,
        each.reason,
        each.made_at,
        Outcome(each.outcome),
        each.answer,
        own or (wrote is not None and wrote.exists()),
    )


def _called(data: Mapping[str, Any], lang: str) -> tuple[str, dict[str, str]]:
    """The text of an item, and those of its answers, in the reader's language."""
    item = engine.read(data)
    choices = {f"{asked.id}:{each.id}": _said(each.text, lang) for asked in item.interactions for each in asked.choices}
    return _said(item.text or item.title, lang), choices


def _said(texts: Mapping[str, str], lang: str) -> str:
    return texts.get(lang) or next(iter(texts.values()), "")
