"""The mail to whoever follows on a seat."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext

from kerege.people import queries
from kerege.people.queries import HandoverLine
from kerege.web.shell.figures import day

logger = logging.getLogger(__name__)


def tell_follower(line: HandoverLine, *, address: str) -> bool:
    """Tell whoever follows from which day the seat is theirs and where the protocol is; False where nobody was told.

    The mail names neither person and no task: it may be read by others. The handover stands also without it.
    """
    to, language = queries.addresses_of(line.uid)
    if not to:
        return False
    with translation.override(language or settings.LANGUAGE_CODE):
        subject = gettext("A seat is handed over to you: %(seat)s") % {"seat": line.seat_title}
        body = gettext(
            "From %(day)s you hold the seat “%(seat)s” (%(owner)s). Its roles and tasks are yours from that day on.\n\n"
            "What is handed over, with a note for each task, stands here:\n%(address)s\n\n"
            "Sign in before the day and look at it together with whoever leaves."
        ) % {"day": day(line.on), "seat": line.seat_title, "owner": line.owner, "address": address}
    try:
        EmailMessage(subject, body, to=[to]).send()
    except OSError:  # what the mail server refuses is one too
        logger.exception("the mail about a handover was not sent")
        return False
    return True
