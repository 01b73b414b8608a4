"""The calendar of a training centre: a month as a page, and as a file that calendars read (RFC 5545)."""

from calendar import Calendar as Weeks
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar
from babel.dates import get_day_names
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from kerege.inventory import queries
from kerege.inventory.queries import BookingLine, CentrePage
from kerege.inventory.rules.bookings import at_midnight
from kerege.inventory.rules.keepers import keeps
from kerege.lib.zones import at_place
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.centres.views import centre_of
from kerege.web.shell.asked import a_month, asks
from kerege.web.shell.exports import attached
from kerege.web.shell.figures import locale
from kerege.web.shell.figures import month as month_name

CALENDAR = "text/calendar; charset=utf-8"
FIRST, LAST = 2000, 2100
AHEAD, BACK = timedelta(days=731), timedelta(days=31)


@dataclass(frozen=True)
class Entry:
    """A booking on one day: from when to when by the clock of the centre; empty times go over the whole day."""

    booking: BookingLine
    since: str
    until: str


@dataclass(frozen=True)
class Day:
    """A day of the view. `here` is false for the days before and after the month that fill its weeks."""

    on: date
    name: str
    here: bool
    today: bool
    entries: list[Entry]


@require_GET
@asks(month=a_month(FIRST, LAST))
def month(request: HttpRequest, key: str) -> HttpResponse:
    """One month, week by week, with what the reader may know of; `?month=2027-03`, else that of the day."""
    choice = lists.chosen(request)
    page = centre_of(request, key, choice)
    first = _first(request.GET.get("month", ""), choice.on)
    zone, days = page.line.zone, list(_days(first))
    since, until = at_midnight(days[0], len(days), zone)
    found = queries.bookings(request.viewer, key, since=since, until=until)
    made = [_day(day, first, found, zone) for day in days]
    context = {
        "page": page,
        "first": first,
        "title": month_name(first),
        "weeks": [made[start : start + 7] for start in range(0, len(made), 7)],
        "weekdays": [day.name for day in made[:7]],
        "before": _before(first).strftime("%Y-%m") if first.year > FIRST else "",
        "after": _after(first).strftime("%Y-%m") if first.year < LAST else "",
        "any": any(day.entries for day in made),
        "mine": keeps(request.actor, page.line.owner, page.line.organisation, deed=Deed.KEEP_CENTRE),
    }
    return render(request, "centres/calendar.html", context)


@require_GET
def ics(request: HttpRequest, key: str) -> HttpResponse:
    """What is booked from a month ago for two years, as far as the reader may know, for calendars."""
    choice = lists.chosen(request)
    page = centre_of(request, key, choice)
    now, _later = at_midnight(choice.on, 1, page.line.zone)
    found = queries.bookings(request.viewer, key, since=now - BACK, until=now + AHEAD)
    return attached(
        request, lambda: written(page, found, now), media_type=CALENDAR, filename=f"kerege-centre-{key}.ics"
    )


def written(page: CentrePage, found: list[BookingLine], now: datetime) -> bytes:
    """The bookings as events; times are UTC, which needs no description of a time zone."""
    made = icalendar.Calendar()
    made.add("prodid", "-//Kerege//Training centre//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", page.line.name)
    made.add("x-wr-timezone", page.line.zone)
    for each in found:
        event = icalendar.Event()
        event.add("uid", f"{each.uid}@kerege")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", each.starts.astimezone(UTC))
        event.add("dtend", each.ends.astimezone(UTC))
        event.add("summary", each.title)
        event.add("location", f"{each.room}, {page.line.name}")
        made.add_component(event)
    return bytes(made.to_ical())


def _first(typed: str, on: date) -> date:
    """The first day of the month that was typed, else of the day, as far as the calendar goes."""
    asked = date.fromisoformat(f"{typed}-01") if typed else on.replace(day=1)
    return asked.replace(year=min(max(asked.year, FIRST), LAST))


def _days(first: date) -> Iterator[date]:
    """The whole weeks of the month, beginning on the day on which weeks begin in the reader's language."""
    yield from Weeks(locale().first_week_day).itermonthdates(first.year, first.month)


def _day(day: date, first: date, found: list[BookingLine], zone: str) -> Day:
    since, until = at_midnight(day, 1, zone)
    entries = [
        Entry(
            each,
            at_place(each.starts, zone).strftime("%H:%M") if each.starts > since else "",
            at_place(each.ends, zone).strftime("%H:%M") if each.ends < until else "",
        )
        for each in found
        if each.starts < until and since < each.ends
    ]
    name = get_day_names("abbreviated", context="stand-alone", locale=locale())[day.weekday()]
    return Day(day, str(name), day.month == first.month, day == localdate(), entries)


def _before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def _after(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
