"""The cascade that follows from what an outlook was told and from what was observed, or what lacks. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.lib.refusal import Refusal
from kerege.planning.cascade.stocks import NEVER, RATES, Abroad, Cascade, Course, Level, Money, Rate, refusals
from kerege.planning.rules.outlooks import (
    DORMANT_RATES,
    MOST_QUARTERS,
    TOO_FEW,
    Kept,
    Rows,
    needed,
    of_needs,
    possible,
    quarter_of,
    rate_row,
)
from kerege.planning.rules.rows import Row
from kerege.planning.words import outlooks as words


@dataclass(frozen=True)
class Question:
    """A cascade with what is asked of it: the quarter in which everything from outside ends, and how many quarters have
    to hold after it.
    """

    cascade: Cascade
    ends: int
    hold: int


def asked(rows: Rows, kept: Kept, *, country: str, language: str, hold: int, today: date) -> Question | list[Refusal]:
    """The question that an outlook asks, or what has to be typed or corrected first, with the rows by name."""
    lacking = [*_rates_lacking(rows, kept), *_not_typed(rows, kept, today), *_too_late(rows, today)]
    if lacking:
        return lacking
    (terms,), (course,), abroad = rows["levels"], rows["course"], next(iter(rows.get("abroad", ())), None)
    at = kept.levels.index
    ends = _ends(rows, today)
    cascade = Cascade(
        country, language,
        levels=tuple(_level_of(rows, kept, key) for key in kept.levels),
        active=_stock(rows, kept.levels, kept.active, "active"),
        dormant=_stock(rows, kept.levels, kept.dormant, "dormant"),
        needed=tuple(needed(rows, kept, today, quarter) for quarter in range(ends + hold)),
        covering=at(terms["covering"]),
        course=Course(course["seats"], course["least"], course["leads"], course["locals"], course["cost"],
                      at(terms["lead_level"]), at(terms["local_level"]), course["each"]),
        money=tuple(_money(row, today) for row in rows.get("money", ())),
        abroad=Abroad(abroad["amount"], abroad["lent"], ends) if abroad else Abroad(ends=0),
        refresh_cost=terms["refresh"],
        ahead=terms["ahead"],
    )  # fmt: skip
    wrong = [Refusal(words.CANNOT_BE_RECKONED, row=ROW_OF.get(name, name)) for name in dict.fromkeys(refusals(cascade))]
    return wrong or Question(cascade, ends, hold)


ROW_OF = {"active": "stock", "dormant": "stock", "seats": "course", "ahead": "course", "level": "levels"}
"""The family in which stands what `cascade.stocks.refusals` names."""


TERMS = ("covering", "lead_level", "local_level")


def _ends(rows: Rows, today: date) -> int:
    """The quarter in which everything from outside ends."""
    return max((0, *(quarter_of(date.fromisoformat(row["until"]), today) for row in rows.get("abroad", ()))))


def _stock(rows: Rows, levels: Iterable[str], seen: Iterable[int], which: str) -> tuple[float, ...]:
    """People by level: as typed, else as observed."""
    typed = {row["level"]: row[which] for row in rows.get("stock", ())}
    return tuple(float(typed.get(level, count)) for level, count in zip(levels, seen, strict=True))


def _not_typed(rows: Rows, kept: Kept, today: date) -> Iterable[Refusal]:
    """What is not typed, or was typed of levels that the scheme has no more, or only of days after those asked for."""
    terms = [row for row in rows.get("levels", ()) if {row[name] for name in TERMS} <= set(kept.levels)]
    for family, told in (("levels", terms), ("course", rows.get("course"))):
        if not told:
            yield Refusal(words.NOT_TYPED, row=family)
    since = [quarter_of(date.fromisoformat(row["since"]), today) for row in rows.get("needed", ())]
    if min(since, default=MOST_QUARTERS + 1) > _ends(rows, today) and of_needs(rows, kept) is None:
        yield Refusal(words.NOT_TYPED, row="needed")
    if not kept.read and not rows.get("stock"):
        yield Refusal(words.NOT_TYPED, row="stock")


def _rates_lacking(rows: Rows, kept: Kept) -> Iterable[Refusal]:
    """Rates that are neither typed nor seen often enough; and levels at which more happens than there are people."""
    for rate in RATES:
        levels = [level for level in kept.levels if possible(kept, level, rate)]
        if any(rate_row(rows, level, rate) is None and kept.seen(level, rate)[1] < TOO_FEW for level in levels):
            yield Refusal(words.NOT_TYPED, row=rate)
    for level in kept.levels:
        for group in (("attrition", "dormancy", "step_up"), DORMANT_RATES):
            told = [
                row["value"] for rate in group if possible(kept, level, rate) and (row := rate_row(rows, level, rate))
            ]
            if sum(told) > 100:
                yield Refusal(words.RATES_BEYOND, row=level, value=sum(told))


def _too_late(rows: Rows, today: date) -> Iterable[Refusal]:
    for row in rows.get("abroad", ()):
        if quarter_of(date.fromisoformat(row["until"]), today) > MOST_QUARTERS:
            yield Refusal(words.ENDS_TOO_LATE, row="abroad", most=MOST_QUARTERS)


def _level_of(rows: Rows, kept: Kept, level: str) -> Level:
    return Level(level).with_rates({rate: rate_of(rows, kept, level, rate) for rate in RATES})


def rate_of(rows: Rows, kept: Kept, level: str, rate: str) -> Rate:
    """The rate that is reckoned with: as typed, else as observed."""
    if not possible(kept, level, rate):
        return NEVER
    row = rate_row(rows, level, rate)
    if row is not None:
        return Rate.assumed(row["value"] / 100, row["low"] / 100, row["high"] / 100)
    return Rate.observed(*kept.seen(level, rate))


def _money(row: Row, today: date) -> Money:
    until = quarter_of(date.fromisoformat(row["until"]), today) if row["until"] else None
    return Money(row["amount"], max(0, quarter_of(date.fromisoformat(row["since"]), today)), until)
