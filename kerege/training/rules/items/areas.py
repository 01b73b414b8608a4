"""Whether a point lies in an area of a picture."""

from collections.abc import Sequence

from kerege.training.words.items import Outline


def contains(outline: str, at: Sequence[float], x: float, y: float) -> bool:
    """Whether a point lies in an area, the edge of a rectangle or circle included."""
    if outline == Outline.RECT:
        return min(at[0], at[2]) <= x <= max(at[0], at[2]) and min(at[1], at[3]) <= y <= max(at[1], at[3])
    if outline == Outline.CIRCLE:
        return (x - at[0]) ** 2 + (y - at[1]) ** 2 <= at[2] ** 2
    corners = list(zip(at[::2], at[1::2], strict=True))
    inside = False
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside
