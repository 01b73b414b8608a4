"""Tables keep their notes and stay harmless in every format."""

import csv
import io
import json
from dataclasses import dataclass

import openpyxl
import pytest
from pypdf import PdfReader

from kerege.lib.tables import FORMATS, Table, notes_of, write

pytestmark = pytest.mark.nodb


@dataclass(frozen=True)
class Named:
    name: str
    marker: str = ""
    note: str = ""

    def __str__(self) -> str:
        return self.name + self.marker


KOSOVO = Named("Kosovo", "**", "This designation is without prejudice to positions on status.")
TABLE = Table(
    title="Trainers: by country",
    headings=["Country", "People"],
    rows=[[KOSOVO, 3], ["=HYPERLINK(1)", None], [KOSOVO, 4]],
    about=["As on 2018-04-04"],
)


def test_notes_stand_once_with_their_marker():
    assert notes_of(TABLE) == ["** This designation is without prejudice to positions on status."]


def test_csv_keeps_notes_and_defuses_formulas():
    rows = list(csv.reader(io.StringIO(write(TABLE, "csv").decode("utf-8-sig"))))
    assert rows == [
        ["Country", "People"],
        ["Kosovo**", "3"],
        ["'=HYPERLINK(1)", ""],
        ["Kosovo**", "4"],
        [],
        ["As on 2018-04-04"],
        ["** This designation is without prejudice to positions on status."],
    ]


def test_xlsx_keeps_notes_and_types_formulas_as_text():
    sheet = openpyxl.load_workbook(io.BytesIO(write(TABLE, "xlsx"))).active
    values = [[c.value for c in row if c.value is not None] for row in sheet.iter_rows()]
    assert values == [
        ["Trainers: by country"],
        ["As on 2018-04-04"],
        [],
        ["Country", "People"],
        ["Kosovo**", 3],
        ["=HYPERLINK(1)"],
        ["Kosovo**", 4],
        [],
        ["** This designation is without prejudice to positions on status."],
    ]
    assert {c.data_type for row in sheet.iter_rows() for c in row if c.value == "=HYPERLINK(1)"} == {"s"}


def test_json_gives_a_noted_cell_its_note():
    told = json.loads(write(TABLE, "json"))
    assert told["rows"][0] == [{"text": "Kosovo**", "marker": "**", "note": KOSOVO.note}, 3]
    assert told["notes"] == ["** This designation is without prejudice to positions on status."]


def test_pdf_is_written_in_cyrillic_and_arabic():
    table = Table(
        title="Тренеры / مربیان", headings=["Страна"], rows=[["Қазақстан"], ["افغانستان"]], lang="fa", rtl=True
    )
    assert write(table, "pdf").startswith(b"%PDF-")


def test_long_words_of_a_wide_table_are_parted_and_those_of_a_narrow_one_stay_whole():
    for columns, whole in ((3, True), (17, False)):
        table = Table("T", ["Работодатель"] * columns, [["здравоохранения"] * columns], lang="kk")
        told = PdfReader(io.BytesIO(write(table, "pdf"))).pages[0].extract_text()
        assert ("здравоохранения" in told) is whole, "a word that runs into the next column is read by nobody"


def test_a_row_that_is_too_short_is_refused():
    with pytest.raises(ValueError, match="row 1 has 1 cells for 2 headings"):
        Table(title="t", headings=["a", "b"], rows=[["x"]])


def test_every_format_has_a_media_type():
    assert sorted(FORMATS) == ["csv", "json", "pdf", "xlsx"]
