"""Letters that ask the post of a mandate whether its line works. They name the mandate and the country, and nobody."""

import secrets
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from kerege.lib.refusal import N_
from kerege.people.rules import Actor
from kerege.response.actions import mandates as actions
from kerege.response.actions.mandates import Letter
from kerege.response.words.mandates import MANDATE_KINDS, MandateKind

SUBJECT = N_("Does this line work? %(kind)s")
BODY = N_(
    "This address stands in the directory of mandates of Kerege as the contact of:\n\n%(kind)s\n%(country)s\n\n"
    "Open this page and press the button, so that neighbours can rely on it:\n%(page)s\n\n"
    "If it is not yours, tell whoever keeps the directory, and do not press it."
)


def new_code() -> str:
    return secrets.token_urlsafe(24)


def ask(*, by: Actor, mandate: str) -> None:
    """Ask one post now; the letter goes into the outgoing mail with what it tells of, or neither."""
    with transaction.atomic():
        _send(actions.ask_contact(by=by, mandate=mandate, new_code=new_code))


def ask_stale(*, by: Actor, at: datetime) -> None:
    """The job: ask every post whose contact is out of date."""
    with transaction.atomic():
        for letter in actions.ask_stale(by=by, at=at, new_code=new_code):
            _send(letter)


def _send(letter: Letter) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        told = {
            "kind": gettext(MANDATE_KINDS[MandateKind(letter.kind)]),
            "country": letter.owner,
            "page": f"{settings.KEREGE_ADDRESS}{reverse('mandate_answer', args=[letter.code])}",
        }
        EmailMessage(gettext(SUBJECT) % told, gettext(BODY) % told, to=[letter.to]).send()
