"""Plans over years: the checker finds each fault and counts people one by one."""

from dataclasses import replace

import pytest

from kerege.planning.cascade.asking import refusals
from kerege.planning.cascade.checking import faults, unmet
from kerege.planning.cascade.programme import Country, Event, Need, Programme, Topic, Years

pytestmark = pytest.mark.nodb
SMALL = Programme(
    countries=(Country("AAA", "ru", 9, {"bio": 2}), Country("BBB", "ru", 9, {"bio": 0})),
    topics=(Topic("waste", "bio", 2, 10), Topic("spill", "bio", 1, 5)),
    needs=(
        Need("AAA", "waste", ((12, 3), (11, 1)), 4),
        Need("AAA", "spill", ((7, 2),), 1),
        Need("BBB", "waste", ((8, 5),), 6),
    ),
    event=Event(places=3, cost=5, most=1),
    budget=(12, 12, 12),
    survive=(1000, 900, 810),
    days=4,
    lend=2,
    most_trained=2,
    tracks=("bio",),
)
PLAN = Years(
    courses={("AAA", "spill", 0): 1, ("AAA", "waste", 0): 1, ("BBB", "waste", 1): 1},
    trained={("BBB", "bio", 0): 1, ("AAA", "bio", 0): 1},
    events={("ru", "bio", 0): 1},
    borrowed={("AAA", "bio", 1): -1, ("BBB", "bio", 1): 1},
)


def test_a_plan_that_keeps_to_all_has_no_fault_and_counts_people():
    assert refusals(SMALL) == []
    assert faults(SMALL, PLAN) == []
    by_quarter = [(2 * 3 + 11) + 2 * 2 + 8 * 5, (2 * 3 + 11) + 2 * 2, (2 * 3 + 11) + 2 * 2]
    assert unmet(SMALL, PLAN) == sum(by_quarter)
    assert unmet(SMALL, Years()) == SMALL.nothing == 3 * (36 + 11 + 14 + 40)


def test_what_the_next_course_is_worth_never_grows_and_adds_up():
    waste = SMALL.needs[0]
    assert SMALL.gains(waste) == [30, 2 * 3 + 8, 3]
    assert SMALL.steps(waste) == [(1, 30), (1, 14), (1, 3)]
    assert SMALL.steps(replace(waste, parts=((25, 2),))) == [(2, 20), (1, 10)]
    for need in SMALL.needs:
        assert sum(SMALL.gains(need)) == need.points
    saved = 3 * (SMALL.gains(waste)[0] + SMALL.gains(SMALL.needs[1])[0]) + 2 * SMALL.gains(SMALL.needs[2])[0]
    assert unmet(SMALL, PLAN) == SMALL.nothing - saved


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"courses": {("AAA", "waste", 0): 2, ("AAA", "spill", 0): 1}}, "('AAA', 'bio', 0): 10 days"),
        ({"trained": {}, "events": {}}, "('BBB', 'bio', 1): 4 days of trainers, 1.0 are there"),
        ({"events": {}}, "('ru', 'bio', 0): 2 people in 0 places"),
        ({"events": {("ru", "bio", 0): 2}}, "('ru', 'bio', 0): 2 events"),
        ({"borrowed": {("BBB", "bio", 1): 1}}, "('ru', 'bio', 1): 1 days borrowed of nobody"),
        ({"borrowed": {("AAA", "bio", 2): -3, ("BBB", "bio", 2): 3}}, "borrowed ('AAA', 'bio', 2): -3 of at most 2"),
        ({"trained": {("BBB", "bio", 0): 3}}, "trained ('BBB', 'bio', 0): 3 of at most 2"),
        ({"courses": {("AAA", "waste", 3): 1}}, "courses ('AAA', 'waste', 3): unknown"),
        ({"courses": {("BBB", "spill", 0): 1}}, "courses ('BBB', 'spill', 0): unknown"),
        ({"courses": {("AAA", "spill", 0): -1}}, "courses ('AAA', 'spill', 0): -1"),
        ({"courses": {("AAA", "waste", 0): 1, ("BBB", "waste", 0): 1}}, "0: 15 of 12"),
        ({"courses": {("AAA", "spill", 0): 10}}, "('AAA', 0): 10 days of rooms, 9 are there"),
    ],
)
def test_the_checker_finds_each_fault(change, fault):
    assert any(found.startswith(fault) for found in faults(SMALL, replace(PLAN, **change)))


@pytest.mark.parametrize(
    ("change", "row"),
    [
        ({"needs": (*SMALL.needs, SMALL.needs[0])}, ("AAA waste", "twice")),
        ({"countries": SMALL.countries[:1]}, ("BBB waste", "unknown")),
        ({"tracks": ()}, ("waste", "unknown")),
        ({"needs": (Need("AAA", "waste", ((4, 1), (4, 2)), 1),)}, ("AAA waste", "range")),
        ({"needs": (Need("AAA", "waste", ((-4, 1),), 1),)}, ("AAA waste", "range")),
        ({"topics": (Topic("waste", "bio", 0, 9), SMALL.topics[1])}, ("waste", "range")),
        ({"countries": (Country("AAA", "ru", -1, {}), SMALL.countries[1])}, ("AAA", "range")),
        ({"survive": (1000,)}, ("terms", "range")),
        ({"budget": ()}, ("terms", "range")),
    ],
)
def test_a_row_that_cannot_be_planned_is_named(change, row):
    assert row in refusals(replace(SMALL, **change))
