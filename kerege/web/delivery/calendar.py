"""The calendar of courses: a month week by week, of a training centre, of everything, or of what somebody teaches."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from babel.dates import get_day_names
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from kerege.inventory import queries as inventory
from kerege.people import queries as people
from kerege.training.queries.calendars import Dated, dated
from kerege.training.words import Status
from kerege.web.activities import lists
from kerege.web.activities.clocks import Timed, timed_at
from kerege.web.shell.asked import a_line, a_month, asks, one_of
from kerege.web.shell.figures import locale
from kerege.web.shell.figures import month as month_name

FIRST, LAST = 2000, 2100


@dataclass(frozen=True)
class Entry:
    """A session on one day, by the clock of its venue."""

    line: Dated
    timed: Timed

    @property
    def off(self) -> bool:
        return self.line.session.called_off is not None or self.line.status == Status.CANCELLED


@dataclass(frozen=True)
class Day:
    """A day of the view. `here` is false for the days before and after the month that fill its weeks."""

    on: date
    name: str
    here: bool
    today: bool
    entries: list[Entry]


@require_GET
@asks(month=a_month(FIRST, LAST), centre=a_line(60), mine=one_of("yes"))
def calendar(request: HttpRequest) -> HttpResponse:
    """One month; `?centre=` of one training centre, `?mine=yes` what the reader teaches, `?month=2027-03`."""
    choice = lists.chosen(request)
    asked = {name: request.GET.get(name, "") for name in ("month", "centre", "mine")}
    first = date.fromisoformat(f"{asked['month']}-01") if asked["month"] else choice.on.replace(day=1)
    first = first.replace(year=min(max(first.year, FIRST), LAST))
    days = list(Weeks(locale().first_week_day).itermonthdates(first.year, first.month))
    found = _found(request, days, asked["centre"], mine=asked["mine"] == "yes")
    made = [_day(day, first, found.get(day, [])) for day in days]
    centres = inventory.centres(request.viewer, on=choice.on, lang=choice.lang)
    somebody = request.user.is_authenticated and people.person_number(request.actor.uid) is not None
    context = {
        "first": first,
        "title": month_name(first),
        "asked": asked,
        "centres": [(each.key, each.name, each.key == asked["centre"]) for each in centres],
        "weeks": [made[start : start + 7] for start in range(0, len(made), 7)],
        "weekdays": [day.name for day in made[:7]],
        "before": _month(first - timedelta(days=1)),
        "after": _month(first + timedelta(days=32)),
        "any": any(day.entries for day in made),
        "somebody": somebody,
    }
    return render(request, "delivery/calendar.html", context)


def _found(request: HttpRequest, days: list[date], centre: str, *, mine: bool) -> dict[date, list[Entry]]:
    """What is on which day, by the clock of each venue; two days more are looked at, for the clocks of the world."""
    since = datetime.combine(days[0] - timedelta(days=1), time(), tzinfo=UTC)
    until = datetime.combine(days[-1] + timedelta(days=2), time(), tzinfo=UTC)
    lines = dated(request.viewer, acting=request.actor, since=since, until=until, centre=centre, mine=mine)
    found: dict[date, list[Entry]] = {}
    for line in lines:
        timed = timed_at(line.session, line.zone)
        found.setdefault(timed.on, []).append(Entry(line, timed))
    return found


def _day(day: date, first: date, entries: list[Entry]) -> Day:
    name = get_day_names("abbreviated", context="stand-alone", locale=locale())[day.weekday()]
    return Day(day, str(name), day.month == first.month, day == localdate(), entries)


def _month(day: date) -> str:
    return day.strftime("%Y-%m") if FIRST <= day.year <= LAST else ""
