"""How the node's own work stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from kerege.jobs.models import Mail, Schedule
from kerege.jobs.rules import JOBS, Job
from kerege.jobs.words import MailState


@dataclass(frozen=True)
class Line:
    """One job. `due_at` is None for one that no worker has seen yet."""

    job: Job
    due_at: datetime | None = None
    started_at: datetime | None = None
    succeeded_at: datetime | None = None
    failures: int = 0
    fault: str = ""
    runs: bool = False


def board(*, at: datetime) -> list[Line]:
    """Every job of the node, also one that has never run."""
    rows = {row.key: row for row in Schedule.objects.all()}
    return [_line(job, rows.get(job.key), at) for job in JOBS.values()]


def _line(job: Job, row: Schedule | None, at: datetime) -> Line:
    if row is None:
        return Line(job)
    runs = row.claimed_until is not None and row.claimed_until > at
    return Line(job, row.due_at, row.started_at, row.succeeded_at, row.failures, row.fault, runs)


def last_sign_of_a_worker() -> datetime | None:
    """When a worker last began a job; None where none ever did."""
    last = Schedule.objects.exclude(started_at=None).order_by("-started_at").first()
    return last.started_at if last else None


@dataclass(frozen=True)
class StuckMail:
    """A mail that failed, was given up, or of which nobody knows whether it arrived. No address, no text."""

    uid: str
    state: str
    made_at: datetime
    due_at: datetime
    tries: int
    fault: str


def stuck_mail(*, at: datetime) -> list[StuckMail]:
    """The oldest hundred mails that were not sent at once."""
    rows = Mail.objects.exclude(state=MailState.SENT).filter(Q(tries__gt=0) | ~Q(state=MailState.WAITING))
    return [
        StuckMail(str(m.uid), m.state, m.made_at, m.due_at, m.tries, m.fault) for m in rows.order_by("made_at")[:100]
    ]


def waiting_mail() -> int:
    """How many mails have not been sent."""
    return Mail.objects.exclude(state=MailState.SENT).count()


def gauges() -> Iterator[tuple[str, str, float]]:
    """For /metrics."""
    yield "kerege_mail_waiting", "Mails that have not been sent.", waiting_mail()
    yield "kerege_jobs_failing", "Jobs whose last run failed.", Schedule.objects.filter(failures__gt=0).count()
    last = last_sign_of_a_worker()
    yield "kerege_worker_last_seconds", "When a worker last began a job, in Unix time.", last.timestamp() if last else 0
