"""Plain sheets of texts as a workbook, and back: every cell is a text, so nothing in it can run."""

from collections.abc import Collection, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from kerege.lib.sheets.workbook import grids_of_xlsx

Rows = list[dict[str, str]]


def written(sheets: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    """The workbook with these sheets, in their order; the headings are the names that the rows have."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        sheet = book.create_sheet(name)
        for cells in (headings, *([row.get(heading, "") for heading in headings] for row in rows)):
            made = [WriteOnlyCell(sheet, value=text or None) for text in cells]
            for cell in made:
                if cell.value is not None:
                    cell.data_type = "s"
            sheet.append(made)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(content: bytes, names: Collection[str]) -> dict[str, Rows]:
    """The sheets with these names, as far as there are; the first row of each is its heading.

    Refuses archives.* and sheets.* (kerege.lib.sheets).
    """
    grids, _notices = grids_of_xlsx(content)
    return {grid.name.strip().lower(): _rows(grid.lines) for grid in grids if grid.name.strip().lower() in names}


def _rows(lines: Sequence[Any]) -> Rows:
    if not lines:
        return []
    headings = {place: _text(raw) for place, raw in lines[0].cells.items()}
    found = []
    for line in lines[1:]:
        row = {headings[place]: _text(raw) for place, raw in line.cells.items() if headings.get(place)}
        found.append({name: text for name, text in row.items() if text})
    return found


def _text(raw: object) -> str:
    value = getattr(raw, "value", raw)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
