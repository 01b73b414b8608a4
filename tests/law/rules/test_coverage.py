"""Coverage is an interval: unknown is never none, not a party is never a gap, and what becomes known narrows it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.law.rules.coverage import (
    Counted,
    confirm_due,
    counted_as,
    coverage,
    is_confirmed,
    shows_total,
    weight_of,
)
from kerege.law.words.coverage import CoverageStatus as S
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
HALF = Fraction(1, 2)


@pytest.fixture(autouse=True)
def _ground():
    """Rules need no ground."""


BINDS = st.sampled_from([True, False, None])
ROWS = st.lists(st.builds(Counted, st.sampled_from(S), BINDS, st.booleans()), max_size=12)
WEIGHTS = st.fractions(0, 1, max_denominator=20)


def share(low, high):
    return (Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("rows", "bounds", "judged", "applicable"),
    [
        ([], None, 0, 0),
        ([S.FULL], share(1, 1), 1, 1),
        ([S.FULL, S.NONE], share("1/2", "1/2"), 2, 2),
        ([S.FULL, S.UNKNOWN], share("1/2", 1), 1, 2),
        ([S.PARTIAL, S.PARTIAL], share("1/2", "1/2"), 2, 2),
        ([S.UNKNOWN, S.UNKNOWN], share(0, 1), 0, 2),
        ([S.FULL, S.NOT_APPLICABLE], share(1, 1), 1, 1),
        ([S.NOT_APPLICABLE], None, 0, 0),
    ],
)
def test_what_obligations_come_to(rows, bounds, judged, applicable):
    told = coverage([Counted(row) for row in rows])
    assert (told.low, told.high) == (bounds or (None, None))
    assert (told.judged, told.applicable) == (judged, applicable)


def test_nobody_knows_whether_it_binds():
    """A perhaps can pull either way, and it pulls no further than it must."""
    told = coverage([Counted(S.FULL), Counted(S.NONE, applies=None)])
    assert (told.low, told.high, told.applicable, told.perhaps) == (HALF, Fraction(1), 1, 1)
    assert coverage([Counted(S.NONE, applies=None)]).low == 0
    assert coverage([Counted(S.NONE, applies=None)]).completeness is None


@given(ROWS, WEIGHTS)
def test_not_a_party_changes_nothing(rows, weight):
    without = [row for row in rows if row.applies is not False or row.voluntary]
    assert coverage(rows, partly=weight) == coverage(without, partly=weight)


@given(ROWS, WEIGHTS)
def test_bounds_are_shares_in_order(rows, weight):
    told = coverage(rows, partly=weight)
    assert (told.low is None) == (told.high is None)
    if told.low is not None:
        assert 0 <= told.low <= told.high <= 1
    assert 0 <= told.judged <= told.applicable


@given(ROWS.filter(lambda rows: any(row.status == S.UNKNOWN for row in rows)), WEIGHTS, st.sampled_from(S))
def test_what_is_judged_narrows_the_interval(rows, weight, becomes):
    at = next(i for i, row in enumerate(rows) if row.status == S.UNKNOWN)
    after = [*rows[:at], replace(rows[at], status=becomes), *rows[at + 1 :]]
    _within(coverage(rows, partly=weight), coverage(after, partly=weight))


@given(ROWS.filter(lambda rows: any(row.applies is None for row in rows)), WEIGHTS, st.booleans())
def test_a_party_that_becomes_known_narrows_the_interval(rows, weight, becomes):
    at = next(i for i, row in enumerate(rows) if row.applies is None)
    after = [*rows[:at], replace(rows[at], applies=becomes), *rows[at + 1 :]]
    _within(coverage(rows, partly=weight), coverage(after, partly=weight))


def _within(before, after):
    if after.low is not None and before.low is not None:
        assert before.low <= after.low <= after.high <= before.high


@given(ROWS, WEIGHTS)
def test_completeness_only_grows_by_judging(rows, weight):
    told = coverage(rows, partly=weight)
    full = coverage([replace(r, status=S.FULL) if r.status == S.UNKNOWN else r for r in rows], partly=weight)
    assert told.judged <= full.judged == full.applicable == told.applicable


def test_unknown_is_not_none():
    assert coverage([Counted(S.UNKNOWN)]) != coverage([Counted(S.NONE)])


@pytest.mark.parametrize(
    ("sharing", "own", "shown"), [(0, False, False), (2, False, False), (3, False, True), (1, True, True)]
)
def test_totals_need_three_countries_or_one_s_own(sharing, own, shown):
    assert shows_total(sharing=sharing, own=own) is shown


@pytest.mark.parametrize(
    ("said", "duty"),
    [("applies", True), ("voluntary", False), ("unknown", None), ("not_party", False), ("not_in_force", False)],
)
def test_applicability_as_coverage_counts_it(said, duty):
    assert counted_as(S.FULL, said) == Counted(S.FULL, duty, voluntary=said == "voluntary")


@given(ROWS, WEIGHTS)
def test_what_is_voluntary_is_never_a_duty(rows, weight):
    told = coverage(rows, partly=weight)
    assert replace(told, voluntary=None) == coverage([row for row in rows if not row.voluntary], partly=weight)
    asked = [row.status for row in rows if row.voluntary and row.status != S.NOT_APPLICABLE]
    beside = told.voluntary
    assert (beside.applicable if beside else 0) == len(asked)
    assert (beside.judged if beside else 0) == sum(status != S.UNKNOWN for status in asked)


@pytest.mark.parametrize(("text", "weight"), [("0.5", HALF), ("0,5", HALF), ("1/3", Fraction(1, 3)), ("0", 0)])
def test_the_weight_is_chosen(text, weight):
    assert weight_of(text) == weight


@pytest.mark.parametrize("text", ["", "much", "-0.1", "1.01", "1/0", "1/100000"])
def test_no_weight(text):
    with pytest.raises(Refusal) as refusal:
        weight_of(text)
    assert refusal.value.code == "law.bad_weight"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_two_years_until_it_has_to_be_confirmed(approved):
    due = confirm_due(approved)
    assert is_confirmed(due, on=approved)
    assert not is_confirmed(due, on=due)
    assert 730 <= (due - approved).days <= 731


def test_without_a_clock_it_is_confirmed():
    assert is_confirmed(None, on=date(2100, 1, 1))
