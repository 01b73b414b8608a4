"""Which reader a file is for. Its name says what it claims to be, its bytes decide."""

from collections.abc import Callable, Mapping

from kerege.lib.names import ending_of
from kerege.lib.refusal import Refusal
from kerege.lib.sheets import words
from kerege.lib.sheets.delimited import grid_of_csv
from kerege.lib.sheets.forms import sheets_of_xml, sheets_of_zip
from kerege.lib.sheets.grid import Grid
from kerege.lib.sheets.objects import sheet_of_json
from kerege.lib.sheets.shape import Book
from kerege.lib.sheets.shaping import shaped
from kerege.lib.sheets.workbook import grids_of_xlsx

_OLD = {"xls", "xlsb", "ods", "numbers"}
_MACROS = {"xlsm", "xltm", "xlam"}


def read_book(name: str, content: bytes) -> Book:
    """What stands in a file, with all its sheets. The same file gives the same book.

    Refuses sheets.* (also for a file without a row of data), archives.* for a workbook that is a trap, xml.* for forms.
    """
    ending = ending_of(name)
    if ending in _MACROS:
        raise Refusal(words.MACROS)
    if ending in _OLD:
        raise Refusal(words.OLD_WORKBOOK, name=name[:80])
    if ending not in _READERS:
        raise Refusal(words.UNKNOWN_KIND, name=name[:80], kinds=", ".join(e.upper() for e in ENDINGS))
    book = _READERS[ending](name, content)
    if not any(sheet.rows for sheet in book.sheets):
        raise Refusal(words.NO_ROWS)
    return book


def read_grid(name: str, content: bytes) -> Grid:
    """The rows of the fullest visible sheet of a workbook or a CSV file as they stand, for whoever knows which headings
    to look for. Refuses what `read_book` refuses of these.
    """
    ending = ending_of(name)
    if ending not in {"xlsx", "csv", "tsv", "txt"}:
        read_book(name, content)  # says what is wrong with all others
        raise Refusal(words.UNKNOWN_KIND, name=name[:80], kinds="XLSX, CSV, TSV, TXT")
    grids = grids_of_xlsx(content)[0] if ending == "xlsx" else [grid_of_csv(content, _stem(name))]
    filled = [grid for grid in grids if any(line.cells for line in grid.lines)]
    if not filled:
        raise Refusal(words.NO_ROWS)
    return max(filled, key=lambda grid: (not grid.hidden, sum(bool(line.cells) for line in grid.lines)))


def _of_xlsx(name: str, content: bytes) -> Book:
    grids, notices = grids_of_xlsx(content)
    return Book([shaped(grid) for grid in grids], notices)


def _of_csv(name: str, content: bytes) -> Book:
    return Book([shaped(grid_of_csv(content, _stem(name)))])


def _of_json(name: str, content: bytes) -> Book:
    return Book([sheet_of_json(content, _stem(name))])


def _of_xml(name: str, content: bytes) -> Book:
    return Book(sheets_of_xml(content, _stem(name)))


def _of_zip(name: str, content: bytes) -> Book:
    return Book(*sheets_of_zip(content, _stem(name)))


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


_READERS: Mapping[str, Callable[[str, bytes], Book]] = {
    "xlsx": _of_xlsx,
    "csv": _of_csv,
    "tsv": _of_csv,
    "txt": _of_csv,
    "json": _of_json,
    "geojson": _of_json,
    "xml": _of_xml,
    "zip": _of_zip,
}
ENDINGS = tuple(_READERS)
"""The endings of names that are read."""
