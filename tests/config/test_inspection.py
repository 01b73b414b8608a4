"""`kerege check --deploy`: every finding fires where it should, and a node in order has none."""

import os
import shutil
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from kerege.config import inspection
from kerege.config.cli import check, parser
from kerege.config.inspection import database, machine, mail, web, work
from kerege.jobs.models import Schedule
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions.factor_keys import have_factor_key


def codes(part):
    return [finding.code for finding in part.findings()]


# -- the machine -------------------------------------------------------------------------------------------------------


@pytest.fixture
def room(monkeypatch):
    found = SimpleNamespace(total=100e9, free=50e9)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: found)
    return found


@pytest.fixture
def folder(tmp_path, settings, monkeypatch, room):
    """The folder of a node in order."""
    made = tmp_path / "node"
    made.mkdir(mode=0o700)
    settings.DATA, settings.DEBUG = made, False
    monkeypatch.delenv("KEREGE_SECRET_KEY", raising=False)
    (made / "secret_key").write_text("x" * 60)
    (made / "secret_key").chmod(0o600)
    settings.KEREGE_FACTOR_KEYS = ()
    have_factor_key(by=SYSTEM, data=made)
    return made


@pytest.mark.nodb
def test_a_machine_in_order(folder):
    assert codes(machine) == []


@pytest.mark.nodb
def test_what_others_can_read_is_found(folder):
    folder.chmod(0o750)
    (folder / "secret_key").chmod(0o644)
    assert codes(machine) == ["deploy.data_mode", "deploy.key_mode"]


@pytest.mark.nodb
def test_an_old_key_is_found_and_one_from_the_environment_is_not_ours(folder, monkeypatch):
    old = time.time() - 3 * 365 * 86400
    os.utime(folder / "secret_key", (old, old))
    assert codes(machine) == ["deploy.key_old"]
    monkeypatch.setenv("KEREGE_SECRET_KEY", "y" * 60)
    assert codes(machine) == []


@pytest.mark.nodb
def test_seeds_without_a_key_of_their_own_are_found(folder, settings):
    place = folder / "keys" / "factors.key"
    place.chmod(0o640)
    assert codes(machine) == ["deploy.factor_key_mode"]
    place.unlink()
    assert codes(machine) == ["deploy.factor_key"]
    settings.KEREGE_FACTOR_KEYS = ("a" * 43 + "=",)
    assert codes(machine) == []


@pytest.mark.nodb
@pytest.mark.parametrize("free", [0.9e9, 4.9e9])
def test_a_full_disk_is_found(folder, room, free):
    room.free = free
    assert codes(machine) == ["deploy.disk"]


@pytest.mark.nodb
def test_debug_pages_are_found(folder, settings):
    settings.DEBUG = True
    assert codes(machine) == ["deploy.debug"]


# -- the web -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def online(settings, monkeypatch):
    """Settings of a node behind one proxy, as docs/how-to/run-a-node.md makes them."""
    settings.DEBUG = False
    settings.SECRET_KEY = "a-key-of-more-than-fifty-letters-0123456789-abcdefghijklm"
    settings.ALLOWED_HOSTS = ["node.example.org"]
    settings.KEREGE_HOSTS = ["node.example.org", "127.0.0.1"]
    settings.KEREGE_CONTENT_HOST = "content.example.org"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    settings.SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W021"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "x"}}
    monkeypatch.setenv("KEREGE_PROXIES", "1")
    return settings


def test_a_node_behind_a_proxy_has_no_warning_of_django_or_ours(online, db):
    assert codes(web) == []


@pytest.mark.parametrize("hosts", [["*"], ["localhost", "127.0.0.1", "kerege.localhost"]])
def test_a_node_without_a_name_is_found(online, db, hosts):
    online.KEREGE_HOSTS = hosts
    assert codes(web) == ["deploy.hosts"]


@pytest.mark.parametrize("name", ["", "node.example.org", "node.example.org:8443"])
def test_content_without_a_name_of_its_own_is_found(online, db, name):
    online.KEREGE_CONTENT_HOST = name
    assert codes(web) == ["deploy.content_host"]


def test_plain_http_is_found_by_us_and_by_django(online, db):
    online.SESSION_COOKIE_SECURE = online.SECURE_SSL_REDIRECT = False
    assert set(codes(web)) == {"deploy.https", "security.W008", "security.W012"}


def test_a_proxy_that_nobody_told_of_is_found(online, db, monkeypatch):
    monkeypatch.setenv("KEREGE_PROXIES", "0")
    assert codes(web) == ["deploy.proxies"]


@pytest.mark.parametrize("backend", ["locmem.LocMemCache", "dummy.DummyCache"])
def test_a_cache_that_processes_do_not_share_is_found(online, db, backend):
    online.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{backend}"}}
    assert codes(web) == ["deploy.cache"]


# -- the database ------------------------------------------------------------------------------------------------------


@pytest.fixture
def answers(monkeypatch, settings):
    """A PostgreSQL that answers as told; in order at first."""
    told = {
        "rolbypassrls": ("node", False),
        "clock_timestamp": (timezone.now(),),
        "pg_wal_lsn_diff": (0,),
        "synchronous_commit": ("on",),
        "synchronous_standby_names": ("standby",),
    }
    monkeypatch.setattr(database, "connection", SimpleNamespace(vendor="postgresql", get_connection_params=dict))
    monkeypatch.setattr(database, "_row", lambda asked, using="default": next(v for k, v in told.items() if k in asked))
    monkeypatch.setattr(database, "_two_primaries", lambda: iter(()))
    settings.KEREGE_REPLICA = False
    return told


def test_a_database_in_order(answers):
    assert codes(database) == []


def test_a_role_that_goes_around_row_level_security_is_found(answers):
    answers["rolbypassrls"] = ("postgres", True)
    assert codes(database) == ["deploy.database_role"]


@pytest.mark.parametrize("seconds", [-30, 30])
def test_clocks_that_differ_are_found(answers, seconds):
    answers["clock_timestamp"] = (timezone.now() + timedelta(seconds=seconds),)
    assert codes(database) == ["deploy.clock"]


def test_the_database_of_these_tests_is_asked_for_real(db, settings):
    settings.KEREGE_REPLICA = False
    expected = [] if connection.vendor == "sqlite" else ["deploy.database_role"]  # tests run as a superuser
    assert codes(database) == expected


def test_a_sqlite_in_another_mode_is_found(monkeypatch):
    monkeypatch.setattr(database, "connection", SimpleNamespace(vendor="sqlite"))
    told = {"journal_mode": ("wal",), "synchronous": (1,)}
    monkeypatch.setattr(database, "_row", lambda asked: next(v for k, v in told.items() if k in asked))
    assert codes(database) == ["deploy.sqlite_mode"]
    told |= {"journal_mode": ("delete",), "synchronous": (2,)}
    assert codes(database) == ["deploy.sqlite_mode"]
    monkeypatch.setattr(database.sqlite, "version_fault", lambda: "3.40.1")
    assert codes(database) == ["deploy.sqlite_version", "deploy.sqlite_mode"]


@pytest.fixture
def replica(answers, settings, monkeypatch):
    """A replica that is played: `seen` is what the watch sees of it."""
    from kerege.config.replica import watch

    settings.KEREGE_REPLICA = True
    seen = {"replayed": 100}
    monkeypatch.setattr(
        database, "connections", {n: SimpleNamespace(get_connection_params=dict) for n in ("default", "replica")}
    )
    monkeypatch.setattr(watch.Watch, "look", lambda self: watch.Sight(0, seen["replayed"], True, 0))
    return seen


def test_a_replica_in_order(replica):
    assert codes(database) == []


def test_a_replica_that_is_away_is_found(replica):
    replica["replayed"] = None
    assert codes(database) == ["deploy.replica_down"]


def test_a_replica_that_is_behind_is_found(replica, answers):
    answers["pg_wal_lsn_diff"] = (65_000_000,)
    assert codes(database) == ["deploy.replica_lag"]


@pytest.mark.parametrize(("setting", "value"), [("synchronous_commit", "off"), ("synchronous_standby_names", "")])
def test_acts_that_would_die_with_the_primary_are_found(replica, answers, setting, value):
    answers[setting] = (value,)
    assert codes(database) == ["deploy.not_synchronous"]


# -- the node's own work, accounts, mail -------------------------------------------------------------------------------


@pytest.fixture
def working(db, settings, monkeypatch):
    """A worker that works, an anchor of today, nobody without a second factor."""
    now = timezone.now()
    settings.KEREGE_DEMO = False
    Schedule.objects.create(key="mail", due_at=now, started_at=now)
    anchored = SimpleNamespace(at=now.isoformat())
    monkeypatch.setattr(work.anchors, "last_anchor", lambda data: anchored)
    return anchored


def test_a_node_that_works(working):
    assert codes(work) == []


def test_a_worker_that_sleeps_is_found(working):
    Schedule.objects.update(started_at=timezone.now() - timedelta(minutes=16))
    assert codes(work) == ["deploy.worker"]
    Schedule.objects.all().delete()
    assert codes(work) == ["deploy.worker"]


def test_a_job_that_fails_is_found_with_its_fault(working):
    Schedule.objects.update(failures=3, fault="OSError: no route.")
    assert [str(f) for f in work.findings()] == [
        "deploy.job_fails: The job mail failed 3 times in a row: OSError: no route. "
        "Mend what it says; it is tried again by itself, or at once on the page of the node's own work."
    ]


def test_an_old_anchor_is_found(working, monkeypatch):
    working.at = (timezone.now() - timedelta(hours=27)).isoformat()
    assert codes(work) == ["deploy.anchor_old"]
    monkeypatch.setattr(work.anchors, "last_anchor", lambda data: None)
    assert codes(work) == ["deploy.anchor_old"]


def test_the_example_world_and_its_accounts_are_found(demo_world, working, settings):
    assert "deploy.demo_accounts" in codes(work)
    settings.KEREGE_DEMO = True
    assert "deploy.demo" in codes(work)
    assert "deploy.demo_accounts" not in codes(work)


def test_who_lacks_a_second_factor_is_counted(working, monkeypatch):
    monkeypatch.setattr(work.people, "without_factor", lambda on: ["a", "b"])
    assert [f.fault for f in work.findings()] == [
        "2 accounts hold a role that rests without a second factor, and have none"
    ]


@pytest.mark.nodb
def test_mail_that_goes_nowhere_is_found(settings):
    settings.KEREGE_MAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert codes(mail) == ["deploy.mail"]


@pytest.mark.nodb
def test_a_mail_server_that_is_away_is_found_and_one_that_greets_is_not(settings, monkeypatch):
    settings.KEREGE_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "kerege@localhost"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert codes(mail) == ["deploy.mail_from", "deploy.mail_unreachable"]
    settings.DEFAULT_FROM_EMAIL = "kerege@node.example.org"
    monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.open", lambda self: True)
    assert codes(mail) == []


# -- the command -------------------------------------------------------------------------------------------------------


def test_the_command_prints_each_finding_and_its_remedy(db, capsys, monkeypatch):
    found = [inspection.Finding("deploy.disk", "The disk is full", "Make room")]
    monkeypatch.setattr(check, "inspect", lambda: iter(found))
    assert check.run(parser.command_line().parse_args(["check", "--deploy"])) == 1
    assert "✗ deploy.disk: The disk is full. Make room." in capsys.readouterr().err
    check.run(parser.command_line().parse_args(["check"]))
    assert "deploy.disk" not in capsys.readouterr().err


@pytest.mark.nodb
def test_every_code_is_used_once_and_every_finding_says_what_to_do():
    import ast
    import inspect
    from pathlib import Path

    folder = Path(inspect.getfile(inspection)).parent
    calls = [n for p in folder.glob("*.py") for n in ast.walk(ast.parse(p.read_text())) if isinstance(n, ast.Call)]
    made = [n for n in calls if getattr(n.func, "id", "") == "Finding" and isinstance(n.args[0], ast.Constant)]
    names = [n.args[0].value for n in made]
    assert len(names) == len(set(names)) > 20
    assert {len(n.args) for n in made} == {3}
