"""The calendar of duties: which report is due when, how far it is, as a page and as a calendar file (RFC 5545)."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.law.queries.deadlines import DutyLine, duties
from kerege.law.queries.forms import forms
from kerege.law.words.reports import DUTIES, NEVER_SENDS, Duty
from kerege.lib.versions import text_in
from kerege.people.rules import REGION, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.reports.lists import trail
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import attached
from kerege.web.shell.wording import word_of

MEDIA_TYPE = "text/calendar; charset=utf-8"
AHEAD, BACK = timedelta(days=731), timedelta(days=92)
TONES = {Duty.DONE: "good", Duty.READY: "info"}


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """What is due in the next two years, for the reader's own countries or the one that is chosen."""
    choice = lists.chosen(request)
    found, names = _found(request, choice)
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    context = {
        "rows": [_shown(line, names[line.owner], choice.lang) for line in found],
        "without": [
            {"title": text_in(line.form.title, choice.lang, "en"), "key": line.key}
            for line in forms()
            if not line.form.due
        ],
        "countries": countries,
        "choice": choice,
        "never": gettext(NEVER_SENDS),
        "trail": trail(),
    }
    return render(request, "reports/calendar.html", context)


def _found(request: HttpRequest, choice: lists.Choice) -> tuple[list[DutyLine], dict[str, Any]]:
    owners = [choice.country] if choice.country else _own(request)
    owners = owners or [country.code for country in lists.countries(choice.on, choice.lang)]
    since, until = choice.on - BACK, choice.on + AHEAD
    found = duties(request.viewer, owners=owners, since=since, until=until, on=choice.on)
    return found, lists.names_of({line.owner for line in found}, choice)


def _own(request: HttpRequest) -> list[str]:
    return [owner for owner in owners_for(request.actor, Deed.RECORD_LAW) if owner != REGION]


def _shown(line: DutyLine, country: Any, lang: str) -> dict[str, Any]:
    return {
        "line": line,
        "country": country,
        "title": text_in(line.title, lang, "en"),
        "note": text_in(line.note, lang, "en") if line.note else "",
        "state": word_of(DUTIES, line.state) if line.told or line.report else "",
        "tone": TONES.get(line.state, ""),
        "late": line.days < 0 and line.told and line.state != Duty.DONE,
    }


@require_GET
def ics(request: HttpRequest) -> HttpResponse:
    """The same as a file for calendars: a day for each report that is due."""
    choice = lists.chosen(request)
    found, names = _found(request, choice)

    def link(report: str) -> str:
        return request.build_absolute_uri(f"/law/reports/{report}/" if report else "/law/reports/calendar/")

    return attached(
        request,
        lambda: written(found, names, lang=choice.lang, now=timezone.now(), link=link),
        media_type=MEDIA_TYPE,
        filename="kerege-report-duties.ics",
    )


def written(
    found: Iterable[DutyLine], names: dict[str, Any], *, lang: str, now: datetime, link: Callable[[str], str]
) -> bytes:
    """The duties as events of a whole day. Their UIDs stay the same, whoever asks and however far the report is."""
    made = icalendar.Calendar()
    made.add("prodid", "-//Kerege//Reports//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", gettext("Reports that are due"))
    for line in found:
        made.add_component(_event(line, names[line.owner], lang, now, link))
    return bytes(made.to_ical())


def _event(line: DutyLine, country: Any, lang: str, now: datetime, link: Callable[[str], str]) -> icalendar.Event:
    event, on = icalendar.Event(), line.deadline.on
    event.add("uid", f"report-{line.form}-{line.owner}-{line.deadline.period}@kerege")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", on)
    event.add("dtend", _next(on))
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{country}: {text_in(line.title, lang, 'en')}, {line.deadline.period}")
    told = [text_in(line.note, lang, "en")] if line.note else []
    told += [word_of(DUTIES, line.state)] if line.told or line.report else []
    told += [gettext("The day is provisional: check it.")] if line.provisional else []
    told += [country.footnote] if country.note else []
    event.add("description", "\n".join(told))
    event.add("url", link(line.report.uid if line.report else ""))
    return event


def _next(on: date) -> date:
    return on + timedelta(days=1)
