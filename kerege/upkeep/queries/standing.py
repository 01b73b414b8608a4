"""May this node be written now? Asked before every act and every statement that writes; two looks at the disk.

It may not while somebody closed it for maintenance (a file in DATA), while less than the reserve is free, and for some
seconds after the database itself said that its disk is full. Then one statement is tried, and it goes on by itself.
"""

import logging
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils.translation import gettext

from kerege.lib.refusal import Refusal
from kerege.upkeep import words
from kerege.upkeep.words import Why

logger = logging.getLogger(__name__)

CLOSED = "readonly"
AGAIN = 3.0
"""Seconds after which a database that was full is tried again."""
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLAC", "CREATE", "ALTER ", "DROP T", "TRUNCA", "MERGE ")
MB = 1_000_000


class NotNow(OperationalError):
    """A statement that would write while nothing may be written. Raised below all rooms; an act refuses before."""


@dataclass
class _Full:
    """Since when the database says that its disk is full."""

    clock: Callable[[], float] = time.monotonic
    since: float | None = None
    trying: bool = field(default=False)


FULL = _Full()


def free(data: Path) -> int:
    """Bytes that are free where DATA is."""
    place = data if data.exists() else data.parent
    return shutil.disk_usage(place).free


def closed_since(data: Path) -> datetime | None:
    """Since when somebody keeps the node closed; None where nobody does, also where its disk is full."""
    try:
        return datetime.fromtimestamp((data / CLOSED).stat().st_mtime, tz=UTC)
    except FileNotFoundError:
        return None


def is_low(data: Path) -> bool:
    """Whether somebody should make room before it is too late."""
    return free(data) < settings.KEREGE_DISK_LOW_MB * MB


def why_closed() -> Why | None:
    """Why nothing may be written now; None when everything may."""
    data = settings.DATA
    if (data / CLOSED).exists():
        return Why.MAINTENANCE
    if data.exists() and free(data) < settings.KEREGE_DISK_RESERVE_MB * MB:
        return Why.FULL
    return Why.FULL if _still_full() else None


def _still_full() -> bool:
    if FULL.since is None or FULL.trying:
        return FULL.since is not None and not FULL.trying
    if FULL.clock() - FULL.since < AGAIN:
        return True
    FULL.trying = True
    try:
        _try()
    except DatabaseError:
        FULL.since = FULL.clock()
        return True
    finally:
        FULL.trying = False
    FULL.since = None
    return False


def _try() -> None:
    """Write something that changes nothing, so that the disk has to take it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE journal_head SET seq = seq")


def says_full(fault: BaseException) -> bool:
    """Whether a fault of the database means that its disk is full: SQLite says it in words, PostgreSQL by number."""
    cause: Any = fault.__cause__ or fault
    return getattr(cause, "sqlstate", None) == "53100" or "disk is full" in str(fault)


def note_full() -> None:
    FULL.since = FULL.clock()


def refusal(why: Why) -> Refusal:
    return Refusal(words.READ_ONLY, why=gettext(words.WHY_CLOSED[why]))


@contextmanager
def gate() -> Iterator[None]:
    """Around every act. Refuses upkeep.read_only before it, or when the disk fills up in it.

    Acts on a database beside the node's own, and of whoever looks after a closed node, are spared the first.
    """
    why = None if getattr(connection, "kerege_spared", False) else why_closed()
    if why:
        raise refusal(why)
    try:
        yield
    except DatabaseError as fault:
        if not says_full(fault):
            raise
        note_full()
        raise refusal(Why.FULL) from fault


def guard(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Around every statement of the node's own database: what writes past an act (sessions, sign-in) waits too."""
    spared = getattr(context["connection"], "kerege_spared", False) or FULL.trying
    if not spared and _verb(sql) in WRITES and why_closed():
        raise NotNow("this node can only be read now")
    try:
        return execute(sql, params, many, context)
    except DatabaseError as fault:
        if isinstance(fault, OperationalError):
            logger.warning("the database took no statement", extra={"number": number_of(fault), "verb": _verb(sql)})
        if not spared and says_full(fault):
            note_full()
        raise


def number_of(fault: BaseException) -> str:
    """By which name or number a database knows its fault, such as SQLITE_BUSY or 53100: its words may repeat values."""
    cause: Any = fault.__cause__ or fault
    return str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or type(cause).__name__)


def _verb(sql: Any) -> str:
    return str(sql).lstrip()[:6].upper()


def watch(sender: Any, connection: Any, **_: Any) -> None:
    """Put the guard around a connection that was just made."""
    if guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(guard)
