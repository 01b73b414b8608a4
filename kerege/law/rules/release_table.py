"""The tables of a release of the catalogue: reading them, and every place where they are wrong. Plain Python.

A release is whole or it is not: whoever checks one is told all its faults at once, each with file, row and column.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kerege.law.words import releases as words
from kerege.lib.refusal import Refusal
from kerege.lib.stated import read_day
from kerege.lib.text import clean_line
from kerege.people.rules import choice

Row = dict[str, str]
Cell = Callable[[str, str], Any]
"""From what stands in a cell and the name of its column to the value that is meant. Refuses what is none."""


@dataclass(frozen=True)
class Fault:
    """One place that is wrong; the heading is row 1."""

    file: str
    row: int
    column: str
    refusal: Refusal

    @property
    def place(self) -> str:
        """file:row:column, as people look it up."""
        return f"{self.file}:{self.row}:{self.column}"


@dataclass
class Sheet:
    """The rows of one table that could be read, by their numbers, and what was wrong."""

    file: str
    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, row: int, refusal: Refusal, column: str = "") -> None:
        self.faults.append(Fault(self.file, row, refusal.field or column, refusal))


def read(file: str, data: bytes, cells: Mapping[str, Cell]) -> Sheet:
    """The table in these bytes; every column has to be there. A row with a wrong cell is left out and told."""
    sheet = Sheet(file)
    try:
        lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        sheet.refuse(1, Refusal(words.NOT_A_TABLE, row=1))
        return sheet
    header = lines[0] if lines else []
    for name in cells:
        if name not in header:
            sheet.refuse(1, Refusal(words.NO_COLUMN, field=name, column=name))
    if sheet.faults:
        return sheet
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(header):
            sheet.refuse(number, Refusal(words.NOT_A_TABLE, row=number))
        elif line:
            _row(sheet, number, dict(zip(header, line, strict=True)), cells)
    return sheet


def _row(sheet: Sheet, number: int, typed: Row, cells: Mapping[str, Cell]) -> None:
    meant, before = {}, len(sheet.faults)
    for name, cell in cells.items():
        try:
            meant[name] = cell(typed[name], name)
        except Refusal as refusal:
            sheet.refuse(number, refusal, name)
    if len(sheet.faults) == before:
        sheet.rows.append((number, meant))


# -- cells -------------------------------------------------------------------------------------------------------------


def line(longest: int, *, empty: bool = False) -> Cell:
    def read_line(typed: str, name: str) -> str:
        return "" if empty and not typed.strip() else clean_line(typed, field=name, max_length=longest)

    return read_line


def statement(language: str) -> Cell:
    """A sentence in a language that may not be missing."""

    def read_statement(typed: str, name: str) -> str:
        if not typed.strip():
            raise Refusal(words.TEXT_MISSING, field=name, language=language)
        return clean_line(typed, field=name, max_length=600)

    return read_statement


def one_of(choices: type[StrEnum]) -> Cell:
    return lambda typed, name: choice(typed.strip(), choices, name)


def yes_no(typed: str, name: str) -> bool:
    if typed.strip() not in {"yes", "no", ""}:
        raise Refusal(words.NOT_YES_NO, field=name, value=typed[:20])
    return typed.strip() == "yes"


def a_day(typed: str, name: str) -> str:
    """A whole day as text, or nothing: a release is written down and compared as text."""
    day = read_day(typed, field=name)
    return day.isoformat() if day else ""


def a_rank(typed: str, name: str) -> int | None:
    if not typed.strip():
        return None
    if not re.fullmatch(r"[1-9][0-9]?", typed.strip(), re.ASCII):
        raise Refusal(words.NOT_A_RANK, field=name, value=typed[:20])
    return int(typed)


def a_place(typed: str, name: str) -> int:
    """A rank that may not be missing."""
    found = a_rank(typed, name)
    if found is None:
        raise Refusal(words.NOT_A_RANK, field=name, value="")
    return found


def an_eid(typed: str, name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", typed, re.ASCII):
        raise Refusal(words.NOT_AN_EID, field=name, value=typed[:60])
    return typed


def unique(sheet: Sheet, *columns: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows whose key is new; those that stand twice are told."""
    seen: set[tuple[Any, ...]] = set()
    for number, row in sheet.rows:
        key = tuple(row[name] for name in columns)
        if key in seen:
            sheet.refuse(number, Refusal(words.KEY_TWICE, field=columns[0], key=" ".join(map(str, key))))
        else:
            seen.add(key)
            yield number, row


def among(sheet: Sheet, number: int, row: Mapping[str, Any], column: str, known: Any, what: str, file: str) -> bool:
    """Whether a cell names something that is there; a wrong one is told."""
    if row[column] in known:
        return True
    sheet.refuse(
        number, Refusal(words.UNKNOWN_IN_RELEASE, field=column, key=str(row[column])[:60], what=what, file=file)
    )
    return False
