"""Sessions as calendars read them (RFC 5545): each with the clock of its venue, called off where it is."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import icalendar
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.zones import at_place
from kerege.training.queries.calendars import Dated, dated, of_course
from kerege.training.queries.delivery import course_row
from kerege.training.words import Status
from kerege.web.activities import lists
from kerege.web.shell.asked import a_line, asks
from kerege.web.shell.exports import attached

MEDIA_TYPE = "text/calendar; charset=utf-8"
AHEAD, BACK = timedelta(days=731), timedelta(days=92)
Address = Callable[[str], str]


@require_GET
def course_ics(request: HttpRequest, uid: object) -> HttpResponse:
    """The sessions of one course, for whoever may see it or is of its staff."""
    row, reader = course_row(request.viewer, str(uid), request.actor)
    if row is None:
        raise lists.not_there(gettext("course"), uid)
    lines = of_course(reader, row)
    return _attached(request, lines, row.title, f"kerege-course-{row.key}.ics")


@require_GET
@asks(centre=a_line(60))
def calendar_ics(request: HttpRequest) -> HttpResponse:
    """The sessions of a training centre, or of all courses that the reader may see, from three months ago on."""
    now, centre = timezone.now(), request.GET.get("centre", "")
    lines = dated(request.viewer, acting=request.actor, since=now - BACK, until=now + AHEAD, centre=centre)
    return _attached(request, lines, gettext("Courses"), f"kerege-courses{'-' if centre else ''}{centre}.ics")


@require_GET
def teaching_ics(request: HttpRequest) -> HttpResponse:
    """One's own sessions as a trainer, an interpreter, an observer or in support."""
    now = timezone.now()
    lines = dated(request.viewer, acting=request.actor, since=now - BACK, until=now + AHEAD, mine=True)
    return _attached(request, lines, gettext("What I teach"), "kerege-teaching.ics")


def _attached(request: HttpRequest, lines: list[Dated], name: str, filename: str) -> HttpResponse:
    def address(course: str) -> str:
        return request.build_absolute_uri(f"/courses/{course}/plan/")

    return attached(
        request,
        lambda: written(lines, name=name, now=timezone.now(), address=address),
        media_type=MEDIA_TYPE,
        filename=filename,
    )


def written(lines: Iterable[Dated], *, name: str, now: datetime, address: Address) -> bytes:
    """The sessions as events. A session that was called off stays, as CANCELLED and with a higher sequence, so that it
    goes out of calendars that have it.
    """
    lines = list(lines)
    made = icalendar.Calendar()
    made.add("prodid", "-//Kerege//Courses//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for line in lines:
        made.add_component(_event(line, now, address))
    if lines:
        days = [at_place(line.session.starts, line.zone).date() for line in lines]
        made.add_missing_timezones(first_date=min(days).replace(day=1), last_date=max(days) + timedelta(days=366))
    return bytes(made.to_ical())


def _event(line: Dated, now: datetime, address: Address) -> icalendar.Event:
    session, event = line.session, icalendar.Event()
    off = session.called_off is not None or line.status == Status.CANCELLED
    event.add("uid", f"{session.uid}@kerege")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", at_place(session.starts, line.zone))
    event.add("dtend", at_place(session.ends, line.zone))
    event.add("sequence", session.sequence)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("summary", f"{line.title}: {session.title}" if session.title else line.title)
    where = ", ".join(part for part in (session.place, line.venue_place) if part)
    if where:
        event.add("location", where)
    if session.called_off_for:
        event.add("description", session.called_off_for)
    event.add("url", address(line.course))
    return event
