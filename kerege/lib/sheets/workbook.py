"""XLSX, row by row. The archive is judged before a part is read; no link is followed; formulas give their results."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from kerege.lib.archives import Archive, Limits
from kerege.lib.refusal import Refusal
from kerege.lib.sheets import words
from kerege.lib.sheets.grid import MOST_ROWS, Grid, Line, Raw, Span
from kerege.lib.sheets.shape import Kind, Notice, Noticed, Remark

LIMITS = Limits(packed=25_000_000, unpacked=120_000_000, members=3_000, depth=8)
"""A sheet of 50,000 rows has some 50 MB inside; one of 200 MB is refused by what its archive says of itself."""

_KINDS = {"s": Kind.TEXT, "str": Kind.TEXT, "n": Kind.NUMBER, "d": Kind.DAY, "b": Kind.TRUTH, "e": Kind.FAULT}
_DECLARED = tuple(
    sign.encode(code) for sign in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)


def grids_of_xlsx(content: bytes) -> tuple[list[Grid], list[Notice]]:
    """Every sheet of a workbook, the hidden ones marked, and what was noticed.

    Refuses archives.*, sheets.macros, sheets.unreadable and sheets.too_many_rows.
    """
    notices = _judged(content)
    with _read(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it does not support (colours, lists to choose from) is not read here
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            grids = [_grid(sheet) for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
        finally:
            book.close()
    return grids, [*notices, *(Notice(Noticed.HIDDEN_SHEET, {"name": g.name}) for g in grids if g.hidden)]


def _judged(content: bytes) -> list[Notice]:
    archive = Archive(BytesIO(content), LIMITS)
    names = {member.name: member for member in archive.members}
    index = names.get("[Content_Types].xml")
    if index is None or "xl/workbook.xml" not in {n.lower() for n in names}:
        raise Refusal(words.UNREADABLE, why="no workbook")
    told = archive.read(index, most=1_000_000)
    if b"macroEnabled" in told or any("vbaproject" in name.lower() for name in names):
        raise Refusal(words.MACROS)
    for name, member in names.items():
        if name.endswith((".xml", ".rels")):
            first = next(iter(archive.chunks(member)), b"")
            if any(sign in first for sign in _DECLARED):  # it can stand at the beginning of a part only
                raise Refusal(words.UNREADABLE, why="document type")
    linked = any(name.lower().startswith("xl/externallinks/") for name in names)
    return [Notice(Noticed.LINKS)] if linked else []


@contextmanager
def _read() -> Iterator[None]:
    """What a damaged workbook can raise in the library is one refusal for whoever handed it in."""
    try:
        yield
    except Refusal:
        raise
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, EOFError, SyntaxError) as fault:
        raise Refusal(words.UNREADABLE, why=type(fault).__name__) from None


class _Parser(WorkSheetParser):
    """The library's parser, which also says which cells have a formula behind their result."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        cell["formula"] = element.find(FORMULA_TAG) is not None
        return cell


def _grid(sheet: ReadOnlyWorksheet) -> Grid:
    book = sheet.parent
    grid = Grid(sheet.title, [], hidden=sheet.sheet_state != "visible")
    with sheet._get_source() as source:  # noqa: SLF001 - the only way to merged cells and formulas while streaming
        parser = _Parser(
            source,
            sheet._shared_strings,  # noqa: SLF001 - as above
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001 - as above
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001 - as above
        )
        for number, cells in parser.parse():
            line = _line(number, cells, parser)
            if line.cells:
                grid.lines.append(line)
            if len(grid.lines) > MOST_ROWS:
                raise Refusal(words.TOO_MANY_ROWS, name=grid.name, most=MOST_ROWS)
    grid.spans = _spans(parser)
    grid.hidden_columns = _hidden_columns(parser, grid.lines)
    return grid


def _line(number: int, cells: list[dict[str, Any]], parser: WorkSheetParser) -> Line:
    filled = {}
    for cell in cells:
        raw = _raw(cell)
        if raw is not None:
            filled[cell["column"] - 1] = raw
    said = parser.row_dimensions.pop(str(number), {})
    return Line(number, filled, hidden=said.get("hidden") in {"1", "true"})


def _raw(cell: dict[str, Any]) -> Raw | None:
    value, remark = cell["value"], Remark.FORMULA if cell["formula"] else None
    if value is None or value == "":
        return Raw(None, Kind.EMPTY, remark) if remark else None
    kind = _KINDS.get(cell["data_type"], Kind.TEXT)
    if isinstance(value, datetime):
        value = value.date() if value.time() == time(0) else value
    elif isinstance(value, time | timedelta):
        value, kind = str(value), Kind.TEXT
    elif isinstance(value, str):
        if not value.strip():
            return None
        kind = kind if kind == Kind.FAULT else Kind.TEXT
    return Raw(value, Kind.DAY if isinstance(value, date) else kind, remark)


def _spans(parser: WorkSheetParser) -> list[Span]:
    merged = parser.merged_cells
    found = [r.bounds for r in merged.mergeCell] if merged is not None else []
    return [Span(top, bottom, left - 1, right - 1) for left, top, right, bottom in found]


def _hidden_columns(parser: WorkSheetParser, lines: list[Line]) -> frozenset[int]:
    """Those among the hidden ones that hold something: a sheet often hides all that is empty."""
    used = {c for line in lines for c in line.cells}
    hidden = set()
    for said in parser.column_dimensions.values():
        if said.get("hidden") in {"1", "true"}:
            hidden |= used & set(range(int(said["min"]) - 1, int(said["max"])))
    return frozenset(hidden)
