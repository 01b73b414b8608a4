"""What is taken in, and every hostile file that is not."""

import io
from hashlib import sha256

import pytest
from openpyxl import load_workbook
from PIL import Image

from kerege.files.rules import received, received_from
from kerege.files.words import DOCUMENTS, FORMATS, PICTURES, SHEETS, TOOLKIT, FileKind
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


# -- what lies in toolkits ---------------------------------------------------------------------------------------------

OFFERED = {
    "slides.odp": corpus.open_document("presentation"),
    "slides.pptx": corpus.slides(),
    "lesson.md": "# Сабақ\n".encode(),
    "page.html": corpus.PAGE,
    "plan.svg": corpus.SVG,
    "film.mp4": b"\0\0\0\x18ftypisom" + bytes(50),
    "film.webm": b"\x1a\x45\xdf\xa3" + bytes(50),
    "voice.mp3": b"ID3\x04" + bytes(50),
    "voice.ogg": b"OggS" + bytes(50),
    "photo.jpg": corpus.picture("JPEG") + b"kept",
}


@pytest.mark.parametrize("name", OFFERED)
def test_what_a_toolkit_holds_is_kept_as_it_is(name, tmp_path):
    (tmp_path / "x").write_bytes(OFFERED[name])
    taken = received_from(tmp_path / "x", name, kinds=TOOLKIT)
    with taken.opened() as stream:
        assert stream.read() == OFFERED[name]
    assert (taken.sha256, taken.size) == (sha256(OFFERED[name]).hexdigest(), len(OFFERED[name]))
    assert (taken.content, taken.source) == (b"", tmp_path / "x"), "it stays on the disk"


def test_pages_and_drawings_leave_under_a_type_that_no_browser_shows():
    assert {FORMATS[kind].media_type for kind in (FileKind.HTML, FileKind.SVG)} == {"application/octet-stream"}
    assert (TOOLKIT - DOCUMENTS) & SHEETS == {FileKind.JSON}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.mp4", b"MZ\0\0ftyp"[:6], "files.differs"),
        ("x.webm", b"<html>", "files.differs"),
        ("x.svg", b"<html>", "files.differs"),
        ("x.html", b"\0", "files.differs"),
        ("x.pptx", corpus.document(), "files.differs"),
        ("x.pptx", corpus.slides(**{"ppt/vbaProject.bin": "x"}), "files.program_inside"),
        ("x.odp", corpus.open_document("text"), "files.differs"),
        ("x.exe", b"MZ", "files.not_taken"),
        ("x.md", corpus.PAGE, "files.differs"),
    ],
)
def test_what_a_toolkit_must_not_hold_is_refused(name, content, told, tmp_path):
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(Refusal) as found:
        received_from(tmp_path / "x", name, kinds=TOOLKIT)
    assert found.value.code == told


def test_a_film_that_is_too_large_is_refused_unread(tmp_path):
    with (tmp_path / "x").open("wb") as file:
        file.truncate(1_000_000_001)
    with pytest.raises(Refusal, match="files.too_large"):
        received_from(tmp_path / "x", "film.mp4", kinds=TOOLKIT)
