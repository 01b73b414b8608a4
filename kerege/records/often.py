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
    if issubclass(model, OwnedModel):
        raise TypeError(f"{model.__name__} has owners: ask with a viewer")
    using = router.db_for_write(model) if lock else router.db_for_read(model)
    connection = connections[using]
    fields: dict[str, Any] = {name: model._meta.get_field(name) for name in (*names, *where)}
    bare = connection.vendor == "sqlite"
    conditions, values = [], list[Any]()
    for name, value in where.items():
        condition, more = _is(fields[name], value, bare=bare)
        conditions.append(condition)
        values += more
    columns = ", ".join(f'"{fields[name].column}"' for name in names)
    told = f'SELECT {columns} FROM "{model._meta.db_table}" WHERE {" AND ".join(conditions)}'  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.execute(told if bare or not lock else f"{told} FOR UPDATE", values)
        rows = cursor.fetchall()
    keys = [n for n, name in enumerate(names) if isinstance(fields[name], models.UUIDField)] if bare else []
    return [_with_keys(row, keys) for row in rows] if keys else list(rows)


def put(model: type[models.Model], told: Mapping[str, Any], **where: Any) -> None:
    """Write plain values into the rows where all columns have these values. Only inside an act."""
    demand_act(f"write into {model.__name__}")
    connection = connections[router.db_for_write(model)]
    fields: dict[str, Any] = {name: model._meta.get_field(name) for name in (*told, *where)}
    columns = ", ".join(f'"{fields[name].column}" = %s' for name in told)
    bare, conditions, values = connection.vendor == "sqlite", list[str](), list(told.values())
    for name, value in where.items():
        condition, more = _is(fields[name], value, bare=bare)
        conditions.append(condition)
        values += more
    where_ = " AND ".join(conditions)
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{model._meta.db_table}" SET {columns} WHERE {where_}', values)  # noqa: S608 - our own names


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
