"""The mail that says to a seat that an enquiry went on: to whoever sits there now, to no account of its own."""

import logging
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext

from kerege.people import queries as people

logger = logging.getLogger(__name__)


def tell(seat: int | None, *, address: str, on: date) -> int:
    """How many were told. The mail names neither the request nor who asked: it may be read by others. Where nobody
    sits on the seat nobody is told; the enquiry stands all the same, with its task.
    """
    chair = people.chairs([seat]).get(seat or 0)
    if chair is None:
        return 0
    told = 0
    for to, language in people.reached_at(chair.number, on=on):
        with translation.override(language or settings.LANGUAGE_CODE):
            subject = gettext("An enquiry about help waits for your seat: %(seat)s") % {"seat": chair.title}
            body = gettext(
                "Somebody has asked for help, or has gone on with an enquiry, and your seat “%(seat)s” (%(owner)s) is "
                "told of it.\n\nWhat it is, and what you can do, stands here:\n%(address)s\n\n"
                "Whoever sits on the seat can answer; the enquiry belongs to the seat and to no person."
            ) % {"seat": chair.title, "owner": chair.owner, "address": address}
        try:
            EmailMessage(subject, body, to=[to]).send()
        except OSError:  # what the mail server refuses is one too
            logger.exception("the mail about an enquiry was not sent")
        else:
            told += 1
    return told
