"""Breaking registers down: nobody can be found by subtracting published figures."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.training.rules import add_up, open_cells, protect

pytestmark = pytest.mark.nodb
K = 5
VALUES = ("female", "male", "not_stated", "other")
registers = st.dictionaries(st.sampled_from(VALUES), st.integers(0, 14))
worlds = st.lists(st.tuples(st.sampled_from(["KAZ", "KGZ"]), st.integers(1, 4), registers), min_size=1, max_size=5)


def scopes(world):
    """Every set of courses that a page can be asked for: one course, a country or the region, up to a day."""
    for index in range(len(world)):
        yield frozenset({index})
    for country in ("KAZ", "KGZ", None):
        for day in range(1, 5):
            yield frozenset(i for i, (c, d, _) in enumerate(world) if (country is None or c == country) and d <= day)


def per_course(world, scope):
    """What is published: each course protected, then added."""
    total = add_up(protect(world[i][2], k=K) for i in scope)
    return {**total.cells, "withheld": total.withheld}


def on_the_sum(world, scope):
    """The naive way: add first, then withhold the small cells of the sum, and one more."""
    total = add_up(open_cells(world[i][2]) for i in scope).cells
    hidden = [v for v, n in total.items() if 0 < n < K]
    hidden += sorted((v for v in total if v not in hidden), key=total.get)[: 1 if len(hidden) == 1 else 0]
    shown = {v: n for v, n in total.items() if v not in hidden}
    return {**shown, "withheld": sum(total[v] for v in hidden)}


def found_by_subtracting(world, publish):
    """Figures of fewer than K people that follow from two published tables, one of which contains the other."""
    tables = {scope: publish(world, scope) for scope in set(scopes(world))}
    pairs = [(a, b) for a, b in combinations(tables, 2) if a < b or b < a]
    for small, large in (tuple(sorted(pair, key=len)) for pair in pairs):
        # a value that one table does not have and the other has withheld nothing of is 0 there
        for value in set(tables[small]) & set(tables[large]):
            left = tables[large][value] - tables[small][value]
            if 0 < abs(left) < K:
                yield value, left
    for table in tables.values():
        yield from ((v, n) for v, n in table.items() if 0 < n < K)


@given(worlds)
def test_no_two_published_tables_differ_by_fewer_people_than_the_least_cell(world):
    assert list(found_by_subtracting(world, per_course)) == []


def test_the_same_attack_succeeds_where_sums_are_suppressed():
    world = [("KAZ", 1, {"female": 20, "male": 9}), ("KAZ", 2, {"female": 10, "male": 3})]
    assert ("male", 3) in list(found_by_subtracting(world, on_the_sum))
    assert list(found_by_subtracting(world, per_course)) == []


@given(registers)
def test_a_course_and_its_public_total_do_not_give_a_cell_away(cells):
    course = protect(cells, k=K)
    total = sum(cells.values())
    if course.left_out:
        assert (course.cells, course.withheld) == ({}, 0)
        assert 0 < total < K
        return
    hidden = [v for v, n in course.cells.items() if n is None]
    assert total - sum(n for n in course.cells.values() if n is not None) == course.withheld
    assert (course.withheld == 0 and not hidden) or (course.withheld >= K and len(hidden) >= 2)
    assert all(n is None or n >= K for n in course.cells.values())


@pytest.mark.parametrize(
    ("cells", "shown", "withheld"),
    [
        ({"female": 24, "male": 14}, {"female": 24, "male": 14}, 0),
        ({"female": 24, "male": 14, "x": 3}, {"female": 24, "male": None, "x": None}, 17),
        ({"female": 24, "male": 3, "x": 1}, {"female": None, "male": None, "x": None}, 28),
        ({"female": 24, "male": 3, "x": 2}, {"female": 24, "male": None, "x": None}, 5),
        ({"female": 6}, {"female": 6}, 0),
        ({"female": 3, "male": 1}, {}, 0),
        ({}, {}, 0),
    ],
)
def test_examples(cells, shown, withheld):
    course = protect(cells, k=K)
    assert dict(course.cells) == shown
    assert course.withheld == withheld


def test_those_who_may_read_the_register_see_all_cells():
    assert dict(open_cells({"female": 2, "male": 1}).cells) == {"female": 2, "male": 1}
