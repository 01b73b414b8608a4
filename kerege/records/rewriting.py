"""Many rows written at once: one statement, made once and executed for each row.

Django's own `bulk_update` makes a condition for every row and column, which for thousands of rows costs more than
writing each by itself; and its `bulk_create` makes a new statement for every thousand values on SQLite.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

import orjson
from django.db import connections, models, transaction

AT_ONCE = 2_000
TOGETHER = 50
"""Rows in one statement on SQLite: for each statement it looks up and writes which number a table gave last."""


def rewrite(records: Sequence[Any], names: Iterable[str], *, using: str) -> int:
    """Write these columns of records of one model as they are set now; how many rows there were."""
    if not records:
        return 0
    model, connection = type(records[0]), connections[using]
    fields: list[models.Field[Any, Any]] = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    key = model._meta.pk
    statement = f"UPDATE {quote(model._meta.db_table)} SET {columns} WHERE {quote(key.column)} = %s"  # noqa: S608 - our own names
    written = 0
    with transaction.atomic(using=using, savepoint=False), connection.cursor() as cursor:
        for start in range(0, len(records), AT_ONCE):
            rows = [
                (*(f.get_db_prep_save(getattr(each, f.attname), connection) for f in fields), each.pk)
                for each in records[start : start + AT_ONCE]
            ]
            cursor.executemany(statement, rows)
            written += max(cursor.rowcount, 0)
    return written


def insert(records: Sequence[Any], *, using: str) -> None:
    """Write new records of one model, whose numbers nobody has to know: they stay without."""
    if not records:
        return
    model, connection = type(records[0]), connections[using]
    fields: list[models.Field[Any, Any]] = [f for f in model._meta.concrete_fields if not f.primary_key]
    quote = connection.ops.quote_name
    columns, places = ", ".join(quote(str(f.column)) for f in fields), ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - our own names
    with transaction.atomic(using=using, savepoint=False), connection.cursor() as cursor:
        for start in range(0, len(records), AT_ONCE):
            rows = [
                tuple(f.get_db_prep_save(getattr(each, f.attname), connection) for f in fields)
                for each in records[start : start + AT_ONCE]
            ]
            cursor.executemany(statement, rows)


def insert_rows(model: Any, names: Sequence[str], rows: Sequence[tuple[Any, ...]], *, using: str) -> None:
    """Write rows of values that never were records: for tables that grow by millions, where making a record of each row
    costs more than writing it. All columns without a default in the database have to be among `names`.
    """
    if not rows:
        return
    connection = connections[using]
    fields: list[models.Field[Any, Any]] = [model._meta.get_field(name) for name in names]
    columns = [connection.ops.quote_name(str(f.column)) for f in fields]
    into = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            spells = [_spelling(field, connection) for field in fields]
            places = f"({', '.join(['%s'] * len(fields))})"
            for start in range(0, len(rows), TOGETHER):
                some = rows[start : start + TOGETHER]
                cursor.execute(f"{into} VALUES {', '.join([places] * len(some))}", _flat(some, spells))
            return
        typed = ", ".join(f"{name} {f.db_type(connection)}" for name, f in zip(columns, fields, strict=True))
        named = [str(f.column) for f in fields]
        for start in range(0, len(rows), AT_ONCE):
            part = [dict(zip(named, row, strict=True)) for row in rows[start : start + AT_ONCE]]
            cursor.execute(f"{into} SELECT * FROM json_to_recordset(%s) AS told({typed})", [_as_json(part)])  # noqa: S608 - our own names


def _as_json(rows: list[dict[str, Any]]) -> str:
    """Rows as one text: the driver then has one value to write instead of thousands. COPY costs as little, and does not
    go where the database itself asks who may write (policies).
    """
    try:
        return orjson.dumps(rows, default=_bytes).decode()
    except TypeError:  # a whole number of more than 64 bits, in what is kept as JSON
        return json.dumps(rows, default=lambda value: _bytes(value) if isinstance(value, bytes) else str(value))


def _bytes(value: Any) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    raise TypeError(type(value).__name__)


_AS_THEY_ARE = {
    *("BigIntegerField", "IntegerField", "SmallIntegerField", "PositiveIntegerField"),
    *("CharField", "TextField", "BinaryField"),
}
Spelling = Callable[[Sequence[Any]], list[Any]]


def _spelling(field: Any, connection: Any) -> Spelling | None:
    """How the values of a column are written for SQLite; None where they are taken as they are."""
    kind = field.get_internal_type()
    if kind in _AS_THEY_ARE:
        return None
    if kind == "UUIDField":
        return lambda column: [None if value is None else value.hex for value in column]
    if kind == "BooleanField":  # the driver takes far longer to ask what a truth value is
        return lambda column: [None if value is None else int(value) for value in column]
    return lambda column: [field.get_db_prep_save(value, connection) for value in column]


def _flat(rows: Sequence[tuple[Any, ...]], spells: Sequence[Spelling | None]) -> list[Any]:
    """All values as the driver takes them, row after row."""
    flat, width = list(chain.from_iterable(rows)), len(spells)
    for n, spell in enumerate(spells):
        if spell is not None:
            flat[n::width] = spell(flat[n::width])
    return flat
