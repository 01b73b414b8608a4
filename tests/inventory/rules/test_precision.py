"""Positions for everybody: what is shown cannot be turned back into what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.inventory.rules.precision import (
    CELL,
    Point,
    cell_radius_km,
    distance_km,
    read,
    shown,
    snapped,
    usual,
    written,
)
from kerege.inventory.words import ShownAt
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
points = st.builds(Point, st.floats(-89.99, 89.99), st.floats(-179.99, 179.99))
TOWN, REGION, LAND = Point(51.2, 71.4), Point(51.0, 70.0), Point(48.2, 67.3)


@given(points)
def test_a_snapped_point_snaps_to_itself_and_lies_within_its_radius(point):
    middle = snapped(point)
    assert snapped(middle) == middle
    assert distance_km(point, middle) <= cell_radius_km(middle) + 0.1


@given(points, st.floats(-0.049, 0.049), st.floats(-0.049, 0.049))
def test_all_points_of_a_cell_are_shown_as_one(point, north, east):
    """So what is shown tells the cell and no more, however often it is asked."""
    middle = snapped(point)
    other = Point(middle.latitude + north, middle.longitude + east)
    if abs(other.latitude) < 90 and abs(other.longitude) < 180:
        assert snapped(other) == middle


@given(points, points)
def test_what_is_shown_of_a_town_region_or_country_does_not_depend_on_the_exact_position(one, other):
    for at in (ShownAt.PLACE, ShownAt.UNIT, ShownAt.TERRITORY):
        told = [shown(at, exact=exact, place=TOWN, unit=REGION, territory=LAND) for exact in (one, other, None)]
        assert told[0] == told[1] == told[2]


@pytest.mark.parametrize(
    ("at", "point", "radius"),
    [
        (ShownAt.PLACE, TOWN, None),
        (ShownAt.UNIT, REGION, None),
        (ShownAt.TERRITORY, LAND, None),
        (ShownAt.CELL, Point(43.25, 76.95), 7.0),
    ],
)
def test_shown_at(at, point, radius):
    told = shown(at, exact=Point(43.238, 76.945), place=TOWN, unit=REGION, territory=LAND)
    assert (told.at, told.point) == (at, point)
    assert told.radius_km == pytest.approx(radius, abs=0.3) if radius else told.radius_km is None


def test_a_region_without_towns_is_shown_as_its_country():
    told = shown(ShownAt.UNIT, exact=None, place=None, unit=None, territory=LAND)
    assert (told.at, told.point) == (ShownAt.TERRITORY, LAND)


@pytest.mark.parametrize(
    ("at", "code"),
    [(ShownAt.CELL, "inventory.no_point_for_cell"), (ShownAt.PLACE, "inventory.no_place_to_show")],
)
def test_what_is_not_there_cannot_be_shown(at, code):
    with pytest.raises(Refusal) as refused:
        shown(at, exact=None, place=None, unit=REGION, territory=LAND)
    assert (refused.value.code, refused.value.field) == (code, "shown_at")


@pytest.mark.parametrize(
    ("exact", "place", "unit", "at"),
    [
        (True, True, True, ShownAt.PLACE),
        (True, False, True, ShownAt.CELL),
        (False, False, True, ShownAt.UNIT),
        (False, False, False, ShownAt.TERRITORY),
    ],
)
def test_the_usual_precision(exact, place, unit, at):
    assert usual(exact=exact, place=place, unit=unit) == at


@given(points)
def test_a_point_is_read_as_it_was_written(point):
    again = read(written(point))
    assert again is not None
    assert distance_km(point, again) < 0.002


@pytest.mark.parametrize("text", ["", "43.2", "a,b", ",", "43.2,"])
def test_what_is_no_point_is_none(text):
    assert read(text) is None


def test_a_cell_is_a_tenth_of_a_degree():
    assert CELL == 0.1
    assert snapped(Point(0.04, -0.04)) == Point(0.05, -0.05)
    assert snapped(Point(90.0, 180.0)) == Point(89.95, 179.95)
