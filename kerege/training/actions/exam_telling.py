"""Telling of exams by mail: that one is open or closes tomorrow, a result, a decision, and what waits for a mark."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking, gated, pseudonyms_of
from kerege.lib.zones import at_place
from kerege.people import queries as people
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.training.models import Course, Enrolment, Exam, ExamAppeal, ExamAttempt
from kerege.training.queries.exam_knowing import knowing
from kerege.training.queries.exam_waiting import markers_waiting
from kerege.training.queries.exam_windows import terms_of_many
from kerege.training.rules import exam_telling as rules
from kerege.training.rules.exam_attempts import shows_score
from kerege.training.words.delivery import IN_COHORT
from kerege.training.words.exam_telling import Told
from kerege.training.words.exams import ExamState, Outcome

TOLD = "training.exam.told"
AT_ONCE = 1_000
"""So many acts are read together; of a large exam there are more."""
OVER = timedelta(days=90)
"""So long after its end nothing is told of an exam any more: no appeal takes longer."""


@dataclass(frozen=True)
class ExamNotice:
    """Who is told what of an exam (words.exam_telling.Told); `until` is when it closes, by `zone`."""

    to: str
    language: str
    what: str
    exam: dict[str, str]
    course: str
    until: datetime
    zone: str


@dataclass(frozen=True)
class _Due:
    person: int
    what: Told
    key: str
    until: datetime


def tell_of_exams(*, by: Actor, at: datetime, send: Callable[[ExamNotice], None] | None = None) -> list[ExamNotice]:
    """What people are to be told of exams now. It is noted by one act for each exam and subject, which names those who
    were told, so that nobody is told the same twice. Whoever has no account, or would sit a trial, is not told.

    Of each exam what is noted and what `send` did are one transaction.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    told: list[ExamNotice] = []
    with checking():
        rows = Exam.objects.inside_action().filter(released_at__isnull=False, closes__gt=at - OVER).order_by("id")
        exams = list(rows.select_related("course"))
    for exam in exams:
        due = list(_due(exam, at))
        if not due:
            continue
        with gated(), transaction.atomic():
            for notice in _noted(by, exam, due):
                told.append(notice)
                if send is not None:
                    send(notice)
    return told


def _due(exam: Exam, at: datetime) -> Iterator[_Due]:
    with checking():
        attempts = list(ExamAttempt.objects.inside_action().filter(exam=exam, trial=False).order_by("id"))
        if exam.state == ExamState.RELEASED:
            yield from _of_window(exam, at)
        yield from _of_results(exam, attempts, at)
        appeals = ExamAppeal.objects.inside_action().filter(attempt__exam=exam).exclude(outcome=Outcome.OPEN)
        for each in appeals.filter(decided_at__gt=at - rules.RECENT, person_id__isnull=False).order_by("id"):
            yield _Due(each.person_id, Told.APPEAL, f"appeal:{each.uid}", exam.closes)
    there = at_place(at, exam.course.zone or "UTC")
    if there.hour >= rules.MORNING:
        for person in markers_waiting(exam, attempts):
            yield _Due(person, Told.MARKING, f"marking:{there.date()}", exam.closes)


def _of_window(exam: Exam, at: datetime) -> Iterator[_Due]:
    """Those with a place who have not sat any version and for whom it would count."""
    places = Enrolment.objects.inside_action().filter(course_id=exam.course_id, state__in=list(IN_COHORT))
    persons = [person for person in places.values_list("person_id", flat=True) if person is not None]
    rows = ExamAttempt.objects.inside_action().filter(exam__key=exam.key)
    sat = set(rows.values_list("person_id", flat=True))
    terms = terms_of_many(exam, persons)
    found = {p: told for p in persons if (told := rules.window(terms[p], sat=p in sat, at=at)) is not None}
    knew = knowing(exam, dict.fromkeys(found, at.date())) if found else set()
    for person, (what, key) in found.items():
        if person not in knew:
            yield _Due(person, what, key, terms[person].closes)


def _of_results(exam: Exam, attempts: Iterable[Any], at: datetime) -> Iterator[_Due]:
    for each in attempts if shows_score(exam.shown) else ():
        anew = [datetime.fromisoformat(one["at"]) for one in each.grades]
        told = rules.result(each.uid, each.graded_at, each.ended_at, anew, at)
        if told is not None and each.person_id is not None:
            yield _Due(each.person_id, *told, exam.closes)


def _noted(by: Actor, exam: Exam, due: list[_Due]) -> Iterator[ExamNotice]:
    accounts = people.accounts_of_persons(each.person for each in due)
    names = pseudonyms_of(str(each.uid) for each in accounts.values())
    before = _before(exam)
    course: Course = exam.course
    by_key: dict[str, list[_Due]] = {}
    for each in due:
        account = accounts.get(each.person)
        if account is not None and (each.key, names.get(str(account.uid), str(account.uid))) not in before:
            by_key.setdefault(each.key, []).append(each)
    for key, new in by_key.items():
        to = sorted({str(accounts[each.person].uid) for each in new})
        with act(TOLD, by=by, owner=exam.owner, about=exam.uid, key=key, to=to):
            for each in new:
                account = accounts[each.person]
                told = {"exam": exam.title, "course": course.title, "until": each.until, "zone": course.zone or "UTC"}
                yield ExamNotice(account.email, account.language, each.what.value, **told)


def _before(exam: Exam) -> set[tuple[str, str]]:
    """What was told of an exam before, and to whom: as the journal names them."""
    found: set[tuple[str, str]] = set()
    acts = _acts(exam)
    while acts:
        found |= {(str(each.facts.get("key", "")), str(name)) for each in acts for name in each.facts.get("to", ())}
        acts = _acts(exam, before=acts[-1].seq) if len(acts) == AT_ONCE else []
    return found


def _acts(exam: Exam, before: int | None = None) -> list[journal.ActLine]:
    return journal.acts(owners=None, about=str(exam.uid), word_prefix=TOLD, before=before, limit=AT_ONCE)
