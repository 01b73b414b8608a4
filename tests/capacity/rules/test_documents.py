"""One version in force on a day, and the day of its review."""

from datetime import date, timedelta

import pytest

from kerege.capacity.rules.documents import Dated, check_days, check_next_review, state_on, unfit_on
from kerege.capacity.words.documents import UNFIT, VERSION_STATES, Unfit, VersionState
from kerege.lib.refusal import Refusal

DAY = date(2026, 11, 1)
NEXT = DAY + timedelta(days=100)
FIRST = Dated("approved", DAY, NEXT)
SECOND = Dated("approved", NEXT, NEXT + timedelta(days=300))
BOTH = [FIRST, SECOND]
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("version", "on", "state"),
    [
        (Dated("draft", None), DAY, "draft"),
        (Dated("in_review", None), DAY, "in_review"),
        (FIRST, DAY - ONE_DAY, "approved"),
        (FIRST, DAY, "effective"),
        (FIRST, NEXT - ONE_DAY, "effective"),
        (FIRST, NEXT, "superseded"),
        (SECOND, NEXT - ONE_DAY, "approved"),
        (SECOND, NEXT, "effective"),
        (Dated("withdrawn", DAY, NEXT, NEXT), NEXT - ONE_DAY, "effective"),
        (Dated("withdrawn", DAY, NEXT, DAY), DAY, "withdrawn"),
        (Dated("withdrawn", None, None, NEXT), DAY, "draft"),
    ],
)
def test_how_a_version_stands(version, on, state):
    every = BOTH if version in BOTH else [version]
    assert state_on(version, every, on) == state


def test_never_two_in_force():
    for days in range(-2, 500, 7):
        on = DAY + timedelta(days=days)
        assert sum(state_on(each, BOTH, on) == "effective" for each in BOTH) == (days >= 0)


@pytest.mark.parametrize(
    ("versions", "on", "why"),
    [
        ([], DAY, Unfit.NONE_EFFECTIVE),
        ([FIRST], DAY - ONE_DAY, Unfit.NONE_EFFECTIVE),
        ([FIRST], NEXT, None),
        ([FIRST], NEXT + ONE_DAY, Unfit.OVERDUE),
        (BOTH, NEXT + ONE_DAY, None),
        ([FIRST, Dated("withdrawn", NEXT, SECOND.review_by, NEXT + ONE_DAY)], NEXT + ONE_DAY, Unfit.NONE_EFFECTIVE),
    ],
)
def test_what_should_not_be_relied_on(versions, on, why):
    assert unfit_on(versions, on) == why


def code(deed, *args, **told):
    with pytest.raises(Refusal) as caught:
        deed(*args, **told)
    return caught.value.code


@pytest.mark.parametrize(
    ("begins", "review", "others", "expected"),
    [
        (DAY - ONE_DAY, NEXT, [], "capacity.effective_before_approval"),
        (None, NEXT, [], "capacity.effective_before_approval"),
        (DAY, DAY, [], "capacity.review_before_effect"),
        (DAY, None, [], "capacity.review_before_effect"),
        (DAY, NEXT, [DAY], "capacity.two_effective"),
        (DAY, NEXT, [None, NEXT], "capacity.two_effective"),
    ],
)
def test_days_that_cannot_be(begins, review, others, expected):
    assert code(check_days, begins, review, others=others, today=DAY) == expected


def test_days_that_can_be():
    assert check_days(DAY, NEXT, others=[None, DAY - ONE_DAY], today=DAY) == (DAY, NEXT)
    assert check_next_review(NEXT, today=DAY) == NEXT
    assert code(check_next_review, DAY, today=DAY) == "capacity.review_in_past"
    assert code(check_next_review, None, today=DAY) == "capacity.review_in_past"
    assert (set(VERSION_STATES), set(UNFIT)) == (set(VersionState), set(Unfit))
