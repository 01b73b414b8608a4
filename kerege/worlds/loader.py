"""Loading a world: a folder of tables goes through the same actions that people use.

Good rows are kept and every bad one is reported with its file, row, column and code, and kept in the journal. Loading
the same folder again writes no record and no act.
"""

import json
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from kerege.journal import queries as journal
from kerege.journal.actions import refused as journal_refused
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.worlds import words
from kerege.worlds.columns import Table, World
from kerege.worlds.rules import Refused, Row, read_sheet
from kerege.worlds.tables import BY_FILE, TABLES

PASSPORT = "world.toml"
OF_THE_DEMO = frozenset(
    {
        *("accounts.csv", "seat_roles.csv", "listings.csv"),
        *("activities.csv", "assigned_learning.csv", "exams.csv", "followups.csv", "practice_seen.csv"),
        *("shares.csv", "stated_needs.csv", "outlooks.csv", "season_plans.csv", "years_plans.csv"),
        *(
            "law_rounds.csv",
            "judgements.csv",
            "gaps.csv",
            "drafting_tasks.csv",
            "draft_versions.csv",
            "draft_steps.csv",
        ),
        *(
            "alerts.csv",
            "health_signals.csv",
            "mandates.csv",
            "example_duties.csv",
            "duty_clocks.csv",
            "incident_desks.csv",
            "incidents.csv",
            "aid_cases.csv",
            "exercises.csv",
        ),
        *("country_reports.csv", "regional_texts.csv"),
    }
)
"""Tables that only a world brings: they open accounts with the demo's password, give roles, agree, sign, share
and answer for people.
"""
_DEEPEST_REFUSAL = 10_000
ROWS_AT_ONCE = 100
"""Rows of a brought file between two commits: whoever writes on the pages meanwhile waits for these, not for all."""


@dataclass
class LoadReport:
    """What became of a folder: good rows by table, rows refused, and how many acts were written (0 on a second
    load).
    """

    world: str
    version: str
    counts: dict[str, int] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    acts: int = 0


def load_world(path: Path | str, *, by: Actor) -> LoadReport:
    """Load a folder. Refuses worlds.no_folder and worlds.bad_passport; all else is reported row by row."""
    folder = Path(path)
    world = read_passport(folder)
    report = LoadReport(world.key, world.version)
    before = _last_act()
    with transaction.atomic():
        for file in sorted(folder.glob("*.csv")):
            if file.name not in BY_FILE:
                refusal = Refusal(words.UNKNOWN_FILE, file=file.name)
                report.refused.append(Refused(file.name, 1, "", refusal))
        for table in TABLES:
            if (folder / table.file).is_file():
                _load_table(table, (folder / table.file).read_bytes(), by=by, world=world, report=report)
    report.acts = _last_act() - before
    return report


def load_file(name: str, data: bytes, *, by: Actor) -> LoadReport:
    """Load one table that somebody brings; `name` says which (courses.csv). Its records are nobody's example.

    Refuses worlds.unknown_file; all else is reported row by row. What happened needs a date of its own here.
    """
    if name not in BY_FILE or name in OF_THE_DEMO:
        raise Refusal(words.UNKNOWN_FILE, file=name)
    world = World(key="brought", version="", synthetic=False, known_by=None)
    report = LoadReport(world.key, world.version)
    before = _last_act()
    _load_table(BY_FILE[name], data, by=by, world=world, report=report, at_once=ROWS_AT_ONCE)
    report.acts = _last_act() - before
    return report


def read_passport(folder: Path) -> World:
    """The world.toml of a folder."""
    file = folder / PASSPORT
    if not file.is_file():
        raise Refusal(words.NO_FOLDER, folder=folder.name)
    try:
        found = tomllib.loads(file.read_bytes().decode("utf-8"))
        known_by = found.get("known_by")
        if known_by is not None and type(known_by) is not date:
            raise ValueError("known_by is not a date")
        return World(str(found["key"]), str(found["version"]), bool(found["synthetic"]), known_by)
    except (ValueError, KeyError) as fault:
        raise Refusal(words.BAD_PASSPORT, reason=str(fault)) from None


def _load_table(
    table: Table, data: bytes, *, by: Actor, world: World, report: LoadReport, at_once: int | None = None
) -> None:
    """Load the rows, all in one transaction or so many in each."""
    sheet = read_sheet(table.file, data, columns=table.columns, required=table.required)
    report.refused.extend(sheet.refused)
    kept = _Kept(table)
    good = 0
    step = at_once or max(len(sheet.rows), 1)
    for start in range(0, len(sheet.rows), step):
        with transaction.atomic():
            for row in sheet.rows[start : start + step]:
                try:
                    table.load(row.cells, by=by, world=world)
                    good += 1
                except Refusal as refusal:
                    report.refused.append(Refused(table.file, row.number, table.column_of(refusal.field), refusal))
                    _keep_refusal(table, row, by=by, world=world, refusal=refusal, kept=kept)
    report.counts[table.file.removesuffix(".csv")] = good


class _Kept:
    """The refusals of one table that the journal holds already, read once and only where a row is refused."""

    def __init__(self, table: Table) -> None:
        self._prefix = f"{table.word}.refused"
        self._known: set[str] | None = None

    def is_new(self, tried: dict[str, str], code: str) -> bool:
        """True the first time; from then on this refusal counts as kept."""
        if self._known is None:
            acts = journal.acts(owners=None, word_prefix=self._prefix, limit=_DEEPEST_REFUSAL)
            self._known = {_mark(a.facts.get("tried"), a.facts.get("code")) for a in acts}
        mark = _mark(tried, code)
        new = mark not in self._known
        self._known.add(mark)
        return new


def _mark(tried: object, code: object) -> str:
    return json.dumps([tried, code], sort_keys=True)


def _keep_refusal(table: Table, row: Row, *, by: Actor, world: World, refusal: Refusal, kept: _Kept) -> None:
    """Journal a refused row, once for the same row of the same world.

    Only its key and the columns that say when and what are repeated: a register's row is about a person.
    """
    tried = {"world": world.key, "table": table.file} | {
        name: cell for name, cell in row.cells.items() if name in {"key", "territory", "instrument", "act", "on"}
    }
    if not kept.is_new(tried, refusal.code):
        return
    owner = row.cells.get("owner", "")
    journal_refused(table.word, by=by, refusal=refusal, facts=tried, owner=owner if len(owner) <= 8 else "")


def _last_act() -> int:
    last: list[Any] = journal.acts(owners=None, limit=1)
    return int(last[0].seq) if last else 0
