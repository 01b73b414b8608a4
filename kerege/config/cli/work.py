"""`kerege work`, and the same inside `kerege up`: does what the node has to do by itself."""

import argparse
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from django.db import Error, close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from kerege.jobs import actions as jobs
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM

logger = logging.getLogger(__name__)

PAUSE = 1.0
LOOK_EVERY = 10.0
"""Seconds between two looks at the schedule; tasks are looked for after every pause."""


def run(args: argparse.Namespace) -> int:
    """Work until told to stop; the task that runs is finished first. `--once`: only what is due now."""
    if args.once:
        _step(True)
        return 0
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    print("Kerege works: tasks and jobs of this node   (Ctrl+C stops it)", file=sys.stdout, flush=True)
    work_until(stop.is_set, pause=stop.wait)
    return 0


def work_until(
    stopped: Callable[[], bool],
    *,
    pause: Callable[[float], object] = time.sleep,
    step: Callable[[bool], None] | None = None,
) -> None:
    """Go on through faults of the database: it may be promoted, restarted or full, and work begins again."""
    looked = 0.0
    while not stopped():
        look = time.monotonic() - looked >= LOOK_EVERY
        looked = time.monotonic() if look else looked
        try:
            (step or _step)(look)
        except (Error, Refusal) as fault:  # a node that can only be read refuses
            logger.warning("no work for now: %s", str(fault).splitlines()[0])
            connections.close_all()
            pause(5)
        pause(PAUSE)


def _alone(look: bool) -> None:
    """A step during which this process is not forked, and after which it holds nothing of a database."""
    with _undivided:
        try:
            _step(look)
        finally:
            connections.close_all()


def _step(look: bool) -> None:
    close_old_connections()
    if look:
        jobs.start_due(by=SYSTEM, at=timezone.now())
    if DBTaskResult.objects.ready().exists():
        _worker().run()


def _worker() -> Worker:
    """The queue's own worker, for all that is waiting now."""
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


_undivided = threading.RLock()
"""Held while the worker beside the web server has a database open, and while this process is forked.

SQLite keeps the locks of a process in its memory. A web process that is forked while another thread writes takes them
along as held for ever: whatever it would write waits and fails, while this process writes on.
"""
_has_forked = threading.Event()


def _after_fork() -> None:
    _undivided.release()
    _has_forked.set()


os.register_at_fork(before=_undivided.acquire, after_in_parent=_after_fork, after_in_child=_undivided.release)


class Beside:
    """A worker beside the web server of `kerege up`, so that on one machine nobody starts a second program.

    It begins when the first web process is there, and has no database open while another one is made: that one waits
    for the task that runs.
    """

    FIRST = 60.0
    """Seconds after which it begins anyhow."""

    def __init__(self) -> None:
        _has_forked.clear()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._go, name="worker", daemon=True)

    def _go(self) -> None:
        _has_forked.wait(self.FIRST)
        work_until(self._stop.is_set, pause=self._stop.wait, step=_alone)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        _has_forked.set()
        self._thread.join(20)
