"""Importing: rows per second of each step, against openpyxl alone reading the same sheet in the same run.

`python -m bench.imports [rows]` in an empty temporary node (SQLite) that it makes itself. The sheet is the dirty one of
the tests: a sixth of its rows has an error in a known cell, and every error has to come out at its cell.
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
from openpyxl import load_workbook  # noqa: E402 - as above

from kerege.files.rules import received  # noqa: E402 - as above
from kerege.files.words import SHEETS  # noqa: E402 - as above
from kerege.inventory import actions  # noqa: E402 - as above
from kerege.inventory.queries.imports import import_rows  # noqa: E402 - as above
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


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    call_command("migrate", verbosity=0)
    dirty.lay()
    sheet = dirty.made(count)
    content = sheet.xlsx()
    print(f"\n{count} rows, {len(sheet.errors)} of them with an error, SQLite\n")
    print("| step | seconds | rows/s |\n|---|---|---|")
    timed("openpyxl alone", count, lambda: alone(content))
    timed("read as a sheet", count, lambda: read_book("list.xlsx", content))
    given: dict[str, Any] = {"by": SYSTEM, "owner": "KGZ", "sender": "Bench", "synthetic": True}
    taken = received("list.xlsx", [content], kinds=SHEETS)
    batch = timed("hand in and propose", count, lambda: actions.hand_in(**given, received=taken))
    fields = {c["letter"]: c["field"] for c in batch.columns}
    actions.map_columns(by=SYSTEM, uid=batch.uid, fields=fields)
    timed("check", count, lambda: actions.check_rows(by=SYSTEM, uid=batch.uid, today=dirty.DAY))
    told = {f[0]: f[2] for row in import_rows(READER, batch.uid) for f in row.faults}
    expected = {a: c for a, c in sheet.errors.items() if c != "inventory.row_twice"}
    print(f"\nerrors at their cells: {sum(told.get(a) == c for a, c in expected.items())} of {len(expected)}\n")
    actions.apply_import(by=SYSTEM, uid=batch.uid)
    timed("record", len(sheet.good), lambda: actions.record_rows(by=SYSTEM, uid=batch.uid))
    again = actions.hand_in(**given, received=taken)
    actions.map_columns(by=SYSTEM, uid=again.uid, fields=fields)
    timed("check again", count, lambda: actions.check_rows(by=SYSTEM, uid=again.uid, today=dirty.DAY))
    changed = sum(row.outcome in {"new", "changes"} for row in import_rows(READER, again.uid))
    print(f"\nrows that the same sheet would change: {changed}\n")
    actions.undo_import(by=SYSTEM, uid=batch.uid)
    timed("undo", len(sheet.good), lambda: actions.take_back_rows(by=SYSTEM, uid=batch.uid))


if __name__ == "__main__":
    main()
