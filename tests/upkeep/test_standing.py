"""A node whose disk is full, or that somebody closed, is read on and refuses writes; then it goes on by itself."""

import json
import sqlite3
import time

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client

from kerege.config.cli import check, closing, parser
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.lib.ids import new_uid
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people.models import Account
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions.closing import close_for_writing, open_for_writing
from kerege.upkeep.queries import databases, standing
from kerege.upkeep.words import Why
from kerege.web.account import sessions

PASSWORD = "a long and good password"
SENTENCE = "This node can only be read at the moment."


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Time that passes when the test says so, and a mark that is gone afterwards."""

    class Clock:
        now = 100.0

        def __call__(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(standing, "FULL", standing._Full(clock))
    return clock


@pytest.fixture
def data(db, settings, tmp_path):
    settings.DATA = tmp_path
    cache.clear()
    return tmp_path


@pytest.fixture
def full(settings):
    """A disk with less than the reserve free."""
    settings.KEREGE_DISK_RESERVE_MB = 10**9


def record():
    with act("test.thing.done", by=SYSTEM, about=new_uid()):
        pass


def refused() -> Refusal:
    with pytest.raises(Refusal) as told:
        record()
    return told.value


@pytest.fixture
def reader(data):
    """Somebody who is signed in."""
    people.open_account(by=SYSTEM, email="somebody@example.org", name="Somebody", password=PASSWORD)
    client = Client()
    client.force_login(Account.objects.get(email="somebody@example.org"))
    return client


# -- acts --------------------------------------------------------------------------------------------------------------


def test_an_open_node_is_written(data):
    record()
    assert (standing.why_closed(), journal.head()[0]) == (None, 1)


def test_a_closed_node_refuses_every_act_and_says_why(data):
    close_for_writing(by=SYSTEM, data=data)
    close_for_writing(by=SYSTEM, data=data)
    told = refused()
    assert (told.code, told.status, told.data["why"]) == ("upkeep.read_only", 503, "It is being looked after.")
    assert journal.head()[0] == 0
    open_for_writing(by=SYSTEM, data=data)
    open_for_writing(by=SYSTEM, data=data)
    record()
    assert journal.head()[0] == 1


def test_below_the_reserve_nothing_is_written_and_above_it_again(data, full, settings):
    assert refused().data["why"].startswith("Its disk is full")
    settings.KEREGE_DISK_RESERVE_MB = 0
    record()


def test_a_database_that_says_its_disk_is_full_is_tried_again_after_seconds(data, clock, monkeypatch):
    with pytest.raises(Refusal) as told, act("test.thing.done", by=SYSTEM, about=new_uid()):
        raise OperationalError("database or disk is full")
    assert (told.value.code, standing.why_closed()) == ("upkeep.read_only", Why.FULL)
    clock.now += standing.AGAIN - 0.1
    assert standing.why_closed() == Why.FULL

    def still_full():
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(standing, "_try", still_full)
    clock.now += 0.2
    assert standing.why_closed() == Why.FULL
    monkeypatch.undo()
    monkeypatch.setattr(standing.FULL, "since", clock.now - standing.AGAIN)
    record()
    assert standing.why_closed() is None


def test_another_fault_of_the_database_closes_nothing(data):
    with pytest.raises(OperationalError), act("test.thing.done", by=SYSTEM, about=new_uid()):
        raise OperationalError("database is locked")
    assert standing.why_closed() is None


@pytest.mark.parametrize(
    ("fault", "full"),
    [
        (OperationalError("database or disk is full"), True),
        (OperationalError("database is locked"), False),
        (OperationalError("could not extend file"), False),
    ],
)
def test_a_full_disk_is_known_by_what_sqlite_says(fault, full):
    assert standing.says_full(fault) is full


def test_a_full_disk_is_known_by_the_number_that_postgresql_gives():
    import psycopg

    fault = OperationalError("could not extend file")
    fault.__cause__ = psycopg.errors.DiskFull()
    assert standing.says_full(fault) is True


def test_what_the_database_refuses_is_logged_by_number_and_without_its_words(caplog):
    """Some callers swallow such a fault, the shared cache for one; without a line nobody would ever know."""
    fault = OperationalError("locked while zqsecretqz was written")
    fault.__cause__ = sqlite3.OperationalError("locked")
    fault.__cause__.sqlite_errorname = "SQLITE_BUSY_SNAPSHOT"

    def execute(*_):
        raise fault

    with pytest.raises(OperationalError):
        standing.guard(execute, "INSERT INTO t VALUES ('zqsecretqz')", (), False, {"connection": connection})
    (line,) = [record for record in caplog.records if record.name == standing.__name__]
    assert (line.number, line.verb) == ("SQLITE_BUSY_SNAPSHOT", "INSERT")
    assert "zqsecretqz" not in str(vars(line))


@pytest.mark.nodb
def test_a_fault_without_a_number_is_known_by_its_kind():
    assert standing.number_of(OperationalError("x")) == "OperationalError"


@pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="only SQLite has such a limit",
)
def test_a_database_that_really_cannot_grow_loses_nothing_and_goes_on(migrated_sqlite, clock):
    """`max_page_count` makes SQLite answer as on a full disk."""
    own = migrated_sqlite
    del own.kerege_spared
    with own.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 4}")
    told = until_refused()
    acknowledged = journal.head()[0]
    assert (told.code, standing.why_closed(), acknowledged > 0) == ("upkeep.read_only", Why.FULL, True)
    assert (journal.verify().whole, journal.verify().acts) == (True, acknowledged)
    with own.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 100000")
    clock.now += standing.AGAIN
    record()
    assert (journal.head()[0], journal.verify().whole) == (acknowledged + 1, True)


def until_refused() -> Refusal:
    for _ in range(200):
        try:
            with act("test.thing.done", by=SYSTEM, about=new_uid(), words="x" * 500):
                pass
        except Refusal as refusal:
            return refusal
    raise AssertionError("the database grew and grew")


# -- pages -------------------------------------------------------------------------------------------------------------


def test_reading_goes_on_also_for_who_is_signed_in_and_every_page_says_so(reader, data):
    assert SENTENCE not in reader.get("/help/").content.decode()
    close_for_writing(by=SYSTEM, data=data)
    answer = reader.get("/help/", headers={"accept-language": "ru"})
    assert (answer.status_code, answer.context["user"].email) == (200, "somebody@example.org")
    assert "Сейчас этот узел можно только читать." in answer.content.decode()


def test_reading_goes_on_for_who_was_away_for_a_while_or_too_long(reader, data, monkeypatch):
    """When a session was last used, and that it is over, can be noted nowhere; both are no reason to refuse a page."""
    assert reader.get("/help/").context["user"].email == "somebody@example.org"
    close_for_writing(by=SYSTEM, data=data)
    began = time.time()
    seen = []
    for away in (sessions.TOUCH + 1, sessions.OF_OTHERS.idle + 1):
        monkeypatch.setattr(sessions.time, "time", lambda away=away: began + away)
        answer = reader.get("/help/")
        seen.append((answer.status_code, answer.context["user"].is_authenticated))
    assert seen == [(200, True), (200, False)]


def test_what_would_only_change_the_session_is_refused_and_not_pretended(reader, data):
    close_for_writing(by=SYSTEM, data=data)
    answer = reader.post("/choose/", {"on": "2018-04-04", "next": "/help/"})
    assert (answer.status_code, answer["Retry-After"], "upkeep.read_only" in answer.content.decode()) == (
        503,
        "10",
        True,
    )
    assert "2018" not in str(dict(reader.session))


def test_nobody_can_sign_in_meanwhile_and_is_told_why(reader, data):
    close_for_writing(by=SYSTEM, data=data)
    stranger = Client()
    answer = stranger.post("/account/sign-in/", {"login": "somebody@example.org", "password": PASSWORD})
    assert (answer.status_code, SENTENCE in answer.content.decode()) == (503, True)
    open_for_writing(by=SYSTEM, data=data)
    answer = stranger.post("/account/sign-in/", {"login": "somebody@example.org", "password": PASSWORD})
    assert answer.status_code == 302


def test_an_interface_is_told_by_code_and_when_to_come_again(reader, data, monkeypatch):
    from kerege.api import problems

    answer = problems.problem(standing.refusal(Why.FULL))
    told = json.loads(answer.content)
    assert (answer.status_code, told["code"], answer["Retry-After"]) == (503, "upkeep.read_only", "10")


@pytest.mark.sqlite_alone
def test_only_administrators_are_warned_before_it_is_too_late(demo_world, settings, tmp_path):
    from tests.web.signing import signed_in

    settings.DATA, settings.KEREGE_DISK_LOW_MB = tmp_path, 10**9
    shown = {who: signed_in(who).get("/help/").content.decode() for who in ("administrator", "donor")}
    assert {who: "nearly full" in page for who, page in shown.items()} == {"administrator": True, "donor": False}
    settings.KEREGE_DISK_LOW_MB = 0
    assert "nearly full" not in signed_in("administrator").get("/help/").content.decode()


# -- the commands ------------------------------------------------------------------------------------------------------


def kerege(*words) -> int:
    args = parser.command_line().parse_args(words)
    return {"readonly": closing, "check": check}[words[0]].run(args)


def test_the_command_closes_and_opens(data, capsys):
    assert kerege("readonly", "on") == 0
    assert standing.why_closed() == Why.MAINTENANCE
    assert kerege("readonly", "off") == 0
    assert standing.why_closed() is None


def test_check_says_that_the_node_can_only_be_read_and_that_the_disk_is_low(data, settings, capsys):
    close_for_writing(by=SYSTEM, data=data)
    settings.KEREGE_DISK_LOW_MB = 10**9
    assert kerege("check") == 1
    told = capsys.readouterr().err
    assert ("it can only be read. It is being looked after." in told, "KEREGE_DISK_LOW_MB" in told) == (True, True)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="modes of SQLite")
@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("PRAGMA synchronous=NORMAL", "PRAGMA synchronous is 1 and has to be 2"),
        ("PRAGMA synchronous=OFF", "PRAGMA synchronous is 0 and has to be 2"),
        ("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys is 0 and has to be 1"),
        ("PRAGMA journal_mode=DELETE", "PRAGMA journal_mode is delete and has to be wal"),
    ],
)
def test_a_wrong_mode_of_sqlite_is_named(tmp_path, unblocked, wrong, fault):
    from kerege.config import environment

    with databases.opened(environment.sqlite(str(tmp_path / "x.sqlite3")), "default") as own, own.cursor() as cursor:
        assert databases.mode_faults(own) == []
        cursor.execute(wrong)
        assert databases.mode_faults(own) == [fault]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="modes of SQLite")
def test_transactions_that_begin_too_late_are_named(tmp_path, unblocked):
    with databases.opened(databases.sqlite_file(tmp_path / "x.sqlite3"), "default") as own:
        assert "transactions do not begin as IMMEDIATE" in databases.mode_faults(own)
    assert sqlite3.sqlite_version_info >= (3, 51, 3)
