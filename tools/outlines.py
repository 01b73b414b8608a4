"""Makes kerege/inventory/rules/outlines.json out of the built map: `python tools/outlines.py`, after `make assets`.

The outlines only answer whether coordinates can be right, so they are a tenth of the map: corners that lie less than
TOLERANCE from the line between their neighbours are left out (Douglas and Peucker 1973).
"""

import json
import math
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAP = ROOT / "kerege" / "web" / "shell" / "static" / "kerege" / "region.json"
OUTLINES = ROOT / "kerege" / "inventory" / "rules" / "outlines.json"
TOLERANCE = 0.03
"""Degrees: about three kilometres."""
SMALLEST = 0.02
"""Islands of less than so many square degrees are left out, unless it is all there is."""


def simplified(line: list[list[float]]) -> list[list[float]]:
    """The corners of an open line that matter."""
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = max(((_off(line[i], line[first], line[last]), i) for i in range(first + 1, last)), default=(0.0, 0))
        if far > TOLERANCE:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return [line[i] for i in sorted(kept)]


def _off(point: list[float], a: list[float], b: list[float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0.0 if not length else max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length))
    return math.hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy)


def ring_of(ring: list[list[float]]) -> list[list[float]]:
    """A closed ring, without its repeated first corner."""
    half = len(ring) // 2
    open_ring = simplified(ring[: half + 1])[:-1] + simplified(ring[half:])[:-1]
    return [[round(x, 2), round(y, 2)] for x, y in open_ring]


def area_of(ring: list[list[float]]) -> float:
    """In square degrees."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def outlines() -> dict[str, list[list[list[list[float]]]]]:
    """Polygons by the code of their country."""
    found = {}
    for feature in json.loads(MAP.read_text(encoding="utf-8"))["features"]:
        code = feature["properties"].get("code")
        if not code:
            continue
        polygons = sorted(feature["geometry"]["coordinates"], key=lambda rings: -area_of(rings[0]))
        kept = [p for n, p in enumerate(polygons) if n == 0 or area_of(p[0]) >= SMALLEST]
        found[code] = [[ring for ring in map(ring_of, rings) if len(ring) > 2] for rings in kept]
    drawn = {code: [rings for rings in polygons if rings] for code, polygons in sorted(found.items())}
    return {code: polygons for code, polygons in drawn.items() if polygons}


def main() -> None:
    """Write the file."""
    told = ",\n".join(f"{json.dumps(c)}:{json.dumps(p, separators=(',', ':'))}" for c, p in outlines().items())
    OUTLINES.write_text(f"{{\n{told}\n}}\n", encoding="utf-8")
    print(f"{OUTLINES.relative_to(ROOT)}: {OUTLINES.stat().st_size} bytes")


if __name__ == "__main__":
    main()
