"""Statistics of small groups against values that were computed by hand, digit by digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.lib.statistics import Item, alpha, correlation, items, mean, normalised_gain, spread

pytestmark = pytest.mark.nodb

FIVE = [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 0]]
"""Five people, three items of one point. Totals 3 2 1 1 0, mean 1.4."""


def test_a_mean_of_nothing_is_not_known() -> None:
    assert (mean([]), mean([2, 3])) == (None, 2.5)


def test_the_spread_is_that_of_a_sample() -> None:
    # deviations −2 −1 0 1 2, squares 10, by four: 2.5
    assert spread([1, 2, 3, 4, 5]) == pytest.approx(1.5811388)
    assert spread([7]) is None


def test_a_correlation_by_hand() -> None:
    # x −1 0 1, y −1 1 0: products 1 + 0 + 0; squares 2 and 2
    assert correlation([1, 2, 3], [1, 3, 2]) == pytest.approx(0.5)
    assert correlation([1, 2, 3], [6, 4, 2]) == pytest.approx(-1)


def test_what_never_varies_correlates_with_nothing() -> None:
    assert correlation([1, 1, 1], [1, 2, 3]) is None
    assert correlation([1, 2], [1, 2]) is None
    with pytest.raises(ValueError, match="2 values for 3"):
        correlation([1, 2], [1, 2, 3])


def test_a_normalised_gain_is_a_share_of_what_was_to_be_won() -> None:
    assert normalised_gain(40, 70) == pytest.approx(0.5)
    assert normalised_gain(80, 70) == pytest.approx(-0.5)
    assert normalised_gain(100, 100) is None


def test_items_by_hand() -> None:
    first, second, third = items(FIVE, [1, 1, 1])
    # item 1: 3 of 5. Rest 2 1 0 1 0, mean .8. Products .4·1.2 + .4·.2 + .4·−.8 − .6·.2 − .6·−.8 = .6·.2 …= 0.6
    # squares: .4²·3 + .6²·2 = 1.2; rest 1.44 + .04 + .64 + .04 + .64 = 2.8; .6 ∕ √3.36 = 0.32733
    assert first == Item(5, pytest.approx(0.6), pytest.approx(0.6 / 3.36**0.5))
    assert second == first  # rest 2 1 1 0 0: the same five numbers
    # item 3: 1 of 5. Rest 2 2 1 1 0, mean 1.2. Products .8·.8 − .2·(.8 − .2 − .2 − 1.2) = 0.8; squares .8 and 2.8
    assert third == Item(5, pytest.approx(0.2), pytest.approx(0.8 / 2.24**0.5))


def test_an_item_that_only_the_weak_solve_divides_the_wrong_way_round() -> None:
    rows = [[1, 1, 0], [1, 1, 0], [1, 0, 0], [0, 0, 1], [0, 0, 1]]
    # rest 2 2 1 0 0, mean 1; the item −.4 −.4 −.4 .6 .6: −.4 − .4 + 0 − .6 − .6 = −2; squares 1.2 and 4
    assert items(rows, [1, 1, 1])[2].discrimination == pytest.approx(-2 / 4.8**0.5)


def test_an_item_of_several_points_is_as_hard_as_the_share_that_was_reached() -> None:
    found = items([[4, 1], [2, 0], [0, 0]], [4, 1])
    assert [each.difficulty for each in found] == [pytest.approx(0.5), pytest.approx(1 / 3)]
    assert items([], [1]) == [Item(0, None, None)]


def test_alpha_by_hand() -> None:
    # variances of the items .3 .3 .2, of the totals 1.3 (3 2 1 1 0): 3∕2 · (1 − .8∕1.3)
    assert alpha(FIVE) == pytest.approx(1.5 * (1 - 0.8 / 1.3))


def test_alpha_needs_people_who_differ() -> None:
    assert alpha([[1, 1], [1, 1], [1, 1]]) is None
    assert alpha([[1], [0], [1]]) is None
    assert alpha([[1, 0], [0, 1]]) is None


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=3, max_size=30))
def test_a_correlation_stays_between_its_ends_and_does_not_depend_on_units(pairs: list[tuple[int, int]]) -> None:
    xs, ys = [float(x) for x, _ in pairs], [float(y) for _, y in pairs]
    found = correlation(xs, ys)
    if found is not None:
        assert -1.000001 <= found <= 1.000001
        assert correlation([3 * x + 7 for x in xs], ys) == pytest.approx(found, abs=1e-9)
