"""Milliseconds of processor time of a way of asking beside its bare query."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Ask = Callable[[int], Any]


class Taken:
    """Milliseconds of each question: of processor time, of this process and of the server processes of its connections.
    Others on the machine do not lengthen it; waiting for a disk is not in it.
    """

    def __init__(self) -> None:
        from django.db import connections

        self.ms: list[float] = []
        self.served = [Path(f"/proc/{pid}/schedstat") for pid in map(_backend, connections.all()) if pid]

    def time(self, ask: Callable[[], Any]) -> None:
        began = self._now()
        ask()
        self.ms.append((self._now() - began) / 1e6)

    def _now(self) -> int:
        return time.process_time_ns() + sum(int(each.read_text().split()[0]) for each in self.served)

    def told(self) -> tuple[float, float]:
        return statistics.median(self.ms), statistics.quantiles(self.ms, n=20)[-1]


def _backend(connection: Any) -> int:
    """The process of a PostgreSQL server on this machine that serves the connection; 0 on SQLite."""
    if connection.vendor != "postgresql":
        return 0
    connection.ensure_connection()
    return int(connection.connection.info.backend_pid)


Two = tuple[float, float]


def both(questions: int, scoped: Ask, bare: Ask | None) -> tuple[Two, Two | None]:
    """Both are asked everything once before, so that neither is the first to read the rows from the disk; a way without
    a bare query is not, because pages keep what they answered.
    """
    taken, base = Taken(), Taken()
    for n in range(questions if bare else 1):
        scoped(n)
        if bare:
            bare(n)
    for n in range(questions):
        taken.time(lambda: scoped(n))  # noqa: B023 - called at once
        if bare:
            base.time(lambda: bare(n))  # noqa: B023 - as above
    return taken.told(), base.told() if bare else None


def two(taken: Two) -> str:
    return f"{taken[0]:.1f} / {taken[1]:.1f}"


def told(scoped: Two, bare: Two | None) -> str:
    return two(scoped) + (f" ({scoped[0] / bare[0]:.1f}×)" if bare else "")
