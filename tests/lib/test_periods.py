"""Half-open periods, against the plain meaning: the set of their days."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kerege.lib.periods import Period, first_overlap
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb

FIRST, DAYS = date(2018, 1, 1), 40
offsets = st.one_of(st.none(), st.integers(0, DAYS))


def day(offset: int | None) -> date | None:
    return None if offset is None else FIRST + timedelta(days=offset)


@st.composite
def periods(draw):
    start, end = draw(offsets), draw(offsets)
    assume(start is None or end is None or start < end)
    return Period(day(start), day(end))


def days_of(period: Period) -> set[date]:
    """The days that a period holds in a window that is wider than every bound on both sides."""
    window = [FIRST + timedelta(days=n) for n in range(-5, DAYS + 6)]
    lower, upper = period.start or date.min, period.end or date.max
    return {d for d in window if lower <= d < upper}


@given(periods(), st.integers(-5, DAYS + 5))
def test_a_period_holds_its_days_and_no_others(period, offset):
    assert period.holds(day(offset)) == (day(offset) in days_of(period))


@given(periods(), periods())
def test_two_periods_overlap_when_they_share_a_day(one, other):
    assert one.overlaps(other) == bool(days_of(one) & days_of(other))
    assert one.overlaps(other) == other.overlaps(one)


@given(st.lists(periods(), max_size=6))
def test_first_overlap_finds_one_exactly_when_there_is_one(some):
    shared = any(a.overlaps(b) for n, a in enumerate(some) for b in some[n + 1 :])
    found = first_overlap(some)
    assert (found is not None) == shared
    if found:
        assert found[0].overlaps(found[1])


def test_a_period_ends_where_the_next_begins():
    earlier = Period(date(2018, 1, 1), date(2018, 4, 4))
    later = Period(date(2018, 4, 4))
    assert not earlier.overlaps(later)
    assert not earlier.holds(date(2018, 4, 4))
    assert later.holds(date(2018, 4, 4))


@pytest.mark.parametrize("end", [date(2018, 4, 4), date(2018, 4, 3)])
def test_a_period_without_a_day_is_refused(end):
    with pytest.raises(Refusal) as refused:
        Period(date(2018, 4, 4), end)
    assert refused.value.code == "periods.end_before_start"
    assert (refused.value.field, refused.value.status) == ("end", 422)
    assert str(end) in str(refused.value)
