"""The schemes of a release: a version may say only what it changes."""

import pytest

from kerege.capacity.rules.scheme_writing import changed
from kerege.capacity.rules.schemes import asks_enough, read
from kerege.worlds.schemes_loader import released_schemes

pytestmark = pytest.mark.nodb


def test_part_two_is_done_within_six_months_and_within_twelve_at_the_longest():
    first, newest = (read(told["content"]) for told in released_schemes())
    assert changed(first, newest) == [("deadline_months", "12", "6")]
    assert newest.deadline_months + newest.most_extension_months == 12
    assert asks_enough(first, newest)
    assert not asks_enough(newest, first), "who still gives twelve months asks for less than the region"
