"""Need = risk × gap × reach: worked examples by hand, and that nothing unknown is ever zero or lowers a priority."""

from fractions import Fraction
from itertools import pairwise, product

import pytest

from kerege.capacity.rules.needs import Wanted, factor_of, in_order, needs_of, points_of, why_before
from kerege.capacity.words.needs import Before, Priority
from kerege.capacity.words.quality import Cause
from kerege.lib.refusal import Refusal
from tests.capacity.rules.needing import WASTE, gap, item, place, policy, staff

pytestmark = pytest.mark.nodb
ORDER = (Priority.A, Priority.B, Priority.C, Priority.BELOW)


def need(*posts, **told):
    (found,) = needs_of(told.pop("by", policy()), place(*posts, **told))
    return found


def code_of(deed):
    with pytest.raises(Refusal) as caught:
        deed()
    return caught.value.code


# -- the arithmetic --------------------------------------------------------------------------------------------------


def test_the_worked_example_comes_out_exactly():
    """100 × 6/7 × 1 × 1.25 × (3 − 1)/4 × (0.6 + 0.4 × 1/2) = 300/7."""
    found = need(staff(1, [1], level=3, criticality=6, containment=3), gap=gap(item("1/2")))
    assert found.points == (Fraction(300, 7),)
    assert (found.in_need, found.total, found.priority) == (1, Fraction(300, 7), Priority.B)


def test_criticality_less_performance_is_the_published_two_rating_method():
    """With one rating for the job and one for the person, and nothing else, points are in the order of A − B."""
    by = policy(person="1", place="0")
    scale = [(level, shown) for level, shown in product(range(1, 5), range(5)) if level >= shown]
    points = [need(staff(1, [shown], level=level), by=by).points[0] for level, shown in scale]
    assert points == [Fraction(25) * (level - shown) for level, shown in scale]


def test_points_end_at_a_hundred():
    assert need(staff(1, [0], containment=4), gap=gap(item("1"))).points == (Fraction(100),)


@pytest.mark.parametrize(("level", "factor"), [(1, 1), (2, 1), (3, Fraction(5, 4)), (4, Fraction(3, 2)), (None, 1)])
def test_containment_weighs_by_its_level(level, factor):
    assert need(staff(1, [3], containment=level)).points == (Fraction(25) * factor,)


def test_a_weight_of_the_policy_weighs():
    assert need(staff(1, [3]), by=policy(weights={WASTE: "0.5"})).points == (Fraction(25, 2),)


def test_who_shows_more_than_is_wanted_lacks_nothing():
    found = need(staff(1, [4], level=2), gap=gap(item("1")))
    assert (found.points, found.in_need, found.priority) == ((Fraction(0),), 0, Priority.BELOW)


def test_reach_is_how_many_come_to_what_is_counted():
    found = need(staff(4, [0, 3, "3.7", 4]))
    assert [each >= 10 for each in found.points] == [True, True, False, False]
    assert (found.in_need, found.total, found.priority) == (2, Fraction(125), Priority.A)


def test_a_competence_that_is_not_wanted_is_no_need():
    assert needs_of(policy(), place(staff(level=0))) == []


# -- what assessments say ----------------------------------------------------------------------------------------------


def test_the_gap_of_a_place_is_the_weighted_share_that_was_lost():
    found = gap(item("1", weight="2"), item("1/3"), item("0"))
    assert (found.lost, found.whole, found.value) == (Fraction(7, 3), Fraction(4), Fraction(7, 12))


def test_only_what_people_do_not_know_or_cannot_do_feeds_training():
    mended = [item("1", finding="f", cause=cause) for cause in Cause]
    found = gap(*mended)
    assert (found.value, found.other) == (Fraction(1, 5), 4)


def test_a_finding_without_a_cause_is_not_taken_out_and_is_told():
    found = gap(item("1", finding="f"), item("1", finding="g", cause="equipment"))
    assert (found.value, found.unmarked, found.other) == (Fraction(1, 2), 1, 1)


def test_what_is_not_answered_counts_for_nothing_and_is_told():
    assert (gap(item(None), item("1/2")).value, gap(item(None), item("1/2")).open) == (Fraction(1, 2), 1)
    assert gap(item(None)).value is None
    assert gap().value is None


@pytest.mark.parametrize(("cause", "priority"), [("", "A"), ("knowledge", "A"), ("equipment", "C")])
def test_a_critical_question_that_training_mends_makes_it_first(cause, priority):
    low = gap(item("1", finding="f", cause=cause, critical=True), item("0", weight="50"))
    assert need(staff(1, ["3.2"]), gap=low).priority == priority


def test_a_critical_question_makes_nobody_need_what_they_have_shown():
    low = gap(item("1", finding="f", critical=True))
    assert need(staff(1, [4]), gap=low).priority == Priority.BELOW


# -- what is not known -------------------------------------------------------------------------------------------------


def test_people_without_evidence_are_unknown_and_not_without_need():
    found = need(staff(3))
    assert (found.unknown, found.in_need, found.top, found.total) == (3, 0, None, 0)
    assert (found.priority, found.could_be) == (Priority.UNKNOWN, Priority.A)


def test_the_gap_of_the_place_stands_for_them_where_it_is_known_and_they_are_told_apart():
    found = need(staff(3, [0]), gap=gap(item("1/2")))
    assert (found.points, found.presumed_points) == ((Fraction(80),), Fraction(40))
    assert (found.presumed, found.presumed_in_need, found.unknown, found.in_need) == (2, 2, 0, 3)
    assert found.total == Fraction(160)


def test_a_policy_may_let_nothing_stand_for_them():
    found = need(staff(3, [0]), gap=gap(item("1/2")), by=policy(stand_in="no"))
    assert (found.presumed, found.presumed_points, found.unknown, found.in_need) == (0, None, 2, 1)


def test_a_gap_that_is_not_known_leaves_the_factor_whole():
    assert factor_of(policy(), None) == 1
    assert need(staff(1, [0])).points[0] >= need(staff(1, [0]), gap=gap(item("1"))).points[0]


def test_scoring_over_what_is_missing_is_refused():
    wanted = Wanted(WASTE, 3, 7)
    by = policy()
    assert (
        code_of(lambda: points_of(by, wanted, gap=None, factor=Fraction(1), containment=Fraction(1)))
        == "capacity.need_over_missing"
    )


def test_nothing_unknown_lowers_a_priority():
    """Take away what is known of somebody, or of the place: whoever else is there is as urgent as before."""
    for shown, lost, level in product([0, 1, 2, 3, 4], ["0", "1/3", "1"], [1, 3]):
        post = staff(1, [shown], criticality=5, containment=level)
        alone = need(post, gap=gap(item(lost)))
        joined = need(staff(4, [shown], criticality=5, containment=level), gap=gap(item(lost)))
        assert ORDER.index(joined.priority) <= ORDER.index(alone.priority), "three more, of whom nothing is known"
        assert (joined.total, joined.in_need) >= (alone.total, alone.in_need)
        assert ORDER.index(need(post).priority) <= ORDER.index(alone.priority), "nobody assessed the place"
        unknown = need(staff(1, criticality=5, containment=level))
        assert unknown.priority == Priority.UNKNOWN
        assert ORDER.index(unknown.could_be) <= ORDER.index(alone.priority), "it could be any of these"


def test_what_it_could_be_is_never_less_than_what_it_is_once_known():
    for shown, level in product([0, 1, 2, 3, 4], [1, 2, 3, 4]):
        known = need(staff(1, [shown], level=3, containment=level))
        assert ORDER.index(need(staff(1, level=3, containment=None)).could_be) <= ORDER.index(known.priority)


def test_a_level_of_containment_that_is_not_known_could_be_the_highest():
    found = need(staff(1, ["2.2"], containment=None))
    assert (found.points[0], found.priority, found.could_be) == (Fraction(45), Priority.B, Priority.A)
    assert need(staff(1, ["2.2"], containment=1)).could_be == Priority.B


# -- the order ---------------------------------------------------------------------------------------------------------


def test_competing_needs_stand_in_an_order_that_can_be_told():
    first = need(staff(1, [0]), key="A-one")
    many = need(staff(9, ["2.2"] * 9), key="B-many")
    few = need(staff(2, ["2.2"] * 2), key="C-few")
    same = need(staff(2, ["2.2"] * 2), key="D-same")
    unknown = need(staff(99), key="E-unknown")
    nothing = need(staff(1, [4]), key="F-nothing")
    order = in_order([nothing, unknown, same, few, many, first])
    assert [each.place.key[0] for each in order] == list("ABCDEF")
    why = [why_before(a, b) for a, b in pairwise(order)]
    assert why == [Before.PRIORITY, Before.POINTS, Before.NAME, Before.PRIORITY, Before.PRIORITY]


def test_of_equal_points_more_people_come_first():
    by = policy(limit_a="60")
    one, two = need(staff(1, [2]), by=by, key="one"), need(staff(2, [3, 3]), by=by, key="two")
    assert (one.total, one.priority) == (two.total, two.priority)
    assert [each.place.key for each in in_order([one, two])] == ["two", "one"]
    assert why_before(two, one) == Before.PEOPLE
    order = in_order([need(staff(2, [3, 3], criticality=7), key="z"), need(staff(1, [2], criticality=7), key="y")])
    assert [each.place.key for each in order] == ["y", "z"], "the one person is of a higher priority"
    assert why_before(two, need(staff(2, [3, 3]), by=by, key="zz")) == Before.NAME


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("post", "code"),
    [
        (staff(-1), "capacity.negative_reach"),
        (staff(criticality=0), "capacity.bad_criticality"),
        (staff(criticality=8), "capacity.bad_criticality"),
        (staff(level=5), "capacity.bad_level"),
        (staff(levels=["4.01"]), "capacity.bad_level"),
        (staff(levels=[-1]), "capacity.bad_level"),
    ],
)
def test_absurd_factors_are_refused(post, code):
    assert code_of(lambda: needs_of(policy(), place(post))) == code
