"""When jobs run: their times, their failures, and that each runs once however many workers look."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from kerege.config.cli import work
from kerege.jobs import actions, queries
from kerege.jobs.actions import running
from kerege.jobs.models import Schedule
from kerege.jobs.rules import BACKOFF, JOBS, MAIL_TRIES, Job, mail_pause, next_regular, next_try
from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAILY = Job("daily", "Daily", "x.y", at=time(2, 0))
OFTEN = Job("often", "Often", "x.y", every=timedelta(minutes=2))
OPERATOR = Actor(uid="0" * 36, name="Operator", grants=(Grant(Role.NODE_ADMINISTRATOR, "REG"),))
ran: list[datetime] = []
faults: list[Exception] = []


def played(*, by, at):
    """The job of these tests: fails while there are faults left."""
    assert by == SYSTEM
    ran.append(at)
    if faults:
        raise faults.pop()


@pytest.fixture
def job(monkeypatch):
    """One job alone, that is due every hour."""
    ran.clear()
    faults.clear()
    found = Job("played", "Played", f"{__name__}.played", every=timedelta(hours=1))
    monkeypatch.setattr(running, "JOBS", {"played": found})
    monkeypatch.setattr(queries, "JOBS", {"played": found})
    monkeypatch.setattr(running, "import_string", lambda path: played)
    return found


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("job", "after", "due"),
    [
        (DAILY, NOON, datetime(2026, 11, 24, 2, tzinfo=UTC)),
        (DAILY, datetime(2026, 11, 23, 1, 59, tzinfo=UTC), datetime(2026, 11, 23, 2, tzinfo=UTC)),
        (DAILY, datetime(2026, 11, 23, 2, tzinfo=UTC), datetime(2026, 11, 24, 2, tzinfo=UTC)),
        (DAILY, datetime(2026, 12, 31, 3, tzinfo=UTC), datetime(2027, 1, 1, 2, tzinfo=UTC)),
        (OFTEN, NOON, NOON + timedelta(minutes=2)),
    ],
)
def test_when_a_job_is_due(job, after, due):
    assert next_regular(job, after=after) == due


@pytest.mark.nodb
def test_a_job_that_fails_is_tried_again_and_then_waits_for_its_time():
    tries = [next_try(DAILY, failures=n, after=NOON) - NOON for n in range(1, 6)]
    assert tries == [*BACKOFF, timedelta(hours=14)]
    assert next_try(OFTEN, failures=2, after=NOON) == NOON + timedelta(minutes=2)


@pytest.mark.nodb
def test_mail_waits_longer_each_time_and_is_given_up():
    assert [mail_pause(n) for n in (1, 2, 5, MAIL_TRIES - 1)] == [
        timedelta(minutes=1),
        timedelta(minutes=5),
        timedelta(hours=4),
        timedelta(hours=4),
    ]
    assert mail_pause(MAIL_TRIES) is None


@pytest.mark.nodb
@pytest.mark.parametrize("key", JOBS)
def test_every_job_names_a_function_that_takes_who_and_when(key):
    import inspect

    from django.utils.module_loading import import_string

    taken = inspect.signature(import_string(JOBS[key].run)).parameters
    assert [(p.name, p.kind) for p in taken.values()] == [("by", p.kind) for p in list(taken.values())[:1]] + [
        ("at", inspect.Parameter.KEYWORD_ONLY)
    ]


def due(at):
    """Start what is due, as a worker's look does, and let the queue run it."""
    started = actions.start_due(by=SYSTEM, at=at)
    work._worker().run()
    return started


def test_a_job_runs_at_its_time_and_not_before(job, db):
    assert due(NOON) == []
    assert due(NOON + timedelta(minutes=59)) == []
    assert due(NOON + timedelta(minutes=60)) == ["played"]
    assert len(ran) == 1


def test_two_workers_that_look_at_once_run_it_once(job, db):
    Schedule.objects.create(key="played", due_at=NOON)
    assert [actions.start_due(by=SYSTEM, at=NOON) for _ in range(3)] == [["played"], [], []]
    work._worker().run()
    work._worker().run()
    assert len(ran) == 1


def test_the_job_of_a_worker_that_died_is_taken_over_when_its_time_is_up(job, db):
    Schedule.objects.create(key="played", due_at=NOON)
    assert actions.start_due(by=SYSTEM, at=NOON) == ["played"]
    DBTaskResult.objects.all().delete()
    assert actions.start_due(by=SYSTEM, at=NOON + job.longest - timedelta(seconds=1)) == []
    assert due(NOON + job.longest) == ["played"]
    assert len(ran) == 1


def test_a_failure_is_told_and_tried_again(job, db):
    faults.append(ValueError("the disk\nis full"))
    Schedule.objects.create(key="played", due_at=NOON)
    due(NOON)
    line = queries.board(at=NOON)[0]
    assert (line.failures, line.fault, line.succeeded_at, line.runs) == (1, "ValueError: the disk", None, False)
    assert line.due_at - Schedule.objects.get().finished_at == BACKOFF[0]
    due(line.due_at)
    line = queries.board(at=NOON)[0]
    assert (line.failures, line.fault, line.succeeded_at is None, len(ran)) == (0, "", False, 2)


def test_a_job_that_has_never_run_is_on_the_board(job, db):
    assert queries.board(at=NOON) == [queries.Line(job)]
    assert queries.last_sign_of_a_worker() is None


def test_an_operator_lets_a_job_run_now(job, db):
    actions.ask_for(by=OPERATOR, key="played", at=NOON)
    assert due(NOON) == ["played"]
    assert [a.word for a in journal.acts(owners=None, word_prefix="jobs.")] == ["jobs.job.asked"]


@pytest.mark.parametrize("role", [r for r in Role if r != Role.NODE_ADMINISTRATOR])
def test_nobody_else_does(job, db, role):
    with pytest.raises(Refusal) as refused:
        actions.ask_for(by=Actor(uid="1", name="x", grants=(Grant(role, "REG"),)), key="played", at=NOON)
    assert refused.value.code == "people.not_yours"


def test_an_unknown_job_is_refused(job, db):
    with pytest.raises(Refusal) as refused:
        actions.ask_for(by=OPERATOR, key="nonsense", at=NOON)
    assert refused.value.code == "jobs.no_such_job"
