"""Each number of a policy is moved by a fifth, and what follows for priorities and the order is told as it is."""

from fractions import Fraction
from itertools import combinations, permutations

import pytest

from kerege.capacity.rules import stability as rules
from kerege.capacity.rules.needs import in_order, needs_of
from kerege.capacity.rules.stability import stability
from tests.capacity.rules.needing import WASTE, gap, item, place, policy, staff

pytestmark = pytest.mark.nodb


def needs(given, *levels, **more):
    """One need for each of these levels that somebody showed, each in a place of its own."""
    places = [place(staff(1, [level], **more), key=f"F{n}") for n, level in enumerate(levels)]
    return [need for each in places for need in needs_of(given, each)]


def told(given, found):
    return {(each.name, each.up): each for each in stability(given, found)}


def test_a_need_just_above_a_limit_falls_below_it_and_comes_back():
    given = policy(limit_a="50")
    found = needs(given, 2, 1, 0)  # 50, 75 and 100 points
    moved = told(given, found)
    assert set(moved) == {("containment_1", False), ("containment_1", True)}
    down, up = moved["containment_1", False], moved["containment_1", True]
    assert (down.needs, down.changed, up.changed) == (3, 1, 0)
    assert (down.likeness, down.steady) == (1, True)


def test_only_numbers_that_stand_in_a_need_are_moved():
    given = policy(weights={WASTE: "2", "set:other": "3"})
    known = needs_of(given, place(staff(1, [3], containment=3), gap=gap(item("1/2"))))
    names = {each.name for each in stability(given, known)}
    assert names == {"person", "containment_3", WASTE}
    assert {each.name for each in stability(given, needs(given, 3))} == {"containment_1", WASTE}, "no gap of the place"


def test_a_unit_of_unknown_level_is_moved_with_the_lowest():
    given = policy()
    assert {each.name for each in stability(given, needs(given, 0, containment=None))} == {"containment_1"}


def test_the_parts_stay_one_together():
    given = policy(person="0.9", place="0.1")
    parts = [
        (each.person, each.place) for _, _, each, _ in rules._moved(given, needs_of(given, place(gap=gap(item("1")))))
    ]
    assert {sum(pair) for pair in parts} == {1}
    assert max(person for person, _ in parts) == 1


def test_an_order_that_turns_is_told_with_how_far():
    """One need hangs on the gap of the place, the other does not: the more the person weighs, the more it counts."""
    given = policy(person="0.5", place="0.5", counts_from="1", limit_b="2", limit_a="90")
    low = needs_of(given, place(staff(1, [0], criticality=4), gap=gap(item("1/4")), key="A"))
    high = needs_of(given, place(staff(1, [2], criticality=5), key="B"))
    assert [need.place.key for need in in_order([*low, *high])] == ["A", "B"]
    moved = told(given, [*low, *high])
    assert (moved["person", False].likeness, moved["person", False].steady) == (-1, False)
    assert (moved["person", True].likeness, moved["person", True].steady) == (1, True)


def test_needs_that_cannot_be_urgent_are_left_out_and_one_has_no_order():
    given = policy()
    met, unknown = needs(given, 4), needs_of(given, place(staff(1)))
    assert stability(given, met) == []
    assert {(each.needs, each.likeness, each.steady) for each in stability(given, [*met, *unknown])} == {
        (1, None, True)
    }


@pytest.mark.parametrize("size", range(5))
def test_turned_pairs_are_those_that_stand_the_other_way_round(size):
    for order in permutations(range(size)):
        assert rules._turned(order) == sum(a > b for a, b in combinations(order, 2))


def test_the_share_is_a_fifth():
    given = policy()
    factors = {each.containment[1] for _, _, each, _ in rules._moved(given, needs(given, 0))}
    assert factors == {Fraction(4, 5), Fraction(6, 5)}
