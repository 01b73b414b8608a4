"""Policies of needs as data: what is absurd is refused at its field, and nothing is rounded."""

from datetime import date
from fractions import Fraction

import pytest

from kerege.capacity.rules.policy import changed, months_later, period_of, read, written
from kerege.lib.refusal import Refusal
from tests.capacity.rules.needing import CONTENT, WASTE, policy

pytestmark = pytest.mark.nodb


def refusal(**changes):
    with pytest.raises(Refusal) as caught:
        read(CONTENT | changes, competences=[WASTE])
    return caught.value.code, caught.value.field


def test_reading_and_writing_are_each_others_inverse():
    found = policy(weights={WASTE: "1,5"}, stand_in="no")
    assert read(written(found)) == found
    assert found.weight_of(WASTE) == Fraction(3, 2)
    assert (found.weight_of("set:other"), found.stand_in) == (1, False)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"person": ""}, "capacity.policy_lacks", "person"),
        ({"limit_a": "many"}, "capacity.policy_number", "limit_a"),
        ({"limit_a": "101"}, "capacity.policy_number", "limit_a"),
        ({"person": "-0.1", "place": "1.1"}, "capacity.policy_number", "person"),
        ({"person": "0.7"}, "capacity.policy_absurd_shares", "place"),
        ({"limit_b": "50"}, "capacity.policy_absurd_limits", "limit_a"),
        ({"counts_from": "30"}, "capacity.policy_absurd_limits", "limit_a"),
        ({"counts_from": "0"}, "capacity.policy_absurd_limits", "limit_a"),
        ({"containment_1": "0.5"}, "capacity.policy_number", "containment_1"),
        ({"containment_4": "3.1"}, "capacity.policy_number", "containment_4"),
        ({"containment_2": "1.4"}, "capacity.policy_absurd_levels", "containment_1"),
        ({"recent": "0"}, "capacity.policy_number", "recent"),
        ({"months_a": "1.5"}, "capacity.policy_number", "months_a"),
        ({"most_criticality": "NaN"}, "capacity.policy_number", "most_criticality"),
        ({"most_criticality": "6"}, "capacity.policy_number", "most_criticality"),
        ({"weights": {"set:unheard": "1"}}, "capacity.unknown_competence", "weights"),
        ({"weights": {WASTE: "9"}}, "capacity.policy_number", WASTE),
    ],
)
def test_what_is_missing_or_absurd_is_refused_at_its_field(changes, code, field):
    assert refusal(**changes) == (code, field)


def test_what_changed_is_told_field_by_field():
    old, new = written(policy()), written(policy(limit_a="60", weights={WASTE: "2"}))
    assert changed(old, new) == [("limit_a", "50", "60"), (WASTE, "", "2")]
    assert changed(new, old) == [("limit_a", "60", "50"), (WASTE, "2", "")]


@pytest.mark.parametrize(
    ("day", "months", "period"),
    [
        ("2026-11-26", 6, "2027-1"),
        ("2026-11-26", 8, "2027-2"),
        ("2026-12-31", 12, "2027-2"),
        ("2026-01-01", 0, "2026-1"),
    ],
)
def test_a_need_falls_into_a_half_year(day, months, period):
    assert period_of(date.fromisoformat(day), months) == period


def test_months_are_counted_over_the_turn_of_a_year():
    assert months_later(date(2026, 11, 26), -36) == date(2023, 11, 1)
    assert months_later(date(2026, 11, 26), 2) == date(2027, 1, 1)
