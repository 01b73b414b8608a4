"""The map of a scenario: scenes as boxes in rows by how many choices lead to them, choices as lines between them."""

from collections.abc import Iterator
from dataclasses import dataclass

from kerege.training.rules.curricula import Scenario, Scene, Way
from kerege.training.rules.scenarios import reached_from, start_of

WIDE, HIGH, ASIDE, BELOW, EDGE = 190, 58, 34, 66, 28
"""The width and height of a box, the room beside and below it, and the margin; in units of the picture."""


@dataclass(frozen=True)
class Box:
    """A scene in its place. `reached` says whether a choice leads to it, or it is the first."""

    scene: Scene
    number: int
    x: int
    y: int
    reached: bool

    @property
    def middle(self) -> int:
        return self.x + WIDE // 2


@dataclass(frozen=True)
class Line:
    """A choice: the path of its line, where its number stands, and whether it leads back."""

    way: Way
    origin: Scene
    path: str
    x: int
    y: int
    number: int
    back: bool


@dataclass(frozen=True)
class Map:
    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def drawn(scenario: Scenario) -> Map:
    """The map of a scenario; without scenes an empty one. Scenes to which nothing leads stand in the last row."""
    first = start_of(scenario)
    far = reached_from(scenario, first.id) if first else {}
    rows = _rows(scenario, far)
    widest = max((len(row) for row in rows), default=0)
    width = EDGE * 2 + widest * (WIDE + ASIDE) + ASIDE
    numbers = {scene.id: number for number, scene in enumerate(scenario.scenes, start=1)}
    boxes = {}
    for depth, row in enumerate(rows):
        left = (width - ASIDE - len(row) * (WIDE + ASIDE) + ASIDE) // 2
        for place, scene in enumerate(row):
            at = left + place * (WIDE + ASIDE), EDGE + depth * (HIGH + BELOW)
            boxes[scene.id] = Box(scene, numbers[scene.id], *at, scene.id in far)
    height = EDGE * 2 + len(rows) * (HIGH + BELOW) - (BELOW if rows else 0)
    return Map(width, height, tuple(boxes.values()), tuple(_lines(scenario, boxes, width)))


def _rows(scenario: Scenario, far: dict[str, int]) -> list[list[Scene]]:
    """The scenes by their distance, in the order in which they are come upon; then those that nothing reaches."""
    scenes = {scene.id: scene for scene in scenario.scenes}
    rows: list[list[Scene]] = [[] for _ in range(max(far.values(), default=-1) + 1)]
    for name, depth in far.items():
        rows[depth].append(scenes[name])
    alone = [scene for scene in scenario.scenes if scene.id not in far]
    return rows + [alone] * bool(alone)


def _lines(scenario: Scenario, boxes: dict[str, Box], width: int) -> Iterator[Line]:
    for scene in scenario.scenes:
        here = boxes[scene.id]
        for number, way in enumerate(scene.ways, start=1):
            if way.to in boxes:
                start = here.x + WIDE * number // (len(scene.ways) + 1)
                yield _line(way, here, boxes[way.to], start, number, width)


def _line(way: Way, here: Box, there: Box, start: int, number: int, width: int) -> Line:
    low, back = here.y + HIGH, there.y <= here.y
    if not back:
        turn = (low + there.y) // 2
        path = f"M{start} {low} C{start} {turn} {there.middle} {turn} {there.middle} {there.y}"
        return Line(way, here.scene, path, start, low + 14, number, back)
    side, to = width - EDGE, there.y + HIGH // 2
    path = f"M{start} {low} C{start} {low + 40} {side} {low + 40} {side} {low - 10} L{side} {to + 20}"
    path += f" C{side} {to} {side} {to} {there.x + WIDE} {to}"
    return Line(way, here.scene, path, start, low + 14, number, back)
