"""The shape of a sheet that was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple


class Kind(StrEnum):
    """What a cell holds. FAULT is what a spreadsheet shows where a formula failed, such as #REF!."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    TRUTH = "truth"
    FAULT = "fault"


class Remark(StrEnum):
    """How a cell came by what it holds."""

    FORMULA = "formula"
    MERGED = "merged"


class Noticed(StrEnum):
    """What a reader of the file should know before trusting what was read."""

    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    FORMULAS = "formulas"
    MERGED = "merged"
    LINKS = "links"
    TITLES = "titles"
    HEADERS = "headers"
    NO_HEADER = "no_header"
    NUMBERED = "numbered"
    SECTIONS = "sections"
    ENCODING = "encoding"
    SEPARATOR = "separator"
    OTHER_FILES = "other_files"
    AREAS = "areas"


@dataclass(frozen=True)
class Notice:
    """`data` fills the sentence of `words.NOTICES`."""

    word: Noticed
    data: Mapping[str, str | int] = field(default_factory=dict)


class Cell(NamedTuple):
    """One cell. `address` is where its sender finds it: C17, or the path in a file that has no cells."""

    address: str
    value: Any
    kind: Kind
    remark: Remark | None = None

    @property
    def text(self) -> str:
        """What stands there, as one would type it; empty for nothing."""
        return as_text(self.value)


class Column(NamedTuple):
    """`letter` is its place (C), `name` its heading with all rows joined, `parts` the rows of the heading."""

    letter: str
    name: str
    parts: tuple[str, ...] = ()


class Row(NamedTuple):
    """As many cells as the sheet has columns. `number` counts as the file does."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table with its heading taken off. Rows without any content are left out.

    Of submissions `form` is the form's name and `versions` are those with which they were filled in.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    notices: Sequence[Notice] = ()
    hidden: bool = False
    form: str = ""
    versions: Sequence[str] = ()


@dataclass(frozen=True)
class Book:
    """What was in the file. `best` is the sheet that most likely is meant."""

    sheets: Sequence[Sheet]
    notices: Sequence[Notice] = ()

    @property
    def best(self) -> Sheet:
        """The visible sheet with the most cells under a heading of its own."""
        shown = [s for s in self.sheets if not s.hidden] or list(self.sheets)
        return max(shown, key=lambda s: (len(s.rows) * len(s.columns) > 0, bool(s.columns), len(s.rows)))

    def sheet(self, name: str) -> Sheet | None:
        return next((s for s in self.sheets if s.name == name), None)


def as_text(value: Any) -> str:
    """A value as one would type it: whole numbers without a point, days as ISO 8601, truth as 1 and 0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def letter(column: int) -> str:
    """The letter of a column, counted from 0: A, …, Z, AA."""
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out
