"""Addresses are written again as they were read, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.law.rules.akn.uris import parse
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb

WORK = "/akn/kz/act/law/2022-05-21/122-vii"


@pytest.mark.parametrize(
    "uri",
    [
        "/akn/un/act/convention/1972-04-10/bwc",
        "/akn/un/act/resolution/sc/2004-04-28/1540",
        "/akn/kz-aktobe/act/2019/3",
        "/akn/eu/act/2021-05-20/821",
        WORK,
        f"{WORK}/kaz",
        f"{WORK}/kaz@",
        f"{WORK}/kaz@2022-11-22",
        f"{WORK}/kaz:2022-11-22",
        f"{WORK}/kaz@2022-11",
        f"{WORK}/kaz@2022-11-22/~art_3",
        f"{WORK}/kaz@2022-11-22/!main",
        f"{WORK}/kaz@2022-11-22/!att_1~para_2",
        f"{WORK}/kaz@2022-11-22.xml",
        f"{WORK}.json",
        "/akn/kz/act/2019/3.1",
    ],
)
def test_what_was_read_is_written_again(uri):
    assert str(parse(uri)) == uri


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("", "law.uri_malformed"),
        ("kz/act/2022/1", "law.uri_malformed"),
        ("/kz/act/2022/1", "law.uri_malformed"),
        ("/akn/int/act/1972/bwc", "law.uri_malformed"),
        ("/akn/kz/act/2022", "law.uri_malformed"),
        ("/akn/kz/act/2022/a b", "law.uri_malformed"),
        ('/akn/kz/act/2022/"><script>', "law.uri_malformed"),
        (f"{WORK}/", "law.uri_malformed"),
        (f"{WORK}/{'a' * 300}", "law.uri_malformed"),
        (f"{WORK}/kaz@2022-11-22~art_3", "law.uri_portion"),
        (f"{WORK}/kaz@2022-13-22", "law.uri_date"),
        (f"{WORK}/kaz@yesterday", "law.uri_date"),
        ("/akn/kz/act/law/2022-02-30/1", "law.uri_date"),
    ],
)
def test_what_is_no_address_is_refused(uri, code):
    with pytest.raises(Refusal) as refusal:
        parse(uri)
    assert refusal.value.code == code


def test_a_work_leads_to_its_expressions_and_parts():
    work = parse(f"{WORK}/kaz@2022-11-22/~art_3")
    assert (work.work, work.expression, work.portion) == (WORK, f"{WORK}/kaz@2022-11-22", "art_3")
    assert str(work.at("rus", "2024-01-01", "art_5")) == f"{WORK}/rus@2024-01-01/~art_5"
    assert parse("/akn/kz-aktobe/act/2019/3").place == "kz-aktobe"


@given(st.text(alphabet="/aknz-@:~!.2019eéng ", max_size=60))
def test_whatever_is_typed_is_read_or_refused(tail):
    uri, code, read = "/akn/kz/act/2019/" + tail, "", ""
    try:
        read = str(parse(uri))
    except Refusal as refusal:
        code = refusal.code
    assert read == uri or code in {"law.uri_malformed", "law.uri_portion", "law.uri_date"}
