"""Areas of a picture as they are drawn over it, each with its number."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mark:
    """An area: `at` is what its outline needs, `middle` where its number stands. All are texts for SVG."""

    id: str
    number: int
    text: str
    outline: str
    at: tuple[str, ...]
    middle: tuple[str, str]


def mark_of(number: int, area: Any, text: str) -> Mark:
    """The mark of an area as a page calls it."""
    at, outline = area.at, str(area.outline)
    if outline == "rect":
        x, y, x2, y2 = min(at[0], at[2]), min(at[1], at[3]), max(at[0], at[2]), max(at[1], at[3])
        drawn, middle = (x, y, x2 - x, y2 - y), ((x + x2) / 2, (y + y2) / 2)
    elif outline == "circle":
        drawn, middle = tuple(at), (at[0], at[1])
    else:
        corners = [f"{_said(x)},{_said(y)}" for x, y in zip(at[::2], at[1::2], strict=True)]
        middle = (sum(at[::2]) / len(corners), sum(at[1::2]) / len(corners))
        return Mark(area.id, number, text, outline, (" ".join(corners),), (_said(middle[0]), _said(middle[1])))
    return Mark(area.id, number, text, outline, tuple(map(_said, drawn)), (_said(middle[0]), _said(middle[1])))


def _said(value: float) -> str:
    return f"{value:.2f}"
