"""What counts as the number of people in a course."""

import pytest

from kerege.training.rules import Figure, count_people

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(
    ("figures", "register", "basis", "low", "high", "planned"),
    [
        ([], None, "unknown", None, None, None),
        ([Figure(12, "planned", "S8")], None, "planned", None, None, 12),
        ([Figure(12, "planned", "S8"), Figure(14, "exact", "S9")], None, "stated", 14, 14, None),
        ([Figure(12, "exact", "S10"), Figure(14, "exact", "S21")], None, "stated", 12, 14, None),
        ([Figure(12, "exact", "S10"), Figure(14, "exact", "S21")], 13, "register", 13, 13, None),
        ([], 0, "register", 0, 0, None),
    ],
)
def test_basis_and_bounds(figures, register, basis, low, high, planned):
    counted = count_people(figures, register=register)
    assert (counted.basis, counted.low, counted.high, counted.planned) == (basis, low, high, planned)


def test_sources_that_agree_are_no_conflict():
    assert not count_people([Figure(12, "exact", "S11"), Figure(12, "exact", "S21")], register=None).in_conflict


def test_sources_that_disagree_all_stay():
    counted = count_people([Figure(12, "exact", "S10"), Figure(14, "exact", "S22")], register=None)
    assert counted.in_conflict
    assert counted.by_value == ((12, ("S10",)), (14, ("S22",)))
