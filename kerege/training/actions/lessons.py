"""Keeping answers to the questions of a lesson: each belongs to the account of whoever gave them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.training.models import LessonAttempt
from kerege.training.queries.lessons import Lesson
from kerege.training.rules.lessons import chosen, demand_answers, graded
from kerege.training.words.learning import LESSON_SENT_OTHERWISE
from kerege.training.words.lessons import LESSON_NOT_SIGNED_IN, LESSON_TAKEN_OFTEN, MOST_ATTEMPTS


def keep_answers(
    *,
    by: Actor,
    lesson: Lesson,
    language: str,
    answers: Mapping[str, Any],
    opened: datetime | None = None,
    now: datetime | None = None,
) -> LessonAttempt:
    """Keep answers to a lesson, as it was read for whoever acts, to go on with later; they replace those kept before.
    The same again changes nothing. `opened` is when the lesson was opened.

    Refuses training.lesson_not_signed_in, training.lesson_nothing_answered, training.lesson_answer_unknown and
    training.lesson_one_answer.
    """
    account, given = _account(by), _given(lesson, answers)
    row = _waiting(account, lesson, opened, now or timezone.now())
    told = {"answers": given, "language": language, "version": lesson.programme.version}
    if row.pk and all(getattr(row, name) == value for name, value in told.items()):
        return row
    with act("training.lesson.kept", by=by, about=row.uid):
        _write(row, told)
    return row


def finish_lesson(
    *,
    by: Actor,
    lesson: Lesson,
    language: str,
    answers: Mapping[str, Any],
    opened: datetime | None = None,
    now: datetime | None = None,
    sent_as: UUID | None = None,
) -> LessonAttempt:
    """Check the answers of whoever acts to a lesson, as it was read for them, and keep them with their result. What a
    device gave without a line comes with the number that it made (`sent_as`), and comes in once: the same again changes
    nothing.

    Refuses training.lesson_not_signed_in, training.lesson_nothing_answered, training.lesson_answer_unknown,
    training.lesson_one_answer, training.lesson_taken_often and training.lesson_sent_otherwise.
    """
    account, given, moment = _account(by), _given(lesson, answers), now or timezone.now()
    came = LessonAttempt.objects.filter(account_id=account, sent_as=sent_as).first() if sent_as else None
    if came is not None:
        if (came.curriculum, came.module, came.answers) != (lesson.programme.key, lesson.module.id, given):
            raise Refusal(LESSON_SENT_OTHERWISE)
        return came  # type: ignore[no-any-return]
    named = {"account_id": account, "curriculum": lesson.programme.key, "module": lesson.module.id}
    if LessonAttempt.objects.filter(finished_at__isnull=False, **named).count() >= MOST_ATTEMPTS:
        raise Refusal(LESSON_TAKEN_OFTEN, most=MOST_ATTEMPTS)
    result = graded(lesson.quiz, given)
    row = _waiting(account, lesson, opened, moment)
    if sent_as is not None:  # what waits here is gone on with here
        row = LessonAttempt(started_at=min(opened or moment, moment), sent_as=sent_as, **named)
    told = {"answers": given, "language": language, "version": lesson.programme.version}
    with act("training.lesson.taken", by=by, about=row.uid):
        _write(row, told | {"right": result.right, "asked": len(result.marks), "finished_at": moment})
    return row


def _account(by: Actor) -> int:
    number = people.account_number(by.uid)
    if number is None:
        raise Refusal(LESSON_NOT_SIGNED_IN)
    return number


def _given(lesson: Lesson, answers: Mapping[str, Any]) -> dict[str, Any]:
    given = chosen(lesson.quiz, answers)
    demand_answers(lesson.quiz, given)
    return given


def _waiting(account: int, lesson: Lesson, opened: datetime | None, moment: datetime) -> LessonAttempt:
    """The answers that wait, else a new row that began when the lesson was opened."""
    named = {"account_id": account, "curriculum": lesson.programme.key, "module": lesson.module.id}
    found: LessonAttempt | None = LessonAttempt.objects.filter(finished_at__isnull=True, **named).first()
    return found or LessonAttempt(started_at=min(opened or moment, moment), **named)


def _write(row: LessonAttempt, told: Mapping[str, Any]) -> None:
    for name, value in told.items():
        setattr(row, name, value)
    row.save()
