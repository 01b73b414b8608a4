"""Four ways to write a table."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import typst
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kerege.lib.tables.shape import Noted, Table, below, notes_of, plain, safe

LONGEST_PDF = 2000


@dataclass(frozen=True)
class Format:
    key: str
    media_type: str
    write: Callable[[Table], bytes]


def to_csv(table: Table) -> bytes:
    """UTF-8 with a byte-order mark, because spreadsheet programs otherwise misread Cyrillic; notes stand below."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(h) for h in table.headings])
    writer.writerows([safe(c) for c in row] for row in table.rows)
    tail = [*table.about, *below(table)]
    if tail:
        writer.writerow([])
        writer.writerows([safe(line)] for line in tail)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_xlsx(table: Table) -> bytes:
    """A workbook with one sheet: about, headings, rows, notes. Texts are typed as texts, so none runs as a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(table.title))
    sheet.sheet_view.rightToLeft = table.rtl
    bold = Font(bold=True)
    sheet.append([_cell(sheet, table.title, Font(bold=True, size=14))])
    for line in table.about:
        sheet.append([_cell(sheet, line)])
    sheet.append([])
    sheet.append([_cell(sheet, h, bold) for h in table.headings])
    for row in table.rows:
        sheet.append([_cell(sheet, plain(c)) for c in row])
    tail = below(table)
    if tail:
        sheet.append([])
    for note in tail:
        sheet.append([_cell(sheet, note)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: WriteOnlyWorksheet, value: str | int | float, font: Font | None = None) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    if font:
        cell.font = font
    return cell


def to_book(sheets: Mapping[str, Iterable[Sequence[str]]]) -> bytes:
    """A workbook of texts and nothing else, sheet by sheet; none runs as a formula."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_cell(sheet, text) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(title: str) -> str:
    if "*" in title:  # a sheet's name may not hold the marker of a designated name, so it may not hold the name
        return "Sheet"
    return "".join(c for c in title if c not in "[]:*?/\\")[:31] or "Sheet"


def to_json(table: Table) -> bytes:
    """An object with title, about, headings, rows (lists), notes and sources; a noted cell is an object of its own."""

    def cell(value: object) -> object:
        if isinstance(value, Noted) and value.note:
            return {"text": str(value), "marker": value.marker, "note": value.note}
        return None if value is None else plain(value)

    told = {
        "title": table.title,
        "about": list(table.about),
        "headings": list(table.headings),
        "rows": [[cell(c) for c in row] for row in table.rows],
        "notes": notes_of(table),
        "sources": list(table.sources),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


_PDF = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set page(paper: "a4", flipped: told.headings.len() > 5, margin: 18mm, numbering: "1 / 1")
#let many = told.headings.len()
#set text(lang: told.lang, dir: if told.rtl { rtl } else { ltr }, size: 9pt,
  font: ("Noto Sans", "Noto Naskh Arabic", "DejaVu Sans", "Libertinus Serif"))
= #told.title
#for line in told.about [#line \\ ]
#v(4mm)
#set text(size: if many > 12 { 6pt } else if many > 9 { 7.5pt } else { 9pt }, hyphenate: many > 7)
#show regex("\\p{Cyrillic}{9,}"): set text(lang: "ru")
#show regex("\\p{Latin}{9,}"): set text(lang: "en")
#table(columns: many, stroke: 0.4pt + luma(180), inset: if many > 9 { 3pt } else { 5pt },
  table.header(..told.headings.map(h => [*#h*])),
  ..told.rows.flatten().map(c => if type(c) == dictionary [#box[#c.whole]] else [#c]))
#for note in told.notes [#text(size: 8pt, hyphenate: false)[#note] \\ ]
"""


def _printed(value: object) -> str | dict[str, str]:
    """A cell for paper. A name and its marker stay in one line, however narrow the column is."""
    return {"whole": str(value)} if isinstance(value, Noted) and value.note else str(plain(value))


def to_pdf(table: Table) -> bytes:
    """A4, in the direction of the table's language. A table longer than LONGEST_PDF says what is left out."""
    about = list(table.about)
    if len(table.rows) > LONGEST_PDF:
        about.append(f"1–{LONGEST_PDF} / {len(table.rows)}")
    told = {
        "title": table.title,
        "about": about,
        "headings": list(table.headings),
        "rows": [[_printed(c) for c in row] for row in table.rows[:LONGEST_PDF]],
        "notes": below(table),
        "lang": table.lang.split("-")[0],
        "rtl": table.rtl,
    }
    inputs = {"told": json.dumps(told, ensure_ascii=False)}
    written: bytes = typst.compile(_PDF.encode(), sys_inputs=inputs)
    return written


FORMATS = {
    f.key: f
    for f in (
        Format("csv", "text/csv; charset=utf-8", to_csv),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
        Format("pdf", "application/pdf", to_pdf),
        Format("json", "application/json", to_json),
    )
}


def write(table: Table, key: str) -> bytes:
    """The table in the format with this key; KeyError for a format that does not exist."""
    return FORMATS[key].write(table)
