"""A month as a page shows it: whole weeks, beginning on the day on which weeks begin in the reader's language."""

from calendar import Calendar as Weeks
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from babel.dates import get_day_names, get_month_names
from django.utils.timezone import localdate

from kerege.web.shell.figures import locale
from kerege.web.shell.figures import month as month_name

FIRST, LAST = 2000, 2100
"""The years through which calendars go."""


@dataclass(frozen=True)
class Day:
    """A day of a view. `here` is false for the days before and after a month that fill its weeks."""

    on: date
    name: str
    here: bool
    today: bool
    entries: Sequence[Any]


def first_of(typed: str, on: date) -> date:
    """The first day of the month that was typed (2027-03), else of the day, as far as calendars go."""
    asked = date.fromisoformat(f"{typed}-01") if typed else on.replace(day=1)
    return asked.replace(year=min(max(asked.year, FIRST), LAST))


def within(on: date) -> date:
    """The day, or the nearest one of the years through which calendars go."""
    return min(max(on, date(FIRST, 1, 1)), date(LAST, 12, 31))


def linked(on: date) -> date | None:
    """The day, for a link of a calendar; None where calendars do not go."""
    return on if FIRST <= on.year <= LAST else None


def days_of(first: date) -> list[date]:
    """The days of the whole weeks of a month."""
    return list(Weeks(locale().first_week_day).itermonthdates(first.year, first.month))


def week_of(on: date) -> list[date]:
    """The seven days of the week of a day."""
    begins = on - timedelta(days=(on.weekday() - locale().first_week_day) % 7)
    return [begins + timedelta(days=number) for number in range(7)]


def month_in_short(on: date) -> str:
    """The short name of the month of a day."""
    return str(get_month_names("abbreviated", context="stand-alone", locale=locale())[on.month])


def day(on: date, entries: Sequence[Any], *, here: bool = True) -> Day:
    """A day with what is on it."""
    name = get_day_names("abbreviated", context="stand-alone", locale=locale())[on.weekday()]
    return Day(on, str(name), here, on == localdate(), entries)


def shown(first: date, entries: Callable[[date], Sequence[Any]]) -> dict[str, Any]:
    """What a page of a month needs: its name, its weeks, and the months before and after for `?month=`."""
    made = [day(each, entries(each), here=each.month == first.month) for each in days_of(first)]
    return {
        "first": first,
        "title": month_name(first),
        "weeks": [made[start : start + 7] for start in range(0, len(made), 7)],
        "weekdays": [each.name for each in made[:7]],
        "before": _named(first - timedelta(days=1)),
        "after": _named(first + timedelta(days=32)),
        "any": any(each.entries for each in made),
    }


def _named(on: date) -> str:
    return on.strftime("%Y-%m") if FIRST <= on.year <= LAST else ""
