"""Every row of a database as one line of text, alike on SQLite and PostgreSQL.

The tables are those that the migrations applied to this very database describe, so a database of an older release is
read as it is. A row is its values in the order of its fields, in the canonical form of `lib`.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import DurationField, F, Field, Model, QuerySet
from django.db.models.functions import Collate

from kerege.lib.canonical import dumps
from kerege.lib.refusal import Refusal
from kerege.upkeep import words

LEFT_OUT = {"django_session"}
"""Sessions are not kept: whoever restores a node lets nobody in who is not there to sign in."""

BATCH = 2000
Migration = tuple[str, str]


@dataclass(frozen=True)
class Table:
    """One table as its own release knows it."""

    model: type[Model]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @cached_property
    def fields(self) -> list["Field[Any, Any]"]:
        return [f for f in self.model._meta.concrete_fields if not getattr(f, "generated", False)]

    @property
    def columns(self) -> list[str]:
        return [str(f.column) for f in self.fields]


@dataclass(frozen=True)
class Fingerprint:
    """How many rows a table has, and the SHA-256 over their lines in the order of the primary key."""

    rows: int
    sha256: str


def applied(connection: BaseDatabaseWrapper) -> list[Migration]:
    """The migrations that this database has had. Refuses upkeep.newer_release where the program lacks one."""
    return sorted(_loader(connection).applied_migrations)


def _loader(connection: BaseDatabaseWrapper) -> MigrationLoader:
    loader = MigrationLoader(connection)
    unknown = sorted(".".join(key) for key in loader.applied_migrations if key not in loader.disk_migrations)
    if unknown:
        raise Refusal(words.NEWER_RELEASE, migrations=", ".join(unknown))
    return loader


def tables(connection: BaseDatabaseWrapper) -> list[Table]:
    """All tables with rows of this database, by name. Refuses upkeep.newer_release."""
    loader = _loader(connection)
    done = tuple(key for key in sorted(loader.applied_migrations) if key in loader.graph.nodes)
    found = _drawn.get(done)
    if found is None:
        models = loader.project_state(list(done)).apps.get_models(include_auto_created=True)
        all_ = (Table(model) for model in models if model._meta.managed and not model._meta.proxy)
        found = sorted((t for t in all_ if t.name not in LEFT_OUT), key=lambda table: table.name)
        _drawn.clear()
        _drawn[done] = found
    return list(found)


_drawn: dict[tuple[Migration, ...], list[Table]] = {}
"""The tables after the migrations that were asked for last: drawing all models again takes a second."""


def rows(table: Table, connection: BaseDatabaseWrapper) -> Iterator[list[Any]]:
    """The values of every row, in the order of the primary key; text by its code points on every database."""
    key = table.model._meta.pk
    order: Any = F(key.attname)
    if any(kind in str(key.db_type(connection)) for kind in ("char", "text")):
        order = Collate(order, "C" if connection.vendor == "postgresql" else "BINARY")
    names = [field.attname for field in table.fields]
    spelled = {n: f for n, f in enumerate(table.fields) if _needs_spelling(f)}
    asked: QuerySet[Any, Any] = QuerySet(table.model, using=connection.alias).order_by(order).values_list(*names)
    for found in asked.iterator(chunk_size=BATCH):
        values = list(found)
        for number, field in spelled.items():
            if values[number] is not None:
                values[number] = _spelled(field, values[number])
        yield values


def _needs_spelling(field: "Field[Any, Any]") -> bool:
    return isinstance(field, DurationField) or field.get_internal_type() == "BinaryField"


def _spelled(field: "Field[Any, Any]", value: Any) -> str:
    """Durations and bytes as the text from which their field makes them again."""
    import base64

    from django.utils.duration import duration_string

    return duration_string(value) if isinstance(field, DurationField) else base64.b64encode(value).decode()


def lines(table: Table, connection: BaseDatabaseWrapper) -> Iterator[bytes]:
    """Every row as one line."""
    for values in rows(table, connection):
        yield dumps(values) + b"\n"


def fingerprint(table: Table, connection: BaseDatabaseWrapper) -> Fingerprint:
    """Count and digest of a table's rows, read one by one."""
    seen, count = hashlib.sha256(), 0
    for line in lines(table, connection):
        seen.update(line)
        count += 1
    return Fingerprint(count, seen.hexdigest())


def fingerprints(connection: BaseDatabaseWrapper) -> dict[str, Fingerprint]:
    """Every table's fingerprint, by name."""
    return {table.name: fingerprint(table, connection) for table in tables(connection)}
