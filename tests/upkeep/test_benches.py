"""The benches of this room, small: they see what they claim to see. bench/README.md says how to run them large."""

import random

import pytest
from django.db import connection, connections

from bench import full_disk, journal_verify, kill_server
from kerege.journal import queries as journal
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions import loading
from kerege.upkeep.queries import databases
from kerege.upkeep.queries.tables import applied


@pytest.mark.django_db
def test_a_journal_of_the_bench_is_whole_and_the_verification_of_another_stops_it(capsys):
    made = journal_verify.seed(60)
    assert (journal.verify().whole, journal.verify().acts, made[-1].seq) == (True, 60, 60)
    for way in journal_verify.ways(made).values():
        way()
    with pytest.raises(SystemExit, match="not what was written"):
        journal_verify.ways(made[:-1])["kerege audit verify"]()
    journal_verify.report({"bare": [1.0, 2.0, 9.0], "verify": [4.0]}, 60)
    assert capsys.readouterr().out.splitlines()[2:] == [
        "| bare | 2.00 | 30 | 1.00× |",
        "| verify | 4.00 | 15 | 2.00× |",
    ]


@pytest.mark.nodb
def test_a_disk_is_filled_to_what_should_be_left(tmp_path, monkeypatch):
    monkeypatch.setattr(full_disk.shutil, "disk_usage", lambda _: full_disk.shutil._ntuple_diskusage(9000, 1000, 8000))
    assert full_disk.fill(tmp_path, 3000).stat().st_size == 5000
    assert full_disk.fill(tmp_path, 9000).stat().st_size == 0


@pytest.fixture
def server(db, tmp_path, settings):
    """A PostgreSQL of its own with fsync on, whose database has the journal's tables and stands in place."""
    settings.DATA, had = tmp_path, applied(connections["default"])
    with kill_server.durable_server() as server:
        own = databases.settings_of(connection) | {"HOST": "127.0.0.1", "PORT": server.port, "USER": "kerege"}
        with databases.opened(own | {"NAME": "postgres"}, "default") as there:
            loading.build(by=SYSTEM, connection=there, migrations=had)
            there.close()
            yield server


@pytest.mark.long
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the trial is of PostgreSQL")
def test_nothing_acknowledged_is_lost_when_the_server_is_killed(server):
    found = kill_server.trial(server, 2)
    assert (found.rounds, found.lost, found.broken, found.acknowledged >= 8) == (2, 0, 0, True)
    seeded = random.Random(2)  # noqa: S311 - a moment, not a secret
    uids = kill_server.round_of(server, 1, seeded)
    server.start(**kill_server.DURABLE)
    lost = kill_server.Trial()
    kill_server.look(lost, [*uids, "01a21630-14f9-7000-a157-d1083c0bf79f"])
    assert (lost.lost, lost.acknowledged) == (1, len(uids) + 1)
