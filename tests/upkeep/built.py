"""Schemas that migrations made once in this run: whoever asks again gets a copy, because making one takes seconds.

On SQLite the made file is copied; that of today's migrations may have been kept for the whole run. On PostgreSQL the
statements that made it are run again, which also works in a schema of a database that holds other things; rows that
migrations put in stay out, because who fills a database removes them.
"""

import sqlite3
from contextlib import closing, contextmanager
from typing import Any

from kerege.upkeep.actions import loading
from tests import snapshot

make = loading.build
_made: dict[Any, Any] = {}
_PASSING = ("SELECT", "SAVEPO", "RELEAS", "ROLLBA")
"""How statements begin that leave nothing behind, or that belong to the transaction in which they ran."""

_ROWS = ("INSERT", "UPDATE", "DELETE")


def build(*, by, connection, migrations) -> None:
    """What `loading.build` does and refuses; the first time in a run it is `loading.build`, where nothing was kept."""
    asked = connection.vendor, frozenset((app, name) for app, name in migrations)
    if asked[0] == "sqlite" and asked not in _made and (held := _kept()):
        _made["sqlite", _applied(held)] = held
    if asked in _made:
        _copy(_made[asked], connection)
        return
    with _remembered(connection) as made:
        make(by=by, connection=connection, migrations=asked[1])
    _made[asked] = made if connection.vendor == "postgresql" else _copy_of(connection)


def _kept():
    """The migrated database that was kept beside the example world, in memory; None where there is none."""
    path = snapshot.kept_empty()
    if not path:
        return None
    held = sqlite3.connect(":memory:", check_same_thread=False)
    with closing(sqlite3.connect(path)) as file:
        file.backup(held)
    return held


def _applied(held) -> frozenset[tuple[str, str]]:
    return frozenset(held.execute("SELECT app, name FROM django_migrations"))


def _copy_of(connection):
    connection.ensure_connection()
    held = connection.Database.connect(":memory:", check_same_thread=False)
    connection.connection.backup(held)
    return held


def _copy(made, connection) -> None:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        made.backup(connection.connection)
        return
    with connection.connection.cursor() as cursor:  # past the fence: it changes no row of anybody
        for sql, params, many in made:
            (cursor.executemany if many else cursor.execute)(sql, params)


@contextmanager
def _remembered(connection):
    """The statements that leave something behind, as they are run."""
    made: list[tuple[str, Any, bool]] = []

    def remember(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        begins = str(sql).lstrip()[:6].upper()
        if begins not in _PASSING and (begins not in _ROWS or "django_migrations" in str(sql)):
            made.append((str(sql), params, many))
        return done

    with connection.execute_wrapper(remember):
        yield made
