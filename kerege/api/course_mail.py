"""The mail about places, changed times and courses that begin. It names the course and no person."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext

from kerege.lib.locales import day_in
from kerege.lib.refusal import N_
from kerege.lib.zones import at_place, town_of
from kerege.people.rules import Actor
from kerege.training import actions
from kerege.training.actions import Notice

SUBJECTS = {
    "place": N_("You have a place: %(course)s"),
    "moved_up": N_("A place became free for you: %(course)s"),
    "moved_up_lead": N_("Somebody moved up from the waiting list: %(course)s"),
    "waits": N_("You are on the waiting list: %(course)s"),
    "declined": N_("You were not accepted: %(course)s"),
    "week": N_("It begins within a week: %(course)s"),
    "day": N_("It begins very soon: %(course)s"),
    "times": N_("Times or places have changed: %(course)s"),
    "cancelled": N_("Called off: %(course)s"),
}
NEXT = N_("The next session begins on %(day)s at %(time)s (%(zone)s).")
OWN = N_("Sign in and open My courses: what you do next stands there.")
LEAD = N_("Sign in and open the page of the course: its list says who it is.")


def tell_participants(*, by: Actor, at: datetime) -> None:
    """The job: note what each is told and put it into the outgoing mail; of each course both or neither."""
    actions.tell_participants(by=by, at=at, send=_send)


def _send(each: Notice) -> None:
    language = each.language or settings.LANGUAGE_CODE
    with translation.override(language):
        where = LEAD if each.what == "moved_up_lead" else OWN
        parts = [gettext(where)]
        if each.begins is not None and each.what not in {"declined", "cancelled"}:
            there = at_place(each.begins, each.zone)
            when = {"day": day_in(language, there), "time": f"{there:%H:%M}", "zone": town_of(each.zone, language)}
            parts.insert(0, gettext(NEXT) % when)
        subject = gettext(SUBJECTS[each.what]) % {"course": each.course}
        EmailMessage(subject, "\n\n".join(parts), to=[each.to]).send()
