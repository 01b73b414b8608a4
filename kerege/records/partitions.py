"""Tables that grow by millions, in parts by time, on PostgreSQL: `stored` in microseconds says into which month a row
goes.

A row of a month that has no part of its own goes into the rest (`…_rest`), so that nothing is refused because a job did
not run. SQLite has one table.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any


def partition(connection: Any, table: str, *, once: str = "") -> None:
    """Make an empty table one in parts, with its columns. `once` are columns that are unique together with `stored`."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for statement in (
            f'CREATE TABLE "{table}_parts" (LIKE "{table}" INCLUDING DEFAULTS) PARTITION BY RANGE (stored)',
            f'DROP TABLE "{table}"',
            f'ALTER TABLE "{table}_parts" RENAME TO "{table}"',
            f'CREATE SEQUENCE "{table}_id_seq" OWNED BY "{table}".id',
            f"ALTER TABLE \"{table}\" ALTER COLUMN id SET DEFAULT nextval('{table}_id_seq')",
            f'ALTER TABLE "{table}" ADD PRIMARY KEY (id, stored)',
            f'CREATE TABLE "{table}_rest" PARTITION OF "{table}" DEFAULT',
            *([f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_order" UNIQUE ({once}, stored)'] if once else []),
        ):
            cursor.execute(statement)


def make_parts(connection: Any, table: str, months: Iterable[date]) -> list[str]:
    """Make the parts of these months that are not there yet; their names.

    Rows of such a month that are in the rest are moved, so that no row is in the wrong part. None on SQLite, and where
    the table is not in parts.
    """
    if connection.vendor != "postgresql":
        return []
    made = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_partitioned_table WHERE partrelid = to_regclass(%s)", [f'"{table}"'])
        if cursor.fetchone() is None:
            return []
        for month in months:
            name = f"{table}_{month:%Y_%m}"
            cursor.execute("SELECT to_regclass(%s)", [f'"{name}"'])
            if cursor.fetchone()[0] is None:
                _make(cursor, table, name, month)
                made.append(name)
    return made


def _make(cursor: Any, table: str, name: str, month: date) -> None:
    low, high = _micros(month.year, month.month), _micros(*_next(month.year, month.month))
    between = f"stored >= {low} AND stored < {high}"
    cursor.execute(f'CREATE TABLE "{name}" (LIKE "{table}" INCLUDING DEFAULTS)')
    cursor.execute(f'ALTER TABLE "{table}" DETACH PARTITION "{table}_rest"')
    cursor.execute(f'INSERT INTO "{name}" SELECT * FROM "{table}_rest" WHERE {between}')  # noqa: S608 - our own names
    cursor.execute(f'ALTER TABLE "{table}" ATTACH PARTITION "{name}" FOR VALUES FROM ({low}) TO ({high})')
    cursor.execute(f'ALTER TABLE "{table}_rest" DISABLE TRIGGER USER')  # moved, not deleted
    cursor.execute(f'DELETE FROM "{table}_rest" WHERE {between}')  # noqa: S608 - our own names
    cursor.execute(f'ALTER TABLE "{table}_rest" ENABLE TRIGGER USER')
    cursor.execute(f'ALTER TABLE "{table}" ATTACH PARTITION "{table}_rest" DEFAULT')


def parts_of(connection: Any, table: str) -> list[str]:
    """The names of the parts of a table; none on SQLite."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = to_regclass(%s)", [f'"{table}"']
        )
        return sorted(str(row[0]).strip('"') for row in cursor.fetchall())


def months_from(day: date, count: int) -> list[date]:
    """The first days of this many months, beginning with that of the day."""
    found, year, month = [], day.year, day.month
    for _ in range(count):
        found.append(date(year, month, 1))
        year, month = _next(year, month)
    return found


def _next(year: int, month: int) -> tuple[int, int]:
    return (year + 1, 1) if month == 12 else (year, month + 1)


def _micros(year: int, month: int) -> int:
    return int(datetime(year, month, 1, tzinfo=UTC).timestamp()) * 1_000_000
