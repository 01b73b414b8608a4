"""Looks at the replica and the primary once a second, beside the requests: none of them waits for a dead one."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg

from kerege.config.replica.position import Lag, position

logger = logging.getLogger(__name__)

EVERY = 1.0
STALE = 5.0
"""Seconds after which the last look says nothing any more: the watch itself hangs on something."""
WHERE = (
    "SELECT pg_is_in_recovery(), CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() "
    "ELSE pg_current_wal_flush_lsn() END::text"
)
Look = Callable[[], int]


@dataclass(frozen=True)
class Sight:
    """What was seen at a time. `replayed` is None where the replica did not answer."""

    at: float
    replayed: int | None
    primary_up: bool
    behind: float

    def may_answer(self, pin: int | None, *, now: float, most_behind: float) -> bool:
        """Whether the replica may answer somebody who has seen the log up to `pin`.

        While the primary does not answer, an older answer is better than none.
        """
        if self.replayed is None or now - self.at > STALE:
            return False
        if not self.primary_up:
            return True
        return self.behind <= most_behind and (pin is None or self.replayed >= pin)


NOTHING = Sight(at=float("-inf"), replayed=None, primary_up=True, behind=0.0)


class Watch:
    """`look` at both ends; `sight` is what was seen last. `suspect` forgets it until the next good look."""

    def __init__(self, primary: Look, replica: Look, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._primary, self._replica, self._clock = primary, replica, clock
        self._lag = Lag()
        self.sight = NOTHING

    def suspect(self) -> None:
        self.sight = NOTHING

    def look(self) -> Sight:
        replayed = self._ask(self._replica)
        at = self._ask(self._primary)
        now = self._clock()
        if at is not None:
            self._lag.primary_was_at(at, now)
        behind = self._lag.behind(replayed, now) if replayed is not None else 0.0
        was, self.sight = self.sight, Sight(now, replayed, at is not None, behind)
        if (was.replayed is None) != (replayed is None):
            logger.warning("the replica %s", "does not answer" if replayed is None else "answers")
        return self.sight

    def _ask(self, look: Look) -> int | None:
        try:
            return look()
        except psycopg.Error:
            return None


class Server:
    """One of the two servers, with a connection of the watch's own that is made anew when it broke."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        wanted = {k: v for k, v in parameters.items() if k not in {"context", "cursor_factory", "prepare_threshold"}}
        self._parameters = wanted | {"connect_timeout": "2", "options": "-c statement_timeout=2000"}
        self._connection: psycopg.Connection[Any] | None = None

    def __call__(self) -> int:
        """How far it is. psycopg.Error where it does not answer."""
        try:
            if self._connection is None or self._connection.closed:
                self._connection = psycopg.connect(**self._parameters, autocommit=True)
            row = self._connection.execute(WHERE).fetchone()
        except psycopg.Error:
            self.close()
            raise
        at = position(row[1] or "") if row else None
        if at is None:
            raise psycopg.DataError("the server told no position")
        return at

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


_watch: Watch | None = None
_lock = threading.Lock()


def watching() -> Watch:
    """The watch of this process; it is begun by whoever asks first, after the process was forked."""
    global _watch
    with _lock:
        if _watch is None:
            from django.db import connections

            ends = [Server(connections[name].get_connection_params()) for name in ("default", "replica")]
            _watch = Watch(*ends)
            _watch.look()
            threading.Thread(target=_go_on, args=(_watch,), daemon=True, name="replica-watch").start()
    return _watch


def _go_on(watch: Watch) -> None:
    while True:
        time.sleep(EVERY)
        watch.look()


def gauges() -> Iterator[tuple[str, str, float]]:
    """For /metrics; nothing where there is no replica."""
    from django.conf import settings

    if settings.KEREGE_REPLICA:
        sight = watching().sight
        yield (
            "kerege_replica_up",
            "Whether the replica answered when it was last looked at.",
            sight.replayed is not None,
        )
        yield "kerege_replica_behind_seconds", "How far the replica is behind the primary.", sight.behind
