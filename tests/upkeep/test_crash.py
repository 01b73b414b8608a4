"""What was acknowledged survives a killed writer and a power cut at any moment. bench/crash.py has many more rounds."""

import random

import pytest
from django.db import connection

from bench import crash, power

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the trials are of SQLite")


@pytest.fixture
def own(migrated_sqlite):
    migrated_sqlite.close()
    return migrated_sqlite


def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(own):
    found = crash.trial(30)
    assert (found.rounds, found.killed, found.lost, found.broken) == (30, 30, 0, 0)
    assert found.acknowledged >= 30


def test_the_trial_sees_a_lost_act(own):
    found = crash.Trial()
    seeded = random.Random(2)  # noqa: S311 - a moment, not a secret
    crash.look(found, [*crash.round_of(seeded), 10**6])
    assert (found.lost, found.broken) == (1, 0)


# -- power cuts --------------------------------------------------------------------------------------------------------


def cut(own, tmp_path, synchronous):
    (tmp_path / "cut").mkdir()
    content = power.empty_journal(tmp_path / "kerege.sqlite3")
    return power.trial(30, content, tmp_path / "cut", pragmas=power.pragmas(synchronous))


def test_nothing_acknowledged_is_lost_when_the_power_goes(own, tmp_path):
    found = cut(own, tmp_path, "FULL")
    assert (found.rounds, found.lost, found.broken) == (30, 0, 0)
    assert (found.acknowledged > 300, found.late > 20, found.checkpoints > 5) == (True, True, True)


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_the_trial_sees_what_less_syncing_loses(own, tmp_path, synchronous):
    assert cut(own, tmp_path, synchronous).lost > 30


def test_a_database_that_is_written_past_the_log_is_broken_without_syncing(own, tmp_path):
    assert cut(own, tmp_path, "OFF").broken > 0


@pytest.mark.nodb
def test_what_was_synced_stays_and_the_rest_goes_by_lot():
    disk = power.Disk(b"kept", random.Random(1), lasts=100)  # noqa: S311 - a lot, not a secret
    file = disk.files[power.DATABASE]
    disk.write(file, 0, b"synced")
    disk.sync(file)
    disk.write(file, 6, b"x" * 2000)
    seen = {disk.left()[power.DATABASE] for _ in range(50)}
    assert {content[:6] for content in seen} == {b"synced"}
    assert {b"synced", b"synced" + b"x" * 2000} < seen


@pytest.mark.nodb
def test_after_the_cut_nothing_is_written_and_the_sync_in_which_it_came_kept_nothing():
    disk = power.Disk(b"", random.Random(1), lasts=2)  # noqa: S311 - a lot, not a secret
    file = disk.files[power.DATABASE]
    disk.write(file, 0, b"one")
    disk.sync(file)
    disk.write(file, 3, b"two")
    assert (disk.off, file.kept, bytes(file.seen)) == (True, b"", b"one")
