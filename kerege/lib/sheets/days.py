"""Days as people and spreadsheets write them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.sheets import words
from kerege.lib.sheets.numbers import western
from kerege.lib.sheets.shape import as_text

FIRST_YEAR, LAST_YEAR = 1900, 2100
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_500
"""Serial numbers from 1927 to 2101: a smaller number in a column of days is a year or a slip, no day."""

_EPOCH = date(1899, 12, 30)  # serials from 61 on count from here, because a spreadsheet believes in 29 February 1900
_NUMBERS = re.compile(r"(\d{1,4})\s*([./\\-])\s*(\d{1,2})\s*\2\s*(\d{1,4})\s*(?:г\.?|й\.?|ж\.?)?")
_TIME = re.compile(r"[T\s,]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(am|pm)?\s*(Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_NAMED = re.compile(r"(\d{1,4})[\s.\-/]*(?:ое|st|nd|rd|th|-ші|-чи)?[\s.\-/]*([^\W\d_]{3,})[\s.,\-/]*(\d{2,4})\D{0,8}")
_MONTH_BEFORE = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\D{0,6}")

# By their beginnings, so that cases and short forms meet: марта, март, мар.
_MONTHS = (
    "jan янв январ қаңтар қаң yanvar",
    "feb фев февр ақпан ақп fevral",
    "mar мар март наурыз нау mart",
    "apr апр апрел сәуір сәу aprel",
    "may май мая мамыр мам",
    "jun июн июнь маусым iyun",
    "jul июл июль шілде шіл iyul",
    "aug авг август тамыз там avgust avg",
    "sep сен сент сентябр қыркүйек қыр sentabr sentyabr",
    "oct окт октябр қазан қаз oktabr oktyabr okt",
    "nov ноя ноябр қараша қар noyabr noy",
    "dec дек декабр желтоқсан жел dekabr dek",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}


def read_day(value: Any, *, month_first: bool = False) -> date:
    """A day from a cell of a spreadsheet, its serial number, or text: 2026-04-17, 17.04.2026, 17/04/26, 17 апреля 2026.

    `month_first` says how 03/04/2026 is meant in this column; a number above 12 decides by itself.
    Refuses sheets.not_a_day, and sheets.other_calendar for a year of the solar or lunar calendar.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = western(as_text(value))
    found = _of_serial(text) or _of_text(_TIME.sub("", text).strip(), month_first)
    if isinstance(found, date) and FIRST_YEAR <= found.year <= LAST_YEAR:
        return found
    year = re.search(r"(?<!\d)1[34]\d\d(?!\d)", text)
    raise Refusal(words.OTHER_CALENDAR if year else words.NOT_A_DAY, value=text[:80])


def is_month_first(values: Iterable[Any]) -> bool:
    """Whether a column writes the month before the day: some value says so and none the contrary."""
    for_it = against = 0
    for value in values:
        parts = _NUMBERS.fullmatch(western(value).strip()) if isinstance(value, str) else None
        if parts and len(parts[1]) < 3:
            for_it += int(parts[3]) > 12
            against += int(parts[1]) > 12
    return for_it > 0 and against == 0


def _of_serial(text: str) -> date | None:
    if not re.fullmatch(r"\d{5}([.,]\d+)?", text):
        return None
    serial = int(re.split("[.,]", text)[0])
    return _EPOCH + timedelta(days=serial) if _FIRST_SERIAL <= serial <= _LAST_SERIAL else None


def _of_text(text: str, month_first: bool) -> date | None:
    if parts := _NUMBERS.fullmatch(text):
        return _of_numbers(parts[1], parts[3], parts[4], month_first)
    if parts := _NAMED.fullmatch(text):
        year, day = (parts[1], parts[3]) if len(parts[1]) == 4 else (parts[3], parts[1])
        return _made(_year(year), _month(parts[2]), int(day))
    if parts := _MONTH_BEFORE.fullmatch(text):
        return _made(int(parts[3]), _month(parts[1]), int(parts[2]))
    return None


def _of_numbers(first: str, second: str, third: str, month_first: bool) -> date | None:
    if len(first) == 4:
        return _made(int(first), int(second), int(third)) if len(third) < 3 else None
    if len(first) == 3 or len(third) not in {2, 4}:
        return None
    day, month = int(first), int(second)
    if (month_first and day <= 12) or month > 12:
        day, month = month, day
    return _made(_year(third), month, day)


def _year(text: str) -> int:
    """Two digits are of this century up to 49."""
    number = int(text)
    return number if len(text) > 2 else number + (2000 if number < 50 else 1900)


def _month(name: str) -> int:
    name = name.casefold()
    return next((_MONTH_OF[name[:n]] for n in range(len(name), 2, -1) if name[:n] in _MONTH_OF), 0)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
