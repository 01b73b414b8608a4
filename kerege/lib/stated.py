"""Dates as a source states them: a day, a range of days, a month, a year, or nothing at all.

The days of an event are inclusive (2 to 6 October is five days), unlike the half-open periods of relations.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kerege.lib.refusal import N_, Refusal, RefusalWord

NOT_A_DATE = RefusalWord(
    "dates.not_a_date",
    N_("“%(value)s” is not a date. Write 2018-04-04, 2018-04, 2018, or two of these with a slash between them."),
)
FIRST_YEAR, LAST_YEAR = 1900, 2100
NOT_A_DAY = RefusalWord("dates.not_a_day", N_("“%(value)s” is not a day. Give the whole date, for example 2018-04-04."))
LAST_BEFORE_FIRST = RefusalWord(
    "dates.last_before_first",
    N_("The last day (%(last)s) is before the first day (%(first)s). Correct one of the two dates."),
)
HELD_IN_FUTURE = RefusalWord(
    "dates.held_in_future",
    N_("It starts on %(first)s, which is still to come, so it cannot have happened yet. Record it as planned."),
)
NO_DATE = RefusalWord(
    "dates.no_date",
    N_("It is recorded as having happened, but without a date. Add the date, or the day by which a source shows it."),
)


class Precision(StrEnum):
    """How exactly the days are known. NONE: the source gives no date."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


@dataclass(frozen=True)
class Stated:
    """It happened on or after `first` and was over on `last`; both None when no date is stated.

    With a precision of a month or a year the two days are the bounds of what the source says, not days it names.
    """

    first: date | None = None
    last: date | None = None
    precision: Precision = Precision.NONE

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise Refusal(LAST_BEFORE_FIRST, field="dates", first=self.first.isoformat(), last=self.last.isoformat())


UNSTATED = Stated()
_SHAPE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$", re.ASCII)


def read_stated(text: str, *, field: str = "dates") -> Stated:
    """`2017-10-02/2017-10-06`, `2016-09`, `2017` or an empty text. Refuses dates.not_a_date,
    dates.last_before_first.
    """
    if not text.strip():
        return UNSTATED
    parts = [_bounds(part, text, field) for part in text.strip().split("/")]
    if len(parts) > 2:
        raise Refusal(NOT_A_DATE, field=field, value=text)
    coarsest = max((p.precision for p in parts), key=list(Precision).index)
    return Stated(parts[0].first, parts[-1].last, coarsest)


def written(stated: Stated) -> str:
    """Dates as `read_stated` reads them."""
    if stated.first is None or stated.last is None:
        return ""
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(stated.precision, 10)
    first, last = stated.first.isoformat()[:length], stated.last.isoformat()[:length]
    return first if first == last else f"{first}/{last}"


def read_day(text: str, *, field: str) -> date | None:
    """One whole date or an empty text; a month or a year alone is refused, as all else, with dates.not_a_day.

    So is a day before FIRST_YEAR or after LAST_YEAR: it is a slip of the hand, and no record is that old.
    """
    if not text.strip():
        return None
    try:
        stated = _bounds(text, text, field)
    except Refusal:
        stated = UNSTATED
    day = stated.first if stated.precision is Precision.DAY else None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refusal(NOT_A_DAY, field=field, value=text[:60])
    return day


def done_by(stated: Stated, *, known_by: date | None, today: date, field: str = "dates") -> date:
    """The day from which something that happened counts; see records.stated.StatedDates.

    `known_by` is a day on which a source already told of it. Of a month or a year that goes on today it counts from
    today: whoever records it then says that it has happened. Refuses dates.held_in_future and dates.no_date.
    """
    if stated.first and stated.first > today:
        raise Refusal(HELD_IN_FUTURE, field=field, first=stated.first.isoformat())
    days = [day for day in (stated.last, known_by) if day]
    if not days:
        raise Refusal(NO_DATE, field=field)
    return min([*days, today]) if stated.precision in {Precision.MONTH, Precision.YEAR} else days[0]


def _bounds(part: str, whole: str, field: str) -> Stated:
    found = _SHAPE.match(part.strip())
    try:
        if not found:
            raise ValueError(part)
        year, month, day = (int(group) if group else None for group in found.groups())
        return _span(year or 0, month, day)
    except ValueError:
        raise Refusal(NOT_A_DATE, field=field, value=whole[:60]) from None


def _span(year: int, month: int | None, day: int | None) -> Stated:
    if month is None:
        return Stated(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    if day is None:
        return Stated(date(year, month, 1), date(year, month, monthrange(year, month)[1]), Precision.MONTH)
    return Stated(date(year, month, day), date(year, month, day), Precision.DAY)
