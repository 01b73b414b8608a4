"""Limits hold across processes, for whoever claims to be whom; a refusal says when to try again."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from allauth.account import app_settings
from django.conf import settings as live
from django.core.cache import caches
from django.db import connection
from django.test import Client, RequestFactory

from kerege.web.account.adapter import ClosedSignup
from tests.web.account.conftest import PASSWORD, begins, code, person

ROOT = Path(__file__).resolve().parents[3]
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
from datetime import date
from allauth.mfa.totp.internal.auth import TOTP
from kerege.people import actions
from kerege.people.rules import SYSTEM
a = actions.open_account(by=SYSTEM, email="somebody@example.org", name="S", password="a sentence for this test")
TOTP.activate(a, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
"""


@pytest.fixture
def node(tmp_path, django_db_setup, django_db_blocker):
    """The environment of a node of its own, on SQLite, with one account that has an app.

    Its tables are a copy of those of the tests, where they are on SQLite too: migrating takes seconds.
    """
    with django_db_blocker.unblock(), closing(sqlite3.connect(tmp_path / "kerege.sqlite3")) as file:
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            connection.connection.backup(file)
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DATA"}}
    kept |= {"DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kerege.config.settings"}
    prepare = "from kerege.config import sqlite; sqlite.install()\n" + PREPARE
    subprocess.run([sys.executable, "-c", prepare], cwd=ROOT, env=kept, check=True, capture_output=True)
    return kept


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["password", pytest.param("code", marks=pytest.mark.crawl)])
def test_three_processes_together_get_no_more_tries_than_one(kind, node):
    tries = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.web.account.trying", kind, "5", f"192.0.2.{n}"],
            cwd=ROOT,
            env=node,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in (range(1, 4) if kind == "password" else range(11, 14))
    ]
    assert [each.stdout.readline() for each in tries] == ["ready\n"] * 3
    for each in tries:
        each.stdin.write("go\n")
        each.stdin.flush()
    told = []
    for each in tries:
        out, err = each.communicate(timeout=120)
        assert each.returncode == 0, err[-2000:]
        told += json.loads(out.splitlines()[-1])
    assert len(told) == 15
    assert told.count(200) <= 5
    assert told.count(429) == 15 - told.count(200)
    assert told.count(200) >= 1


@pytest.mark.nodb
def test_what_is_counted_is_shared_and_what_is_kept_is_near():
    shared, near = live.CACHES["default"], live.CACHES["near"]
    assert shared["BACKEND"].endswith("DatabaseCache")
    assert near["BACKEND"].endswith("LocMemCache")
    assert type(caches["default"]) is not type(caches["near"])


@pytest.mark.nodb
def test_a_whole_course_signs_in_from_one_address_and_wrong_passwords_stay_few():
    """Signing in so often takes 12 s; what the library is told is what it does (test_oidc.py)."""
    taken, wrong = (app_settings.RATE_LIMITS[each] for each in ("login", "login_failed"))
    assert int(taken.removesuffix("/m/ip")) >= 200
    assert wrong.split(",")[0] == "10/m/ip"


@pytest.mark.django_db
def test_after_five_wrong_passwords_the_right_one_waits_too():
    account = person()
    for _ in range(5):
        answer = Client().post("/account/sign-in/", {"login": account.email, "password": "a wrong one of twelve"})
        assert answer.status_code == 200
    answer = begins(account)[1]
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert "Wait five minutes" in answer.content.decode()


@pytest.mark.django_db
def test_after_five_wrong_codes_the_right_one_waits_too(caplog):
    client, answer = begins(person("focal_point", "KAZ", app=True))
    for _ in range(5):
        client.post(answer["Location"], {"code": "000000"})
    locked = client.post(answer["Location"], {"code": code()})
    assert (locked.status_code, locked["Retry-After"]) == (429, "300")
    assert [r.getMessage() for r in caplog.records if r.name == "kerege.security"][-1] == "sign-in locked"


@pytest.mark.django_db
def test_asking_too_often_for_a_new_password_is_refused_in_our_words():
    for _ in range(6):
        answer = Client().post("/account/password/reset/", {"email": "somebody@example.org"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert "shell.too_many_tries" in answer.content.decode()


@pytest.mark.django_db
def test_a_right_password_does_not_count():
    account = person()
    for _ in range(7):
        assert begins(account)[1].status_code == 302


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_a_forged_header_changes_nothing(proxies, forwarded, address, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert ClosedSignup().get_client_ip(RequestFactory().get("/", headers=headers)) == address


@pytest.mark.django_db
@pytest.mark.parametrize(("proxies", "added"), [(0, ""), (1, ", 198.51.100.7")])
def test_a_forged_header_does_not_get_past_the_limit_of_an_address(proxies, added, settings):
    """Without a proxy the header counts for nothing; behind one, only the address that the proxy itself has added."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    def tries(number, seen=added):
        said = {"login": f"nobody{number}@example.org", "password": PASSWORD}
        claimed = {"X-Forwarded-For": f"203.0.113.{number}{seen}"}
        return Client().post("/account/sign-in/", said, headers=claimed).status_code

    assert [tries(number) for number in range(11)] == [200] * 10 + [429]
    assert tries(99) == 429
    if proxies:
        assert tries(99, seen=", 198.51.100.8") == 200


@pytest.mark.nodb
def test_the_number_of_proxies_comes_from_the_environment(tmp_path):
    kept = {**os.environ, "DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kerege.config.settings"}
    kept.pop("KEREGE_PROXIES", None)
    code = "from django.conf import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"
    told = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=kept | given, capture_output=True, text=True, check=True
        ).stdout
        for given in ({}, {"KEREGE_PROXIES": "1"})
    ]
    assert told == ["0\n", "1\n"]
