"""Scores of countries in published frames, out of files as they were published: with titles above the heading, merged
cells, sums between, spaces behind names, and rows that are no country. Nothing is invented: an empty cell is no score.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kerege.capacity.rules.frames import FRAMES, Frame
from kerege.capacity.words import declared as words
from kerege.lib.refusal import Refusal
from kerege.lib.sheets.grid import Grid, Line, Raw

FEWEST = 5
"""So many indicators make a row a heading."""
LOOKED_AT = 40
_YEAR = re.compile(r"\byear\s+(20\d\d)\b", re.IGNORECASE)
_DAY = "jee_date1"
Known = Callable[[str], str]
"""The code of the territory that a text names; empty where it names none."""


@dataclass(frozen=True)
class Row:
    """What a row says: where it stands, what the country is called there, its code if it is known, and the scores."""

    number: int
    called: str
    territory: str
    frame: str
    on: date
    scores: dict[str, int]


@dataclass
class Found:
    """What a file has: rows to keep, rows that are refused with their reasons, and rows that say nothing."""

    rows: list[Row] = field(default_factory=list)
    refused: list[tuple[int, Refusal]] = field(default_factory=list)
    silent: int = 0
    no_country: list[tuple[int, str]] = field(default_factory=list)


def read_scores(grids: Sequence[Grid], *, known: Known, year: int | None = None) -> Found:
    """The scores in the sheets of a file. `year` takes the place of the one that the sheet tells.

    Refuses capacity.no_frame and capacity.no_country_column; given back by row are capacity.no_day, .score_outside and
    .row_twice.
    """
    found = Found()
    told = [(grid, *headed) for grid in grids for headed in _headings(grid)]
    if not told:
        raise Refusal(words.NO_FRAME, field="file", known=", ".join(frame.title for frame in FRAMES.values()))
    for grid, heading, frame, columns in told:
        names = _column_of_names(grid, heading, set(columns), known)
        days = [column for column, raw in grid.lines[heading].cells.items() if _text(raw).lower() == _DAY]
        told_year = year or _year_of(grid, heading)
        _read(_Sheet(frame, columns, names, next(iter(days), None), told_year, grid.lines[heading + 1 :]), known, found)
    return found


def _headings(grid: Grid) -> Iterator[tuple[int, Frame, dict[int, str]]]:
    """Where the heading stands, of which frame, and which column is which indicator; one for each frame."""
    for frame in FRAMES.values():
        for place, line in enumerate(grid.lines[:LOOKED_AT]):
            texts = {column: _text(raw) for column, raw in line.cells.items()}
            columns = {column: code for column, text in texts.items() if (code := frame.code_of(text))}
            if len(columns) >= FEWEST and frame.is_of(columns.values()):
                yield place, frame, columns
                break


def _column_of_names(grid: Grid, heading: int, taken: set[int], known: Known) -> int:
    """The column in which most cells name a territory; of two that do so alike the first."""
    counted: Counter[int] = Counter()
    for line in grid.lines[heading + 1 :]:
        counted.update(column for column, raw in line.cells.items() if column not in taken and known(_text(raw)))
    if not counted:
        raise Refusal(words.NO_COUNTRY_COLUMN, field="file", sheet=str(grid.name)[:60])
    most = max(counted.values())
    return min(column for column, count in counted.items() if count == most)


def _year_of(grid: Grid, heading: int) -> int | None:
    for line in grid.lines[:heading]:
        for raw in line.cells.values():
            if match := _YEAR.search(_text(raw)):
                return int(match[1])
    return None


@dataclass(frozen=True)
class _Sheet:
    """A sheet whose heading was found: where names and days stand, and the year that its title tells."""

    frame: Frame
    columns: dict[int, str]
    names: int
    day: int | None
    year: int | None
    lines: Sequence[Line]


def _read(sheet: _Sheet, known: Known, found: Found) -> None:
    before: dict[str, int] = {}
    for line in sheet.lines:
        cells = {code: line.cells[column] for column, code in sheet.columns.items() if column in line.cells}
        if any(sheet.frame.code_of(_text(raw)) for raw in cells.values()):
            continue  # the heading once more, as prints have it on each page
        called = _text(line.cells[sheet.names])[:200] if sheet.names in line.cells else ""
        if not cells:
            found.silent += bool(called)
        elif not called:
            found.no_country.append((line.number, next(_texts(line), "")[:60]))
        else:
            try:
                found.rows.append(_row(sheet, line, called, cells, known, before))
            except Refusal as refusal:
                found.refused.append((line.number, refusal))


def _row(sheet: _Sheet, line: Line, called: str, cells: dict[str, Raw], known: Known, before: dict[str, int]) -> Row:
    code = known(called)
    if (code or called) in before:
        raise Refusal(words.ROW_TWICE, called=called, row=before[code or called])
    before[code or called] = line.number
    on = _day(line.cells[sheet.day]) if sheet.day is not None and sheet.day in line.cells else None
    on = on or (date(sheet.year, 12, 31) if sheet.year else None)
    if on is None:
        raise Refusal(words.NO_DAY)
    scores = {code: _score(sheet.frame, code, raw) for code, raw in cells.items()}
    return Row(line.number, called, code, sheet.frame.key, on, scores)


def _score(frame: Frame, code: str, raw: Raw) -> int:
    text = _text(raw)
    number = int(text) if re.fullmatch(r"\d{1,3}", text) else None
    if isinstance(raw.value, float) and raw.value.is_integer():
        number = int(raw.value)
    if number is None or not frame.takes(number):
        raise Refusal(words.SCORE_OUTSIDE, value=text[:40], indicator=code, scale=frame.scale)
    return number


def _day(raw: Raw) -> date | None:
    if isinstance(raw.value, datetime):
        return raw.value.date()
    return raw.value if isinstance(raw.value, date) else None


def _texts(line: Line) -> Iterator[str]:
    return (text for raw in line.cells.values() if (text := _text(raw)))


def _text(raw: Raw) -> str:
    return "" if raw.value is None else " ".join(str(raw.value).split())
