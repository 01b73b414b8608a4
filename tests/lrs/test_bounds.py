"""However a body is made, it is judged soon: nothing of it costs more than a few times its length."""

import json
from time import process_time

import pytest

from kerege.lib.refusal import Refusal
from kerege.lrs.rules import asking, documents, forwarding, telling
from kerege.lrs.rules.parts import Attached, attached, parts_of, statements_part
from kerege.lrs.rules.reading import statements_of
from kerege.lrs.rules.sameness import digest
from kerege.lrs.rules.statements import check
from kerege.lrs.words import Edition
from tests.lrs.said import said

pytestmark = pytest.mark.nodb
SOON = 2
"""Seconds of the processor; each of these once took ten and more."""


def soon(deed):
    """What comes of it, or the refusal; fails where it took long."""
    began = process_time()
    try:
        found = deed()
    except Refusal as refusal:
        found = refusal
    assert process_time() - began < SOON
    return found


def test_no_more_is_read_than_is_taken():
    for text, code in (
        ("[" + "1," * 1_000 + "1, this is no JSON", "lrs.too_many"),
        ('"' + "x" * 1_000_000 + '" this is no JSON', "lrs.too_long"),
        ('[1,"' + "x" * 1_000_000 + '" this is no JSON', "lrs.too_long"),
    ):
        assert soon(lambda text=text: statements_of(text)).code == code
    assert len(statements_of("[" + "1," * 999 + "1]")[0]) == 1_000


def test_a_name_that_stands_twice_among_many_is_soon_found():
    names = ",".join(f'"{n}":1' for n in range(30_000))
    refused = soon(lambda: statements_of(f'{{{names},"29999":1}}'))
    assert (refused.code, refused.data["where"]) == ("lrs.property_twice", "29999")


def test_the_longest_duration_is_soon_compared():
    value = said(result={"duration": f"PT{'1' * 100_000}S"})
    check(value, Edition.XAPI_1)
    assert len(soon(lambda: digest(value))) == 32
    assert digest(said(result={"duration": "PT12.349S"})) == digest(said(result={"duration": "PT12.34S"}))


def test_blanks_within_a_statement_cost_nothing():
    blanks = " " * 100_000
    raw = f'{{"actor":1,{blanks}"object":{{}} \n}} '
    found = soon(lambda: telling.with_kept(raw, {"object": {}}, {"stored": "s"}))
    assert found == f'{{"actor":1,{blanks}"object":{{}},"stored":"s"}}'


def test_a_media_type_with_many_blanks_is_soon_refused():
    file = {"usageType": "x:y", "display": {}, "length": 1, "sha2": "a" * 64, "fileUrl": "x:y"}
    wrong = said(attachments=[file | {"contentType": "a/b" + ";  " * 16 + "\x01"}])
    assert soon(lambda: check(wrong, Edition.XAPI_1)).code == "lrs.form"
    check(said(attachments=[file | {"contentType": "text/plain ; charset=utf-8;\tformat=flowed"}]), Edition.XAPI_1)


def test_no_more_parts_are_taken_apart_than_are_taken():
    for count, what in ((200, "Content-Type: application/json"), (201, "≤ 200 parts"), (300, "≤ 200 parts")):
        body = b"--m\r\n\r\n\r\n" * count + b"--m--"
        with pytest.raises(Refusal) as found:
            statements_part(parts_of(body, "multipart/mixed; boundary=m"))
        assert (found.value.code, found.value.data["what"]) == ("lrs.bad_parts", what)


@pytest.mark.parametrize("sign", ["\0", "\n", "\r", "\x7f"])
def test_a_part_has_a_type_that_an_answer_can_have(sign):
    sha2 = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of "x"
    head = f"Content-Type: a/b;{sign}c\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: {sha2}"
    body = f"--m\r\n\r\n{{}}\r\n--m\r\n{head}\r\n\r\nx\r\n--m--".encode()
    with pytest.raises(Refusal) as found:
        attached(parts_of(body, "multipart/mixed; boundary=m")[1:])
    assert (found.value.code, found.value.data["what"]) == ("lrs.bad_parts", "Content-Type")


def test_a_document_does_not_grow_beyond_a_body_by_merging():
    one, other = (json.dumps({name: "x" * 6_000_000}).encode() for name in "ab")
    with pytest.raises(Refusal) as found:
        documents.merged(one, "application/json", other, "application/json")
    assert (found.value.code, found.value.status) == ("lrs.too_large", 413)
    assert len(documents.merged(one, "application/json", one, "application/json")) == len(one) - 1


@pytest.mark.parametrize(
    ("sent", "limit"),
    [
        ({}, 100),
        ({"limit": "0"}, 500),
        ({"limit": "501"}, 500),
        ({"attachments": "true"}, 20),
        ({"attachments": "true", "limit": "0"}, 20),
        ({"attachments": "true", "limit": "21"}, 20),
        ({"attachments": "true", "limit": "3"}, 3),
    ],
)
def test_a_page_has_so_many_statements(sent, limit):
    assert asking.asked(sent).limit == limit


def test_what_is_handed_on_is_not_cut_where_its_sender_wants():
    contents = [Attached("a" * 64, "a/b", b"\r\n--kerege-forwarding--\r\n"), Attached("b" * 64, "a/b", b"second")]
    body, kind = forwarding.body_of([said()], contents)
    assert [part.content for part in parts_of(body, kind)[1:]] == [each.content for each in contents]
    assert forwarding.body_of([said(), said()], contents)[1] != kind
