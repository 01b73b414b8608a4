"""The shape of a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, runtime_checkable


@runtime_checkable
class Noted(Protocol):
    """A cell whose text carries a marker, with the note that the marker points to; an empty note is none."""

    @property
    def marker(self) -> str: ...
    @property
    def note(self) -> str: ...


@dataclass(frozen=True)
class Table:
    """`rows` are as wide as `headings`. `about` are lines above the table: what, as on which day, for whom; `sources`
    are lines below it, one for each page on which the rows rest.

    Cells are text, whole numbers, decimals, dates, None (empty) or Noted. `rtl` is the direction of its language.
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    about: Sequence[str] = field(default_factory=tuple)
    lang: str = "en"
    rtl: bool = False
    sources: Sequence[str] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.headings):
                raise ValueError(f"row {number} has {len(row)} cells for {len(self.headings)} headings")


def notes_of(table: Table) -> list[str]:
    """The notes of all cells, each once, in the order in which they first occur, with their markers."""
    seen: dict[str, None] = {}
    for row in table.rows:
        for cell in row:
            if isinstance(cell, Noted) and cell.note:
                note = cell.note if cell.note.startswith(cell.marker) else f"{cell.marker} {cell.note}"
                seen[note] = None
    return list(seen)


def below(table: Table) -> list[str]:
    """What stands below the rows wherever they go: the notes of names, then the sources."""
    return [*notes_of(table), *table.sources]


def plain(cell: Any) -> str | int | float:
    """A cell as text or number; dates as ISO 8601, nothing as an empty text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float):
        return cell
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return str(cell)


# Full-width signs too: some programs take them for the plain ones. A line break or a space may stand before the sign.
_RUNS = frozenset("=+-@|%\uff1d\uff0b\uff0d\uff20")
_BEFORE = " \t\r\n\u00a0\u3000\ufeff\u200b"


def safe(cell: Any) -> str | int | float:
    """`plain`, with an apostrophe before a text that a spreadsheet would run as a formula (OWASP, CSV injection).

    Whoever reads the file back takes off one apostrophe from a text that begins with one: a text that has an apostrophe
    of its own gets a second, so `unsafe` gives back exactly what was there.
    """
    value = plain(cell)
    return f"'{value}" if isinstance(value, str) and _would_run(value) else value


def unsafe(text: str) -> str:
    """The text that `safe` was given."""
    return text[1:] if text.startswith("'") else text


def _would_run(text: str) -> bool:
    return text.startswith(("\t", "\r", "\n", "'")) or text.lstrip(_BEFORE)[:1] in _RUNS
