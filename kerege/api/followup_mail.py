"""The mail that asks a trained trainer, months later, whether they teach. It names nobody; its link answers once."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from kerege.lib.refusal import N_
from kerege.people.rules import Actor
from kerege.training import actions

SUBJECTS = {
    False: N_("Do you teach? A few questions, one minute"),
    True: N_("Once more: do you teach? One minute"),
}
BODY = N_(
    "You were trained as a trainer %(months)s months ago. Four short questions tell your country what came of it and "
    "what you need to go on:\n\n%(link)s\n\nNo account is needed. The link is yours, answers once and holds for three "
    "months. If you do not want to answer, do nothing: you are reminded twice at most."
)


def ask_trainers(*, by: Actor, at: datetime) -> None:
    """The job: open what came due, note who is asked or reminded, and put the mail into the outgoing mail."""
    with transaction.atomic():
        actions.open_followups(by=by, at=at)
        for letter in actions.ask_followups(by=by, at=at):
            with translation.override(letter.language or settings.LANGUAGE_CODE):
                link = settings.KEREGE_ADDRESS + reverse("followup_answer", args=[letter.token])
                told = {"months": letter.months, "link": link}
                EmailMessage(gettext(SUBJECTS[letter.reminder]), gettext(BODY) % told, to=[letter.to]).send()
