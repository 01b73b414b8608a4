"""Reading tables out of bytes: what is wrong is said with its row and column, and the rest is kept. Plain Python."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kerege.lib.figures import whole
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.stated import read_day, read_stated
from kerege.lib.text import NOT_UTF8
from kerege.worlds import words

MOST_BYTES = 64 * 1024 * 1024
Cell = Callable[[str, str], Any]


@dataclass(frozen=True)
class Refused:
    """One row, or a whole file (row 1), that was not loaded. `column` is empty when no single cell is at fault."""

    file: str
    row: int
    column: str
    refusal: Refusal

    @property
    def code(self) -> str:
        return self.refusal.code

    @property
    def place(self) -> str:
        """file:row:column, as people look it up."""
        return f"{self.file}:{self.row}:{self.column}"


@dataclass(frozen=True)
class Row:
    """One row with its number in the file, the header being row 1."""

    number: int
    cells: Mapping[str, str]


@dataclass
class Sheet:
    """The good rows of a file, and what was refused of it."""

    rows: list[Row] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def read_sheet(name: str, data: bytes, *, columns: Mapping[str, Cell], required: frozenset[str]) -> Sheet:
    """The rows of a CSV file. A wrong header refuses the file, a wrong row only itself.

    Bytes that are not UTF-8 refuse their row, with the column in which they stand (text.not_utf8).
    """
    sheet = Sheet()
    if len(data) > MOST_BYTES:
        refusal = Refusal(words.TOO_LARGE, size=len(data), most=MOST_BYTES)
        sheet.refused.append(Refused(name, 1, "", refusal))
        return sheet
    csv.field_size_limit(MOST_BYTES)
    lines = _numbered(data.decode("utf-8-sig", errors="surrogateescape"))
    _, header = next(lines, (1, []))
    try:
        _check_header(header, columns, required)
    except Refusal as refusal:
        sheet.refused.append(Refused(name, 1, refusal.field or "", refusal))
        return sheet
    for number, cells in lines:
        try:
            sheet.rows.append(_row(number, header, cells, required))
        except Refusal as refusal:
            sheet.refused.append(Refused(name, number, refusal.field or "", refusal))
    return sheet


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the row, not of the line: a cell may hold line breaks. Blank lines count and are
    skipped.
    """
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline="")), start=1):
        if cells:
            yield number, cells


def _check_header(header: list[str], columns: Mapping[str, Cell], required: frozenset[str]) -> None:
    for name in header:
        if name not in columns:
            shown = name.encode("utf-8", "replace").decode()[:60]
            raise Refusal(words.UNKNOWN_COLUMN, field=shown, column=shown, columns=", ".join(columns))
        if header.count(name) > 1:
            raise Refusal(words.DOUBLE_COLUMN, field=name, column=name)
    for name in sorted(required - set(header)):
        raise Refusal(words.MISSING_COLUMN, field=name, column=name)


def _row(number: int, header: list[str], cells: list[str], required: frozenset[str]) -> Row:
    if len(cells) != len(header):
        raise Refusal(words.ROW_SHAPE, cells=len(cells), columns=len(header))
    row = dict(zip(header, cells, strict=True))
    for name, value in row.items():
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise Refusal(NOT_UTF8, field=name)
        if name in required and not value.strip():
            raise Refusal(words.EMPTY_CELL, field=name)
    return Row(number, row)


def text(value: str, column: str) -> str:
    return value


def keys(value: str, column: str) -> list[str]:
    """Keys with spaces between them."""
    return value.split()


def yes_no(value: str, column: str) -> bool | None:
    """True, False, or None for an empty cell: not known."""
    known = {"yes": True, "no": False, "": None}
    if value not in known:
        raise Refusal(words.NOT_YES_NO, field=column, value=value[:40])
    return known[value]


def pairs(value: str, column: str) -> dict[str, str]:
    """Words with what stands behind them, with semicolons between: "technician 5; trainer 2"."""
    told = (part.strip().partition(" ") for part in value.split(";") if part.strip())
    return {word: rest.strip() for word, _, rest in told}


def lines(value: str, column: str) -> str:
    """Several lines with bars between."""
    return "\n".join(part.strip() for part in value.split("|"))


def sensitivity(value: str, column: str) -> Sensitivity | None:
    """A level by its word; None for an empty cell: the usual one."""
    known = {level.name.lower(): level for level in Sensitivity}
    if value and value not in known:
        raise Refusal(words.NOT_A_LEVEL, field=column, value=value[:40], known=", ".join(known))
    return known.get(value)


def number(value: str, column: str) -> int | None:
    return whole(value, field=column) if value else None


def day(value: str, column: str) -> Any:
    return read_day(value, field=column)


def first_day(value: str, column: str) -> Any:
    """The first day of what is stated: a month or a year is enough where a period begins."""
    return read_stated(value, field=column).first
