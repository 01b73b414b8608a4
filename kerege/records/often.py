"""Questions that come with every request of a program, written once: Django takes longer to write such a question than
a database takes to answer it.

For models that nobody owns: where a reader's clearance is asked for, the query layer asks.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connections, models, router

from kerege.records.guarded import demand_act
from kerege.records.owned import OwnedModel

Rows = list[tuple[Any, ...]]


def asked(model: type[models.Model], names: Sequence[str], *, lock: bool = False, **where: Any) -> Rows:
    """These columns of the rows where all columns have these values, or one of them for a list; a column that has to
    be empty is asked for with None. UUIDs are UUIDs again, all else is as the driver has it. `lock` is for those who
    write.
    """
    using = router.db_for_write(model) if lock else router.db_for_read(model)
    connection = connections[using]
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    bare = connection.vendor == "sqlite"
    conditions, values = _where(model, where, bare=bare)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    told = f'SELECT {columns} FROM "{model._meta.db_table}" WHERE {conditions}'  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.execute(told if bare or not lock else f"{told} FOR UPDATE", values)
        rows = cursor.fetchall()
    keys = [n for n, field in enumerate(fields) if isinstance(field, models.UUIDField)] if bare else []
    return [_with_keys(row, keys) for row in rows] if keys else list(rows)


def put(model: type[models.Model], told: Mapping[str, Any], **where: Any) -> None:
    """Write plain values into the rows where all columns have these values. Only inside an act."""
    demand_act(f"write into {model.__name__}")
    connection = connections[router.db_for_write(model)]
    fields: list[Any] = [model._meta.get_field(name) for name in told]
    columns = ", ".join(f'"{field.column}" = %s' for field in fields)
    conditions, values = _where(model, where, bare=connection.vendor == "sqlite")
    written = f'UPDATE "{model._meta.db_table}" SET {columns} WHERE {conditions}'  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.execute(written, [*told.values(), *values])


def _where(model: type[models.Model], where: Mapping[str, Any], *, bare: bool) -> tuple[str, list[Any]]:
    """All conditions and their values."""
    if issubclass(model, OwnedModel):
        raise TypeError(f"{model.__name__} has owners: ask with a viewer, and save")
    each = [_is(model._meta.get_field(name), value, bare=bare) for name, value in where.items()]
    return " AND ".join(condition for condition, _ in each), [value for _, values in each for value in values]


def _is(field: Any, value: Any, *, bare: bool) -> tuple[str, list[Any]]:
    """A condition and its values. SQLite has no UUIDs and no lists."""
    if value is None:
        return f'"{field.column}" IS NULL', []
    if not isinstance(value, list):
        return f'"{field.column}" = %s', [value.hex if bare and isinstance(value, UUID) else value]
    if not bare:
        return f'"{field.column}" = ANY(%s)', [value]
    spelled = [each.hex if isinstance(each, UUID) else each for each in value]
    return f'"{field.column}" IN ({", ".join(["%s"] * len(value))})', spelled


def _with_keys(row: tuple[Any, ...], keys: Sequence[int]) -> tuple[Any, ...]:
    values = list(row)
    for n in keys:
        values[n] = None if values[n] is None else UUID(values[n])
    return tuple(values)
