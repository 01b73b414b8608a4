"""Workbooks: what is merged, hidden, computed or linked is named; what is a trap is refused before it is unpacked."""

import zlib
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from kerege.lib.refusal import Refusal
from kerege.lib.sheets import Kind, Noticed, Remark, read_book
from tests.lib.workbooks import changed, of_rows, saved, with_results

pytestmark = pytest.mark.nodb

SAMPLES = [
    path
    for above in Path(__file__).resolve().parents
    for path in sorted((above / "shared" / "samples" / "inventory").glob("*.xlsx"))
]
"""Real workbooks that may lie beside this copy of the project and are no part of it."""


MOMENT = datetime(2024, 3, 5, 8, 30)  # noqa: DTZ001 - a spreadsheet knows no zones


def noticed(book_or_sheet):
    return {notice.word: dict(notice.data) for notice in book_or_sheet.notices}


def code(content, name="x.xlsx"):
    with pytest.raises(Refusal) as told:
        read_book(name, content)
    return told.value.code


def test_values_kinds_and_addresses_come_out():
    day = datetime(2024, 3, 5)  # noqa: DTZ001 - a spreadsheet knows no zones
    content = of_rows(
        ["Name", "Staff", "Day", "Open", "Share"], ["Ош", 12, day, True, 0.5], [None, "text", None, None, 3.0]
    )
    sheet = read_book("x.xlsx", content).best
    first, second = sheet.rows
    assert [c.value for c in first.cells] == ["Ош", 12, date(2024, 3, 5), True, 0.5]
    assert [c.kind for c in first.cells] == [Kind.TEXT, Kind.NUMBER, Kind.DAY, Kind.TRUTH, Kind.NUMBER]
    assert [c.address for c in second.cells] == ["A3", "B3", "C3", "D3", "E3"]
    assert [c.text for c in second.cells] == ["", "text", "", "", "3"]


def test_a_time_stays_a_text_and_a_moment_keeps_its_time():
    sheet = read_book("x.xlsx", of_rows(["A", "B"], [time(8, 30), MOMENT])).best
    assert [c.text for c in sheet.rows[0].cells] == ["08:30:00", "2024-03-05 08:30:00"]


def test_merged_cells_are_filled_and_a_title_across_the_table_is_no_row():
    content = of_rows(
        ["Ministry", "Name", "City"],
        ["Health", "A", "Osh"],
        [None, "B", "Osh"],
        ["Talas region"],
        ["Health", "C", "Talas"],
        merge=["A2:A3", "A4:C4"],
    )
    sheet = read_book("x.xlsx", content).best
    assert [[c.text for c in r.cells] for r in sheet.rows] == [
        ["Health", "A", "Osh"],
        ["Health", "B", "Osh"],
        ["Health", "C", "Talas"],
    ]
    assert sheet.rows[1].cells[0].remark == Remark.MERGED
    assert [r.number for r in sheet.rows] == [2, 3, 5]
    assert noticed(sheet)[Noticed.MERGED] == {"count": 1, "first": "A3"}
    assert noticed(sheet)[Noticed.SECTIONS] == {"count": 1, "first": 4}


def test_three_merged_heading_rows_are_joined():
    content = of_rows(
        ["Register of laboratories"],
        ["Name", "Place", None, None],
        [None, "City", "Position", None],
        [None, None, "Latitude", "Longitude"],
        ["A", "Osh", 40.5, 72.8],
        merge=["A1:D1", "A2:A4", "B2:D2", "B3:B4", "C3:D3"],
    )
    sheet = read_book("x.xlsx", content).best
    assert [c.name for c in sheet.columns] == [
        "Name",
        "Place / City",
        "Place / Position / Latitude",
        "Place / Position / Longitude",
    ]
    assert [c.address for c in sheet.rows[0].cells] == ["A5", "B5", "C5", "D5"]


def test_a_formula_gives_the_result_that_the_file_keeps_and_is_flagged():
    content = of_rows(["Name", "Latitude"], ["A", "=40+0.5"], ["B", "=NOW()"])
    sheet = read_book("x.xlsx", with_results(content, B2="40.5")).best
    computed, without = sheet.rows[0].cells[1], sheet.rows[1].cells[1]
    assert (computed.value, computed.kind, computed.remark) == (40.5, Kind.NUMBER, Remark.FORMULA)
    assert (without.value, without.kind, without.remark) == (None, Kind.EMPTY, Remark.FORMULA)
    assert noticed(sheet)[Noticed.FORMULAS] == {"count": 2, "first": "B2"}


def test_a_failed_formula_is_a_fault_and_no_text():
    content = changed(
        of_rows(["Name", "Staff"], ["A", 1]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace('<c r="B2" t="n"><v>1</v></c>', '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
    )
    cell = read_book("x.xlsx", content).best.rows[0].cells[1]
    assert (cell.kind, cell.value, cell.remark) == (Kind.FAULT, "#DIV/0!", Remark.FORMULA)


def test_hidden_sheets_are_named_and_not_chosen_and_hidden_rows_and_columns_are_read():
    book = Workbook()
    shown, hidden = book.active, book.create_sheet("Secret list")
    for row in (["Name", "City"], ["A", "Osh"], ["B", "Talas"]):
        shown.append(row)
    for row in (["Name", "City"], *(["X", str(n)] for n in range(9))):
        hidden.append(row)
    hidden.sheet_state = "veryHidden"
    shown.row_dimensions[3].hidden = True
    shown.column_dimensions["B"].hidden = True
    found = read_book("x.xlsx", saved(book))
    assert noticed(found)[Noticed.HIDDEN_SHEET] == {"name": "Secret list"}
    assert (found.best.name, found.sheet("Secret list").hidden) == (shown.title, True)
    assert noticed(found.best)[Noticed.HIDDEN_ROWS] == {"count": 1, "first": 3}
    assert noticed(found.best)[Noticed.HIDDEN_COLUMNS] == {"names": "B"}
    assert [r.cells[0].text for r in found.best.rows] == ["A", "B"]


def test_links_to_other_files_are_said_and_not_followed():
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    content = changed(
        of_rows(["Name", "City"], ["A", "Osh"]), "none", str, **{"xl__externalLinks__externalLink1.xml": link}
    )
    assert Noticed.LINKS in noticed(read_book("x.xlsx", content))


def test_a_workbook_without_anything_special_says_nothing():
    found = read_book("x.xlsx", of_rows(["Name", "City"], ["A", "Osh"]))
    assert (list(found.notices), list(found.best.notices)) == ([], [])


# -- refused -----------------------------------------------------------------------------------------------------------


def test_macros_are_refused_by_what_is_inside_whatever_the_name_says():
    plain = of_rows(["Name", "City"], ["A", "Osh"])
    macro_kind = changed(plain, "[Content_Types].xml", lambda xml: xml.replace("sheet.main", "sheet.macroEnabled.main"))
    assert code(macro_kind) == "sheets.macros"
    assert code(changed(plain, "none", str, **{"xl__vbaProject.bin": b"x"})) == "sheets.macros"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_document_type_in_a_part_is_refused(encoding):
    content = changed(
        of_rows(["A", "B"], ["1", "2"]), "none", str, **{"xl__extra.xml": "<!DOCTYPE a><a/>".encode(encoding)}
    )
    assert code(content) == "sheets.unreadable"


def sheet_of_megabytes(megabytes: int) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(of_rows(["Name", "City"], ["A", "B"]))) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, old.read(name))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=False) as part:
            for _ in range(megabytes):
                part.write(b"<row><c><v>1</v></c></row>" * 40_000)
    return out.getvalue()


def test_a_sheet_of_200_megabytes_is_refused_before_anything_is_unpacked(monkeypatch):
    content = sheet_of_megabytes(200)
    assert len(content) < 3_000_000
    monkeypatch.setattr(zlib, "decompressobj", None)  # whoever would unpack fails otherwise
    assert code(content) == "archives.too_large"


def test_a_bomb_is_refused():
    assert code(sheet_of_megabytes(60)) == "archives.packed_too_tight"


def without_its_text(xml):
    """A cell that points to a text which the workbook does not have."""
    return xml.replace("<sheetData>", '<sheetData><row r="9"><c r="A9" t="s"><v>99</v></c></row>')


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "archives.unreadable"),
        (b"PK\x03\x04 nothing", "archives.unreadable"),
        (of_rows(["A", "B"], ["1", "2"])[:-30], "archives.unreadable"),
        (changed(of_rows(["A", "B"], ["1", "2"]), "xl/workbook.xml", lambda _: "<broken"), "sheets.unreadable"),
        (changed(of_rows(["A", "B"], ["x", "y"]), "xl/worksheets/sheet1.xml", without_its_text), "sheets.unreadable"),
        (of_rows(["Name", "City"]), "sheets.no_rows"),
    ],
    ids=["empty", "no archive", "cut", "broken part", "strings are gone", "heading only"],
)
def test_damaged_workbooks_are_refused(content, expected):
    assert code(content) == expected


def test_a_sheet_with_too_many_rows_is_refused():
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Long")
    sheet.append(["Name", "City"])
    for _ in range(50_001):
        sheet.append([1])
    assert code(saved(book)) == "sheets.too_many_rows"


# -- real files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SAMPLES or [None], ids=lambda p: p.name if p else "none")
def test_real_workbooks_are_read(path):
    if path is None:
        pytest.skip("no real workbooks beside this copy of the project")
    book = read_book(path.name, path.read_bytes())
    best = book.best
    assert len(best.rows) > 40
    named = [c for c in best.columns if c.name != c.letter]
    assert len(named) >= 0.9 * len(best.columns) > 30
    assert max(sum(cell.kind == Kind.NUMBER for cell in row.cells) for row in best.rows[:30]) > 20
