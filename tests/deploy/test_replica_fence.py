"""What PostgreSQL itself holds back from a reader, it holds back on the replica's connection too.

Both aliases lead to one database here, each with a session of its own that is neither its owner nor a superuser: what
a standby is told comes from the same connection. SQLite nodes have no replica and no row-level security.
"""

import os
from contextlib import contextmanager

import pytest
from django.db import connection, connections
from django.db.models import Q

from kerege.config.replica.choosing import PRIMARY, REPLICA, reading
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import new_uid
from kerege.lib.sensitivity import Sensitivity
from kerege.people.models import Person
from kerege.people.rules import SYSTEM
from kerege.records import fence, scope
from kerege.records.viewers import PUBLIC
from tests import snapshot
from tests.conftest import viewer

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no replica")
ROLE = f"kerege_reader_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
PERSONS = {
    "open": ("KAZ", Sensitivity.PUBLIC),
    "regional": ("KAZ", Sensitivity.REGIONAL),
    "national": ("KAZ", Sensitivity.NATIONAL),
    "restricted": ("KAZ", Sensitivity.RESTRICTED),
    "elsewhere": ("UZB", Sensitivity.NATIONAL),
}
KAZ = viewer("KAZ", Sensitivity.NATIONAL)
READERS = [
    (PUBLIC, {"open"}),
    (KAZ, {"open", "regional", "national"}),
    (viewer("UZB", Sensitivity.RESTRICTED), {"open", "regional", "elsewhere"}),
]


def execute(alias, sql):
    """A statement as somebody gives it at the database, past every setting that the program keeps."""
    with connections[alias].connection.cursor() as cursor:
        cursor.execute(sql)


def bare(alias):
    """The persons whom the session itself may read, whoever asks."""
    with connections[alias].connection.cursor() as cursor:
        cursor.execute("SELECT key FROM people_person")
        return {row[0] for row in cursor.fetchall()}


@contextmanager
def as_reader(alias):
    connections[alias].ensure_connection()
    execute(alias, f"SET ROLE {ROLE}")
    yield
    fence.nobody_reads()
    execute(alias, "RESET ROLE")


@contextmanager
def second_alias():
    """The replica: the same database by a connection of its own, entered where the settings' aliases are."""
    own = connections[PRIMARY]
    connections.settings[REPLICA] = own.settings_dict
    connections[REPLICA] = type(own)(own.settings_dict, REPLICA)
    try:
        yield
    finally:
        connections[REPLICA].close()
        del connections[REPLICA], connections.settings[REPLICA]


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker):
    """In the place of the `db` of other tests, whose transaction nobody else sees: a database of its own.

    The persons in it are there for every session, and both aliases speak as ROLE.
    """
    with django_db_blocker.unblock(), snapshot.copied("two") as copy, snapshot.lent(copy), second_alias():
        with act("tests.world.made", by=SYSTEM, about=new_uid()):
            for key, (owner, label) in PERSONS.items():
                Person.objects.create(owner=owner, key=key, name=key, label=label, name_label=label)
        execute(PRIMARY, f"CREATE ROLE {ROLE} NOSUPERUSER NOBYPASSRLS")
        execute(PRIMARY, f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROLE}")
        with as_reader(PRIMARY), as_reader(REPLICA):
            yield
        execute(PRIMARY, f"DROP OWNED BY {ROLE}")
        execute(PRIMARY, f"DROP ROLE {ROLE}")


@pytest.fixture
def routed(db, settings):
    settings.DATABASE_ROUTERS = ["kerege.config.replica.router.ReplicaRouter"]
    fence.nobody_reads()
    for alias in (PRIMARY, REPLICA):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")


def read(alias, who):
    """The persons whom somebody reads in a request that was sent there, and whether it really was."""
    with reading(alias) as choice:
        return {row.key for row in Person.objects.seen_by(who).seen()}, choice.read_replica


@pytest.mark.parametrize(("who", "rows"), READERS, ids=["public", "KAZ", "UZB"])
def test_a_reader_sees_the_same_from_both_and_the_fence_agrees(routed, who, rows):
    assert read(PRIMARY, who) == (rows, False)
    assert read(REPLICA, who) == (rows, True)
    assert (bare(PRIMARY), bare(REPLICA)) == (rows, rows)


def test_without_a_viewer_there_are_none(routed):
    assert (bare(PRIMARY), bare(REPLICA)) == (set(), set())


def test_what_one_session_was_told_the_other_does_not_know(routed):
    read(PRIMARY, KAZ)
    assert bare(REPLICA) == set()


def test_after_a_request_nobody_reads_from_the_replica(routed):
    assert read(REPLICA, KAZ)[0] == bare(REPLICA) == READERS[1][1]
    fence.nobody_reads()
    with connections[REPLICA].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone() == (0,)


def test_a_broken_query_layer_gets_no_more_from_the_replica(routed, monkeypatch):
    monkeypatch.setattr(scope, "readable", lambda *_, **__: Q(pk__isnull=False))
    assert read(REPLICA, KAZ) == (READERS[1][1], True)


def test_a_check_before_an_act_reads_everything_there_too(routed):
    with reading(REPLICA) as choice, checking():
        found = {row.key for row in Person.objects.inside_action()}
    assert (found, choice.read_replica) == (set(PERSONS), True)


def test_a_new_session_of_the_replica_is_told_again(routed):
    """The server ends a session; the next one begins as nobody and learns who reads."""
    rows = READERS[1][1]
    assert read(REPLICA, KAZ)[0] == rows
    connections[REPLICA].close()
    connections[REPLICA].ensure_connection()
    execute(REPLICA, f"SET ROLE {ROLE}")
    assert bare(REPLICA) == set()
    assert read(REPLICA, KAZ)[0] == bare(REPLICA) == rows
