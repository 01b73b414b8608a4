"""A reader written from the specification (Mapbox Vector Tile 2.1) alone reads what was written; MapLibre reads it in
tests/browser.
"""

import pytest

from kerege.lib.geo import Spot, Tile, off_web_map, tile_of
from kerege.lib.vector_tiles import EXTENT, Point, encoded

pytestmark = pytest.mark.nodb

OSH = Spot(40.5283, 72.7985)


def read(tile: bytes) -> dict[str, list[dict]]:
    """Layers by name: of every feature its id, position and what is told."""
    return dict(_layer(block) for field, block in _fields(tile) if field == 3)


def _layer(block: bytes) -> tuple[str, list[dict]]:
    parts = list(_fields(block))
    one = dict(parts)
    keys = [value.decode() for field, value in parts if field == 3]
    values = [_value(value) for field, value in parts if field == 4]
    assert (one[5], one[15]) == (EXTENT, 2)
    return one[1].decode(), [_feature(value, keys, values) for field, value in parts if field == 2]


def _feature(block: bytes, keys: list[str], values: list) -> dict:
    found = dict(_fields(block))
    assert found[3] == 1, "a point"
    tags = list(_varints(found[2]))
    command, x, y = _varints(found[4])
    assert command == 1 | 1 << 3, "move to, once"
    told = {keys[k]: values[v] for k, v in zip(tags[::2], tags[1::2], strict=True)}
    return {"id": found.get(1, 0), "at": (_signed(x), _signed(y)), **told}


def _value(block: bytes):
    ((field, value),) = _fields(block)
    return {1: lambda: value.decode(), 5: lambda: value, 7: lambda: bool(value)}[field]()


def _signed(n: int) -> int:
    return n >> 1 if not n & 1 else -(n + 1 >> 1)


def _fields(data: bytes):
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        value, at = _varint(data, at)
        if tag & 7 == 2:
            value, at = data[at : at + value], at + value
        yield tag >> 3, value


def _varints(data: bytes):
    at = 0
    while at < len(data):
        value, at = _varint(data, at)
        yield value


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if data[at - 1] < 0x80:
            return value, at


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
