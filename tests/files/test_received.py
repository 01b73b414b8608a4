"""What is taken in, and every hostile file that is not."""

import io

import pytest
from openpyxl import load_workbook
from PIL import Image

from kerege.files.rules import received
from kerege.files.words import DOCUMENTS, FORMATS, PICTURES, SHEETS, FileKind
from kerege.lib.refusal import Refusal
from tests.files import corpus

pytestmark = pytest.mark.nodb
HONEST = {
    "report.pdf": corpus.PDF,
    "photo.jpg": corpus.picture("JPEG"),
    "photo.JPEG": corpus.picture("JPEG"),
    "logo.png": corpus.picture(),
    "logo.webp": corpus.picture("WEBP", mode="RGBA"),
    "Реестр.csv": "ФИО;Страна\r\nПример;KAZ\r\n".encode("cp1251"),
    "list.tsv": "Название\tГород\r\nПример\tОш\r\n".encode("utf-16"),
    "notes.txt": "Заметки\n".encode(),
    "table.xlsx": corpus.workbook(),
    "order.docx": corpus.document(),
    "order.odt": corpus.open_document(),
    "table.ods": corpus.open_document("spreadsheet"),
}


def code(name, content, **options):
    with pytest.raises(Refusal) as told:
        received(name, [content], **options)
    assert told.value.field in {"file", None}
    return told.value.code


@pytest.mark.parametrize("name", HONEST)
def test_honest_files_are_taken(name):
    taken = received(name, [HONEST[name]])
    assert taken.kind in DOCUMENTS
    assert taken.name.rpartition(".")[0] == name.rpartition(".")[0]
    if taken.kind not in PICTURES:
        assert (taken.name, taken.content) == (name, HONEST[name])


def test_every_kind_has_an_honest_example():
    endings = {name.rpartition(".")[2].lower() for name in HONEST}
    assert {ending for kind in DOCUMENTS for ending in FORMATS[kind].endings} == endings


def test_a_workbook_that_was_taken_opens():
    taken = received("table.xlsx", [HONEST["table.xlsx"]])
    assert load_workbook(io.BytesIO(taken.content)).active["A1"].value == "Лаборатория"


def test_a_picture_is_drawn_anew_and_named_after_what_it_became():
    taken = received("фото.webp", [corpus.picture("WEBP") + b"<script>"])
    assert (taken.name, taken.kind, taken.width, taken.height) == ("фото.jpg", FileKind.JPEG, 60, 30)
    assert b"<script>" not in taken.content
    with Image.open(io.BytesIO(taken.content)) as again:
        assert again.size == (60, 30)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.svg", corpus.SVG, "files.not_taken"),
        ("x.html", corpus.PAGE, "files.not_taken"),
        ("x.zip", corpus.packed({"a": "1"}), "files.not_taken"),
        ("x.exe", b"MZ", "files.not_taken"),
        ("x.docm", corpus.document(macro=True), "files.not_taken"),
        ("x.xlsm", corpus.workbook(), "files.not_taken"),
        ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "files.not_taken"),
        ("x.gif", b"GIF89a", "files.not_taken"),
        ("x.pdf", b"", "files.empty"),
        ("x.jpg", corpus.PAGE, "files.differs"),
        ("x.png", corpus.SVG, "files.differs"),
        ("x.png", corpus.picture("JPEG"), "files.differs"),
        ("x.txt", corpus.PAGE, "files.differs"),
        ("x.txt", b"  \n" + corpus.SVG, "files.differs"),
        ("x.csv", b"a;b\x00c", "files.differs"),
        ("x.txt", "a;b".encode("utf-16"), "files.differs"),
        ("x.csv", "<html>;b".encode("utf-16"), "files.differs"),
        ("x.csv", b"\xff\xfea", "files.differs"),
        ("x.pdf", corpus.PAGE + corpus.PDF, "files.differs"),
        ("x.pdf", corpus.PDF[:40], "files.differs"),
        ("x.pdf", corpus.PDF + corpus.packed({"a": "1"}), "files.differs"),
        ("x.docx", corpus.PDF + corpus.document(), "files.differs"),
        ("x.xlsx", corpus.document(), "files.differs"),
        ("x.docx", corpus.packed({"word/document.xml": "<a/>"}), "files.differs"),
        ("x.odt", corpus.open_document("spreadsheet"), "files.differs"),
        ("x.docx", corpus.document(macro=True), "files.differs"),
        ("x.xlsx", corpus.workbook(**{"xl__vbaProject.bin": "x"}), "files.program_inside"),
        ("x.xlsx", corpus.workbook(**{"xl__activeX__activeX1.bin": "x"}), "files.program_inside"),
        ("x.xlsx", corpus.workbook(**{"xl__embeddings__oleObject1.bin": "x"}), "files.program_inside"),
        ("x.odt", corpus.open_document(**{"Basic__Standard__Module1.xml": "x"}), "files.program_inside"),
        ("x.xlsx", corpus.workbook(**{"xl__workbook.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a/>'}), "files.differs"),
        ("x.xlsx", corpus.workbook(**{"xl__styles.xml": "<!DOCTYPE a><a/>".encode("utf-16")}), "files.differs"),
        ("x.xlsx", corpus.workbook(**{"xl__pad.xml": " " * 65_530 + "<!DOCTYPE a>"}), "files.differs"),
        ("x.xlsx", corpus.workbook(**{"xl__zeros.bin": b"\0" * 30_000_000}), "archives.packed_too_tight"),
        ("x.xlsx", corpus.workbook(**{"..__..__up.xml": "x"}), "archives.bad_path"),
        ("x.xlsx", corpus.workbook()[:-40], "archives.unreadable"),
        ("x.xlsx", corpus.workbook() + corpus.PAGE, "archives.unreadable"),
        ("x.png", corpus.claiming(50_000, 50_000), "images.too_many_pixels"),
        ("x.png", corpus.picture()[:50], "images.unreadable"),
        ("../x.pdf", corpus.PDF, "names.bad_name"),
        ("x.exe.pdf", corpus.PDF, "names.double_ending"),
        ("x\u202efdp.pdf", corpus.PDF, "text.bidi_override"),
        ("x\r\n.pdf", corpus.PDF, "text.control_characters"),
    ],
)
def test_hostile_files_are_refused(name, content, told):
    assert code(name, content) == told


def test_reading_stops_at_the_limit():
    asked = []

    def endless():
        while True:
            asked.append(1)
            yield b"a" * 1_000_000

    with pytest.raises(Refusal, match="files.too_large"):
        received("x.txt", endless())
    assert len(asked) == 3


def test_a_room_takes_only_the_kinds_that_it_asks_for():
    assert code("x.pdf", corpus.PDF, kinds=PICTURES) == "files.not_taken"
    assert received("x.zip", [corpus.packed({"a": "1"})], kinds={FileKind.ZIP}).kind == FileKind.ZIP


LISTS = {
    "list.json": b'[{"name": "A"}]',
    "list.geojson": b' {"type": "FeatureCollection", "features": []}',
    "list.xml": b'<?xml version="1.0"?><data id="a"><name>A</name></data>',
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_as_data_are_taken_by_rooms_that_ask_for_them_alone(name):
    assert received(name, [LISTS[name]], kinds=SHEETS).content == LISTS[name]
    assert code(name, LISTS[name]) == "files.not_taken"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.json", b"name,city"),
        ("x.json", b"<html>"),
        ("x.xml", b"{}"),
        ("x.xml", b"<!DOCTYPE a><a/>"),
        ("x.xml", b"\xef\xbb\xbf <html><script/></html>"),
        ("x.xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
)
def test_data_that_is_a_page_a_picture_or_something_else_is_refused(name, content):
    assert code(name, content, kinds=SHEETS) == "files.differs"


def test_the_virus_scanner_is_asked_and_believed():
    seen = []
    assert received("x.pdf", [corpus.PDF], scan=lambda content: seen.append(content) or True)
    assert seen == [corpus.PDF]
    assert code("x.pdf", corpus.PDF, scan=lambda content: False) == "files.infected"
    assert code("x.pdf", corpus.PDF, scan=lambda content: None) == "files.not_scanned"
