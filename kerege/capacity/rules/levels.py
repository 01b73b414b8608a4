"""From evidence to the level that a person has shown, with the interval in which it lies. No evidence is not zero.

Scale: levels 0 to 4 of `words.competence`, in hundredths. Method: a mean of the levels that were shown, each weighted
by how reliable that kind of evidence is and by its age. The reliabilities (observed practical .9, examination .8,
certificate .7, supervisor .5, own judgement .3) and the half-life of 24 months are Kerege's own defaults after the
method of its competence framework; no standard states such numbers. The arithmetic is decimal with 28 digits and is
rounded once, at the end, half up: the same evidence gives the same level on every machine.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from kerege.capacity.words.competence import Level, Shown

RELIABILITY: Mapping[Shown, Decimal] = {
    Shown.OBSERVED: Decimal("0.9"),
    Shown.EXAM: Decimal("0.8"),
    Shown.CERTIFICATE: Decimal("0.7"),
    Shown.SUPERVISOR: Decimal("0.5"),
    Shown.SELF: Decimal("0.3"),
}
HALF_LIFE = 24
"""Months after which a piece of evidence weighs half."""
SPREAD = Decimal("0.5")
"""How far a fresh and wholly reliable observation may be off: half a level, since levels are whole steps."""
TEACHES_FROM = 3
"""The level from which somebody may teach, in the competence itself and in that of teaching."""
HIGHEST = 4
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Piece:
    """One piece of evidence. It counts from `shown_on` up to, and not including, `expires_on`."""

    kind: Shown
    level: int
    shown_on: date
    expires_on: date | None = None
    taught: bool = False

    def counts(self, on: date) -> bool:
        return self.shown_on <= on and (self.expires_on is None or on < self.expires_on)


@dataclass(frozen=True)
class Estimate:
    """A level with the interval in which it lies, the weight of what stands behind it (one is a fresh and wholly
    reliable observation), from how many pieces. `taught` says that a teach-back counts on the day.
    """

    level: Decimal
    low: Decimal
    high: Decimal
    weight: Decimal
    pieces: int
    taught: bool


def months_between(start: date, end: date) -> int:
    """Whole months from one day to a later one; 0 where the end is not later."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (end.day < start.day))


@lru_cache(maxsize=1024)
def decay(months: int) -> Decimal:
    """2^(-months/24), to 28 digits."""
    with localcontext() as context:
        context.prec = 28
        return Decimal(2) ** (Decimal(-months) / HALF_LIFE)


def weight_of(piece: Piece, on: date) -> Decimal:
    """Reliability times age decay; zero before it was shown and after it expired."""
    if not piece.counts(on):
        return Decimal(0)
    return RELIABILITY[piece.kind] * decay(months_between(piece.shown_on, on))


def counting(pieces: Iterable[Piece], on: date) -> list[Piece]:
    """The pieces that count on the day, in order of day. Of own judgements only the newest: saying it twice proves
    nothing.
    """
    found = sorted((p for p in pieces if p.counts(on)), key=lambda p: (p.shown_on, p.kind, p.level))
    own = [p for p in found if p.kind == Shown.SELF]
    return [p for p in found if p.kind != Shown.SELF or p is own[-1]]


def estimate(pieces: Iterable[Piece], on: date) -> Estimate | None:
    """The level that these pieces show on the day; None, which is unknown and not zero, where none counts.

    With the weights w and levels l: the mean is m = Σwl / Σw, and it lies within √((0.5² + s²) / Σw) of it, where
    s² = Σw(l − m)² / Σw is how far the pieces disagree. The interval is cut at 0 and 4.
    """
    found = counting(pieces, on)
    if not found:
        return None
    with localcontext() as context:
        context.prec = 28
        weighed = [(weight_of(p, on), Decimal(p.level)) for p in found]
        whole = sum((w for w, _ in weighed), Decimal(0))
        mean = sum((w * level for w, level in weighed), Decimal(0)) / whole
        apart = sum((w * (level - mean) ** 2 for w, level in weighed), Decimal(0)) / whole
        off = ((SPREAD**2 + apart) / whole).sqrt()
        return Estimate(
            level=_cents(mean),
            low=_cents(max(Decimal(0), mean - off)),
            high=_cents(min(Decimal(HIGHEST), mean + off)),
            weight=_cents(whole),
            pieces=len(found),
            taught=any(p.taught for p in found),
        )


def target_number(target: str) -> int:
    """The level that a target wants, as a number: T wants independent work first, and teaching on top (see teaches)."""
    return TEACHES_FROM if target == Level.TEACHES else int(target)


def teaches(own: Estimate | None, teaching: Estimate | None) -> bool | None:
    """Whether somebody is qualified to teach: level 3 in the competence and in that of teaching, and an observed
    teach-back that still counts. None where one of the two levels is unknown.
    """
    if own is None or teaching is None:
        return None
    return own.level >= TEACHES_FROM and teaching.level >= TEACHES_FROM and own.taught


def gap(target: str, own: Estimate | None) -> Decimal | None:
    """How many levels are missing, 0 where none is; None where the level is unknown. Whether somebody may teach is no
    part of it.
    """
    if own is None:
        return None
    return max(Decimal(0), target_number(target) - own.level)


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, rounding=ROUND_HALF_UP)
