"""The calendar of courses as a week with its hours, by room or by trainer, and as a year of courses by centre."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.inventory import queries as inventory
from kerege.training.queries.calendars import YearLine, teachers_of, year_of_courses
from kerege.web.activities import lists
from kerege.web.delivery.calendar import Entry, found_on, offered
from kerege.web.shell import months
from kerege.web.shell.asked import a_day, a_line, a_number, asks, one_of
from kerege.web.shell.figures import month as month_name

BEGINS, ENDS = 6, 22
"""The hours that a strip shows; what is earlier or later is drawn at its edge."""


@dataclass(frozen=True)
class Strip:
    """A session on the strip of its day, in quarters of an hour from BEGINS on."""

    entry: Entry
    at: int
    length: int


@dataclass(frozen=True)
class Lane:
    """A room or a trainer with seven days."""

    name: str
    days: list[tuple[months.Day, list[Strip]]]


@require_GET
@asks(week=a_day(months.FIRST, months.LAST), centre=a_line(60), mine=one_of("yes"), by=one_of("trainer"))
def week(request: HttpRequest) -> HttpResponse:
    """The week of a day (`?week=2027-03-15`), by room, or with `?by=trainer` by trainer, as far as the reader knows who
    teaches.
    """
    choice = lists.chosen(request)
    asked = {name: request.GET.get(name, "") for name in ("week", "centre", "mine", "by")}
    days = months.week_of(months.within(date.fromisoformat(asked["week"]) if asked["week"] else choice.on))
    found = found_on(request, days, asked["centre"], mine=asked["mine"] == "yes")
    entries = [each for on in days for each in found.get(on, [])]
    told = teachers_of(request.viewer, acting=request.actor, sessions=[each.line.session.uid for each in entries])

    def lanes(entry: Entry) -> list[str]:
        if asked["by"] != "trainer":
            return [entry.line.session.place or entry.line.venue_place or gettext("Place not entered")]
        return list(told.get(entry.line.session.uid, ())) or [gettext("Not told who teaches")]

    shown = [months.day(each, found.get(each, [])) for each in days]
    context = offered(request, choice, asked) | {
        "days": shown,
        "lanes": _lanes(shown, entries, lanes),
        "asked_day": months.within(days[0]),
        "before": months.linked(days[0] - timedelta(days=1)),
        "after": months.linked(days[-1] + timedelta(days=1)),
        "hours": [(hour, (hour - BEGINS) * 4) for hour in range(BEGINS, ENDS + 1, 4)],
        "width": (ENDS - BEGINS) * 4,
    }
    return render(request, "delivery/week.html", context)


def _lanes(days: list[months.Day], entries: Iterable[Entry], named: Any) -> list[Lane]:
    found: dict[str, dict[date, list[Strip]]] = {}
    for entry in entries:
        for name in named(entry):
            found.setdefault(name, {}).setdefault(entry.timed.on, []).append(_strip(entry))
    return [
        Lane(name, [(day, found[name].get(day.on, [])) for day in days]) for name in sorted(found, key=str.casefold)
    ]


def _strip(entry: Entry) -> Strip:
    hour, minute = (int(part) for part in entry.timed.since.split(":"))
    quarters = max(1, round(entry.line.session.minutes / 15))
    at = min(max((hour - BEGINS) * 4 + minute // 15, 0), (ENDS - BEGINS) * 4 - 1)
    return Strip(entry, at, min(quarters, (ENDS - BEGINS) * 4 - at))


@require_GET
@asks(year=a_number(months.FIRST, months.LAST), centre=a_line(60))
def year(request: HttpRequest) -> HttpResponse:
    """The courses of a year as bars, by centre; `?year=2027`, `?centre=` of one."""
    choice = lists.chosen(request)
    asked = {"year": request.GET.get("year", ""), "centre": request.GET.get("centre", ""), "mine": ""}
    of = min(max(int(asked["year"] or choice.on.year), months.FIRST), months.LAST)
    first, last = date(of, 1, 1), date(of, 12, 31)
    lines = year_of_courses(request.viewer, since=first, until=last, centre=asked["centre"])
    names = {each.key: each.name for each in inventory.centres(request.viewer, on=choice.on, lang=choice.lang)}
    groups: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        groups.setdefault(names.get(line.centre, ""), []).append(_bar(line, first, last))
    context = offered(request, choice, asked) | {
        "of": of,
        "groups": [(name, groups[name]) for name in sorted(groups, key=lambda each: (not each, each.casefold()))],
        "months": [(month_name(date(of, number, 1)), _at(date(of, number, 1), first)) for number in range(1, 13)],
        "width": (last - first).days + 1,
        "before": of - 1 if of > months.FIRST else None,
        "after": of + 1 if of < months.LAST else None,
    }
    return render(request, "delivery/year.html", context)


def _bar(line: YearLine, first: date, last: date) -> dict[str, Any]:
    begins, ends = max(line.first_day, first), min(line.last_day, last)
    return {"line": line, "at": _at(begins, first), "length": max((ends - begins).days + 1, 2)}


def _at(on: date, first: date) -> int:
    return (on - first).days
