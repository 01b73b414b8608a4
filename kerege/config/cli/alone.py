"""One process at a time brings a node up to date; the others wait for it and find nothing left to do."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

KEY = 0x6B6572656765
"""Of PostgreSQL's advisory lock: "kerege" in ASCII."""


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Nobody else is inside: neither a process with the same DATA, nor on PostgreSQL any with the same database.

    The database's lock belongs to its connection, so it is gone with the process that held it.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data / "prepare.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with _of_database():
            yield


@contextmanager
def _of_database() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    lock = connection.copy()  # a connection of its own: migrating may close the other
    try:
        with lock.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [KEY])
        yield
    finally:
        lock.close()
