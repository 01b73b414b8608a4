"""Mail: into the transaction of what it tells of, out of it once."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from kerege.jobs.models import Mail
from kerege.jobs.rules import mail_fault, mail_pause
from kerege.jobs.words import MAIL_ASKED, NO_SUCH_MAIL, MailState
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.queries import account_of_address
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed

logger = logging.getLogger(__name__)


def queue_mail(*, by: Actor, message: dict[str, Any], at: datetime) -> str:
    """Keep a mail to be sent, in the caller's transaction where there is one; its uid. Refuses nothing.

    `message` has the parts `subject`, `body`, `sender`, `to`, and may have `html` and `headers`. It is deleted when
    the first of its recipients who has an account is erased.
    """
    with transaction.atomic():
        account = account_of_address(message["to"])
        mail = Mail.objects.create(account=account, message=message, made_at=at, due_at=at)
        _send.enqueue(str(mail.uid))
    return str(mail.uid)


def send_waiting(*, by: Actor, at: datetime) -> None:
    """Put into the queue whatever is due and has lost its place there. Refuses nothing."""
    for uid in Mail.objects.filter(state=MailState.WAITING, due_at__lte=at - timedelta(seconds=30)).values_list("uid")[
        :500
    ]:
        _send.enqueue(str(uid[0]))


def send_again(*, by: Actor, uid: str, at: datetime) -> None:
    """Send a mail that was given up, or of which nobody knows whether it arrived.

    Refuses people.not_yours, and jobs.no_such_mail where it waits no more.
    """
    check_may(by, Deed.OPERATE, settings.KEREGE_NODE)
    with act(MAIL_ASKED, by=by, about=uid):
        stuck = Mail.objects.filter(uid=uid).exclude(state=MailState.SENT)
        if not stuck.update(state=MailState.WAITING, due_at=at, tries=0, fault=""):
            raise Refusal(NO_SUCH_MAIL)
        _send.enqueue(uid)


@task()
def _send(uid: str) -> None:
    """Hand one mail to the mail server. The claim is kept before, so that no second worker hands it over as well."""
    now = timezone.now()
    due = Mail.objects.filter(uid=uid, state=MailState.WAITING, due_at__lte=now)
    if not due.update(state=MailState.SENDING, claimed_at=now):
        return
    mail = Mail.objects.get(uid=uid)
    try:
        _message(mail).send()
    except Exception as fault:  # noqa: BLE001 - a mail server may fail in any way; the mail stays and tells which
        _not_sent(mail, fault)
    else:
        Mail.objects.filter(uid=uid).update(state=MailState.SENT, sent_at=timezone.now(), message={}, fault="")


def _message(mail: Mail) -> EmailMultiAlternatives:
    told = mail.message
    message = EmailMultiAlternatives(
        told["subject"],
        told["body"],
        told["sender"],
        told["to"],
        # The same at every try: a server that has taken it already can tell.
        headers={"Message-ID": f"<{mail.uid}@kerege>", **told.get("headers", {})},
        connection=get_connection(settings.KEREGE_MAIL_BACKEND),
    )
    if told.get("html"):
        message.attach_alternative(told["html"], "text/html")
    return message


def _not_sent(mail: Mail, fault: Exception) -> None:
    tries = mail.tries + 1
    pause = mail_pause(tries)
    state = MailState.WAITING if pause else MailState.GIVEN_UP
    told = mail_fault(fault)
    logger.warning("mail %s was not sent (try %s): %s", mail.uid, tries, told)
    due_at = timezone.now() + (pause or timedelta(0))
    with transaction.atomic():
        Mail.objects.filter(uid=mail.uid).update(state=state, tries=tries, fault=told, due_at=due_at)
        if pause:
            _send.using(run_after=due_at).enqueue(str(mail.uid))
