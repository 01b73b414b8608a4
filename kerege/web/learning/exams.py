"""Exams on the learner's home: what is still to be sat, until when and how often; and what came of it, once."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext

from kerege.lib.zones import at_place
from kerege.training.queries.exam_sitting import OwnAttempt, OwnExam
from kerege.training.rules.exam_attempts import shows_score
from kerege.training.words.exams import Standing
from kerege.training.words.exams_refused import EXAM_NOT_OPEN, EXAM_WAIT
from kerege.web.exams import wording
from kerege.web.shell.figures import figure


def wanted(found: Iterable[OwnExam], at: datetime) -> list[OwnExam]:
    """The exams that a learner has still to sit: not those that are passed, wait for a mark, tell
    nothing, or count for nothing because the learner knows their questions.
    """
    return [
        each for each in found if each.going is not None or (_sittable(each, at) and not each.trial and not _done(each))
    ]


def _sittable(each: OwnExam, at: datetime) -> bool:
    """Whether an attempt can begin, now or later."""
    if each.refusal is None or each.refusal.code == EXAM_WAIT.code:
        return True
    return each.refusal.code == EXAM_NOT_OPEN.code and at < each.terms.opens and each.left > 0


def _done(each: OwnExam) -> bool:
    return any(one.passed is not False for one in each.attempts if one != each.going and not one.trial)


def address_of(each: OwnExam) -> str:
    return reverse("sit_exam", args=[each.going.uid]) if each.going else reverse("my_exam", args=[each.uid])


def last_day(each: OwnExam) -> date:
    """The day on which it closes, or on which the attempt ends that goes on, at the place of the course."""
    return at_place(each.going.ends_at if each.going else each.terms.closes, each.zone).date()


def said(each: OwnExam) -> str:
    """From when to when it is open, and how many attempts are left."""
    if each.going is not None:
        ends = wording.moment(each.going.ends_at, each.zone)
        return gettext("Your attempt goes on. Your time ends on %(ends)s.") % {"ends": ends}
    opens, closes = (wording.moment(when, each.zone) for when in (each.terms.opens, each.terms.closes))
    told = {"opens": opens, "closes": closes, "left": figure(each.left)}
    return gettext("Open from %(opens)s to %(closes)s. Attempts left: %(left)s.") % told


def waiting(found: Iterable[OwnExam]) -> dict[str, tuple[OwnExam, OwnAttempt]]:
    """By the key of an exam the last attempt that waits for a mark. Nothing of exams that tell no result."""
    return {
        each.key: (each, one)
        for each in found
        for one in each.attempts
        if one.standing == Standing.MARKING and not one.trial and shows_score(each.shown)
    }


def best(found: Iterable[OwnExam], key: str) -> tuple[OwnExam, OwnAttempt] | None:
    """The attempt that counts of all versions of an exam, as far as the exam tells it."""
    told = [
        (each, one)
        for each in found
        if each.key == key
        for one in each.attempts
        if one.percent is not None and not one.trial
    ]
    return max(told, key=lambda both: (both[1].percent, -both[1].number), default=None)
