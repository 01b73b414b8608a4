"""Databases beside the one that is configured: opened from their settings, or put in its place for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DEFAULT_DB_ALIAS, load_backend

from kerege.records.fence import whole_node

CONTENTS = "files_content"


def settings_of(connection: BaseDatabaseWrapper) -> dict[str, Any]:
    """A copy of the settings from which a connection was made."""
    return {**connection.settings_dict, "OPTIONS": dict(connection.settings_dict.get("OPTIONS", {}))}


def reading(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings changed so that one transaction reads one moment, and holds up nobody who writes."""
    options = dict(settings.get("OPTIONS", {}))
    if settings["ENGINE"].endswith("sqlite3"):
        options["transaction_mode"] = "DEFERRED"
    else:
        from psycopg import IsolationLevel

        options["isolation_level"] = IsolationLevel.REPEATABLE_READ
    return {**settings, "OPTIONS": options}


def sqlite_file(path: Path, timeout: int = 20) -> dict[str, Any]:
    """Settings of an SQLite database that only this program uses, such as a scratch."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"timeout": timeout, "init_command": "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"},
    }


def in_schema(settings: dict[str, Any], schema: str) -> dict[str, Any]:
    """The settings changed so that everything is made and looked for in this schema of a PostgreSQL database."""
    options = dict(settings.get("OPTIONS", {}))
    options["options"] = f"{options.get('options', '')} -c search_path={schema}".strip()
    return {**settings, "OPTIONS": options}


@contextmanager
def opened(settings: dict[str, Any], alias: str) -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own, known to this thread under `alias`; closed afterwards. Every row is open."""
    whole = connections.configure_settings({DEFAULT_DB_ALIAS: dict(settings)})[DEFAULT_DB_ALIAS]
    connection = load_backend(whole["ENGINE"]).DatabaseWrapper(whole, alias)
    connection.kerege_spared = True  # a copy of the node is no writing on the node
    before = connections[alias] if alias in connections else None
    connections[alias] = connection
    try:
        with whole_node():
            yield connection
    finally:
        connection.close()
        if before is None:
            del connections[alias]
        else:
            connections[alias] = before


@contextmanager
def spared(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """For whoever looks after the node: what is written inside is written also while the node can only be read."""
    marked: Any = connection
    before = getattr(marked, "kerege_spared", False)
    marked.kerege_spared = True
    try:
        yield
    finally:
        marked.kerege_spared = before


@contextmanager
def in_place(settings: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """A database in the place of the node's own, for this thread: whatever reads or writes inside does it there.

    Migrations and queries of other rooms know only one database, so this is how they are run on another. Refuses
    (RuntimeError) inside a transaction, which would be torn.
    """
    own = connections[DEFAULT_DB_ALIAS]
    if own.in_atomic_block:
        raise RuntimeError("a database cannot be exchanged inside a transaction")
    with opened(settings, DEFAULT_DB_ALIAS) as other:
        yield other


@contextmanager
def known_as_default(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let queries of other rooms read through a connection that is open already, inside its transaction."""
    own = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connection
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own


def size(connection: BaseDatabaseWrapper) -> int:
    """How many bytes the database takes on its disk."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])


def size_of_files(connection: BaseDatabaseWrapper) -> int:
    """How many bytes the files may have together, also those that were withdrawn; none before there were files."""
    if CONTENTS not in connection.introspection.table_names():
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(sum(size), 0) FROM {CONTENTS}")  # noqa: S608 - a name of our own
        return int(cursor.fetchone()[0])


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    return not connection.introspection.table_names()


MODE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
"""The only mode of SQLite in which what was acknowledged is synced to the disk."""


def mode_faults(connection: BaseDatabaseWrapper) -> list[str]:
    """In what an SQLite database differs from that mode, in words; nothing on PostgreSQL."""
    if connection.vendor != "sqlite":
        return []
    found = []
    with connection.cursor() as cursor:
        for name, wanted in MODE.items():
            cursor.execute(f"PRAGMA {name}")
            is_now = cursor.fetchone()[0]
            if is_now != wanted:
                found.append(f"PRAGMA {name} is {is_now} and has to be {wanted}")
    if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        found.append("transactions do not begin as IMMEDIATE")
    return found
