"""Several processes: one brings the node up to date, SQLite has one, and settings that cannot be meant are refused."""

import subprocess
import sys
import threading

import pytest

from kerege.config import environment as env
from kerege.config.cli import serving
from kerege.config.cli.alone import alone
from tools import proxies


def test_only_one_is_inside(db, tmp_path):
    """The second waits in another process, because a thread would share the lock of the file."""
    code = (
        "import fcntl, sys; f = open(sys.argv[1]); "
        "fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB) if sys.argv[2] == 'try' else fcntl.flock(f, fcntl.LOCK_EX)"
    )
    with alone(tmp_path / "node"):
        lock = str(tmp_path / "node" / "prepare.lock")
        refused = subprocess.run([sys.executable, "-c", code, lock, "try"], capture_output=True)
        waiting = subprocess.Popen([sys.executable, "-c", code, lock, "wait"])
        assert (refused.returncode, waiting.poll()) == (1, None)
    assert waiting.wait(20) == 0


def test_on_postgresql_the_database_itself_lets_only_one_in(db, tmp_path):
    """Two machines share no folder, but the database."""
    from django.db import connection

    if connection.vendor != "postgresql":
        pytest.skip("SQLite lives on one machine: the lock of the folder is enough")
    order: list[str] = []

    def second() -> None:
        with alone(tmp_path / "b"):
            order.append("second")

    with alone(tmp_path / "a"):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.3)
        order.append("first")
    thread.join(20)
    assert order == ["first", "second"]


@pytest.mark.nodb
def test_sqlite_has_one_process_with_threads(monkeypatch, settings):
    monkeypatch.setenv("KEREGE_WORKERS", "2")
    monkeypatch.setattr(serving, "connection", type("C", (), {"vendor": "sqlite"}))
    with pytest.raises(ValueError, match="needs PostgreSQL"):
        serving.serving()
    monkeypatch.setattr(serving, "connection", type("C", (), {"vendor": "postgresql"}))
    assert serving.serving().workers == 2


@pytest.mark.nodb
def test_several_hosts_are_passed_on_as_libpq_wants_them():
    told = env.postgres("postgres://u:p@a.example:5433,b.example/n?target_session_attrs=read-write&sslmode=require")
    assert (told["HOST"], told["PORT"], told["USER"]) == ("a.example,b.example", "5433,5432", "u")
    assert told["OPTIONS"] == {
        "connect_timeout": "5",
        "tcp_user_timeout": "10000",
        "target_session_attrs": "read-write",
        "sslmode": "require",
    }


@pytest.mark.nodb
def test_a_host_without_a_port_is_left_to_libpq():
    assert [env.postgres(f"postgres://u@{h}/n")["PORT"] for h in ("a", "a,b", "a:1,b:2")] == ["", "", "1,2"]


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("postgres://h/n?options=-csearch_path%3Dx", "takes no 'options'"),
        ("postgres://h:port/n", "Port could not be cast"),
        ("postgres://h/n?sslmode", "bad query field"),
    ],
)
def test_what_cannot_be_meant_is_refused(url, why):
    with pytest.raises(ValueError, match=why):
        env.postgres(url)


@pytest.mark.nodb
def test_counters_of_processes_that_are_gone_are_forgotten_when_all_are_gone(tmp_path):
    import os

    gone, here = tmp_path / "counter_99999999.db", tmp_path / f"counter_{os.getpid()}.db"
    gone.touch()
    here.touch()
    serving._forget_dead_counters(tmp_path)
    assert (gone.exists(), here.exists()) == (True, True)
    here.unlink()
    serving._forget_dead_counters(tmp_path)
    assert not gone.exists()


@pytest.mark.nodb
def test_a_certificate_without_its_key_is_refused(monkeypatch, tmp_path):
    one, other = (proxies.certificate(home) for home in (tmp_path / "a", tmp_path / "b") if not home.mkdir())
    monkeypatch.setenv("KEREGE_TLS_CERTIFICATE", str(one[0]))
    for key, why in (("", "go together"), (str(other[1]), "do not open"), (str(tmp_path / "none"), "do not open")):
        monkeypatch.setenv("KEREGE_TLS_KEY", key)
        with pytest.raises(ValueError, match=why):
            serving.serving()
    monkeypatch.setenv("KEREGE_TLS_KEY", str(one[1]))
    assert (serving.serving().certificate, serving.serving().key, serving.serving().scheme) == (*one, "https")
