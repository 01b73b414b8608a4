"""Jobs: who is due is claimed once, however many workers look, and put into the queue."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

from kerege.jobs.models import Schedule
from kerege.jobs.rules import JOBS, next_regular, next_try
from kerege.jobs.words import JOB_ASKED, NO_SUCH_JOB
from kerege.journal.actions import act
from kerege.lib.ids import stable_uid
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor, check_may
from kerege.people.words import Deed

logger = logging.getLogger(__name__)


def start_due(*, by: Actor, at: datetime) -> list[str]:
    """Claim every job that is due and put it into the queue; the keys of those. Refuses nothing."""
    started = []
    for job in JOBS.values():
        with transaction.atomic():
            Schedule.objects.get_or_create(key=job.key, defaults={"due_at": next_regular(job, after=at)})
            free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
            claimed = Schedule.objects.filter(free, key=job.key, due_at__lte=at).update(
                claimed_until=at + job.longest, started_at=at
            )
            if claimed:
                _run.enqueue(job.key)
                started.append(job.key)
    return started


def ask_for(*, by: Actor, key: str, at: datetime) -> None:
    """Let a job run now instead of at its time. Refuses people.not_yours and jobs.no_such_job."""
    check_may(by, Deed.OPERATE, settings.KEREGE_NODE)
    if key not in JOBS:
        raise Refusal(NO_SUCH_JOB, key=key)
    with act(JOB_ASKED, by=by, about=stable_uid("job", key), key=key):
        Schedule.objects.update_or_create(key=key, defaults={"due_at": at})


@task()
def _run(key: str) -> None:
    """What a worker does: the job, and what came of it. Its fault stands on the page of the node's own work."""
    job, began = JOBS[key], timezone.now()
    try:
        import_string(job.run)(by=SYSTEM, at=began)
    except Exception as fault:
        logger.exception("the job %s failed", key)
        _failed(key, fault, timezone.now())
        raise
    now = timezone.now()
    Schedule.objects.filter(key=key).update(
        claimed_until=None, finished_at=now, succeeded_at=now, failures=0, fault="", due_at=next_regular(job, after=now)
    )


def _failed(key: str, fault: Exception, now: datetime) -> None:
    with transaction.atomic():
        rows = Schedule.objects.filter(key=key)
        rows.update(failures=F("failures") + 1)
        failures = rows.values_list("failures", flat=True).get()
        due_at = next_try(JOBS[key], failures=failures, after=now)
        told = f"{type(fault).__name__}: {fault}".splitlines()[0][:300]
        rows.update(claimed_until=None, finished_at=now, fault=told, due_at=max(due_at, now + timedelta(seconds=1)))
