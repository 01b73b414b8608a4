"""Points as a Mapbox Vector Tile (version 2.1), the format that MapLibre, QGIS and GDAL read.

Only points, because that is all the map has. The libraries that write any geometry bring Shapely and protobuf with them
and take three to five times as long for each tile; MapLibre itself reads these in tests/browser.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kerege.lib.geo import Spot, Tile, on_web_map

EXTENT = 4096
"""Steps along one edge of a tile."""
MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
Value = str | int | bool


@dataclass(frozen=True)
class Point:
    """One point with what is known of it. `id` tells it apart within its layer; 0 for none."""

    spot: Spot
    told: Mapping[str, Value]
    id: int = 0


def encoded(tile: Tile, layers: Mapping[str, Sequence[Point]]) -> bytes:
    """The tile. A layer without points is left out; a tile without layers is no bytes at all, as the format wants it.

    A point outside the tile is written where it is, beyond the edge: whoever asks decides what belongs to a tile.
    """
    return b"".join(_block(3, _layer(tile, name, list(points))) for name, points in layers.items() if points)


def _layer(tile: Tile, name: str, points: Sequence[Point]) -> bytes:
    keys: dict[str, int] = {}
    values: dict[tuple[type, Value], int] = {}
    features = [_block(2, _feature(tile, point, keys, values)) for point in points]
    return b"".join(
        (
            _block(1, name.encode()),
            *features,
            *(_block(3, key.encode()) for key in keys),
            *(_block(4, _value(value)) for _, value in values),
            _number(5, EXTENT),
            _number(15, 2),
        )
    )


def _feature(tile: Tile, point: Point, keys: dict[str, int], values: dict[tuple[type, Value], int]) -> bytes:
    tags = bytearray()
    for key, value in point.told.items():
        tags += _varint(keys.setdefault(key, len(keys)))
        tags += _varint(values.setdefault((type(value), value), len(values)))
    x, y = inside(tile, point.spot)
    # one command: move to (command 1, once), then the way there from the corner, negative numbers folded in
    geometry = b"\x09" + _varint(_zigzag(x)) + _varint(_zigzag(y))
    number = _number(1, point.id) if point.id else b""
    return number + _block(2, bytes(tags)) + _number(3, 1) + _block(4, geometry)


def inside(tile: Tile, spot: Spot) -> tuple[int, int]:
    """Where a position stands in a tile, in steps from its north-western corner."""
    x, y = on_web_map(spot)
    size = 1 << tile.z
    return int((x * size - tile.x) * EXTENT), int((y * size - tile.y) * EXTENT)


def _value(value: Value) -> bytes:
    if isinstance(value, bool):
        return _number(7, int(value))
    return _number(5, value) if isinstance(value, int) else _block(1, value.encode())


def _zigzag(n: int) -> int:
    return n << 1 if n >= 0 else (-n << 1) - 1


def _number(field: int, n: int) -> bytes:
    return _varint(field << 3) + _varint(n)


def _block(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _varint(n: int) -> bytes:
    """Refuses nothing: numbers here are counts, ids and steps, and never negative."""
    out = bytearray()
    while n > 0x7F:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)
