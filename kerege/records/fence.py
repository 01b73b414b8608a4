"""Who reads, as settings of the PostgreSQL session: what the policies (policies.py) compare.

Before a statement runs, the session is told who reads: the viewer of the query that was compiled last, an act while one
is open, or nobody. It is told only when that changes, and again whenever it cannot be known: on a new connection, after
a transaction in which it was told, after a savepoint was rolled back. Between requests it is nobody, so that a
connection that is kept for the next reader, or a bare statement, shows nothing of the one before.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connections

from kerege.journal.rules import may_check
from kerege.lib.sensitivity import ANY_ROLE
from kerege.records.viewers import Viewer

READER, WITHIN = "kerege", "kerege_within"
"""Prefixes of the settings: who reads, and whose reading bounds an imagined one (`Viewer.within`)."""

NAMES = ("everywhere", "owners", "readers", "day")
TOLD = ", ".join(f"set_config('{who}.{name}', %s, false)" for who in (READER, WITHIN) for name in NAMES)
TELL = f"SELECT set_config('{READER}.acting', %s, false), {TOLD}"
NOBODY = ("",) * len(NAMES)

_whole_node: ContextVar[bool] = ContextVar("whole_node", default=False)


@contextmanager
def whole_node() -> Iterator[None]:
    """While open, everything may be read and written: to copy, restore and move a whole node, and for nothing else."""
    token = _whole_node.set(True)
    try:
        yield
    finally:
        _whole_node.reset(token)


def settings_of(viewer: Viewer | None) -> tuple[str, ...]:
    """The values of NAMES for one who reads; all empty for nobody."""
    if viewer is None:
        return NOBODY
    owners = {owner: int(viewer.clearance_for(owner)) for owner, _ in sorted(viewer.by_owner)}
    shared = viewer.shared
    named = {f"{owner}:{role}" for owner, role in shared.readers} if shared else set()
    named |= {f"{owner}:{ANY_ROLE}" for owner, _ in shared.readers} if shared else set()
    day = shared.on.isoformat() if shared else ""
    return (str(int(viewer.everywhere)), json.dumps(owners) if owners else "", ",".join(sorted(named)), day)


def told(viewer: Viewer | None) -> tuple[str, ...]:
    """All that the session is told of a viewer."""
    return ("off", *settings_of(viewer), *settings_of(viewer.within if viewer else None))


ACTING = ("on", *NOBODY, *NOBODY)


class Fence:
    """What one connection was told last. Django calls it around every statement of the connection."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.viewer: Viewer | None = None
        self.forget()

    def forget(self) -> None:
        """It cannot be known any more what the session holds."""
        self._told: tuple[str, ...] | None = None
        self._inside = False

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        self._keep()
        try:
            return execute(sql, params, many, context)
        finally:
            if isinstance(sql, str) and sql.startswith("ROLLBACK TO"):
                self.forget()

    def _keep(self) -> None:
        from psycopg.pq import TransactionStatus  # SQLite nodes need not have it

        status = self.connection.connection.info.transaction_status
        if status == TransactionStatus.INERROR:
            return  # nothing but a rollback will be answered
        if self._inside and status == TransactionStatus.IDLE:
            self.forget()  # the transaction in which it was told is over, and may have been rolled back
        wanted = ACTING if may_check() or _whole_node.get() else told(self.viewer)
        if wanted == self._told:
            return
        with self.connection.connection.cursor() as cursor:
            cursor.execute(TELL, wanted)
        self._told = wanted
        self._inside = not self.connection.connection.autocommit


def install(connection: Any) -> None:
    """Put a fence on a connection that was just made, or tell the one it has that the session is a new one."""
    if connection.vendor != "postgresql":
        return
    fence = of(connection)
    if fence is None:
        connection.execute_wrappers.append(Fence(connection))
    else:
        fence.forget()


def of(connection: Any) -> Fence | None:
    """The fence of a connection; None on SQLite."""
    return next((w for w in connection.execute_wrappers if isinstance(w, Fence)), None)


def reading(viewer: Viewer, connection: Any) -> None:
    """The statement that is being compiled is read by `viewer`."""
    fence = of(connection)
    if fence is not None:
        fence.viewer = viewer


def nobody_reads() -> None:
    """From here on nobody reads, until the next query says who: between two requests."""
    for connection in connections.all(initialized_only=True):
        fence = of(connection)
        if fence is not None:
            fence.viewer = None
