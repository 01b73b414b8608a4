"""A reader of vector tiles, written from the specification (Mapbox Vector Tile 2.1) alone."""

EXTENT = 4096


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
