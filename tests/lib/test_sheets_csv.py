"""CSV as it arrives: encodings and separators are found, headings of up to three rows are joined."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.lib.refusal import Refusal
from kerege.lib.sheets import Noticed, read_book
from kerege.lib.sheets.decoding import decode

pytestmark = pytest.mark.nodb

TEXTS = {
    "ru": "Ошская областная больница;город Ош;улица Ленина, дом 5;общественное здравоохранение",
    "ru capitals": "НАИМЕНОВАНИЕ УЧРЕЖДЕНИЯ;ОШСКАЯ ОБЛАСТНАЯ БОЛЬНИЦА;УЛИЦА ЛЕНИНА;ГОРОД ОШ",
    "ru short": "Код;Имя\n1;Ош",
    "ru mixed": "ID;Наименование;City\n1;Лаборатория №1 «Олимп»;Almaty",
    "ky": "Ош шаардык оорукана жана борбор лаборатория",
    "bg": "Институт за ветеринарна медицина, граничен пункт и лаборатория",
}
LATIN = {
    "de": "Behörde für Tiergesundheit, Zürich",
    "fr": "Ministère de la santé, Besançon",
    "sq": "Shërbimi për shëndetësi",
}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]
)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_encoding_of_cyrillic_is_found(text, encoding):
    if encoding in {"koi8-r", "cp866"}:
        text = text.replace("«", "").replace("»", "")
        text = text.replace("№", "N")
    found = decode(text.encode(encoding))
    assert found.text == text
    assert found.sure == encoding.startswith("utf")


@pytest.mark.parametrize("text", LATIN.values(), ids=LATIN)
def test_the_encoding_of_latin_is_found(text):
    assert decode(text.encode("cp1252")).text == text


def test_any_bytes_are_read_as_something():
    assert isinstance(decode(bytes(range(256))).text, str)
    assert decode(b"").text == ""
    assert decode(b"\xff\xfe").text == ""


# -- separators and rows -----------------------------------------------------------------------------------------------


def book(text: str, name: str = "list.csv"):
    return read_book(name, text.encode())


def shown(sheet):
    return [column.name for column in sheet.columns], [[cell.text for cell in row.cells] for row in sheet.rows]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_though_others_stand_in_the_cells(separator):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    rows = [["Name", "Address, street", "Note"], ["A; B", "Lenin, 5", 'says "x"'], ["C", "Mir; 7", "two\nlines"]]
    writer.writerows(rows)
    sheet = book(out.getvalue()).best
    assert shown(sheet) == (rows[0], rows[1:])


def test_excel_may_say_the_separator_and_addresses_still_count_its_line():
    sheet = book("sep=;\r\nName;City\r\nA;B\r\n").best
    assert shown(sheet) == (["Name", "City"], [["A", "B"]])
    assert sheet.rows[0].cells[1].address == "B3"


def test_cells_have_the_addresses_that_a_spreadsheet_shows():
    sheet = book('Name,City\n\n"A\nA",B\nC,D\n').best
    assert [cell.address for row in sheet.rows for cell in row.cells] == ["A3", "B3", "A4", "B4"]


def test_what_a_table_of_ours_escaped_is_read_back():
    assert shown(book("Name,Phone\nA,'+996 312\n").best)[1] == [["A", "+996 312"]]


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.lists(st.text(alphabet="абвxyz 01,;\"'\n", max_size=8), min_size=3, max_size=3), min_size=1, max_size=8
    )
)
def test_no_filled_cell_is_lost(rows):
    out = io.StringIO()
    csv.writer(out).writerows([["Name", "City", "Note"], *rows])
    texts = [c.removeprefix("'").strip() for r in rows for c in r if c.removeprefix("'").strip() and c.strip()]
    if not texts:
        with pytest.raises(Refusal):
            book(out.getvalue())
        return
    sheet = book(out.getvalue()).best
    everything = [part for column in sheet.columns for part in column.parts]
    everything += [cell.text for row in sheet.rows for cell in row.cells]
    for text in texts:
        assert text in everything or any(text.split() == other.split() for other in everything)


# -- headings ----------------------------------------------------------------------------------------------------------


def test_three_rows_of_a_heading_are_joined_and_the_title_is_left_out():
    sheet = book(
        "Реестр лабораторий,,,,\n,,,,\n"
        "Название,Расположение,,,Персонал\n,Адрес,Координаты,,\n,,Широта,Долгота,\n1,2,3,4,5\n"
        "Лаборатория А,Ош,40.5,72.8,12\n"
    ).best
    assert [c.name for c in sheet.columns] == [
        "Название",
        "Расположение / Адрес",
        "Расположение / Координаты / Широта",
        "Расположение / Координаты / Долгота",
        "Персонал",
    ]
    assert [[c.text for c in r.cells] for r in sheet.rows] == [["Лаборатория А", "Ош", "40.5", "72.8", "12"]]
    noticed = {n.word: dict(n.data) for n in sheet.notices}
    assert noticed[Noticed.TITLES] == {"count": 1}
    assert noticed[Noticed.HEADERS] == {"count": 3}
    assert Noticed.NUMBERED in noticed


@pytest.mark.parametrize(
    "text",
    [
        "Name,City\nA laboratory,Osh\nB laboratory,Talas\n",
        "Name,City,\nA laboratory,Osh,note\nB laboratory,Talas,\n",
    ],
    ids=["plain", "a column without a heading"],
)
def test_a_row_of_texts_is_no_second_heading(text):
    sheet = book(text).best
    assert [r.cells[0].text for r in sheet.rows] == ["A laboratory", "B laboratory"]


def test_a_sheet_without_a_heading_keeps_its_first_row():
    sheet = book("1,40.5,72.8\n2,41.5,74.8\n").best
    assert ([c.name for c in sheet.columns], len(sheet.rows)) == (["A", "B", "C"], 2)
    assert Noticed.NO_HEADER in {n.word for n in sheet.notices}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "sheets.no_rows"),
        ("a.csv", b"Name,City\n", "sheets.no_rows"),
        ("a.xls", b"x", "sheets.old_workbook"),
        ("a.xlsb", b"x", "sheets.old_workbook"),
        ("a.xlsm", b"x", "sheets.macros"),
        ("a.pdf", b"x", "sheets.unknown_kind"),
        ("a.csv", b"a,b\n" * 50_002, "sheets.too_many_rows"),
        ("a.csv", (",".join(f"column{n}" for n in range(1_400)) + "\n1\n").encode(), "sheets.too_many_columns"),
    ],
    ids=["empty", "heading only", "xls", "xlsb", "xlsm", "pdf", "rows", "columns"],
)
def test_refused(name, content, code):
    with pytest.raises(Refusal) as told:
        read_book(name, content)
    assert told.value.code == code


def test_a_guessed_encoding_is_said():
    sheet = read_book("a.csv", "Название;Город\nБольница;Ош\n".encode("koi8-r")).best
    assert shown(sheet) == (["Название", "Город"], [["Больница", "Ош"]])
    assert [dict(n.data) for n in sheet.notices if n.word == Noticed.ENCODING] == [{"name": "koi8-r"}]
