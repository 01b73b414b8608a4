"""Importing: rows per second of each step, against openpyxl alone reading the same sheet in the same run.

    python -m bench.imports [rows]                                      # SQLite, in an empty node that it makes itself
    python tools/postgres.py .venv/bin/python -m bench.imports [rows]   # PostgreSQL

The sheet is the dirty one of the tests: a sixth of its rows has an error in a known cell, and every error has to come
out at its cell. A second sheet changes every card. openpyxl reads before and after, because others use the machine too.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

os.environ["DATA"] = tempfile.mkdtemp(prefix="kerege-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")

from kerege.config import sqlite

sqlite.install()

import django  # noqa: E402 - SQLite has to be in place before Django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to be set up before its parts
from django.db import connection  # noqa: E402 - as above
from openpyxl import load_workbook  # noqa: E402 - as above

from kerege.files.rules import received  # noqa: E402 - as above
from kerege.files.words import SHEETS  # noqa: E402 - as above
from kerege.inventory import actions  # noqa: E402 - as above
from kerege.inventory.actions.importing import applying  # noqa: E402 - as above
from kerege.inventory.queries.imports import import_rows  # noqa: E402 - as above
from kerege.journal import queries as journal  # noqa: E402 - as above
from kerege.lib.sensitivity import Sensitivity  # noqa: E402 - as above
from kerege.lib.sheets import read_book  # noqa: E402 - as above
from kerege.people.rules import SYSTEM  # noqa: E402 - as above
from kerege.records.viewers import Viewer  # noqa: E402 - as above
from tests.inventory import dirty  # noqa: E402 - as above

READER = Viewer(uid="bench", everywhere=Sensitivity.RESTRICTED)


def timed(name: str, count: int, step: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    result = step()
    seconds = time.perf_counter() - began
    print(f"| {name} | {seconds:.1f} | {count / seconds:,.0f} |")
    return result


def alone(content: bytes) -> int:
    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    return sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))


def written_in(step: Callable[[], Any]) -> Callable[[], Any]:
    """The step, which afterwards tells how long its transaction kept others from writing."""

    def run() -> Any:
        ready, began = applying.prepared, [0.0]

        def noted(**given: Any) -> Any:
            found = ready(**given)
            began[0] = time.perf_counter()
            return found

        applying.prepared = noted
        result = step()
        applying.prepared = ready
        print(f"|   of this in its transaction | {time.perf_counter() - began[0]:.1f} | |")
        return result

    return run


def taken_in(given: dict[str, Any], content: bytes, fields: dict[str, str] | None = None) -> Any:
    """An import whose columns are chosen as proposed."""
    batch = actions.hand_in(**given, received=received("list.xlsx", [content], kinds=SHEETS))
    chosen = fields or {c["letter"]: c["field"] for c in batch.columns}
    actions.map_columns(by=SYSTEM, uid=batch.uid, fields=chosen)
    return batch


def told_at_their_cells(batch: Any, sheet: Any) -> str:
    told = {f[0]: f[2] for row in import_rows(READER, batch.uid) for f in row.faults}
    expected = {a: c for a, c in sheet.errors.items() if c != "inventory.row_twice"}
    return f"errors at their cells: {sum(told.get(a) == c for a, c in expected.items())} of {len(expected)}"


def changing(given: dict[str, Any], sheet: Any, content: bytes, good: int) -> int:
    """Record anew, hand the same in again, then one that changes every card, and undo that.

    How many rows the same sheet would have changed.
    """
    count = len(sheet.rows)
    anew = taken_in(given, content)
    actions.check_rows(by=SYSTEM, uid=anew.uid, today=dirty.DAY)
    actions.apply_import(by=SYSTEM, uid=anew.uid)
    actions.record_rows(by=SYSTEM, uid=anew.uid)
    again = taken_in(given, content)
    timed("check again", count, lambda: actions.check_rows(by=SYSTEM, uid=again.uid, today=dirty.DAY))
    changed = sum(row.outcome in {"new", "changes"} for row in import_rows(READER, again.uid))
    for row in sheet.rows:
        if row[dirty.COLUMN["Сайт"]] != "есть":
            row[dirty.COLUMN["Сайт"]] = "https://moved.example.org"
    other = taken_in(given, sheet.xlsx())
    actions.check_rows(by=SYSTEM, uid=other.uid, today=dirty.DAY)
    actions.apply_import(by=SYSTEM, uid=other.uid)
    timed("change every card", good, written_in(lambda: actions.record_rows(by=SYSTEM, uid=other.uid)))
    actions.undo_import(by=SYSTEM, uid=other.uid)
    timed("undo the changes", good, lambda: actions.take_back_rows(by=SYSTEM, uid=other.uid))
    return changed


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    call_command("migrate", verbosity=0)
    dirty.lay()
    sheet = dirty.made(count)
    content, good = sheet.xlsx(), len(sheet.good)
    given: dict[str, Any] = {"by": SYSTEM, "owner": "KGZ", "sender": "Bench", "synthetic": True}
    print(f"\n{count} rows, {len(sheet.errors)} of them with an error, {connection.vendor}\n")
    print("| step | seconds | rows/s |\n|---|---|---|")
    timed("openpyxl alone", count, lambda: alone(content))
    timed("read as a sheet", count, lambda: read_book("list.xlsx", content))
    batch = timed("hand in and propose", count, lambda: taken_in(given, content))
    timed("check", count, lambda: actions.check_rows(by=SYSTEM, uid=batch.uid, today=dirty.DAY))
    actions.apply_import(by=SYSTEM, uid=batch.uid)
    timed("record", good, written_in(lambda: actions.record_rows(by=SYSTEM, uid=batch.uid)))
    actions.undo_import(by=SYSTEM, uid=batch.uid)
    timed("undo the recording", good, lambda: actions.take_back_rows(by=SYSTEM, uid=batch.uid))
    changed = changing(given, sheet, content, good)
    timed("openpyxl alone, once more", count, lambda: alone(content))
    print(f"\n{told_at_their_cells(batch, sheet)}; rows that the same sheet would change: {changed}")
    kept = sum(row.done == "kept" for row in import_rows(READER, batch.uid))
    print(f"cards that the undoing left behind: {kept}; the journal is whole: {journal.verify().whole}")


if __name__ == "__main__":
    main()
