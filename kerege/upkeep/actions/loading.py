"""Making an empty database into one that has had these migrations, and filling its tables."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.upkeep import words
from kerege.upkeep.queries.tables import BATCH, Migration, Table


def build(*, by: Actor, connection: BaseDatabaseWrapper, migrations: Iterable[Migration]) -> None:
    """Give an empty database the schema that exactly these migrations make, without rows; it has to stand in place.

    Those that stand in place of others are run where they are named; a database that had the others alone gets them.
    Refuses upkeep.newer_release where this program lacks one of them.
    """
    wanted = {(app, name) for app, name in migrations}
    executor = MigrationExecutor(connection)
    executor.loader = _Asked(connection, wanted)
    unknown = sorted(".".join(key) for key in wanted - set(executor.loader.disk_migrations))
    if unknown:
        raise Refusal(words.NEWER_RELEASE, migrations=", ".join(unknown))
    graph = executor.loader.graph
    run = wanted & set(graph.nodes)
    last = [key for key in sorted(run) if not any(c[0] == key[0] and c in run for c in _children(graph, key))]
    executor.migrate(last)
    made = set(MigrationRecorder(connection).applied_migrations())
    if made != wanted:
        raise RuntimeError(f"the migrations made another schema: {sorted(made ^ wanted)}")


class _Asked(MigrationLoader):
    """Knows of the migrations that stand in place of others only those that were asked for."""

    def __init__(self, connection: BaseDatabaseWrapper, wanted: set[Migration]) -> None:
        self.wanted = wanted
        super().__init__(connection)

    def load_disk(self) -> None:
        super().load_disk()
        for key, migration in list(self.disk_migrations.items()):
            if migration.replaces and key not in self.wanted:
                del self.disk_migrations[key]


def _children(graph: Any, key: Migration) -> list[Migration]:
    return [child.key for child in graph.node_map[key].children]


def empty(*, by: Actor, connection: BaseDatabaseWrapper, tables: Iterable[Table]) -> None:
    """Remove what the migrations themselves put into the tables. Refuses nothing; the journal refuses for itself."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table.name)}")  # noqa: S608 - a name of our own


def fill(*, by: Actor, connection: BaseDatabaseWrapper, table: Table, lines: Iterable[bytes]) -> int:
    """Put rows, as `queries.tables.lines` gave them, into a table of the same fields; how many. Refuses nothing.

    Run inside one transaction for all tables: foreign keys are looked at when it ends.
    """
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in table.columns)
    places = ", ".join(["%s"] * len(table.columns))
    statement = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({places})"  # noqa: S608 - names of our own
    count, waiting = 0, iter(lines)
    with connection.cursor() as cursor:
        while batch := [_prepared(table, line, connection) for line in islice(waiting, BATCH)]:
            cursor.executemany(statement, batch)
            count += len(batch)
    return count


def _prepared(table: Table, line: bytes, connection: BaseDatabaseWrapper) -> list[Any]:
    return list(_values(table, json.loads(line), connection))


def _values(table: Table, values: list[Any], connection: BaseDatabaseWrapper) -> Iterator[Any]:
    for field, value in zip(table.fields, values, strict=True):
        yield field.get_db_prep_save(field.to_python(value), connection)


def set_counters(*, by: Actor, connection: BaseDatabaseWrapper, tables: Iterable[Table]) -> None:
    """Let the next row of every table get a number that is free. Refuses nothing."""
    statements = connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
