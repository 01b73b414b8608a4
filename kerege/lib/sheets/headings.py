"""Where the heading of a table is: which rows stand above it, how many rows it has, and what the columns are called."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kerege.lib.refusal import Refusal
from kerege.lib.sheets.coordinates import read_angle
from kerege.lib.sheets.days import read_day
from kerege.lib.sheets.grid import Line, Raw
from kerege.lib.sheets.shape import Kind, as_text

MOST = 5
"""Rows that a heading may have; four were seen in a real one."""

_WIDE = 8
_LOOK = 25
"""Among so many rows the heading begins; what stands above it is a title."""


@dataclass(frozen=True)
class Head:
    """`start` is the place of the first heading row among the lines, `size` how many there are, 0 for none.

    `numbered` says that a row follows which only numbers the columns. `parts` are the texts by column.
    """

    start: int
    size: int
    numbered: bool
    parts: Mapping[int, tuple[str, ...]]

    @property
    def body(self) -> int:
        return self.start + self.size + self.numbered


def head_of(lines: Sequence[Line]) -> Head:
    """The heading of the table. `lines` have their merged cells filled."""
    start = next((n for n, line in enumerate(lines[:_LOOK]) if _heads(line)), None)
    if start is None:
        return Head(0, 0, numbered=False, parts={})
    size = 1
    while size < MOST and start + size < len(lines) and _goes_on(lines[start : start + size + 1]):
        size += 1
    rows = lines[start : start + size]
    following = lines[start + size] if start + size < len(lines) else None
    return Head(start, size, following is not None and _numbers(following), _parts(rows))


def is_wordy(cell: Raw) -> bool:
    """Whether a cell could name a column: a short text that is neither a number, a day nor a coordinate."""
    if cell.kind != Kind.TEXT:
        return False
    text = as_text(cell.value)
    if (
        not re.search(r"[^\W\d_]", text)
        or len(text) > 150
        or re.match(r"https?://|[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$", text)
    ):
        return False
    if 2 * sum(sign.isdigit() for sign in text) < len(text):
        return True
    for read in (read_day, read_angle):
        try:
            read(text)
        except Refusal:
            continue
        return False
    return True


def _heads(line: Line) -> bool:
    """Whether a row can begin a heading: two different texts at least, and hardly anything but texts."""
    texts = {as_text(c.value) for c in line.cells.values() if is_wordy(c)}
    wordy = sum(is_wordy(c) for c in line.cells.values())
    return len(texts) >= 2 and wordy >= 0.7 * len(line.cells)


def _goes_on(rows: Sequence[Line]) -> bool:
    """Whether the last of the rows still belongs to the heading: it fills what the rows above left open, and no more;
    in a wide table, hardly more, because totals stand between groups there.

    Open is a column without a text, and one whose text is shared with its neighbour or followed by an empty one, as
    the title of a group is.
    """
    above, last = rows[:-1], rows[-1].cells
    if sum(is_wordy(c) for c in last.values()) < max(1, 0.8 * len(last)):
        return False
    ends = max(max(line.cells, default=0) for line in rows)
    shown = {c: _last_text(above, c) for c in range(ends + 1)}
    opened = {c for c in shown if _is_open(c, shown, ends)}
    new = {c for c, cell in last.items() if as_text(cell.value) != shown[c]}
    return bool(new) and (new <= opened or (len(new) >= _WIDE and len(new & opened) >= 0.6 * len(new)))


def _is_open(column: int, shown: Mapping[int, str], ends: int) -> bool:
    here = shown[column]
    if not here:
        return True
    return column < ends and shown[column + 1] in {"", here} or column > 0 and shown[column - 1] == here


def _last_text(rows: Sequence[Line], column: int) -> str:
    found = [as_text(line.cells[column].value) for line in rows if column in line.cells]
    return found[-1] if found else ""


def _numbers(line: Line) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 …, as official tables of the region have it."""
    found = [as_text(line.cells[c].value) for c in sorted(line.cells)]
    return len(found) >= 3 and found == [str(n) for n in range(1, len(found) + 1)]


def _parts(rows: Sequence[Line]) -> dict[int, tuple[str, ...]]:
    columns = sorted({c for line in rows for c in line.cells})
    filled = [_spread(line, rows[n + 1 :], columns) for n, line in enumerate(rows)]
    parts = {}
    for column in columns:
        texts: list[str] = []
        for row in filled:
            text = " ".join(row.get(column, "").split())
            if text and text not in texts:
                texts.append(text)
        parts[column] = tuple(texts)
    return parts


def _spread(line: Line, below: Sequence[Line], columns: Collection[int]) -> dict[int, str]:
    """The texts of a heading row; the title of a group also over the empty cells to its right that have parts below."""
    out: dict[int, str] = {}
    title = ""
    for column in sorted(columns):
        if column in line.cells:
            title = as_text(line.cells[column].value)
            grouped = any(column in other.cells for other in below)
            out[column], title = title, title if grouped else ""
        elif title and any(column in other.cells for other in below):
            out[column] = title
    return out
