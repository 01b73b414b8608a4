"""All mail of the node goes into its outgoing mail: a reader never waits for a mail server, and none is lost."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from kerege.jobs import actions as jobs
from kerege.people.rules import SYSTEM


class QueuedMail(BaseEmailBackend):
    """Django's mail backend. Refuses (ValueError) attachments, which no page of the node sends."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if message.attachments:
                raise ValueError("mail of the node has no attachments")
            html = [a.content for a in getattr(message, "alternatives", ()) if a.mimetype == "text/html"]
            told = {
                "subject": str(message.subject),
                "body": str(message.body),
                "sender": message.from_email,
                "to": list(message.recipients()),
                "html": html[0] if html else "",
                "headers": {str(k): str(v) for k, v in message.extra_headers.items()},
            }
            jobs.queue_mail(by=SYSTEM, message=told, at=timezone.now())
        return len(email_messages)
