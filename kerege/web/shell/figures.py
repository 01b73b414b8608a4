"""Days and figures in the words of the reader's language."""

import re
from datetime import date, datetime
from typing import Any

from babel import Locale
from babel.dates import format_interval, format_skeleton
from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_noop as _

from kerege.lib.locales import bare, day_in, locale_of
from kerege.lib.zones import at_place

QUALIFIED = {
    "exact": "%(figure)s",
    "about": _("about %(figure)s"),
    "more_than": _("more than %(figure)s"),
    "planned": _("%(figure)s planned"),
}
ISO = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:[ T](?P<time>\d{2}:\d{2}))?", re.ASCII)
IN_TEXT = re.compile(rf"(?<![\w/=&?.:#-]){ISO.pattern}(?![\w/=&:-])", re.ASCII)


def locale() -> Locale:
    return locale_of(get_language() or "en")


def day(value: date | datetime | None) -> str:
    """4 April 2018; an empty text for nothing."""
    if not value:
        return ""
    # CLDR's Pashto and Dari long dates name the Gregorian months
    return day_in(get_language() or "en", value)


def moment_at(at: datetime, zone: str) -> str:
    """27 November 2026, 15:14, by a clock there. Templates turn a moment into UTC; a text stays what it is."""
    here = at_place(at, zone or "UTC")
    return f"{day(here.date())}, {here:%H:%M}"


def readable(value: Any) -> Any:
    """2027-03-15 and 2027-03-15 09:00, as programs write days and moments, as people read them; all else as it came."""
    found = ISO.fullmatch(str(value)) if isinstance(value, str | date) else None
    try:
        read = date.fromisoformat(found["day"]) if found else None
    except ValueError:
        return value
    return value if read is None or found is None else day(read) + (f", {found['time']}" if found["time"] else "")


def read_in(text: str) -> str:
    """A sentence in which days and moments as programs write them stand as people read them; not so where they are part
    of a code or an address.
    """
    return IN_TEXT.sub(lambda found: str(readable(found[0])), text)


def month(value: date) -> str:
    """September 2016."""
    return bare(format_skeleton("yMMMM", value, locale=locale()))


def days(first: date | None, last: date | None, precision: str = "day") -> str:
    """Days as a source states them (lib.stated): 2–6 Oct 2017, September 2016, 2017, or "date not stated"."""
    if first is None or last is None or precision == "none":
        return gettext("date not stated")
    if precision == "year":
        return _span(str(first.year), str(last.year))
    if precision == "month":
        return _span(month(first), month(last))
    if first == last:
        return day(first)
    return bare(format_interval(first, last, "yMMMMd", locale=locale()))


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"


def figure(value: Any) -> str:
    """1,234 as the language groups it; what is no number stays as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return str(format_decimal(value, locale=locale()))


def stated(value: int, qualifier: str = "exact") -> str:
    """A figure with the word of its source: more than 70, about 200, 24 planned. KeyError for an unknown qualifier."""
    sentence = QUALIFIED[str(qualifier)]
    return (gettext(sentence) if sentence != "%(figure)s" else sentence) % {"figure": figure(value)}


def between(low: float | None, high: float | None) -> str:
    """50 to 52, or 52 where both ends are the same; an empty text for nothing."""
    if low is None or high is None:
        return ""
    if low == high:
        return figure(high)
    return gettext("%(low)s to %(high)s") % {"low": figure(low), "high": figure(high)}


def withheld() -> str:
    """What stands in place of a value that the viewer may not see."""
    return pgettext("in place of a value", "withheld")
