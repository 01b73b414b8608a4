"""What a reader of files hands on: cells by their place, before anybody knows where the heading is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kerege.lib.sheets.shape import Kind, Notice, Remark

MOST_ROWS = 50_000
MOST_COLUMNS = 1_000
"""A sheet with more was made by a slip, or is no list of places; thousands of empty formatted columns do not count."""


class Raw(NamedTuple):
    """A cell without its address."""

    value: Any
    kind: Kind
    remark: Remark | None = None


class Span(NamedTuple):
    """A merged area, rows and columns included; rows as in the file, columns from 0."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass
class Line:
    """The filled cells of one row, by column from 0."""

    number: int
    cells: dict[int, Raw]
    hidden: bool = False


@dataclass
class Grid:
    name: str
    lines: list[Line]
    spans: list[Span] = field(default_factory=list)
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    notices: list[Notice] = field(default_factory=list)


def lines_of_text(rows: Iterable[list[str]], numbers: Iterable[int]) -> list[Line]:
    """Lines out of texts; empty ones stay as lines without cells."""
    made = []
    for number, row in zip(numbers, rows, strict=False):
        cells = {place: Raw(text, Kind.TEXT) for place, text in enumerate(row) if text.strip()}
        made.append(Line(number, cells))
    return made
