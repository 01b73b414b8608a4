"""The worker beside the web server has no database open while a web process is forked off."""

import os
import sqlite3
import threading
from contextlib import closing

import pytest

from kerege.config.cli import work

pytestmark = [
    pytest.mark.nodb,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # newer Pythons warn of what is tried here
]


def in_a_fork(do) -> int:
    """What `do` says in a process that is forked here, as its exit code."""
    child = os.fork()
    if child == 0:
        os._exit(do())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def writes(path) -> int:
    """0 where a new connection gets to write, 1 where it waits in vain."""
    with closing(sqlite3.connect(path, timeout=0.2, isolation_level=None)) as mine:
        try:
            mine.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return 1
        return 0


@pytest.fixture
def path(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a.sqlite3")) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE a (b)")
    return tmp_path / "a.sqlite3"


class Steps:
    """Steps of a worker that write, each until it is let go; what happened, in order."""

    def __init__(self, path):
        self.path, self.told = path, []
        self.writing, self.let_go = threading.Event(), threading.Event()

    def __call__(self, look):
        with closing(sqlite3.connect(self.path, isolation_level=None)) as mine:
            mine.execute("BEGIN IMMEDIATE")
            self.writing.set()
            assert self.let_go.wait(20)
            self.told.append("written")
            mine.execute("COMMIT")


def test_a_process_that_is_forked_while_a_thread_writes_never_writes_itself(path):
    """Why all this: the lock that the thread has at that moment stands in the other process's memory for ever."""
    steps = Steps(path)
    thread = threading.Thread(target=steps, args=(False,))
    thread.start()
    assert steps.writing.wait(20)

    def later() -> int:
        os.read(reading, 1)  # the thread has written
        return writes(path)

    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os._exit(later())
    steps.let_go.set()
    thread.join()
    assert writes(path) == 0, "here it is free"
    os.write(writing, b"x")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    os.close(reading)
    os.close(writing)


def test_the_worker_begins_after_the_first_process_and_the_next_one_waits_for_its_step(path, monkeypatch):
    steps = Steps(path)
    monkeypatch.setattr(work, "_step", steps)
    monkeypatch.setattr(work, "PAUSE", 60)
    with work.Beside():
        assert not steps.writing.wait(0.2), "no web process is there yet"
        assert in_a_fork(lambda: 0) == 0
        assert steps.writing.wait(20)
        threading.Timer(0.2, steps.let_go.set).start()
        assert in_a_fork(lambda: writes(path) if steps.told == ["written"] else 2) == 0


def test_a_worker_without_a_web_server_begins_by_itself(path, monkeypatch):
    steps = Steps(path)
    steps.let_go.set()
    monkeypatch.setattr(work, "_step", steps)
    monkeypatch.setattr(work, "PAUSE", 60)
    monkeypatch.setattr(work.Beside, "FIRST", 0.01)
    with work.Beside():
        assert steps.writing.wait(20)
