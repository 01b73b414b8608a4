"""From cells by their place to a sheet: merged cells filled, the heading taken off, rows made as wide as the table."""

from collections.abc import Iterator

from kerege.lib.refusal import Refusal
from kerege.lib.sheets import words
from kerege.lib.sheets.grid import MOST_COLUMNS, Grid, Line, Raw, Span
from kerege.lib.sheets.headings import Head, head_of
from kerege.lib.sheets.shape import Cell, Column, Kind, Notice, Noticed, Remark, Row, Sheet, letter

_EMPTY = Raw(None, Kind.EMPTY)
_MOST_FILLED = 200_000
"""Cells that merging may fill; a merged area of a million cells is a trap or a slip."""


def shaped(grid: Grid) -> Sheet:
    """The sheet in a grid. Refuses sheets.too_many_columns."""
    sections, merged = _fill(grid)
    lines = [line for line in grid.lines if line.cells and line.number not in sections]
    head = head_of(lines)
    columns = _columns(head, lines, grid)
    rows = [_row(line, columns) for line in lines[head.body :] if any(c in line.cells for c in columns)]
    made = [Column(letter(c), name, head.parts.get(c, ())) for c, name in columns.items()]
    return Sheet(grid.name, made, rows, [*grid.notices, *_notices(grid, head, rows, sections, merged)], grid.hidden)


def _fill(grid: Grid) -> tuple[list[int], list[str]]:
    """Fill merged cells. The numbers of rows that hold nothing but a title across the table, and what was filled."""
    by_number = {line.number: line for line in grid.lines}
    widest = max((max(line.cells, default=0) for line in grid.lines), default=0) + 1
    sections: list[int] = []
    merged: list[str] = []
    for span in grid.spans:
        first = by_number[span.top].cells.get(span.left) if span.top in by_number else None
        if first is None:
            continue
        wide = span.right - span.left + 1
        if span.top == span.bottom and wide > 2 and 2 * wide > widest and len(by_number[span.top].cells) == 1:
            sections.append(span.top)
            continue
        for place in _places(span, by_number, _MOST_FILLED - len(merged), widest):
            line, column = place
            line.cells[column] = Raw(first.value, first.kind, Remark.MERGED)
            merged.append(f"{letter(column)}{line.number}")
    return sorted(sections), merged


def _places(span: Span, lines: dict[int, Line], most: int, widest: int) -> Iterator[tuple[Line, int]]:
    for number in range(span.top, min(span.bottom, span.top + most) + 1):
        line = lines.get(number)
        if line is None or most <= 0:
            continue
        for column in range(span.left, min(span.right, widest - 1) + 1):
            if (number, column) != (span.top, span.left) and column not in line.cells and most > 0:
                most -= 1
                yield line, column


def _columns(head: Head, lines: list[Line], grid: Grid) -> dict[int, str]:
    """The name of every column that has a heading or something in it, by place."""
    used = sorted({c for line in lines[head.start :] for c in line.cells})
    if len(used) > MOST_COLUMNS:
        raise Refusal(words.TOO_MANY_COLUMNS, name=grid.name, most=MOST_COLUMNS)
    return {c: " / ".join(head.parts.get(c, ())) or letter(c) for c in used}


def _row(line: Line, columns: dict[int, str]) -> Row:
    cells = []
    for column in columns:
        raw = line.cells.get(column, _EMPTY)
        cells.append(Cell(f"{letter(column)}{line.number}", raw.value, raw.kind, raw.remark))
    return Row(line.number, tuple(cells), line.hidden)


def _notices(grid: Grid, head: Head, rows: list[Row], sections: list[int], merged: list[str]) -> Iterator[Notice]:
    if head.size == 0:
        yield Notice(Noticed.NO_HEADER)
    if head.start:
        yield Notice(Noticed.TITLES, {"count": head.start})
    if head.size > 1:
        yield Notice(Noticed.HEADERS, {"count": head.size})
    if head.numbered:
        yield Notice(Noticed.NUMBERED)
    if sections:
        yield Notice(Noticed.SECTIONS, {"count": len(sections), "first": sections[0]})
    if merged:
        yield Notice(Noticed.MERGED, {"count": len(merged), "first": merged[0]})
    computed = [c.address for r in rows for c in r.cells if c.remark == Remark.FORMULA]
    if computed:
        yield Notice(Noticed.FORMULAS, {"count": len(computed), "first": computed[0]})
    unseen = [r.number for r in rows if r.hidden]
    if unseen:
        yield Notice(Noticed.HIDDEN_ROWS, {"count": len(unseen), "first": unseen[0]})
    if grid.hidden_columns:
        yield Notice(Noticed.HIDDEN_COLUMNS, {"names": ", ".join(letter(c) for c in sorted(grid.hidden_columns))})
