"""Distances against published ones, boxes over the antimeridian and the poles, and cells that stand side by side."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.lib import geo
from kerege.lib.geo import Box, Spot, Tile, apart, box_around, box_of, cell_of, cell_ranges, distance_km, interleaved
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb

BISHKEK, OSH, ALMATY = Spot(42.8746, 74.5698), Spot(40.5283, 72.7985), Spot(43.2389, 76.8897)
LATITUDES, LONGITUDES = st.floats(-84, 84), st.floats(-180, 179.999)
SPOTS = st.builds(Spot, LATITUDES, LONGITUDES)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        (BISHKEK, OSH, 299.6),
        (BISHKEK, ALMATY, 193.1),
        (Spot(0, 0), Spot(0, 1), geo.KM_PER_DEGREE),
        (Spot(90, 0), Spot(-90, 123), geo.EARTH_KM * math.pi),
        (Spot(0, 179.5), Spot(0, -179.5), geo.KM_PER_DEGREE),
        (OSH, OSH, 0.0),
    ],
)
def test_great_circles(a, b, km):
    assert distance_km(a, b) == pytest.approx(km, abs=0.5)
    assert distance_km(a, b) == distance_km(b, a)


@pytest.mark.parametrize(
    ("km", "within_m", "told"),
    [
        (123.44, 0, 123.4),
        (123.44, 100, 123.4),
        (123.44, 101, 123.0),
        (123.44, 690, 123.0),
        (123.44, 1000, 123.0),
        (123.44, 6900, 120.0),
        (123.44, 10_000, 120.0),
        (123.44, 68_900, 100.0),
        (4.9, 6900, 0.0),
        (49.9, 200_000, 0.0),
    ],
)
def test_a_distance_is_no_finer_than_the_position(km, within_m, told):
    assert geo.rounded_km(km, within_m=within_m) == told


def test_a_rounded_distance_tells_no_two_positions_of_one_cell_apart():
    """The reader may know the cell; a distance to a facility anywhere in it must not say where in it."""
    step = 10.0
    told = {geo.rounded_km(step * 12 + part, within_m=6900) for part in (-4.9, -2, 0, 2, 4.9)}
    assert told == {120.0}


# -- what people type --------------------------------------------------------------------------------------------------
def test_a_position_is_read():
    assert geo.spot_of(" 40.53, 72.80") == Spot(40.53, 72.8)


@pytest.mark.parametrize("text", ["", "40.53", "91,0", "0,181", "a,b", "1,2,3", "nan,1", "inf,1", "40.53;72.8"])
def test_what_is_no_position_is_refused(text):
    with pytest.raises(Refusal) as refusal:
        geo.spot_of(text, field="from")
    assert (refusal.value.code, refusal.value.field) == ("geo.not_a_place", "from")


def test_a_box_is_read_and_written():
    assert box_of("69,39,80.5,43") == Box(69, 39, 80.5, 43)
    assert str(box_of("69,39,80.5,43")) == "69,39,80.5,43"


@pytest.mark.parametrize("text", ["", "1,2,3", "0,10,1,9", "-181,0,1,1", "0,-91,1,1", "0,0,1,nan", "west,0,1,1"])
def test_what_is_no_box_is_refused(text):
    with pytest.raises(Refusal) as refusal:
        box_of(text)
    assert (refusal.value.code, refusal.value.field) == ("geo.not_a_box", "bbox")


# -- boxes -------------------------------------------------------------------------------------------------------------
def test_a_box_over_the_antimeridian_holds_both_sides_and_nothing_between():
    box = Box(170, -20, -170, 10)
    assert [box.holds(Spot(0, lon)) for lon in (170, 180, -180, -170)] == [True] * 4
    assert [box.holds(Spot(0, lon)) for lon in (169, -169, 0)] == [False] * 3
    assert not box.holds(Spot(11, 175))
    assert box.parts() == (Box(170, -20, 180, 10), Box(-180, -20, -170, 10))
    assert Box(1, 2, 3, 4).parts() == (Box(1, 2, 3, 4),)


@given(SPOTS, st.floats(1, 3000), st.floats(0, 360), st.floats(0, 1))
def test_all_that_is_near_is_in_the_box_around(spot, km, bearing, share):
    other = _away(spot, km * share * 0.999, bearing)
    assert box_around(spot, km).holds(other)


def _away(spot: Spot, km: float, bearing: float) -> Spot:
    """Where somebody is after that way along the great circle."""
    lat, lon, angle, turn = math.radians(spot.lat), math.radians(spot.lon), km / geo.EARTH_KM, math.radians(bearing)
    to = math.asin(math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(turn))
    over = math.atan2(math.sin(turn) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(to))
    return Spot(math.degrees(to), (math.degrees(lon + over) + 180) % 360 - 180)


def test_around_a_pole_are_all_longitudes():
    assert box_around(Spot(89, 10), 500) == Box(-180.0, pytest.approx(84.5, abs=0.1), 180.0, 90.0)


# -- the grid ----------------------------------------------------------------------------------------------------------
@given(st.integers(0, (1 << 24) - 1), st.integers(0, (1 << 24) - 1))
def test_interleaved_bits_come_apart_again(x, y):
    assert apart(interleaved(x, y)) == (x, y)


def test_interleaved_bits_take_turns():
    assert [interleaved(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (3, 3))] == [0, 1, 2, 3, 4, 15]


@given(SPOTS, st.integers(0, geo.DEEPEST_TILE))
def test_a_position_lies_in_its_tile_and_in_that_tiles_cells(spot, z):
    tile = geo.tile_of(spot, z)
    assert cell_of(spot) in tile.cells
    box = tile.box
    assert box.west - 1e-6 <= spot.lon <= box.east + 1e-6
    assert box.south - 1e-6 <= spot.lat <= box.north + 1e-6


def test_tiles_are_those_of_the_web():
    assert geo.tile_of(OSH, 0) == Tile(0, 0, 0)
    assert geo.tile_of(OSH, 10) == Tile(10, 719, 385)
    assert geo.tile_of(Spot(90, 180), 3) == Tile(3, 7, 0)
    assert geo.tile_of(Spot(-90, -180), 3) == Tile(3, 0, 7)


@pytest.mark.parametrize("numbers", [(-1, 0, 0), (23, 0, 0), (2, 4, 0), (2, 0, -1), (0, 0, 1)])
def test_there_are_no_other_tiles(numbers):
    with pytest.raises(Refusal) as refusal:
        Tile(*numbers)
    assert (refusal.value.code, refusal.value.status) == ("geo.no_such_tile", 404)


def test_the_tiles_of_a_zoom_share_no_cell_and_leave_none_out():
    ranges = sorted((Tile(3, x, y).cells for x in range(8) for y in range(8)), key=lambda r: r.start)
    assert [r.start for r in ranges[1:]] == [r.stop for r in ranges[:-1]]
    assert (ranges[0].start, ranges[-1].stop) == (0, 1 << 2 * geo.DEEPEST)


@given(SPOTS, SPOTS, SPOTS)
def test_cells_of_a_box_hold_every_position_in_it(a, b, inside):
    box = Box(a.lon, min(a.lat, b.lat), b.lon, max(a.lat, b.lat))
    ranges = cell_ranges(box)
    if box.holds(inside):
        assert any(cell_of(inside) in cells for cells in ranges)
    assert len(ranges) <= 20
    assert all(first.stop < second.start for first, second in zip(ranges, ranges[1:], strict=False))


def test_cells_of_a_small_box_are_few():
    cells = sum(len(r) for r in cell_ranges(box_around(OSH, 1)))
    assert cells < 3e-7 * (1 << 2 * geo.DEEPEST)
