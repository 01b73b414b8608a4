"""The mail that says to seats that an enquiry or an offer ended: to whoever sits there now."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from kerege.inventory import actions
from kerege.lib.refusal import N_
from kerege.people import queries as people
from kerege.people.queries import Chair
from kerege.people.rules import Actor

SUBJECTS = {
    "enquiry": N_("An enquiry about help has ended: %(seat)s"),
    "offer": N_("An offer of help is over: %(seat)s"),
}
BODIES = {
    "enquiry": N_(
        "The day by which help was needed is over, and nobody answered in time. Your seat “%(seat)s” (%(owner)s) is "
        "one of the two sides. What it had to do about it is closed.\n\nSign in to see what it was, under Inventory."
    ),
    "offer": N_(
        "An offer of help of your seat “%(seat)s” (%(owner)s) is over. Nobody finds it any more.\n\n"
        "Sign in and offer it again if the help goes on, under Inventory."
    ),
}


def end_expired(*, by: Actor, at: datetime) -> None:
    """The job: end what is over, and tell both sides; both or neither. The mail names neither what was asked for nor
    who asked, because it may be read by others.
    """
    with transaction.atomic():
        for ended in actions.end_expired(by=by, at=at):
            for chair in people.chairs(ended.seats).values():
                _tell(ended.kind, chair, at)


def _tell(kind: str, chair: Chair, at: datetime) -> None:
    for to, language in people.reached_at(chair.number, on=localdate(at)):
        with translation.override(language or settings.LANGUAGE_CODE):
            told = {"seat": chair.title, "owner": chair.owner}
            EmailMessage(gettext(SUBJECTS[kind]) % told, gettext(BODIES[kind]) % told, to=[to]).send()
