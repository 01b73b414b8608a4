"""Plain statistics of small groups, without a domain word. What cannot be said is None: the spread of one number, the
correlation with something that never varies, a gain of somebody who had everything before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt


def mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def spread(values: Sequence[float]) -> float | None:
    """The standard deviation of a sample (n − 1)."""
    if len(values) < 2:
        return None
    middle = sum(values) / len(values)
    return sqrt(sum((v - middle) ** 2 for v in values) / (len(values) - 1))


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's. None for fewer than three pairs, and where one of the two never varies."""
    if len(xs) != len(ys):
        raise ValueError(f"{len(xs)} values for {len(ys)}")
    if len(xs) < 3:
        return None
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    xx = sum((x - x_mean) ** 2 for x in xs)
    yy = sum((y - y_mean) ** 2 for y in ys)
    if xx < 1e-12 or yy < 1e-12:
        return None
    return sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True)) / sqrt(xx * yy)


def normalised_gain(before: float, after: float, *, whole: float = 100) -> float | None:
    """Hake's gain: what was won of what could be won. None for whoever had the whole before."""
    return (after - before) / (whole - before) if before < whole else None


@dataclass(frozen=True)
class Item:
    """One item of a test: `n` answers, `difficulty` the share of its points that was reached, `discrimination` its
    correlation with the points of all other items (corrected: an item is not compared with itself).
    """

    n: int
    difficulty: float | None
    discrimination: float | None


def items(points: Sequence[Sequence[float]], whole: Sequence[float]) -> list[Item]:
    """Each item of a test; a row is one person's points, `whole` what each item gives at most."""
    totals = [sum(row) for row in points]
    found = []
    for at, most in enumerate(whole):
        own = [row[at] for row in points]
        rest = [total - mine for total, mine in zip(totals, own, strict=True)]
        reached = mean(own)
        found.append(Item(len(own), None if reached is None else reached / most, correlation(own, rest)))
    return found


def alpha(points: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha, how far the items measure one thing; of right and wrong alone it is KR-20. None for fewer than
    two items or three people, and where nobody differs.
    """
    if len(points) < 3 or len(points[0]) < 2:
        return None
    size = len(points[0])
    variance = spread([sum(row) for row in points])
    if not variance:
        return None
    parts = sum((spread([row[at] for row in points]) or 0) ** 2 for at in range(size))
    return size / (size - 1) * (1 - parts / variance**2)
