"""What evidence shows, against numbers worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from kerege.capacity.rules.levels import (
    Estimate,
    Piece,
    estimate,
    gap,
    months_between,
    target_number,
    teaches,
    weight_of,
)
from kerege.capacity.words.competence import Level, Shown

pytestmark = pytest.mark.nodb
ON = date(2026, 11, 1)


def piece(kind=Shown.OBSERVED, level=3, shown_on=ON, **more):
    return Piece(Shown(kind), level, shown_on, **more)


def level_of(*pieces, on=ON):
    found = estimate(pieces, on)
    return found and (str(found.level), str(found.low), str(found.high), str(found.weight))


def test_no_evidence_is_unknown_and_not_zero():
    assert estimate([], ON) is None
    assert estimate([piece(shown_on=date(2026, 11, 2))], ON) is None, "it is still to come"
    assert level_of(piece(level=0)) == ("0.00", "0.00", "0.53", "0.90")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("observed", "0.90"), ("exam", "0.80"), ("certificate", "0.70"), ("supervisor", "0.50"), ("self", "0.30")],
)
def test_each_kind_weighs_as_reliable_as_it_is(kind, expected):
    assert level_of(piece(kind))[3] == expected


def test_a_piece_weighs_half_after_24_months_and_nothing_once_it_expired():
    assert weight_of(piece(shown_on=date(2024, 11, 1)), ON) == Decimal("0.45")
    assert weight_of(piece(shown_on=date(2022, 11, 1)), ON) == Decimal("0.225")
    half_way = Decimal("0.7071067811865475244008443621")
    assert weight_of(piece(shown_on=date(2025, 11, 1)), ON) == Decimal("0.9") * half_way
    until = piece("certificate", shown_on=date(2024, 11, 1), expires_on=ON)
    assert [weight_of(until, day) > 0 for day in (date(2026, 10, 31), ON)] == [True, False]
    assert estimate([until], ON) is None


@pytest.mark.parametrize(
    ("start", "months"),
    [
        (date(2026, 11, 1), 0),
        (date(2026, 10, 2), 0),
        (date(2026, 10, 1), 1),
        (date(2024, 11, 30), 23),
        (date(2024, 2, 29), 32),
        (date(2027, 1, 1), 0),
    ],
)
def test_months_are_whole(start, months):
    assert months_between(start, ON) == months


def test_the_level_is_the_weighted_mean_and_disagreement_widens_it():
    """(0.9*4 + 0.3*1) / 1.2 = 3.25; s2 = (0.9*0.75^2 + 0.3*2.25^2)/1.2 = 1.6875; sqrt((0.25+1.6875)/1.2) = 1.27."""
    assert level_of(piece(level=4), piece("self", 1)) == ("3.25", "1.98", "4.00", "1.20")
    assert level_of(piece(level=3), piece("exam", 3)) == ("3.00", "2.62", "3.38", "1.70")


def test_of_own_judgements_the_newest_counts():
    first, then = piece("self", 1, date(2026, 1, 1)), piece("self", 4)
    assert level_of(first, then) == level_of(then)
    assert estimate([first, then, piece("supervisor", 2)], ON).pieces == 2


def test_the_order_of_evidence_changes_nothing():
    pieces = [piece("exam", 2), piece("self", 4), piece(level=3, shown_on=date(2023, 5, 5)), piece("supervisor", 1)]
    assert estimate(pieces, ON) == estimate(pieces[::-1], ON)


def test_teaching_wants_both_levels_and_a_teach_back():
    able, seen = Estimate(*[Decimal(3)] * 4, 1, taught=False), Estimate(*[Decimal(3)] * 4, 1, taught=True)
    weak = Estimate(Decimal("2.99"), *[Decimal(1)] * 3, 1, taught=True)
    assert [teaches(*pair) for pair in ((seen, able), (able, seen), (weak, able), (seen, weak))] == [
        True,
        False,
        False,
        False,
    ]
    assert [teaches(None, able), teaches(seen, None)] == [None, None], "unknown is not no"
    assert estimate([piece(taught=True, expires_on=date(2026, 12, 1))], ON).taught


def test_a_gap_is_what_is_missing_and_unknown_stays_unknown():
    own = estimate([piece(level=2)], ON)
    assert [gap(target, own) for target in (Level.AWARE, Level.SUPERVISED, Level.LEADS, Level.TEACHES)] == [
        Decimal(0),
        Decimal(0),
        Decimal(2),
        Decimal(1),
    ]
    assert gap(Level.LEADS, None) is None
    assert [target_number(level) for level in Level] == [0, 1, 2, 3, 4, 3]
