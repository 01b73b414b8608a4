"""The calendar of a training centre: a month as a page, and as a file that calendars read (RFC 5545)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kerege.inventory import queries
from kerege.inventory.queries import BookingLine, CentrePage
from kerege.inventory.rules.bookings import at_midnight
from kerege.inventory.rules.keepers import keeps
from kerege.lib.zones import at_place
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.centres.views import centre_of
from kerege.web.shell import months
from kerege.web.shell.asked import a_month, asks
from kerege.web.shell.exports import attached

CALENDAR = "text/calendar; charset=utf-8"
AHEAD, BACK = timedelta(days=731), timedelta(days=31)


@dataclass(frozen=True)
class Entry:
    """A booking on one day: from when to when by the clock of the centre; empty times go over the whole day."""

    booking: BookingLine
    since: str
    until: str


@require_GET
@asks(month=a_month(months.FIRST, months.LAST))
def month(request: HttpRequest, key: str) -> HttpResponse:
    """One month, week by week, with what the reader may know of; `?month=2027-03`, else that of the day."""
    choice = lists.chosen(request)
    page = centre_of(request, key, choice)
    first = months.first_of(request.GET.get("month", ""), choice.on)
    zone, days = page.line.zone, months.days_of(first)
    since, until = at_midnight(days[0], len(days), zone)
    found = queries.bookings(request.viewer, key, since=since, until=until)
    context = months.shown(first, lambda day: _entries(day, found, zone)) | {
        "page": page,
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


def _entries(day: date, found: list[BookingLine], zone: str) -> list[Entry]:
    since, until = at_midnight(day, 1, zone)
    return [
        Entry(
            each,
            at_place(each.starts, zone).strftime("%H:%M") if each.starts > since else "",
            at_place(each.ends, zone).strftime("%H:%M") if each.ends < until else "",
        )
        for each in found
        if each.starts < until and since < each.ends
    ]
