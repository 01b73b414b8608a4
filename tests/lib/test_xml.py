"""XML from outside: what is read, and everything that is not."""

import socket
from time import process_time

import pytest

from kerege.lib.refusal import Refusal
from kerege.lib.xml import parse

pytestmark = pytest.mark.nodb

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">%s]><lolz>&lol9;</lolz>""" % b"".join(
    b'<!ENTITY lol%d "%s">' % (n, b"&lol%d;" % (n - 1) * 10 if n > 1 else b"&lol;" * 10) for n in range(1, 10)
)
WITH_DOCTYPE = {
    "billion laughs": LAUGHS,
    "file entity": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "network entity": b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><a>&x;</a>',
    "parameter entity": b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]><a/>',
    "external dtd": b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
    "public dtd": b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://127.0.0.1:9/x"><html/>',
    "harmless": b"<!DOCTYPE a><a/>",
    "in utf-16": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
    "default attribute": b'<!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>',
}


def code(content, **limits):
    with pytest.raises(Refusal) as told:
        parse(content, **limits)
    return told.value.code


def test_elements_attributes_and_text_come_out():
    root = parse('<law xmlns="urn:x" n="1"><!-- c --><t>Қазақстан</t><?pi x?><t>2</t></law>'.encode())
    assert root.tag == "{urn:x}law"
    assert root.get("n") == "1"
    assert [each.text for each in root] == ["Қазақстан", "2"]


def test_a_comment_does_not_cut_a_value_in_two():
    assert parse(b"<mail>user@example.org<!-- -->.evil.example</mail>").text == "user@example.org.evil.example"


def test_other_encodings_are_read():
    assert parse('<?xml version="1.0" encoding="windows-1251"?><a>Закон</a>'.encode("cp1251")).text == "Закон"


@pytest.mark.parametrize("content", WITH_DOCTYPE.values(), ids=WITH_DOCTYPE)
def test_every_document_type_is_refused_and_nothing_is_fetched(content, monkeypatch):
    asked = []
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: asked.append(a))
    assert code(content) == "xml.doctype"
    assert asked == []


def test_xinclude_is_not_followed():
    include = b'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/hostname" parse="text"/></a>'
    assert parse(include)[0].tag == "{http://www.w3.org/2001/XInclude}include"


def test_size_depth_and_number_have_limits():
    assert code(b"<a>" + b"x" * 100 + b"</a>", most=50) == "xml.too_large"
    assert code(b"<a>" * 61 + b"</a>" * 61) == "xml.too_deep"
    assert parse(b"<a>" * 60 + b"</a>" * 60).tag == "a"
    assert code(b"<a>" + b"<b/>" * 10 + b"</a>", elements=10) == "xml.too_many"
    assert len(parse(b"<a>" + b"<b/>" * 9 + b"</a>", elements=10)) == 9


@pytest.mark.parametrize(
    "content",
    [b"", b"   ", b"text", b"<a>", b"<a></b>", b"<a/><b/>", b"<a>&unknown;</a>", b"\x00\x01"]
    + [b'<a b="1" b="2"/>', b"<a>\x0b</a>", b"PK\x03\x04"],
)
def test_what_is_no_xml_is_malformed(content):
    assert code(content) == "xml.malformed"


@pytest.mark.parametrize(
    "content",
    [b"<a>\xff</a>", "<a>Закон</a>".encode("cp1251"), b'<?xml version="1.0" encoding="no-such"?><a/>'],
)
def test_letters_that_are_not_as_the_file_says_are_told_as_such(content):
    assert code(content) == "xml.encoding"


@pytest.mark.parametrize("kind", [b'a%d="x"', b'xmlns:a%d="urn:x"'])
def test_an_element_with_attributes_without_end_is_refused_before_it_is_built(kind):
    def element(number):
        return b"<a " + b" ".join(kind % n for n in range(number)) + b"/>"

    assert parse(element(1_000)).tag == "a"
    began = process_time()
    assert code(element(100_000)) == "xml.too_many_attributes"
    assert process_time() - began < 2, "a time that grows with the square takes minutes here"


def test_the_line_of_the_fault_is_told():
    with pytest.raises(Refusal) as told:
        parse(b"<a>\n<b>\n</a>")
    assert told.value.data == {"line": 3}


def test_workbooks_with_a_document_type_are_not_read_by_openpyxl_either():
    """openpyxl reads through defusedxml; this fails if that ever stops being so."""
    import io
    import zipfile

    from defusedxml.common import DefusedXmlException
    from openpyxl import DEFUSEDXML, Workbook, load_workbook

    assert DEFUSEDXML
    plain, hostile = io.BytesIO(), io.BytesIO()
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(hostile, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = LAUGHS.replace(b"lolz", b"worksheet")
            target.writestr(name, content)
    with pytest.raises(ValueError, match="could not read worksheets") as told:
        load_workbook(hostile)
    assert isinstance(told.value.__context__, DefusedXmlException)


def test_an_ampersand_is_the_same_in_an_attribute_and_in_a_text():
    root = parse(b'<a href="x?a=1&amp;b=2&#38;c=3&amp;#38;">x?a=1&amp;b=2&#38;c=3&amp;#38;</a>')
    assert root.get("href") == root.text == "x?a=1&b=2&c=3&#38;"
