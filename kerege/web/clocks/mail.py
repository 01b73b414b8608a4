"""The mail that calls somebody to a duty whose clock runs. It says where to look, and nothing of what happened."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from kerege.lib.refusal import N_
from kerege.lib.zones import at_place
from kerege.people.rules import Actor
from kerege.response.actions import calling
from kerege.response.actions.calling import Call
from kerege.response.words.clocks import LEVELS

SUBJECT, LATE, PLAYED = (
    N_("A duty to inform waits for you"),
    N_("A duty to inform is late"),
    N_("EXERCISE: %(subject)s"),
)
BODY = N_("You are called as: %(level)s\nCountry: %(country)s\nDue: %(due)s\n\nSign in and open:\n%(page)s")


def call_out(*, by: Actor, at: datetime) -> None:
    """The job: note whom the clocks call and put that into the outgoing mail; both or neither."""
    with transaction.atomic():
        for call in calling.call_out(by=by, at=at):
            _send(call)


def _send(call: Call) -> None:
    with translation.override(call.language or settings.LANGUAGE_CODE):
        subject = gettext(LATE if call.late else SUBJECT)
        subject = gettext(PLAYED) % {"subject": subject} if call.exercise else subject
        due = f"{at_place(call.due_at, call.zone):%Y-%m-%d %H:%M} ({call.zone})" if call.due_at else gettext("no limit")
        page = f"{settings.KEREGE_ADDRESS}{reverse('occasion', args=[call.occasion])}"
        told = {"level": gettext(LEVELS[call.level]), "country": call.owner, "due": due, "page": page}
        EmailMessage(subject, gettext(BODY) % told, to=[call.to]).send()
