"""What stands in the place of a withheld value is one thing, that is falsy and cannot be taken for a value."""

import copy

import pytest

from kerege.records.labels import WITHHELD, Withheld

pytestmark = pytest.mark.nodb


def test_there_is_only_one():
    assert Withheld() is WITHHELD
    assert Withheld() is Withheld()


def test_it_is_falsy_and_says_what_it_is():
    assert (bool(WITHHELD), str(WITHHELD), repr(WITHHELD)) == (False, "WITHHELD", "WITHHELD")


def test_it_is_none_of_the_other_empty_values():
    assert [value for value in ("", None, 0, False, [], "WITHHELD") if value == WITHHELD] == []


def test_a_copy_of_a_record_holds_the_same():
    held = copy.copy({"name": WITHHELD})
    assert held["name"] is WITHHELD
    assert copy.deepcopy(WITHHELD) is WITHHELD


def test_it_cannot_be_compared_by_size():
    with pytest.raises(TypeError):
        sorted([WITHHELD, "a"])
