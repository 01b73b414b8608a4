"""Keys of facilities: what is found when one is mistyped."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.inventory.rules.keys import ALPHABET, HIGHEST, check_character, key_of, read_key
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb


def test_the_check_character_is_that_of_iso_7064():
    """The standard's own example for MOD 37,36: A12425GABC1234002 is followed by M."""
    assert check_character("A12425GABC1234002") == "M"


@given(st.integers(1, HIGHEST), st.sampled_from(["KZ", "KG", "TJ", "UZ"]))
def test_a_key_is_read_again_however_it_is_typed(number, country):
    key = key_of(country, number)
    for typed in (key, key.lower(), f" {key} ", key.replace("-", "\u2013")):
        assert read_key(typed) == (country, number)


@given(st.integers(1, HIGHEST), st.integers(0, 6), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(number, at, digit):
    key = key_of("KZ", number)
    wrong = key[: 5 + at] + digit + key[6 + at :]
    if wrong != key:
        with pytest.raises(Refusal) as refused:
            read_key(wrong)
        assert refused.value.code == "inventory.bad_key"


def test_two_digits_exchanged_are_found_but_for_one_in_fifty():
    """MOD 37,36 finds every single wrong character; of exchanged neighbours it lets a few pass."""
    tried, missed = 0, 0
    for number, at in product(range(1, HIGHEST, 14_983), range(5, 11)):
        key = key_of("KZ", number)
        wrong = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
        if wrong != key:
            tried += 1
            missed += is_read(wrong)
    assert tried > 2500
    assert missed / tried < 0.02


def is_read(key):
    try:
        read_key(key)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize(
    "text", ["", "KZ", "KZ-F-0000000-" + check_character("KZF0000000"), "KZ-F-1234-5", "КZ-F-0001234-7"]
)
def test_what_is_no_key_is_refused_with_an_example(text):
    with pytest.raises(Refusal) as refused:
        read_key(text)
    assert refused.value.data["example"] == key_of("KZ", 1234)


@pytest.mark.parametrize("number", [0, -1, HIGHEST + 1])
def test_no_key_is_made_for_a_number_that_has_none(number):
    with pytest.raises(ValueError, match="has no key"):
        key_of("KZ", number)


def test_every_check_character_is_of_the_alphabet():
    assert {key_of("KZ", n)[-1] for n in range(1, 400)} <= set(ALPHABET)
