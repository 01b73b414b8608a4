"""From one database to another with every row the same: SQLite to PostgreSQL and back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.records import policies
from kerege.upkeep import words
from kerege.upkeep.actions import loading
from kerege.upkeep.queries import databases
from kerege.upkeep.queries.tables import Fingerprint, applied, fingerprint, lines, tables


@dataclass(frozen=True)
class Moved:
    """One table, as it was read and as it was found again where it was written."""

    table: str
    read: Fingerprint
    written: Fingerprint

    @property
    def equal(self) -> bool:
        return self.read == self.written


def move(*, by: Actor, source: dict[str, Any], target: dict[str, Any]) -> list[Moved]:
    """Copy a whole node from one database into an empty one; both are Django's settings of a database.

    Reads one moment of the source and changes nothing there. In the target migrations make tables and triggers, the
    rows come in one transaction, and every table is read again and compared. Row-level security is put up where the
    source was up to date; else the start that brings the target up to date does it.
    Refuses upkeep.not_empty, upkeep.newer_release, and upkeep.rows_differ after taking the rows out again.
    """
    with databases.opened(databases.reading(source), "upkeep_source") as old, databases.in_place(target) as new:
        if new.introspection.table_names():
            raise Refusal(words.NOT_EMPTY, place=str(target["NAME"]))
        with transaction.atomic(using=old.alias):
            loading.build(by=by, connection=new, migrations=applied(old))
            moved = list(_copied(by, old, new))
        executor = MigrationExecutor(new)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            policies.raise_fence(new)
        return moved


def _copied(by: Actor, old: BaseDatabaseWrapper, new: BaseDatabaseWrapper) -> Iterator[Moved]:
    found = tables(new)
    loading.empty(by=by, connection=new, tables=found)
    done = []
    with transaction.atomic(using=new.alias):
        for table in found:
            loading.fill(by=by, connection=new, table=table, lines=lines(table, old))
        loading.set_counters(by=by, connection=new, tables=found)
        for table in found:
            done.append(Moved(table.name, fingerprint(table, old), fingerprint(table, new)))
        different = [m.table for m in done if not m.equal]
        if different:
            raise Refusal(words.ROWS_DIFFER, tables=", ".join(different))
    yield from done
