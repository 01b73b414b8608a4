"""Taking in 10,000 events of activities that devices kept without a line, against a bare insertion of as many rows.

    python -m bench.practice [events]                                      # SQLite, in a file that it makes itself
    python tools/postgres.py .venv/bin/python -m bench.practice [events]   # PostgreSQL

Twelve people, one station with a checklist of twenty points, batches of 400 as a browser sends them: taken in the first
time, the same again, and read as they stand. Bare is one statement a batch into a table with the same columns and
indexes. Told are seconds and the ratio to the bare insertion.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

os.environ["DATA"] = tempfile.mkdtemp(prefix="kerege-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")

from kerege.config import sqlite

sqlite.install()

import django  # noqa: E402 - SQLite has to be in place before Django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to be set up before its parts
from django.db import connection, transaction  # noqa: E402 - as above

from kerege.journal.rules import checking  # noqa: E402 - as above
from kerege.records.viewers import PUBLIC  # noqa: E402 - as above
from kerege.training import actions, queries  # noqa: E402 - as above
from kerege.training.models import PracticeEvent  # noqa: E402 - as above
from kerege.training.words.practice import Mark  # noqa: E402 - as above
from tests.training.practised import laid, millis, station  # noqa: E402 - as above

POINTS, BATCH, BARE = 20, 400, "bench_event"


def events(here: Any, activity: str, count: int) -> list[dict[str, Any]]:
    """Marks of one device: person by person, point by point, over and over."""
    device, at, marks = str(uuid4()), millis(datetime.now(UTC)), list(Mark)
    return [
        {
            "id": str(uuid4()),
            "activity": activity,
            "device": device,
            "number": n + 1,
            "kind": "mark",
            "person": here.people[n % len(here.people)],
            "item": f"point-{n // len(here.people) % POINTS + 1}",
            "value": marks[n % 4].value,
            "at": at + n,
        }
        for n in range(count)
    ]


def batches(found: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]


def bring(here: Any, found: list[dict[str, Any]]) -> float:
    began = time.perf_counter()
    for part in batches(found):
        came = actions.record_events(by=here.lead, course=here.course, events=part, sent_at=datetime.now(UTC))
        assert (len(came.taken), came.refused) == (len(part), {})  # noqa: S101 - else it measured nothing
    return time.perf_counter() - began


def bare() -> float:
    """The same rows, as the table has them, into one that is like it."""
    table = PracticeEvent._meta.db_table
    with checking():
        rows = list(PracticeEvent.objects.inside_action().order_by("id"))
    columns = [each for each in PracticeEvent._meta.concrete_fields if not each.primary_key]
    names = ", ".join(f'"{each.column}"' for each in columns)
    statement = f"INSERT INTO {BARE} ({names}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608 - our own names
    values = [tuple(f.get_db_prep_save(getattr(row, f.attname), connection) for f in columns) for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {BARE} AS SELECT * FROM {table} WHERE 1 = 0")  # noqa: S608 - our own names
        for n, indexed in enumerate(("uid", "activity_id, person_id", "activity_id", "person_id", "owner")):
            cursor.execute(f"CREATE INDEX {BARE}_{n} ON {BARE} ({indexed})")
    began = time.perf_counter()
    for part in batches(values):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, part)
    return time.perf_counter() - began


def read(here: Any) -> float:
    began = time.perf_counter()
    page = queries.practice_of(PUBLIC, here.course, by=here.lead)
    found = queries.seen_in(page, page.activities[0])  # type: ignore[arg-type, union-attr]
    assert all(skill.complete for skill in found.skills.values())  # noqa: S101 - else it measured nothing
    return time.perf_counter() - began


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    call_command("migrate", verbosity=0)
    here = laid(12)
    activity = station(here, checklist="\n".join(f"Point {n}" for n in range(POINTS)))
    found = events(here, activity, count)
    first, again, standing, floor = bring(here, found), bring(here, found), read(here), bare()
    print(f"{connection.vendor}: {count} events in batches of {BATCH}")
    for what, taken in (
        ("taken in", first),
        ("the same again", again),
        ("read as they stand", standing),
        ("bare", floor),
    ):
        print(f"  {what:20} {taken:7.2f} s  {taken / floor:6.1f}×")


if __name__ == "__main__":
    main()
