"""Currencies: which of them are legal tender somewhere on a day (ISO 4217, as the CLDR knows them)."""

from datetime import date
from functools import lru_cache

from babel.core import get_global


@lru_cache(maxsize=8)
def in_use(on: date) -> frozenset[str]:
    """The codes of the currencies in which something can be paid on the day."""
    found = set()
    for lines in get_global("territory_currencies").values():
        for code, since, until, tender in lines:
            begun = since is None or date(*since) <= on
            if tender and begun and (until is None or date(*until) > on):
                found.add(code)
    return frozenset(found)
