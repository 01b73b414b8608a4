"""Days on which a country rests: weekends and public holidays, as a kept library knows them."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

import holidays

USUAL_REST = frozenset({5, 6})
"""Saturday and Sunday, where nothing is known."""


@lru_cache(maxsize=64)
def known_days(alpha2: str, first: int, last: int) -> tuple[frozenset[int], frozenset[date]] | None:
    """Weekdays of rest (Monday is 0) and holidays of a country in these years; None where the library knows nothing."""
    try:
        found = holidays.country_holidays(alpha2, years=range(first, last + 1))
    except NotImplementedError:
        return None
    return frozenset(found.weekend), frozenset(found)


def names_of_holidays(alpha2: str, years: Iterable[int]) -> dict[date, str]:
    """What the holidays of a country are called, in English; nothing where none is known."""
    try:
        return dict(holidays.country_holidays(alpha2, years=list(years), language="en_US"))
    except NotImplementedError:
        return {}


def rests(alpha2: str) -> Callable[[date], bool]:
    """Whether nobody works in a country on a day: its weekend or a public holiday; Saturday and Sunday alone where no
    holidays are known.
    """

    def off(on: date) -> bool:
        weekend, days = known_days(alpha2, on.year, on.year) or (USUAL_REST, frozenset())
        return on.weekday() in weekend or on in days

    return off
