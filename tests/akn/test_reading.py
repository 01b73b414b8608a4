"""What comes in as a text of law, and everything that does not."""

import pytest

from kerege.law.rules.akn.parts import parts
from kerege.law.rules.akn.reading import Schema, read
from kerege.lib.refusal import Refusal
from tests.akn.authored import FOOTPATHS, OTHERS, SPRINGS, others, with_

pytestmark = pytest.mark.nodb

LAUGHS = b'<!DOCTYPE akomaNtoso [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def refused(content):
    with pytest.raises(Refusal) as told:
        read(content)
    return told.value


def headed(declaration):
    return FOOTPATHS.replace(b"<akomaNtoso", declaration + b"<akomaNtoso", 1)


@pytest.mark.parametrize(
    ("content", "work", "expression", "language"),
    [
        (
            FOOTPATHS,
            "/akn/zz/act/law/2019-03-14/7",
            "/akn/zz/act/law/2019-03-14/7/eng@2019-03-14",
            "eng",
        ),
        (SPRINGS, "/akn/zz/act/law/2020-05-20/12", "/akn/zz/act/law/2020-05-20/12/rus@2020-05-20", "rus"),
    ],
    ids=["english", "russian"],
)
def test_an_act_says_what_it_is(content, work, expression, language):
    text = read(content)
    assert (text.schema, text.faults, text.doctype) == (Schema.STRICT, (), "act")
    assert (text.work_uri, text.expression_uri, text.language) == (work, expression, language)


@pytest.mark.parametrize(
    ("content", "code"),
    {
        "dtd": (headed(b'<!DOCTYPE akomaNtoso SYSTEM "http://127.0.0.1:9/akn.dtd">'), "xml.doctype"),
        "entities": (headed(LAUGHS), "xml.doctype"),
        "file": (headed(b'<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "xml.doctype"),
        "size": (b"<akomaNtoso>" + b" " * 100_000_000, "xml.too_large"),
        "depth": (b"<akomaNtoso>" + b"<a>" * 200, "xml.too_deep"),
        "no xml": (b"%PDF-1.7 not a law", "xml.malformed"),
        "empty": (b"", "xml.malformed"),
        "cut off": (FOOTPATHS[:4000], "xml.malformed"),
        "encoding": (FOOTPATHS.replace(b'encoding="UTF-8"', b'encoding="KOI9"'), "xml.encoding"),
        "letters": (SPRINGS.decode().encode("cp1251"), "xml.encoding"),
        "page": (b"<html><body>Act</body></html>", "law.akn_not_akn"),
        "no namespace": (with_(FOOTPATHS, (f' xmlns="{AKN}"', "")), "law.akn_namespace"),
        "version 2": (with_(FOOTPATHS, (AKN, "http://www.akomantoso.org/2.0")), "law.akn_namespace"),
        "draft": (with_(FOOTPATHS, (AKN, AKN + "/WD17")), "law.akn_namespace"),
        "nothing in it": (f'<akomaNtoso xmlns="{AKN}"/>'.encode(), "law.akn_no_document"),
        "no metadata": (f'<akomaNtoso xmlns="{AKN}"><act/></akomaNtoso>'.encode(), "law.akn_no_document"),
        "twice": (with_(FOOTPATHS, ('eId="art_2"', 'eId="art_3"')), "law.akn_eid_twice"),
        "a space": (with_(FOOTPATHS, ('eId="art_2"', 'eId="art 2"')), "law.akn_eid_malformed"),
        "nothing": (with_(FOOTPATHS, ('eId="art_2"', 'eId=""')), "law.akn_eid_malformed"),
        "a mark": (with_(FOOTPATHS, ('eId="art_2"', 'eId="art_2#x"')), "law.akn_eid_malformed"),
        "too long": (with_(FOOTPATHS, ('eId="art_2"', f'eId="{"a" * 401}"')), "law.akn_eid_malformed"),
    }.values(),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_text_of_law_is_refused(content, code):
    assert refused(content).code == code


def test_a_refusal_says_where_and_what_to_do():
    told = str(refused(with_(FOOTPATHS, ('eId="art_2"', 'eId="art_3"'))))
    assert "act/body/chapter[2]/article[1]" in told
    assert "act/body/chapter[1]/article[2]" in told
    assert "Akoma Ntoso 3.0" in str(refused(with_(FOOTPATHS, (AKN, "http://www.akomantoso.org/2.0"))))


def test_what_the_schema_does_not_know_is_told_and_not_refused():
    lenient = read(with_(FOOTPATHS, ('<FRBRdate date="2019-03-14" name', '<FRBRdate date="2019" name')))
    assert lenient.schema is Schema.LENIENT
    assert "2019" in lenient.faults[0].says
    invalid = read(with_(FOOTPATHS, ("<wrapUp>", "<after>"), ("</wrapUp>", "</after>")))
    assert invalid.schema is Schema.INVALID
    assert "after" in invalid.faults[0].says
    assert "paragraph" in invalid.faults[0].where


def test_an_attachment_counts_anew_and_what_is_quoted_is_not_counted_as_a_part():
    again = with_(FOOTPATHS, ("<mainBody>\n            <p>", '<mainBody>\n            <p eId="art_1">'))
    assert read(again).doctype == "act"
    assert all("mod_1" not in part.eid for part in parts(read(FOOTPATHS).root))


@pytest.mark.skipif(not OTHERS.exists(), reason="KEREGE_AKN names no folder with documents of others")
def test_documents_of_others_are_read_or_refused_by_a_code():
    """What others publish: every file has an answer, and whatever is read has parts with names of their own."""
    answered = {}
    for path in others():
        try:
            text = read(path.read_bytes())
        except Refusal as refusal:
            answered[path] = refusal.code
        else:
            answered[path] = text.schema
            names = [part.eid for part in parts(text.root)]
            assert len(names) == len(set(names)), path
    assert Schema.STRICT in answered.values()
