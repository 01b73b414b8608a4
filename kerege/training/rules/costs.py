"""What a course costs and who pays: amounts are added within a currency and never across two. Plain Python."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from kerege.lib.refusal import Refusal
from kerege.training.words import planning as words

MOST_DIGITS = 12
_ARABIC = {0x066B: "."} | {first + n: str(n) for first in (0x0660, 0x06F0) for n in range(10)}
"""Digits and the point as keyboards for Dari, Pashto and Urdu write them."""


@dataclass(frozen=True)
class Line:
    """One line of a budget. `external`: paid from outside the country that keeps the course; None: not said."""

    currency: str
    planned: Decimal | None
    spent: Decimal | None
    external: bool | None
    payer: str = ""


@dataclass(frozen=True)
class Sum:
    """The lines of one currency; what none of them says is None, which is not a zero. `own` and `outside` are of what
    was spent, or where nothing was, of what is planned; what no line attributes is in neither.
    """

    currency: str
    planned: Decimal | None
    spent: Decimal | None
    own: Decimal
    outside: Decimal
    unsaid: Decimal

    @property
    def own_share(self) -> int | None:
        """The own share in whole percent; None while a line does not say who pays, or where there is nothing."""
        whole = self.own + self.outside
        return None if self.unsaid or not whole else int((self.own * 100 / whole).to_integral_value())


def amount(text: str, *, field: str) -> Decimal | None:
    """An amount as typed, None for an empty one. Refuses training.bad_amount."""
    typed = re.sub(r"[\s\u00a0\u202f\u066c]", "", text).translate(_ARABIC)
    if not typed:
        return None
    found = re.fullmatch(rf"([0-9]{{1,{MOST_DIGITS}}})(?:[.,]([0-9]{{1,2}}))?", typed)
    if found is None or not typed.isascii():
        raise Refusal(words.BAD_AMOUNT, field=field, value=text[:40])
    return Decimal(f"{found[1]}.{found[2] or 0}")


def check_line(planned: Decimal | None, spent: Decimal | None, currency: str, known: Collection[str]) -> str:
    """The currency as it is written. Refuses training.no_amount and training.unknown_currency."""
    code = currency.strip().upper()
    if code not in known:
        raise Refusal(words.UNKNOWN_CURRENCY, field="currency", currency=currency[:10])
    if planned is None and spent is None:
        raise Refusal(words.NO_AMOUNT, field="planned")
    return code


def sums(lines: Iterable[Line]) -> list[Sum]:
    """What was planned and spent in each currency, by its code."""
    of: dict[str, list[Line]] = {}
    for line in lines:
        of.setdefault(line.currency, []).append(line)
    return [_sum(currency, of[currency]) for currency in sorted(of)]


def _sum(currency: str, lines: list[Line]) -> Sum:
    counted = {
        by: sum((_weight(each) for each in lines if each.external is by), Decimal()) for by in (True, False, None)
    }
    return Sum(
        currency,
        _said(each.planned for each in lines),
        _said(each.spent for each in lines),
        own=counted[False],
        outside=counted[True],
        unsaid=counted[None],
    )


def _said(amounts: Iterable[Decimal | None]) -> Decimal | None:
    said = [each for each in amounts if each is not None]
    return sum(said, Decimal()) if said else None


def _weight(line: Line) -> Decimal:
    return line.spent if line.spent is not None else line.planned or Decimal()


def funded_from_outside(lines: Iterable[Line]) -> bool | None:
    """Whether a course had money from outside: unknown while a line does not say, or where there is none."""
    said = [line.external for line in lines]
    return None if not said or None in said else any(said)
