"""What is over is removed."""

from datetime import datetime, timedelta

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from kerege.jobs.models import Mail
from kerege.jobs.words import MailState
from kerege.people.rules import Actor

KEPT_DAYS = 30
"""For so long an operator can send again what was given up; then its text and its addresses go with it."""


def clean_up(*, by: Actor, at: datetime) -> None:
    """Remove sessions that are over, old mail, sent or not, finished tasks and tasks of workers that died.

    Refuses nothing.
    """
    call_command("clearsessions")
    old = at - timedelta(days=KEPT_DAYS)
    Mail.objects.filter(state=MailState.SENT, sent_at__lt=old).delete()
    Mail.objects.exclude(state=MailState.SENT).filter(made_at__lt=old).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=at - timedelta(days=2)).delete()
    DBTaskResult.objects.running().filter(started_at__lt=at - timedelta(days=1)).delete()
