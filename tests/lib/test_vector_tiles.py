"""What was written is read back by a reader that knows the specification alone; MapLibre reads it in tests/browser."""

import pytest

from kerege.lib.geo import Spot, Tile, off_web_map, tile_of
from kerege.lib.vector_tiles import EXTENT, Point, encoded
from tests.lib.tiles import read

pytestmark = pytest.mark.nodb

OSH = Spot(40.5283, 72.7985)


def test_points_come_back_with_all_that_was_told():
    tile = tile_of(OSH, 6)
    points = [
        Point(OSH, {"n": 1, "title": "Ош лабораториясы", "exact": True}, id=300),
        Point(Spot(40.9, 72.0), {"n": 70_000, "exact": False}),
    ]
    read_back = read(encoded(tile, {"facilities": points, "places": [Point(OSH, {"title": "Ош"})], "none": []}))
    assert list(read_back) == ["facilities", "places"]
    first, second = read_back["facilities"]
    assert {k: first[k] for k in ("id", "n", "title", "exact")} == {
        "id": 300, "n": 1, "title": "Ош лабораториясы", "exact": True,
    }  # fmt: skip
    assert (second["id"], second["n"], second["exact"], "title" in second) == (0, 70_000, False, False)


def test_one_and_true_are_different_values():
    (point,) = read(encoded(tile_of(OSH, 6), {"x": [Point(OSH, {"a": 1, "b": True, "c": "1"})]}))["x"]
    assert [type(point[key]) for key in "abc"] == [int, bool, str]


@pytest.mark.parametrize("z", [0, 5, 11, 16])
def test_a_point_stands_where_it_is(z):
    tile = tile_of(OSH, z)
    ((x, y),) = (p["at"] for p in read(encoded(tile, {"x": [Point(OSH, {})]}))["x"])
    assert 0 <= x < EXTENT > y >= 0
    size = 1 << z
    back = off_web_map((tile.x + x / EXTENT) / size, (tile.y + y / EXTENT) / size)
    assert back == pytest.approx(OSH, abs=360 / size / EXTENT)


def test_a_point_beyond_the_edge_is_written_beyond_it():
    ((x, y),) = (p["at"] for p in read(encoded(Tile(1, 1, 1), {"x": [Point(Spot(40, -10), {})]}))["x"])
    assert x < 0 > y


def test_an_empty_tile_is_empty():
    assert encoded(Tile(3, 1, 1), {"facilities": []}) == b""
