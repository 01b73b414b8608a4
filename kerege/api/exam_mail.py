"""The mail about exams: one is open, closes tomorrow, a result, a decision, papers to mark. It names no person and no
figure, because others may read it.
"""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext

from kerege.lib.locales import day_in
from kerege.lib.refusal import N_
from kerege.lib.versions import text_in
from kerege.lib.zones import at_place, town_of
from kerege.people.rules import Actor
from kerege.training.actions import exams as actions
from kerege.training.words.exam_telling import Told

SUBJECTS = {
    "opens": N_("An exam is open for you: %(exam)s"),
    "closes": N_("An exam closes soon: %(exam)s"),
    "result": N_("A result of an exam is there: %(exam)s"),
    "changed": N_("A result of an exam was changed: %(exam)s"),
    "appeal": N_("What you disputed was decided: %(exam)s"),
    "marking": N_("Papers wait for your mark: %(exam)s"),
}
BODIES = {
    "opens": N_("It belongs to “%(course)s” and closes on %(day)s at %(time)s (%(zone)s)."),
    "closes": N_("You have not sat it yet. It belongs to “%(course)s” and closes on %(day)s at %(time)s (%(zone)s)."),
    "result": N_("It belongs to “%(course)s”. The result, and until when it can be disputed, stand on its page."),
    "changed": N_("It belongs to “%(course)s”. It was graded anew; what counts now stands on its page."),
    "appeal": N_("It belongs to “%(course)s”. The decision and its reason stand on the page of your attempt."),
    "marking": N_("It belongs to “%(course)s”. Texts were handed in that a person marks. You read them without names."),
}
OWN = N_("Sign in and open My exams.")
MARK = N_("Sign in and open Exams on the page of the course, then To mark.")


def tell_of_exams(*, by: Actor, at: datetime) -> None:
    """The job: note what each is told and put it into the outgoing mail; of each exam both or neither."""
    actions.tell_of_exams(by=by, at=at, send=_send)


def _send(each: actions.ExamNotice) -> None:
    language = each.language or settings.LANGUAGE_CODE
    with translation.override(language):
        there = at_place(each.until, each.zone)
        told = {
            "exam": text_in(each.exam, language, next(iter(each.exam))),
            "course": each.course,
            "day": day_in(language, there),
            "time": f"{there:%H:%M}",
            "zone": town_of(each.zone, language),
        }
        where = MARK if each.what == Told.MARKING else OWN
        body = gettext(BODIES[each.what]) % told
        EmailMessage(gettext(SUBJECTS[each.what]) % told, f"{body}\n\n{gettext(where)}", to=[each.to]).send()
