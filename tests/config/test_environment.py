"""Settings from the environment: read in one place, with defaults, and refused when they cannot be meant."""

import os
import stat
import subprocess
import sys

import pytest

from kerege.config import environment as env
from kerege.config import secret, sqlite

pytestmark = pytest.mark.nodb


def test_a_setting_has_a_default_and_is_trimmed(monkeypatch):
    monkeypatch.delenv("KEREGE_THREADS", raising=False)
    assert env.read("KEREGE_THREADS") == "4"
    monkeypatch.setenv("KEREGE_THREADS", " 8 ")
    assert env.read("KEREGE_THREADS") == "8"
    monkeypatch.setenv("KEREGE_THREADS", "  ")
    assert env.read("KEREGE_THREADS") == "4"


def test_a_setting_that_is_in_no_list_cannot_be_read(monkeypatch):
    monkeypatch.setenv("KEREGE_SECRET_SWITCH", "1")
    with pytest.raises(KeyError):
        env.read("KEREGE_SECRET_SWITCH")


@pytest.mark.parametrize(
    ("value", "on"),
    [("1", True), ("true", True), ("YES", True), ("on", True), ("", False), ("0", False), ("no", False)],
)
def test_a_switch_is_on_or_off(monkeypatch, value, on):
    monkeypatch.setenv("KEREGE_DEBUG", value)
    assert env.flag("KEREGE_DEBUG") is on


def test_a_postgres_address_is_taken_apart():
    told = env.postgres("postgres://us%40er:p%3Aw@db.example:5433/na%2Fme")
    assert {k: told[k] for k in ("USER", "PASSWORD", "HOST", "PORT", "NAME")} == {
        "USER": "us@er",
        "PASSWORD": "p:w",
        "HOST": "db.example",
        "PORT": "5433",
        "NAME": "na/me",
    }


@pytest.mark.parametrize("url", ["mysql://h/db", "sqlite:///x", "nonsense"])
def test_another_database_is_refused(url):
    with pytest.raises(ValueError, match="postgres://"):
        env.postgres(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", ("mail.example", 25, "", "", False, False)),
        ("smtp://u%40x:p@mail.example:587", ("mail.example", 587, "u@x", "p", True, False)),
        ("smtps://mail.example", ("mail.example", 465, "", "", False, True)),
    ],
)
def test_a_mail_address_is_taken_apart(url, expected):
    mail = env.mail(url)
    assert (mail.host, mail.port, mail.user, mail.password, mail.starttls, mail.tls) == expected


def test_without_a_mail_address_mail_goes_to_the_log_and_others_are_refused():
    assert env.mail("").backend.endswith("console.EmailBackend")
    with pytest.raises(ValueError, match="smtp://"):
        env.mail("http://mail.example")


def test_the_secret_key_is_made_once_and_nobody_else_reads_it(tmp_path):
    data = tmp_path / "node"
    key = secret.kept_in(data)
    assert len(key) >= 50
    assert secret.kept_in(data) == key
    assert secret.kept_in(tmp_path / "other") != key
    assert stat.S_IMODE((data / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_these_tests_run_on_a_sqlite_that_keeps_what_it_writes():
    assert sqlite.version_fault() is None


def test_a_sqlite_that_can_lose_data_is_refused_at_the_start(tmp_path):
    """The bundled driver is hidden, so that the command meets the one of the system; an old one has to be refused."""
    (tmp_path / "pysqlite3.py").write_text("raise ImportError")
    (tmp_path / "sqlite3.py").write_text("sqlite_version_info, sqlite_version = (3, 40, 1), '3.40.1'")
    done = subprocess.run(
        [sys.executable, "-m", "kerege", "check", "--data", str(tmp_path / "var")],
        env={**os.environ, "PYTHONPATH": str(tmp_path), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "3.40.1" in done.stderr
    assert "pysqlite3" in done.stderr


@pytest.mark.parametrize(
    ("told", "hosts", "expected"),
    [
        ("", ["localhost", "127.0.0.1"], "http://127.0.0.1:8000"),
        ("", ["localhost", "node.example.org", "other.example.org"], "https://node.example.org"),
        ("https://node.example.org:8443/", ["other.example.org"], "https://node.example.org:8443"),
    ],
)
def test_the_address_of_the_node_is_told_or_follows_from_its_hosts(told, hosts, expected):
    assert env.address(told, hosts, "8000") == expected


@pytest.mark.parametrize(
    "told", ["node.example.org", "ftp://x", "https://", "https://a/b", "https://a?b", "https://u@a"]
)
def test_what_is_no_address_of_a_node_is_refused(told):
    with pytest.raises(ValueError, match="KEREGE_ADDRESS"):
        env.address(told, [], "8000")
