"""Three machines at night, for real: two web processes behind nginx, a primary and a standby of PostgreSQL.

One deployment for all of it, in the order in which it happens: the last part kills the primary.
"""

import time

import pytest

from tests.deploy.reader import Busy, Reader, signed_in
from tools.pair import rejoin

pytestmark = [pytest.mark.deployed, pytest.mark.slow, pytest.mark.nodb]
WHO = "secretariat@example.org"


def records(officer, key):
    """Whether this source was recorded: the form answers with the way to its page."""
    return officer.post("/sources/new/", key=key, title=f"Page {key}", address="https://example.org/")[0] == 302


def until(holds, seconds=60):
    for _ in range(seconds * 10):
        if holds():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def officer(deployed):
    return signed_in(deployed, WHO)


def test_readers_are_answered_by_the_standby(deployed):
    reads = "SELECT sum(idx_scan + seq_scan) FROM pg_stat_user_tables"
    assert until(lambda: Reader(deployed.address).get("/sources/")[0] == 200)
    before = int(deployed.servers.standby.sql(reads))
    assert until(
        lambda: Reader(deployed.address).get("/sources/") and int(deployed.servers.standby.sql(reads)) > before
    )


def test_who_wrote_finds_it_however_late_the_standby_is(deployed, officer):
    visitor = Reader(deployed.address)
    deployed.servers.standby.sql("SELECT pg_wal_replay_pause()")
    try:
        assert records(officer, "LATE-1")
        assert officer.get("/sources/LATE-1/")[0] == 200
        assert "__Host-read-from" in officer.cookies
        assert visitor.get("/sources/LATE-1/")[0] == 404, "the standby has it already, so this proves nothing"
    finally:
        deployed.servers.standby.sql("SELECT pg_wal_replay_resume()")
    assert until(lambda: visitor.get("/sources/LATE-1/")[0] == 200)
    assert until(lambda: officer.get("/sources/LATE-1/")[0] == 200 and "__Host-read-from" not in officer.cookies)


def test_processes_are_restarted_one_by_one_and_nobody_notices(deployed, officer):
    visitor = Reader(deployed.address)
    with Busy(lambda n: visitor.get("/help/")[0]) as reading, Busy(lambda n: records(officer, f"ROLL-{n}")) as writing:
        for process in deployed.web:
            process.stop()
            process.start()
    assert set(reading.came) == {200}, deployed.proxy.log
    assert set(writing.came) == {True}, deployed.proxy.log
    assert len(reading.came) > 10


def test_the_primary_dies_and_every_acknowledged_act_is_there(deployed, officer):
    """Killed without a word, the standby promoted, no process restarted or told; readers are answered meanwhile."""
    servers, kept = deployed.servers, []
    visitor = Reader(deployed.address)

    def write(number):
        key = f"NIGHT-{number}"
        if records(officer, key):
            kept.append(key)

    with Busy(lambda n: visitor.get("/help/")[0]) as reading, Busy(write):
        assert until(lambda: len(kept) >= 5)
        servers.primary.kill()
        time.sleep(1)
        before = len(kept)
        servers.standby.promote()
        assert until(lambda: len(kept) >= before + 5)
    there = servers.standby.sql("SELECT string_agg(key, ' ') FROM atlas_source WHERE key LIKE 'NIGHT-%'").split()
    assert set(kept) - set(there) == set()
    assert set(reading.came) == {200}
    verdict = deployed.kerege("audit", "verify")
    assert (verdict.returncode, "whole" in verdict.stdout) == (0, True)


def test_the_old_primary_is_found_out_and_comes_back_as_a_standby(deployed, officer):
    """Started without thinking it takes writes beside the new one; rewound it follows, and has what it missed."""
    old, new = deployed.servers.primary, deployed.servers.standby
    old.start()
    assert "deploy.two_primaries" in deployed.kerege("check", "--deploy").stderr
    old.stop()
    rejoin(old, new)
    assert until(lambda: old.sql("SELECT pg_is_in_recovery()") == "True")
    assert records(officer, "AFTER-1")
    assert until(lambda: old.sql("SELECT count(*) FROM atlas_source WHERE key = 'AFTER-1'") == "1")
    assert "deploy.two_primaries" not in deployed.kerege("check", "--deploy").stderr
