"""The cascade woven on, write by write, is the one woven from nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kerege.training.rules.cascade import Knot, Line, came_of, hang_under, lines_of_people, place
from kerege.training.rules.cascade_steps import counted_again, differing, persons_of, place_on
from kerege.training.words.cascade import Basis

pytestmark = pytest.mark.nodb
FIRST = date(2020, 1, 1)
COURSES, PEOPLE = range(1, 9), range(1, 7)
numbers = some.sets(some.sampled_from(COURSES), max_size=3)
knots = some.builds(
    lambda n, month, trains, recorded: Knot(n, FIRST + timedelta(30 * month), recorded=recorded, trains=trains),
    some.sampled_from(COURSES), some.integers(0, 9), some.booleans(), some.sampled_from([None, None, 1, 3]),
)  # fmt: skip
pairs = some.tuples(some.sampled_from(COURSES), some.sampled_from(COURSES)).filter(lambda pair: pair[0] != pair[1])
worlds = some.fixed_dictionaries(
    {
        "knots": some.lists(knots, max_size=8).map(lambda each: {knot.number: knot for knot in each}),
        "trained": some.dictionaries(some.sampled_from(PEOPLE), numbers.map(tuple), max_size=6),
        "taught": some.dictionaries(some.sampled_from(PEOPLE), numbers.map(tuple), max_size=6),
        "stated": some.dictionaries(pairs, some.sampled_from([Basis.STATED, Basis.INFERRED]), max_size=5),
    }
)


def woven(world):
    lines = lines_of_people(world["knots"], world["trained"], world["taught"])
    told = {(line.above, line.below) for line in lines}
    return place(world["knots"], lines + [Line(*p, b) for p, b in world["stated"].items() if p not in told])


def same(placed):
    sides = [{n: frozenset(lines) for n, lines in each.items()} for each in (placed.below, placed.above)]
    return (dict(placed.generation), placed.by_lines, placed.looped, *sides)


def woven_on(before, old, new):
    touched = {n for n in COURSES if old["knots"].get(n) != new["knots"].get(n)}
    who = persons_of(touched, old["trained"], old["taught"], new["trained"], new["taught"])
    who |= differing(old["trained"], new["trained"]) | differing(old["taught"], new["taught"])
    was, now = (
        lines_of_people(w["knots"], *({p: w[side][p] for p in who if p in w[side]} for side in ("trained", "taught")))
        for w in (old, new)
    )
    changed = counted_again(before, was, now, (old["stated"], new["stated"]), touched)
    return place_on(before, new["knots"], changed, touched)


@settings(max_examples=60, deadline=None)
@given(some.lists(worlds, min_size=2, max_size=4))
def test_woven_on_from_any_world_to_any_other_is_woven_from_nothing(worlds):
    placed = woven(worlds[0])
    for old, new in zip(worlds, worlds[1:], strict=False):
        placed = woven_on(placed, old, new)
        assert same(placed) == same(woven(new))
        assert hang_under(placed, list(COURSES)).items() >= {n: len(came_of(placed, n)) for n in COURSES}.items()
