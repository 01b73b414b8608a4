"""Who has which task by law and who informs whom: the tables of a country pack, and the bodies of no country.

Everything goes through the actions of `law`; a row that is refused is named with file, row, column and reason, and the
good rows are kept. A row that says something else than before follows it; what a person stated here stays.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kerege.law import actions as law
from kerege.law.queries import bodies as bodies_here
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, Actor
from kerege.records.viewers import PUBLIC
from kerege.worlds.packs import Pack
from kerege.worlds.rules import Cell, Refused, day, read_sheet, text, yes_no

BODIES, DUTIES, INFORMING = "law/bodies.csv", "law/duties.csv", "law/information_duties.csv"
INTERNATIONAL = Path(__file__).resolve().parent / "international"
OF_LAW = "act obligation provision start until source source_as_of provisional note"
DAYS = {"start": day, "until": day, "source_as_of": day}
IN_LANGUAGES = frozenset({"title", "what", "form"})
"""Columns that stand once for each language: title_en, what_kk."""
Do = Callable[[dict[str, Any]], object]


@dataclass
class Brought:
    """How many rows were read and which of them were refused, over all tables."""

    rows: int = 0
    refused: list[Refused] = field(default_factory=list)


def load_international(*, by: Actor) -> Brought:
    """Bring in the bodies that belong to no country, such as those that countries inform."""
    brought = Brought()
    _bodies(brought, INTERNATIONAL, "bodies.csv", REGION, ("en", "ru"), by)
    return brought


def load_law(pack: Pack, *, by: Actor) -> Brought:
    """Bring in the pack's bodies, then its duties, then who informs whom. Loading again changes nothing."""
    brought, langs = Brought(), ("en", "ru", *(lang for lang in pack.languages if lang != "ru"))
    _bodies(brought, pack.folder, BODIES, pack.territory, langs, by)
    columns = _columns(f"key body topic part what {OF_LAW}", langs, {**DAYS, "provisional": yes_no})
    _rows(
        brought,
        pack.folder,
        DUTIES,
        columns,
        frozenset({"key", "topic", "part", "source"}),
        lambda row: law.record_duty(
            by=by,
            owner=pack.territory,
            laid_down=_laid_down(row),
            stated=False,
            **{name: row[name] for name in ("key", "body", "topic", "part", "what")},
        ),
    )
    told = "sender recipient subject what form mode switched_by timing period clock working_days"
    _rows(
        brought,
        pack.folder,
        INFORMING,
        _columns(f"key {told} {OF_LAW}", langs, {**DAYS, "provisional": yes_no, "working_days": _said_yes}),
        frozenset({"key", "sender", "recipient", "subject", "mode", "timing", "source"}),
        lambda row: law.record_information_duty(
            by=by,
            owner=pack.territory,
            key=row["key"],
            informing=law.Informing(**{name: row[name] for name in told.split()}),
            laid_down=_laid_down(row),
            stated=False,
        ),
    )
    return brought


def _bodies(brought: Brought, folder: Path, file: str, owner: str, langs: tuple[str, ...], by: Actor) -> None:
    """Bodies first, then who follows whom, for a body may stand above the one that comes after it."""
    there = bodies_here(PUBLIC, on=date.max)
    following: list[dict[str, Any]] = []

    def record(row: dict[str, Any]) -> None:
        if row["successor"]:
            following.append(row)
        known = there.get(row["key"])
        until = known.until if known and row["successor"] else None if row["successor"] else row["until"]
        if known is not None and known.owner == owner:
            law.correct_authority(by=by, key=row["key"], titles=row["title"], start=row["start"], until=until)
        else:
            told = {name: row[name] for name in ("key", "abbreviation", "parent", "start")}
            law.record_authority(by=by, owner=owner, titles=row["title"], until=until, **told)

    columns = _columns("key title abbreviation parent start until successor", langs, DAYS)
    _rows(brought, folder, file, columns, frozenset({"key"}), record)

    def succeed(row: dict[str, Any]) -> None:
        if row["successor"]:
            law.succeed_authority(by=by, key=row["key"], successor=row["successor"], until=row["until"])

    if following:
        again = Brought()
        _rows(again, folder, file, columns, frozenset({"key"}), succeed)
        brought.refused += again.refused


def _said_yes(value: str, column: str) -> bool:
    """An empty cell says no: a provision that means working days says so."""
    return yes_no(value, column) is True


def _columns(names: str, langs: tuple[str, ...], special: Mapping[str, Cell]) -> dict[str, Cell]:
    known: dict[str, Cell] = {}
    for name in names.split():
        wanted = [f"{name}_{lang}" for lang in langs] if name in IN_LANGUAGES else [name]
        known |= {each: special.get(name, text) for each in wanted}
    return known


def _rows(
    brought: Brought, folder: Path, file: str, columns: Mapping[str, Cell], required: frozenset[str], do: Do
) -> None:
    """Do something with each row of a table that is there; what is refused is kept with its place."""
    path, name = folder / file, f"{folder.name}/{file}"
    if not path.is_file():
        return
    sheet = read_sheet(name, path.read_bytes(), columns=columns, required=required)
    brought.refused += sheet.refused
    for row in sheet.rows:
        brought.rows += 1
        try:
            do(_meant(columns, row.cells))
        except Refusal as refusal:
            brought.refused.append(Refused(name, row.number, _column(refusal.field, columns), refusal))


def _meant(columns: Mapping[str, Cell], cells: Mapping[str, str]) -> dict[str, Any]:
    """The cells as they are meant, those of the languages together; a column that is not there is empty."""
    found: dict[str, Any] = {}
    for name, cell in columns.items():
        base, _line, lang = name.rpartition("_")
        value = cell(cells.get(name, "").strip(), name)
        if base in IN_LANGUAGES:
            found.setdefault(base, {})[lang] = value
        else:
            found[name] = value
    return found


def _column(argument: str | None, columns: Mapping[str, Cell]) -> str:
    """The column that feeds an argument: of one in several languages the first."""
    wanted = {"uri": "act"}.get(argument or "", argument or "")
    return next((name for name in columns if wanted and name in {wanted, f"{wanted}_en"}), "")


def _laid_down(row: Mapping[str, Any]) -> law.LaidDown:
    given = {name: row[name] for name in OF_LAW.split()}
    return law.LaidDown(**given | {"provisional": given["provisional"] is not False})
