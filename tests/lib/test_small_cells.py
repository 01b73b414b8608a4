"""Breaking registers down: nobody can be found by subtracting published figures."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.lib.small_cells import add_up, open_cells, protect, stepped

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


# -- in steps, for those who may ask again whenever one member changes -------------------------------------------------
LEVELS = ("two", "three")
members = st.lists(st.frozensets(st.sampled_from(LEVELS)), max_size=24)


def having(group):
    return {level: sum(level in member for member in group) for level in LEVELS}


def in_steps(group):
    """What is published of a group whose size everybody knows."""
    return dict(stepped(having(group), of=len(group), k=K).cells)


def as_they_are(group):
    return having(group)


def only_withheld(group):
    """Small cells withheld, the others as they are."""
    return {level: n if n >= K else None for level, n in having(group).items()}


def possible(published, size):
    """Which numbers each cell can have for somebody who knows the rule, the size and what is published."""
    for n in published.values():
        yield {m for m in range(size + 1) if dict(stepped({"x": m}, of=size, k=K).cells)["x"] == n}


def told_by_one(publish, group, one):
    """By how much figures differ when one more member is there: of fewer than K it would tell what that one has."""
    before, after = publish(group), publish([*group, one])
    pairs = ((before[level] or 0, after[level] or 0) for level in LEVELS)
    return [abs(a - b) for a, b in pairs if 0 < abs(a - b) < K]


@given(members)
def test_no_figure_tells_that_there_are_some_but_few(group):
    """Nor that all but few have it: what can be is never only 1 to K-1, and what lacks it neither."""
    for can_be in possible(in_steps(group), len(group)):
        few = set(range(1, K))
        assert not can_be <= few
        assert not {len(group) - n for n in can_be} <= few


@given(members, st.frozensets(st.sampled_from(LEVELS)))
def test_one_member_more_changes_no_figure_by_less_than_a_step(group, one):
    assert told_by_one(in_steps, group, one) == []


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 3), st.frozensets(st.sampled_from(LEVELS))), max_size=40)
)
def test_no_two_tables_of_countries_and_days_differ_by_less_than_a_step(world):
    def table(country, day):
        groups = [[v for c, d, v in world if c == one and d <= day] for one in "ab" if country in ("", one)]
        return add_up(stepped(having(group), of=len(group), k=K) for group in groups).cells

    tables = [table(country, day) for country in ("", "a", "b") for day in (1, 2, 3)]
    for one, other in combinations(tables, 2):
        for level in LEVELS:
            assert abs(one.get(level, 0) - other.get(level, 0)) % K == 0
    for day in (1, 2, 3):
        sums = [table("a", day).get(level, 0) + table("b", day).get(level, 0) for level in LEVELS]
        assert sums == [table("", day).get(level, 0) for level in LEVELS], "the region is the sum of what is published"


def test_the_same_attacks_succeed_where_figures_are_as_they_are_or_only_the_small_are_withheld():
    group = [frozenset({"two"})] * 6 + [frozenset()] * 20
    assert told_by_one(as_they_are, group, frozenset({"two"})) == [1]
    assert told_by_one(only_withheld, group, frozenset({"two"})) == [1]
    assert told_by_one(in_steps, group, frozenset({"two"})) == []


@pytest.mark.parametrize(
    ("n", "of", "told"),
    [(0, 30, None), (4, 30, None), (5, 30, 5), (9, 30, 5), (10, 30, 10), (25, 30, 25), (26, 30, None), (30, 30, None)],
)
def test_steps(n, of, told):
    assert stepped({"x": n}, of=of, k=K).cells == {"x": told}


def test_a_group_that_is_too_small_is_left_out():
    found = stepped({"x": 3}, of=4, k=K)
    assert (found.cells, found.left_out) == ({"x": None}, True)
