"""What sittings tell of the items of an exam. Of fewer than ten sittings nothing is told.

p (facility): the mean share of its points that an item brought; of right and wrong alone the share who had it right.
Point-biserial, corrected (item–rest): Pearson's correlation of an item's points with the points of all other items of
the same sitting, so that no item is compared with itself (Henrysson 1963; Lord & Novick, Statistical Theories of Mental
Test Scores, 1968, ch. 15). Forms are drawn, so the rest is taken as its share of what it gives at most.
α: Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16 (1951); of right and wrong alone it
is formula 20 of Kuder & Richardson, Psychometrika 2 (1937). Where forms differ, it is over the places of the blueprint.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kerege.lib import statistics
from kerege.training.words.exams import ENOUGH, Flag

EASY, HARD, TELLS = 0.95, 0.2, 0.2


@dataclass(frozen=True)
class Answered:
    """What one sitting brought at one item; `chosen` are the answers that were chosen there."""

    ref: str
    points: float
    of: float
    slot: int
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemFigures:
    """An item over `n` sittings; nothing but their number is told of fewer than ENOUGH (`told`)."""

    ref: str
    n: int
    facility: float | None = None
    discrimination: float | None = None
    chosen: tuple[tuple[str, int], ...] = ()
    flags: tuple[Flag, ...] = ()

    @property
    def told(self) -> bool:
        return self.n >= ENOUGH


def item_figures(
    sittings: Sequence[Sequence[Answered]], offered: Mapping[str, tuple[Sequence[str], Sequence[str]]]
) -> list[ItemFigures]:
    """Each item that was asked, in the order of `offered`: of each item its answers, and which of them are right."""
    asked: dict[str, list[tuple[Answered, float | None]]] = {}
    for sitting in sittings:
        points, most = sum(each.points for each in sitting), sum(each.of for each in sitting)
        for each in sitting:
            others = most - each.of
            rest = (points - each.points) / others if others else None
            asked.setdefault(each.ref, []).append((each, rest))
    return [_figures(ref, asked[ref], *offered[ref]) for ref in offered if ref in asked]


def _figures(
    ref: str, answers: Sequence[tuple[Answered, float | None]], choices: Sequence[str], right: Sequence[str]
) -> ItemFigures:
    if len(answers) < ENOUGH:
        return ItemFigures(ref, len(answers))
    shares = [each.points / each.of if each.of else 0.0 for each, _ in answers]
    pairs = [(share, rest) for share, (_, rest) in zip(shares, answers, strict=True) if rest is not None]
    found = statistics.correlation([share for share, _ in pairs], [rest for _, rest in pairs])
    discrimination = None if found is None else round(found, 6)  # what is 0 is not below it by a rounding
    chosen = tuple((each, sum(each in answered.chosen for answered, _ in answers)) for each in choices)
    facility = sum(shares) / len(shares)
    flags = _flags(facility, discrimination, [count for choice, count in chosen if choice not in right])
    return ItemFigures(ref, len(answers), facility, discrimination, chosen, flags)


def _flags(facility: float, discrimination: float | None, wrong: Sequence[int]) -> tuple[Flag, ...]:
    found = []
    if facility >= EASY:
        found.append(Flag.TOO_EASY)
    if facility <= HARD:
        found.append(Flag.TOO_HARD)
    if discrimination is not None and discrimination < TELLS:
        found.append(Flag.NEGATIVE if discrimination < 0 else Flag.WEAK)
    if any(not count for count in wrong):
        found.append(Flag.IDLE)
    return tuple(found)


@dataclass(frozen=True)
class Reliability:
    """How far an exam measures one thing; `same` where every sitting had the same items."""

    n: int
    alpha: float | None
    same: bool


def reliability(sittings: Sequence[Sequence[Answered]]) -> Reliability:
    """α over the items, or over the places of the blueprint where forms differ; None of fewer than ENOUGH sittings."""
    forms = {tuple(sorted(each.ref for each in sitting)) for sitting in sittings}
    same = len(forms) == 1
    if len(sittings) < ENOUGH:
        return Reliability(len(sittings), None, same)
    rows = [
        [each.points for each in sorted(sitting, key=lambda each: (each.ref if same else "", each.slot))]
        for sitting in sittings
    ]
    whole = len({len(row) for row in rows}) == 1
    return Reliability(len(sittings), statistics.alpha(rows) if whole else None, same)
