"""The mail that reminds of a certificate or of a part 2 that ends. It names neither the number nor the person."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from kerege.capacity import actions
from kerege.lib.locales import day_in
from kerege.lib.refusal import N_
from kerege.people.rules import Actor

SUBJECTS = {
    "certificate": N_("Your certificate as a trainer ends on %(day)s"),
    "part_two": N_("The deadline of your part 2 is %(day)s"),
}
BODIES = {
    "certificate": N_(
        "Your certificate as a trainer holds until %(day)s. For a renewal teach again and record the delivery in your "
        "case; two reviewers then decide.\n\nSign in and open Trainers' certificates."
    ),
    "part_two": N_(
        "Deliveries for part 2 of your certificate count until %(day)s. Sign in and open Trainers' certificates: what "
        "is next stands first. If the time is too short, ask there for a later deadline."
    ),
}


def remind_holders(*, by: Actor, at: datetime) -> None:
    """The job: note each reminder and put it into the outgoing mail; both or neither."""
    with transaction.atomic():
        for each in actions.remind_holders(by=by, at=at):
            language = each.language or settings.LANGUAGE_CODE
            with translation.override(language):
                told = {"day": day_in(language, each.until)}
                subject, body = (gettext(texts[each.what]) % told for texts in (SUBJECTS, BODIES))
                EmailMessage(subject, body, to=[each.to]).send()
