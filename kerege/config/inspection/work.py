"""What the node has to do by itself, and who can sign in."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from kerege.config.inspection.finding import Finding
from kerege.jobs import queries as jobs
from kerege.people import queries as people
from kerege.upkeep.queries import anchors

NO_WORKER = timedelta(minutes=15)
OLD_ANCHOR = timedelta(hours=26)


def findings() -> Iterator[Finding]:
    now = timezone.now()
    yield from _worker(now)
    yield from _anchor(now)
    yield from _accounts(now)


def _worker(now: datetime) -> Iterator[Finding]:
    last = jobs.last_sign_of_a_worker()
    if last is None or now - last > NO_WORKER:
        since = f"since {last:%Y-%m-%d %H:%M} UTC" if last else "yet"
        yield Finding(
            "deploy.worker",
            f"No worker has begun a job {since}: mail waits, and nothing is anchored",
            "Start `kerege work` on one machine, or serve with `kerege up`, which works too",
        )
    for line in jobs.board(at=now):
        if line.failures:
            yield Finding(
                "deploy.job_fails",
                f"The job {line.job.key} failed {line.failures} times in a row: {line.fault.rstrip('.')}",
                "Mend what it says; it is tried again by itself, or at once on the page of the node's own work",
            )


def _anchor(now: datetime) -> Iterator[Finding]:
    last = anchors.last_anchor(Path(settings.DATA))
    if last is None or now - datetime.fromisoformat(last.at) > OLD_ANCHOR:
        yield Finding(
            "deploy.anchor_old",
            f"The journal was last anchored {last.at if last else 'never'}; acts cut off its end would not show",
            "Let the worker run with this DATA, or run `kerege audit anchor`",
        )


def _accounts(now: datetime) -> Iterator[Finding]:
    today = timezone.localdate(now)
    if settings.KEREGE_DEMO:
        yield Finding(
            "deploy.demo", "This is a node of the example world", "Keep no real data on it: start another DATA"
        )
    elif people.demo_accounts(on=today):
        yield Finding(
            "deploy.demo_accounts", "Everybody knows the password of the demo accounts here", "Deactivate them all"
        )
    bare = people.without_factor(on=today)
    if bare:
        yield Finding(
            "deploy.second_factor",
            f"{len(bare)} accounts hold a role that rests without a second factor, and have none",
            "Ask them to add one; the list is on the page of accounts",
        )
