"""Demand adds up, and what others are told of it gives no facility away, however it is subtracted."""

from datetime import date
from fractions import Fraction
from itertools import combinations, product

import pytest

from kerege.capacity.rules.demand import Wish, demand, told_to_others
from kerege.capacity.rules.needs import needs_of
from kerege.capacity.words.needs import Priority
from kerege.lib.small_cells import add_up
from tests.capacity.rules.needing import WASTE, gap, item, place, policy, staff

pytestmark = pytest.mark.nodb
DAY = date(2026, 11, 26)
LEAST = 5


def test_wishes_of_a_cell_add_up_and_keep_the_most_urgent():
    one = needs_of(policy(), place(staff(2, [0, 3]), staff(1), gap=gap(item("1/2"))))
    (found,) = demand(one, {"KAZ": policy(months_b="6")}, DAY).values()
    assert (found.people, found.presumed, found.unknown, found.priority) == (3, 1, 0, Priority.A)
    assert found.points == sum((need.total for need in one), Fraction(0))


def test_what_nobody_needs_is_no_demand_and_what_is_not_known_is_told_beside():
    assert demand(needs_of(policy(), place(staff(1, [4]))), {"KAZ": policy()}, DAY) == {}
    (found,) = demand(needs_of(policy(), place(staff(7))), {"KAZ": policy()}, DAY).values()
    assert found == Wish(unknown=7, priority=Priority.UNKNOWN)


# -- the attack --------------------------------------------------------------------------------------------------------


def country(needing: int, of: int, people: int = 1):
    """The needs of a country in which so many of its facilities need it."""
    return [
        need
        for n in range(of)
        for need in needs_of(policy(), place(staff(people, [0 if n < needing else 4] * people), key=f"F{n}"))
    ]


def told(needing: int, of: int, people: int = 1) -> int:
    needs = country(needing, of, people)
    cells = told_to_others(needs, competences=[WASTE], places={n.place.key for n in needs}, k=LEAST).cells
    return cells[WASTE] or 0


def test_two_answers_are_alike_or_differ_by_the_least_cell():
    """Before and after one facility closed an assessment, or one more recorded its posts: nobody can tell which."""
    answers = {(n, of): told(n, of) for of in range(16) for n in range(of + 1)}
    for (n, of), shown in answers.items():
        assert shown % LEAST == 0
        assert shown <= n
        for other in ((n + 1, of), (n, of + 1), (n + 1, of + 1)):
            assert (answers.get(other, shown) - shown) % LEAST == 0


def test_rare_everywhere_and_nowhere_look_alike():
    assert [told(0, 12), told(4, 12), told(12, 12), told(9, 12)] == [0, 0, 0, 0]
    assert (told(5, 12), told(7, 12)) == (5, 5)
    assert told(4, 4) == 0, "a small country is told nothing of"


def test_how_many_people_a_facility_has_moves_no_figure():
    assert told(6, 12, people=1) == told(6, 12, people=40)


def test_the_region_less_its_countries_gives_no_country_away():
    """The region adds what is told of countries and nothing else, so that a difference of any two sums is told too."""
    groups = [
        told_to_others(needs, competences=[WASTE], places={n.place.key for n in needs}, k=LEAST)
        for needs in (country(6, 12), country(3, 12), country(2, 3))
    ]
    whole = add_up(groups).cells[WASTE]
    for size, without in product(range(3), range(3)):
        some = [g for n, g in enumerate(groups) if n != without][: size + 1]
        assert whole - add_up(some).cells.get(WASTE, 0) in {0, 5}
    assert all(add_up(pair).cells[WASTE] % LEAST == 0 for pair in combinations(groups, 2))


def test_a_competence_that_nobody_needs_is_told_like_a_rare_one():
    needs = country(0, 12)
    cells = told_to_others(needs, competences=[WASTE, "set:other"], places={n.place.key for n in needs}, k=LEAST).cells
    assert cells == {WASTE: None, "set:other": None}
