"""What was acknowledged survives a writer that is killed at any moment. bench/crash.py does many more rounds."""

import random

import pytest
from django.core.management import call_command
from django.db import connection

from bench import crash
from kerege.config import environment
from kerege.upkeep.queries import databases

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the trial kills a writer of SQLite")


@pytest.fixture
def own(unblocked, tmp_path, settings):
    settings.DATA = tmp_path
    with databases.opened(environment.sqlite(str(tmp_path / "kerege.sqlite3")), "default") as own:
        for room in ("journal", "people"):
            call_command("migrate", room, interactive=False, verbosity=0)
        own.close()
        yield own


def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(own):
    found = crash.trial(30)
    assert (found.rounds, found.killed, found.lost, found.broken) == (30, 30, 0, 0)
    assert found.acknowledged >= 30


def test_the_trial_sees_a_lost_act(own):
    found = crash.Trial()
    seeded = random.Random(2)  # noqa: S311 - a moment, not a secret
    crash.look(found, [*crash.round_of(seeded), 10**6])
    assert (found.lost, found.broken) == (1, 0)
