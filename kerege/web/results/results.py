"""What came of a course for its staff: a list that leaves as a file, and the statements that were made for it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_
from kerege.lrs import queries as lrs
from kerege.records.viewers import Viewer
from kerege.training.queries.course_results import ResultRow, registrations_of, results_of_course
from kerege.training.words.results import CLAIMS, RESULT_STATES, UNITS
from kerege.web.activities import lists
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.shell.fresh import check_fresh

HEADINGS = (
    *(N_("Learner"), N_("Number of the learner"), N_("Kind"), N_("Unit"), N_("Number of the unit"), N_("State")),
    *(N_("When"), N_("Tries"), N_("Score in percent"), N_("Passed"), N_("Who says so")),
)


@require_GET
@login_required
@never_cache
@asks(format=one_of("csv", "xlsx", "pdf", "json"))
def course_results(request: HttpRequest, uid: object) -> HttpResponse:
    """One row for each learner and unit. `?format=` is a file."""
    choice = lists.chosen(request)
    page = results_of_course(request.viewer, uid, by=request.actor, on=choice.on, lang=choice.lang)
    if page is None:
        raise lists.not_there(gettext("course"), uid)
    rows = [_cells(each, ZoneInfo(page.zone)) for each in page.rows]
    if choice.format:
        table = lists.table(request.viewer, page.title, HEADINGS, rows, choice)
        return respond(request, table, filename="kerege-course-results", format=choice.format)
    context = {
        "page": page,
        "rows": [_shown(each) for each in page.rows],
        "statements": bool(registrations_of(request.viewer, uid, by=request.actor)),
    }
    return render(request, "results/results.html", context)


@require_GET
@login_required
@never_cache
def course_statements(request: HttpRequest, uid: object) -> HttpResponseBase:
    """The statements about packages that participants began for the course, as they came, one on each line: those of
    owners whose restricted records the reader may read. Refuses shell.not_fresh.
    """
    begun = registrations_of(request.viewer, uid, by=request.actor)
    if begun is None:
        raise lists.not_there(gettext("course"), uid)
    check_fresh(request)
    answer = StreamingHttpResponse(_lines(request.viewer, begun), content_type="application/x-ndjson")
    answer["Content-Disposition"] = 'attachment; filename="kerege-course-statements.jsonl"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _lines(viewer: Viewer, begun: dict[str, list[Any]]) -> Iterator[str]:
    for owner in sorted(begun):
        for line in lrs.statements_of(viewer, owner=owner, registrations=begun[owner]):
            yield line + "\n"


def _cells(each: ResultRow, zone: ZoneInfo) -> list[Any]:
    """A row of a file. A moment is told with its zone; a day where only the day is told."""
    at = each.at.astimezone(zone).isoformat(timespec="seconds") if isinstance(each.at, datetime) else each.at
    passed = {True: gettext("yes"), False: gettext("no"), None: ""}[each.success]
    told = (gettext(UNITS[each.kind]), each.title, each.unit, gettext(RESULT_STATES[each.state]))
    return [each.name, each.learner, *told, at, each.tries, each.score, passed, gettext(CLAIMS[each.claims])]


def _shown(each: ResultRow) -> dict[str, Any]:
    return {
        "row": each,
        "kind": gettext(UNITS[each.kind]),
        "state": gettext(RESULT_STATES[each.state]),
        "claims": gettext(CLAIMS[each.claims]),
        "day": each.at.date() if isinstance(each.at, datetime) else each.at,
    }
