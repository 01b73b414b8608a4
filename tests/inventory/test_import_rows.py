"""Rows of dirty sheets: every error stands at its cell, and nothing else is called an error."""

import pytest

from kerege.inventory.rules.import_columns import samples_of
from kerege.inventory.rules.import_rows import Setting, Town, read_row
from kerege.inventory.rules.mapping import proposed
from kerege.inventory.rules.precision import Point
from kerege.lib.sheets import read_book
from kerege.lib.text import fold
from tests.inventory import dirty

pytestmark = pytest.mark.nodb
EXPECTED = ["key", "name:ru", "name:en", "kind", "sectors", "place", "latitude", "longitude", "address", "website",
            "contact:phone", "staff:technician", "verified_on", ""]  # fmt: skip


@pytest.fixture(autouse=True)
def _ground():
    """No database here."""


@pytest.fixture(scope="module")
def sheet():
    return dirty.made(5_000)


@pytest.fixture(scope="module")
def book(sheet):
    return read_book("реестр.xlsx", sheet.xlsx())


def setting() -> Setting:
    from kerege.inventory import words
    from kerege.inventory.rules.code_words import SYNONYMS

    labels = {"kind": words.FACILITY_KINDS, "sectors": words.SECTORS}
    codes = {
        target: {fold(w): code for code, said in SYNONYMS[target].items() for w in said.split("|")}
        | {fold(text): code.value for code, text in called.items()}
        | {fold(code.value): code.value for code in called}
        for target, called in labels.items()
    }
    towns = {fold(t): Town(f"KG-{u}-1", Point(lat, lon)) for t, (u, lat, lon) in dirty.TOWNS.items()}
    return Setting(today=dirty.DAY, territory="KGZ", codes=codes, towns=towns)


def test_the_columns_are_proposed_and_the_forbidden_one_is_not(book):
    found = proposed(samples_of(book.best))
    assert [p.field for p in found] == EXPECTED
    assert [p.letter for p in found if p.excluded] == ["N"]


def test_every_error_of_five_thousand_rows_stands_at_its_cell_and_no_other(sheet, book):
    places = {target: place for place, target in enumerate(EXPECTED) if target}
    rows, given = book.best.rows, setting()
    told, doubts = {}, {}
    for row in rows:
        read = read_row(row.number, {t: row.cells[p] for t, p in places.items()}, given)
        told |= {fault.address: fault.code for fault in read.faults}
        doubts |= {doubt.address: doubt.code for doubt in read.doubts if not doubt.code.endswith(".rough")}
    expected = {address: code for address, code in sheet.errors.items() if code != "inventory.row_twice"}
    assert len(rows) == 5_000
    assert set(expected.values()) == {code for _, code in dirty.FAULTS} - {"inventory.row_twice"}
    assert told == expected
    assert doubts == sheet.doubts
