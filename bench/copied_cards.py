"""A million facilities out of a hundred thousand: copies under numbers of their own in the same places, made by the
database itself, with their rows of the index and the sums over them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def without_indexes() -> Iterator[None]:
    """An index of many rows at once is made in a fraction of the time that it takes row by row."""
    from django.db import connection

    from kerege.inventory.models import Facility, Findable
    from kerege.records import fulltext

    if connection.vendor == "sqlite":
        fulltext.take_down_index(Findable, connection)
        yield
        fulltext.raise_indexes(connection)
        return
    tables = [model._meta.db_table for model in (Facility, Findable)]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no keys are looked up: all of them are our own
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND schemaname = current_schema() "
            "AND indexname NOT IN (SELECT conname FROM pg_constraint)",
            [tables],
        )
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    yield
    with connection.cursor() as cursor:
        for _, definition in found:
            cursor.execute(definition)
        cursor.execute("SET session_replication_role = DEFAULT")


def copy(made: int, *, times: int) -> None:
    """All facilities that were `made`, so many times in all. A sum of several need not know which they are."""
    from django.db import connection

    from kerege.inventory.models import Cluster, Facility, Findable, Tally
    from kerege.inventory.rules import sums

    uid = "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"
    with connection.cursor() as cursor:
        for shift in range(made, made * times, made):
            key = f"substr(key, 1, 5) || {_seven(f'id + {shift}')} || substr(key, 13)"
            other = {"id": f"id + {shift}", "number": f"number + {shift}", "uid": uid, "key": key}
            cursor.execute(_copying(Facility, other, f"id <= {made}"))
            words = {
                name: f"replace({name}, {_seven('facility_id')}, {_seven(f'facility_id + {shift}')})"
                for name in ("names", "words")
            }
            other = {"facility_id": f"facility_id + {shift}", "uid": uid, **words}
            cursor.execute(_copying(Findable, other, f"facility_id <= {made}", but="id"))
        if times > 1:
            ids = f"ids = ids * {times} + n * {made * times * (times - 1) // 2}"
            for model, names in ((Cluster, sums.CLUSTER_SUMS), (Tally, sums.TALLY_SUMS)):
                more = [f"{name} = {name} * {times}" if name != "ids" else ids for name in names]
                cursor.execute(f"UPDATE {model._meta.db_table} SET {', '.join(more)}")  # noqa: S608 - our own names


def _seven(number: str) -> str:
    """A number as it stands in a key."""
    from django.db import connection

    return f"lpad(({number})::text, 7, '0')" if connection.vendor == "postgresql" else f"printf('%07d', {number})"


def _copying(model: Any, other: dict[str, str], which: str, *, but: str = "") -> str:
    from django.db import connection

    table, quote = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name
    columns = [str(f.column) for f in model._meta.concrete_fields if f.column != but]
    told = ", ".join(other.get(name, quote(name)) for name in columns)
    into = f"INSERT INTO {table} ({', '.join(map(quote, columns))})"
    return f"{into} SELECT {told} FROM {table} WHERE {which} ORDER BY id"  # noqa: S608 - our own names
