"""Copies of a database with a world in it: laid once, and lent to each test that asks.

Loading takes seconds, so it happens once in a run; every test works on it inside its own transaction, as on the empty
database, and leaves it as it was.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from django.core.management import call_command
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

Made = TypeVar("Made")


@contextmanager
def copied(suffix: str, of: BaseDatabaseWrapper | None = None) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a copy of a database as it is now, of the test database if none is named; gone afterwards."""
    original = of or connections["default"]
    if original.vendor == "sqlite":
        name = f"file:kerege_{suffix}_{os.getpid()}?mode=memory&cache=shared"
        copy = type(original)({**original.settings_dict, "NAME": name})
        copy.ensure_connection()
        original.ensure_connection()
        original.connection.backup(copy.connection)
        yield copy
        copy.connection.close()
    else:
        original.close()
        original.creation.clone_test_db(suffix=suffix, verbosity=0)
        copy = type(original)(original.creation.get_test_db_clone_settings(suffix))
        yield copy
        copy.close()
        original.creation.destroy_test_db(suffix=suffix, verbosity=0)


@contextmanager
def with_more(
    world: BaseDatabaseWrapper, suffix: str, lay: Callable[[], Made]
) -> Iterator[tuple[BaseDatabaseWrapper, Made]]:
    """A copy of a world in which more was laid, and what laying said.

    As within a test, nothing that waits for the end of the transaction is done.
    """
    with copied(suffix, of=world) as copy:
        with lent(copy), transaction.atomic():
            made = lay()
            copy.run_on_commit.clear()
        yield copy, made


def keep(copy: BaseDatabaseWrapper, told: list[str]) -> None:
    """Write the copy into the file that KEREGE_KEPT_WORLD names, for runs of the tests after this one (SQLite), and
    beside it what laying said.
    """
    if path := _kept(copy):
        with closing(copy.Database.connect(path)) as file:
            copy.connection.backup(file)
        Path(f"{path}.told").write_text("\n".join(told), encoding="utf-8")


def fetched(copy: BaseDatabaseWrapper) -> list[str] | None:
    """What laying said, if a run before this one kept the copy, which then is as it was kept; else None."""
    path = _kept(copy)
    if not path or not os.path.exists(f"{path}.told"):
        return None
    _fill(copy, path)
    return Path(f"{path}.told").read_text(encoding="utf-8").splitlines()


def kept_empty() -> str:
    """The file with a migrated database without content that was kept beside the world; empty where there is none."""
    path = _kept(connections["default"])
    return f"{path}.empty" if path and os.path.exists(f"{path}.empty") else ""


def fill_empty() -> None:
    """Put the migrated database without content, where one was kept, in place of the test database."""
    if path := kept_empty():
        _fill(connections["default"], path)


def migrated_once() -> None:
    """PostgreSQL among several workers: the first whose turn it is migrates a database, which all of them copy."""
    if template := _template():
        default = connections["default"]
        with _in_turn() as cursor:
            cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [template])
            if cursor.fetchone() == (0,):
                cursor.execute(f"CREATE DATABASE {template}")
                empty = type(default)({**default.settings_dict, "NAME": template})
                with lent(empty):
                    call_command("migrate", verbosity=0)
                empty.close()
        default.settings_dict["TEST"] |= {"TEMPLATE": template, "MIGRATE": False}


def forget_migrated() -> None:
    """A worker ends: a server that others use too is left as it was. Whoever comes later migrates anew."""
    if template := _template():
        with _in_turn() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {template}")


def _template() -> str:
    """The name of the database to copy, another one in every run; empty without workers, and on SQLite."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")[:12]
    return f"kerege_migrated_{run}" if run and connections["default"].vendor == "postgresql" else ""


@contextmanager
def _in_turn() -> Iterator[CursorWrapper]:
    with connections["default"].creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(83)")  # until the cursor closes; a number that nothing else locks
        yield cursor


def _fill(copy: BaseDatabaseWrapper, path: str) -> None:
    with closing(copy.Database.connect(path)) as file:
        copy.ensure_connection()
        file.backup(copy.connection)


def _kept(copy: BaseDatabaseWrapper) -> str:
    return os.environ.get("KEREGE_KEPT_WORLD", "") if copy.vendor == "sqlite" else ""


@contextmanager
def lent(copy: BaseDatabaseWrapper) -> Iterator[None]:
    """The copy in the place of the test database."""
    original = connections["default"]
    if original.in_atomic_block:
        raise RuntimeError("the database is already open: ask for the world instead of `db`, not beside it")
    connections["default"] = copy
    try:
        yield
    finally:
        connections["default"] = original
