"""What a row of the index adds to the sums: taken away again it leaves nothing, and a closed one adds nothing."""

from datetime import date

import pytest

from kerege.inventory.rules.sums import ALL, LEVELS, NOWHERE, Counted, clusters, tallies
from kerege.lib.geo import DEEPEST, Spot, apart, cell_of

pytestmark = pytest.mark.nodb

CELL = cell_of(Spot(51.15, 71.45))


def row(**changes):
    given = {"facility_id": 7, "owner": "KAZ", "territory": "KAZ", "label": 0, "until": 1, "end": None, "at": "cell"}
    return Counted(**(given | {"cell": CELL, "codes": "can:training kind:other"} | changes))


def summed(*rows):
    cells, codes = {}, {}
    clusters(rows, sign=1, into=cells)
    tallies(rows, sign=1, into=codes)
    return cells, codes


def test_a_row_stands_in_one_cell_of_every_level():
    cells, _ = summed(row())
    assert {key[0]: key[2] for key in cells} == {level: CELL >> 2 * (DEEPEST - level) for level in LEVELS}
    x, y = apart(CELL)
    assert set(map(tuple, cells.values())) == {(1, x, y, 7)}
    assert {key[3:] for key in cells} == {("KAZ", "KAZ", 0, 1)}


def test_two_in_one_cell_add_up_and_each_clearance_by_itself():
    cells, codes = summed(row(), row(facility_id=9), row(facility_id=11, label=1, until=4))
    deepest = {key[5:]: numbers for key, numbers in cells.items() if key[0] == max(LEVELS)}
    x, y = apart(CELL)
    assert deepest == {(0, 1): [2, 2 * x, 2 * y, 16], (1, 4): [1, x, y, 11]}
    assert codes["can:training", "KAZ", "KAZ", 0, 1] == [2]
    assert codes[ALL, "KAZ", "KAZ", 1, 4] == [1]


def test_what_is_taken_away_leaves_nothing():
    cells, codes = summed(row(), row(facility_id=9, at="unit"))
    for one in (row(), row(facility_id=9, at="unit")):
        clusters([one], sign=-1, into=cells)
        tallies([one], sign=-1, into=codes)
    assert {tuple(n) for n in cells.values()} == {(0, 0, 0, 0)}
    assert {tuple(n) for n in codes.values()} == {(0,)}


@pytest.mark.parametrize("at", ["unit", "territory"])
def test_of_which_only_the_region_is_told_stands_apart(at):
    cells, _ = summed(row(at=at))
    assert {key[1] for key in cells} == {True}
    assert {key[1] for key in summed(row())[0]} == {False}


def test_without_a_position_it_is_counted_and_stands_nowhere():
    cells, codes = summed(row(cell=None, at=""))
    assert cells == {}
    assert codes[NOWHERE, "KAZ", "KAZ", 0, 1] == [1]
    assert (NOWHERE, "KAZ", "KAZ", 0, 1) not in summed(row())[1]


def test_what_closes_on_some_day_is_in_no_sum():
    assert summed(row(end=date(2030, 1, 1))) == ({}, {})
