"""Coverage as an interval with its completeness. Plain Python.

Every obligation that applies counts the same; what is voluntary is no duty and is told apart. What nobody judged yet
may turn out anything from nothing to all, so it makes the interval wide instead of making the figure low; whether an
obligation binds may be unknown as well. Whatever becomes known later, the new interval lies within the old one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from kerege.law.words import coverage_refused as refused
from kerege.law.words.coverage import CoverageStatus
from kerege.lib.refusal import Refusal

PARTLY = Fraction(1, 2)
"""What “partly met” counts where nobody chose another weight. It is printed beside every figure."""

LEAST_SHARING = 3
"""Totals over countries are shown from as many sharing countries, so that nobody computes the cell of one."""

CONFIRMED_FOR_YEARS = 2


@dataclass(frozen=True)
class Counted:
    """One obligation as it counts. `applies` is None where nobody knows whether it binds the country; what is
    `voluntary` may be judged and is never a duty, whatever `applies` says.
    """

    status: CoverageStatus
    applies: bool | None = True
    voluntary: bool = False


@dataclass(frozen=True)
class Coverage:
    """`low` and `high` are shares of what applies; both None where nothing does. `judged` of `applicable` are known.
    `voluntary` is what the voluntary ones come to by themselves, None where there are none.
    """

    low: Fraction | None
    high: Fraction | None
    judged: int
    applicable: int
    perhaps: int = 0
    by_status: tuple[tuple[CoverageStatus, int], ...] = ()
    voluntary: "Coverage | None" = None

    @property
    def completeness(self) -> Fraction | None:
        return Fraction(self.judged, self.applicable) if self.applicable else None


def weight_of(text: str) -> Fraction:
    """The weight of “partly met” as somebody wrote it. Refuses law.bad_weight."""
    try:
        weight = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise Refusal(refused.BAD_WEIGHT, field="weight") from None
    if not 0 <= weight <= 1 or weight.denominator > 1000:
        raise Refusal(refused.BAD_WEIGHT, field="weight")
    return weight


def coverage(rows: Iterable[Counted], *, partly: Fraction = PARTLY) -> Coverage:
    """What these obligations come to. Those that bind for certain are `applicable`; `perhaps` are those of which
    nobody knows. What does not apply is not counted at all, and what is voluntary only beside the duties.
    """
    every = list(rows)
    duties = _come_to([row for row in every if not row.voluntary], partly)
    asked = [replace(row, applies=True) for row in every if row.voluntary]
    told = _come_to(asked, partly)
    return replace(duties, voluntary=told) if told.applicable else duties


def _come_to(rows: list[Counted], partly: Fraction) -> Coverage:
    told = [row for row in rows if row.applies is not False and row.status != CoverageStatus.NOT_APPLICABLE]
    certain = [row for row in told if row.applies]
    perhaps = [row for row in told if row.applies is None]
    bounds = {row: _bounds(row.status, partly) for row in {*told}}
    low = _lowest([bounds[row][0] for row in certain], [bounds[row][0] for row in perhaps])
    high = _lowest([-bounds[row][1] for row in certain], [-bounds[row][1] for row in perhaps])
    counts = {status: sum(row.status == status for row in certain) for status in CoverageStatus}
    return Coverage(
        low=low,
        high=-high if high is not None else None,
        judged=sum(row.status != CoverageStatus.UNKNOWN for row in certain),
        applicable=len(certain),
        perhaps=len(perhaps),
        by_status=tuple((status, n) for status, n in counts.items() if n),
    )


def _bounds(status: CoverageStatus, partly: Fraction) -> tuple[Fraction, Fraction]:
    if status == CoverageStatus.UNKNOWN:
        return Fraction(0), Fraction(1)
    worth = {CoverageStatus.FULL: Fraction(1), CoverageStatus.PARTIAL: partly}.get(status, Fraction(0))
    return worth, worth


def _lowest(certain: list[Fraction], perhaps: list[Fraction]) -> Fraction | None:
    """The lowest mean of all that is certain with some of what may come to it; None of nothing."""
    ordered = sorted(perhaps)
    if not certain:
        return ordered[0] if ordered else None
    total, count = sum(certain, Fraction(0)), len(certain)
    for value in ordered:
        if value * count >= total:
            break
        total, count = total + value, count + 1
    return total / count


def shows_total(*, sharing: int, own: bool) -> bool:
    """Whether a total over countries may be shown: of three that share, or of one's own alone."""
    return own or sharing >= LEAST_SHARING


def confirm_due(approved_on: date) -> date:
    """The day from which an approved judgement that nobody renewed reads as not confirmed."""
    year = approved_on.year + CONFIRMED_FOR_YEARS
    try:
        return approved_on.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 3, 1)


def is_confirmed(due: date | None, *, on: date) -> bool:
    """Whether a judgement still counts as confirmed; its value stays either way."""
    return due is None or on < due


def counted_as(status: CoverageStatus, applicability: Any) -> Counted:
    """An obligation as it counts by what the rule on applicability said: unknown ones perhaps, voluntary ones apart."""
    said = str(applicability)
    return Counted(status, {"applies": True, "unknown": None}.get(said, False), voluntary=said == "voluntary")
