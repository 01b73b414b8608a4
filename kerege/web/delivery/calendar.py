"""The calendar of courses: a month week by week, of a training centre, of everything, or of what somebody teaches."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kerege.inventory import queries as inventory
from kerege.people import queries as people
from kerege.training.queries.calendars import Dated, dated
from kerege.training.words import Status
from kerege.web.activities import lists
from kerege.web.activities.clocks import Timed, timed_at
from kerege.web.shell import months
from kerege.web.shell.asked import a_line, a_month, asks, one_of


@dataclass(frozen=True)
class Entry:
    """A session on one day, by the clock of its venue."""

    line: Dated
    timed: Timed

    @property
    def off(self) -> bool:
        return self.line.session.called_off is not None or self.line.status == Status.CANCELLED


@require_GET
@asks(month=a_month(months.FIRST, months.LAST), centre=a_line(60), mine=one_of("yes"))
def calendar(request: HttpRequest) -> HttpResponse:
    """One month; `?centre=` of one training centre, `?mine=yes` what the reader teaches, `?month=2027-03`."""
    choice = lists.chosen(request)
    asked = {name: request.GET.get(name, "") for name in ("month", "centre", "mine")}
    first = months.first_of(asked["month"], choice.on)
    found = found_on(request, months.days_of(first), asked["centre"], mine=asked["mine"] == "yes")
    context = months.shown(first, lambda day: found.get(day, [])) | offered(request, choice, asked)
    return render(request, "delivery/calendar.html", context)


def offered(request: HttpRequest, choice: lists.Choice, asked: dict[str, str]) -> dict[str, Any]:
    """What the views of the calendar let choose: a centre, and one's own sessions."""
    centres = inventory.centres(request.viewer, on=choice.on, lang=choice.lang)
    return {
        "asked": asked,
        "centres": [(each.key, each.name, each.key == asked["centre"]) for each in centres],
        "somebody": request.user.is_authenticated and people.person_number(request.actor.uid) is not None,
    }


def found_on(request: HttpRequest, days: list[date], centre: str, *, mine: bool) -> dict[date, list[Entry]]:
    """What is on which day, by the clock of each venue; two days more are looked at, for the clocks of the world."""
    since = datetime.combine(days[0] - timedelta(days=1), time(), tzinfo=UTC)
    until = datetime.combine(days[-1] + timedelta(days=2), time(), tzinfo=UTC)
    lines = dated(request.viewer, acting=request.actor, since=since, until=until, centre=centre, mine=mine)
    found: dict[date, list[Entry]] = {}
    for line in lines:
        timed = timed_at(line.session, line.zone)
        found.setdefault(timed.on, []).append(Entry(line, timed))
    return found
