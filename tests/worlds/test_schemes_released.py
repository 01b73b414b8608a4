"""The schemes of a release: a version may say only what it changes."""

import pytest

from kerege.capacity.rules.scheme_writing import changed
from kerege.capacity.rules.schemes import asks_enough, counted, read
from kerege.training.rules.curricula.difference import difference
from kerege.worlds.curricula_loader import HERE, content, later
from kerege.worlds.schemes_loader import released_schemes

pytestmark = pytest.mark.nodb


def test_part_two_is_done_within_six_months_and_within_twelve_at_the_longest():
    first, newest, _third = (read(told["content"]) for told in released_schemes())
    assert changed(first, newest) == [("deadline_months", "12", "6")]
    assert newest.deadline_months + newest.most_extension_months == 12
    assert asks_enough(first, newest)
    assert not asks_enough(newest, first), "who still gives twelve months asks for less than the region"


def test_deliveries_of_the_version_that_knows_its_equipment_count_also_for_those_on_their_way():
    first, second, third = (read(told["content"]) for told in released_schemes())
    key = "p53-train-the-trainers"
    assert changed(second, third) == [("curricula", f"{key} 2017", f"{key} 2017, {key} 2026")]
    assert second.versions(key) == ("2017",)
    assert counted(first, [second, third], key) == ("2017", "2026")
    before = content(HERE / key)
    ((after, _day),) = later(HERE / key, before)
    assert {each.field for part in difference(before, after) for each in part.fields} == {"equipment"}
