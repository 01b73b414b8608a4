"""Events as calendars read them (RFC 5545): those that the reader may see, with the clock of their place."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.zones import at_place
from kerege.outreach import queries
from kerege.outreach.queries import ProgrammeLine
from kerege.outreach.words import Status
from kerege.web.activities import lists
from kerege.web.shell.exports import attached

MEDIA_TYPE = "text/calendar; charset=utf-8"
AHEAD, BACK = timedelta(days=731), timedelta(days=92)


@require_GET
def events_ics(request: HttpRequest) -> HttpResponse:
    """Events from three months ago on, in the country that the reader chose or everywhere."""
    now, choice = timezone.now(), lists.chosen(request)
    found = queries.programmes(request.viewer, since=now - BACK, until=now + AHEAD)
    lines = [(event, line) for event, line in found if not choice.country or event.venue_id == choice.country]
    names = lists.names_of({event.venue_id or "" for event, _line in lines}, choice)

    def link(uid: str) -> str:
        return request.build_absolute_uri(reverse("event", args=[uid]))

    return attached(
        request,
        lambda: written(lines, names, now=now, link=link),
        media_type=MEDIA_TYPE,
        filename="kerege-events.ics",
    )


def written(
    lines: Iterable[tuple[Any, ProgrammeLine]], names: dict[str, Any], *, now: datetime, link: Callable[[str], str]
) -> bytes:
    """The events; one that was called off stays, so that it goes out of calendars that have it."""
    lines = list(lines)
    made = icalendar.Calendar()
    made.add("prodid", "-//Kerege//Events//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", gettext("Events"))
    for event, line in lines:
        made.add_component(_event(event, line, names.get(event.venue_id), now, link))
    if lines:
        days = [at_place(line.starts, line.zone).date() for _event, line in lines]
        made.add_missing_timezones(first_date=min(days).replace(day=1), last_date=max(days) + timedelta(days=366))
    return bytes(made.to_ical())


def _event(event: Any, line: ProgrammeLine, country: Any, now: datetime, link: Callable[[str], str]) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", f"{line.event}@kerege")
    made.add("dtstamp", now.astimezone(UTC))
    made.add("dtstart", at_place(line.starts, line.zone))
    made.add("dtend", at_place(line.ends, line.zone))
    made.add("sequence", line.changes)
    made.add("status", "CANCELLED" if event.status == Status.CANCELLED else "CONFIRMED")
    made.add("summary", event.title)
    where = ", ".join(part for part in (event.place, str(country) if country else "") if part)
    if where:
        made.add("location", where)
    told = [line.text] if line.text else []
    told += [country.footnote] if country is not None and country.note else []
    if told:
        made.add("description", "\n".join(told))
    made.add("url", link(line.event))
    return made
