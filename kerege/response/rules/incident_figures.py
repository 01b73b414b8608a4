"""Figures of the incidents of a year, with their intervals. Plain Python, exact fractions where nothing is estimated.

The rate is incidents for each 100 laboratories that were active. Its interval is the exact one of Poisson (Garwood),
that of a share is Wilson's, both at 95 %.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, fsum, lgamma, log, sqrt
from statistics import median

from kerege.lib.small_cells import Protected, open_cells, protect

Z = 1.959964


@dataclass(frozen=True)
class Row:
    """One incident as it is counted: nothing in it leads to anybody. `days` from its discovery to the report."""

    kind: str
    severity: str
    activity: str
    causes: tuple[str, ...]
    days: int
    affected: int = 0
    occurrences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rate:
    """So many for each hundred, with the least and the most that fit."""

    value: Fraction
    low: float
    high: float


@dataclass(frozen=True)
class Figures:
    """`count` is None where it is too small to be told. Each breakdown is `Protected`; `days` is their median."""

    count: int | None
    affected: int | None
    laboratories: int
    rate: Rate | None
    days: float | None
    kinds: Protected
    severities: Protected
    activities: Protected
    occurrences: Protected
    causes: Protected


def figures(rows: Sequence[Row], *, laboratories: int, whole: bool) -> Figures:
    """The figures of a year. `whole` for those who may read the incidents themselves; for others no figure points at
    fewer than five incidents.
    """
    shield = open_cells if whole else protect
    parts = {name: shield(Counter(getattr(row, name) for row in rows)) for name in ("kind", "severity", "activity")}
    several = {
        name: shield(Counter(each for row in rows for each in getattr(row, name))) for name in ("occurrences", "causes")
    }
    count: int | None = len(rows)
    if not whole and protect({"all": len(rows)}).left_out:
        count = None
    affected: int | None = sum(row.affected for row in rows)
    if not whole and affected is not None and 0 < affected < 5:
        affected = None
    told = count is not None and len(rows) > 0
    return Figures(
        count=count,
        affected=affected if count is not None else None,
        laboratories=laboratories,
        rate=rate(len(rows), laboratories) if count is not None and laboratories else None,
        days=median(row.days for row in rows) if told else None,
        kinds=parts["kind"],
        severities=parts["severity"],
        activities=parts["activity"],
        **several,
    )


def rate(count: int, laboratories: int) -> Rate:
    """Incidents for each hundred laboratories."""
    low, high = poisson(count)
    return Rate(Fraction(100 * count, laboratories), 100 * low / laboratories, 100 * high / laboratories)


def poisson(count: int) -> tuple[float, float]:
    """The exact interval (95 %) of the mean of a Poisson count."""
    low = 0.0 if count == 0 else _solve(lambda mean: 1 - _below(count - 1, mean), 0.025, count)
    return low, _solve(lambda mean: 1 - _below(count, mean), 0.975, count)


def _below(count: int, mean: float) -> float:
    """The chance of at most so many."""
    return fsum(exp(n * log(mean) - mean - lgamma(n + 1)) for n in range(count + 1)) if mean else 1.0


def _solve(rising: Callable[[float], float], wanted: float, count: int) -> float:
    """Where a rising function has a value, by halving."""
    low, high = 0.0, 4.0 * count + 20
    for _ in range(60):
        middle = (low + high) / 2
        if rising(middle) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def share(part: int, whole: int) -> tuple[float, float, float]:
    """A share in per cent with Wilson's interval (95 %). `whole` is more than 0."""
    p = part / whole
    below = 1 + Z * Z / whole
    middle = (p + Z * Z / (2 * whole)) / below
    half = Z * sqrt(p * (1 - p) / whole + Z * Z / (4 * whole * whole)) / below
    return 100 * p, 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)
