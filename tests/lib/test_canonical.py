"""Canonical forms: equal values have equal digests, unequal values unequal ones."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.lib.canonical import digest, dumps

pytestmark = pytest.mark.nodb


class Colour(StrEnum):
    RED = "red"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_the_form_is_sorted_tight_and_utf_8():
    assert dumps({"b": [1, None], "a": "Қазақ"}) == '{"a":"Қазақ","b":[1,null]}'.encode()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2018, 4, 4), '"2018-04-04"'),
        (datetime(2018, 4, 4, 5, tzinfo=UTC), '"2018-04-04T05:00:00+00:00"'),
        (Decimal("1.50"), '"1.50"'),
        (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (Colour.RED, '"red"'),
        ({"b", "a"}, '["a","b"]'),
    ],
)
def test_what_json_does_not_know_has_one_form(value, written):
    assert dumps(value) == written.encode()


@pytest.mark.parametrize("value", [object(), b"bytes", float("nan"), float("inf")])
def test_what_has_no_form_is_refused(value):
    with pytest.raises((TypeError, ValueError)):
        dumps(value)


@given(json_values)
def test_reading_back_and_writing_again_changes_nothing(value):
    try:
        written = dumps(value)
    except UnicodeEncodeError:  # a lone surrogate is no text
        return
    assert dumps(json.loads(written)) == written


def test_digest_is_sha_256_of_the_form():
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert digest({"a": 1}) != digest({"a": "1"})
