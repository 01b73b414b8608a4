"""Sums that are kept beside the records they are sums of, and added to inside the act that changes those.

A model of sums has a unique constraint over its keys. The database does the adding, in the order of the keys: of two
acts at once nothing is lost, and neither waits for the other in a circle.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models

from kerege.lib.ids import new_uid
from kerege.records.guarded import demand_act

Key = tuple[str | int, ...]
"""Plain texts and numbers, as the columns hold them."""
AT_ONCE = 5_000


def add_to_sums(
    model: type[models.Model], keys: Sequence[str], sums: Sequence[str], given: Mapping[Key, Sequence[int]]
) -> None:
    """Add to the sums that stand under these keys. The first of `sums` counts: what counts nothing any more goes.

    Only inside an act; else GuardError.
    """
    demand_act(f"adding to {model.__name__}")
    rows = sorted((key, tuple(numbers)) for key, numbers in given.items() if any(numbers))
    emptied = [key for key, numbers in rows if numbers[0] < 0]
    with connection.cursor() as cursor:
        for some in _some(rows):
            cursor.executemany(_adding(model, keys, sums), [[_uid(), False, *key, *numbers] for key, numbers in some])
        for gone in _some(emptied):
            cursor.executemany(_dropping(model, keys, sums[0]), gone)


def _some(rows: Sequence[Any]) -> Any:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(connection.ops.quote_name(field.column))


def _adding(model: type[models.Model], keys: Sequence[str], sums: Sequence[str]) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    names = [_column(model, name) for name in ("uid", "synthetic", *keys, *sums)]
    more = ", ".join(f"{c} = {table}.{c} + excluded.{c}" for c in (_column(model, name) for name in sums))
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))}) "  # noqa: S608 - our own names
        f"ON CONFLICT ({', '.join(_column(model, name) for name in keys)}) DO UPDATE SET {more}"
    )


def _dropping(model: type[models.Model], keys: Sequence[str], counts: str) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    same = " AND ".join(f"{_column(model, name)} = %s" for name in keys)
    return f"DELETE FROM {table} WHERE {same} AND {_column(model, counts)} = 0"  # noqa: S608 - our own names


def _uid() -> Any:
    return new_uid() if connection.features.has_native_uuid_field else new_uid().hex
