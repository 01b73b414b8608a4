"""When the last one who leads ends, and who paid for a centre."""

from datetime import date
from decimal import Decimal

import pytest

from kerege.training.rules.cascade_centres import LastOne, Leading, last_ones, paid
from kerege.training.rules.costs import Line
from kerege.training.words.cascade import Alone, Ending

pytestmark = pytest.mark.nodb
ON = date(2026, 11, 1)
LATELY, LONG_AGO = date(2026, 5, 20), date(2025, 11, 1)
OWN, OUTSIDE, UNSAID = (Line("KZT", Decimal(10), None, external) for external in (False, True, None))


def leads(person, until=date(2028, 3, 3), taught=LATELY, languages=("ru",)):
    return Leading(person, "p53", languages, until, taught)


def test_the_last_one_is_whose_certificate_ends_last_in_each_language():
    found = last_ones([leads("a", languages=("ru", "kk")), leads("b", until=date(2029, 1, 1))], on=ON)
    assert found == [
        LastOne("p53", "kk", frozenset("a"), date(2028, 3, 3), Ending.CERTIFICATE),
        LastOne("p53", "ru", frozenset("ab"), date(2029, 1, 1), Ending.CERTIFICATE),
    ]


def test_whoever_is_dormant_is_no_last_one_however_long_the_certificate_holds():
    dormant, teaches = leads("a", until=date(2030, 1, 1), taught=LONG_AGO), leads("b", until=date(2027, 1, 1))
    (both,) = last_ones([dormant, teaches], on=ON)
    assert (both.until, both.why, both.people) == (date(2027, 1, 1), Ending.CERTIFICATE, frozenset("ab"))
    (alone,) = last_ones([dormant], on=ON)
    assert (alone.until, alone.why) == (date(2026, 11, 1), Ending.DORMANT)
    (day_before,) = last_ones([dormant], on=date(2026, 10, 31))
    assert (day_before.until, day_before.why) == (date(2030, 1, 1), Ending.CERTIFICATE)


def test_where_nobody_ever_taught_there_is_no_day_and_that_comes_first():
    found = last_ones([leads("a"), leads("b", taught=None, languages=("kk",))], on=ON)
    assert [(each.language, each.until, each.why) for each in found] == [
        ("kk", None, Ending.DORMANT),
        ("ru", date(2028, 3, 3), Ending.CERTIFICATE),
    ]


@pytest.mark.parametrize(
    ("budgets", "told"),
    [
        ([], Alone.NOT_RECORDED),
        ([[], []], Alone.NOT_RECORDED),
        ([[Line("KZT", Decimal(0), None, False)]], Alone.NOT_RECORDED),
        ([[OWN], [OWN]], Alone.YES),
        ([[OUTSIDE], [OUTSIDE]], Alone.NO),
        ([[OWN, OUTSIDE]], Alone.PARTLY),
        ([[OWN], [OUTSIDE], []], Alone.PARTLY),
        ([[OWN, UNSAID]], Alone.UNSAID),
        ([[OUTSIDE, UNSAID]], Alone.UNSAID),
        ([[UNSAID]], Alone.UNSAID),
        ([[OWN], []], Alone.UNSAID),
        ([[Line("KZT", Decimal(5), Decimal(0), True), OWN]], Alone.YES),
    ],
)
def test_a_centre_runs_alone_only_where_every_course_says_so_of_every_amount(budgets, told):
    assert paid(budgets) == told
