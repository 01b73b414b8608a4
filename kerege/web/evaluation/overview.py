"""What came of courses together: by course, curriculum, country of the trainees, venue, or generation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.training.queries import evaluation_over as queries
from kerege.training.queries.evaluation_over import Evaluated
from kerege.training.rules.evaluation_groups import GroupBy, GroupLine, grouped
from kerege.training.words.evaluation import THEMES, Theme
from kerege.web.activities import lists
from kerege.web.activities.lists import Choice
from kerege.web.evaluation.reading import chosen
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.exports import respond

GROUPS = {
    GroupBy.COURSE: N_("Course"),
    GroupBy.CURRICULUM: N_("Version of the curriculum"),
    GroupBy.TRAINEES: N_("Country of the trainees"),
    GroupBy.VENUE: N_("Country of the venue"),
    GroupBy.GENERATION: N_("Generation of the cascade"),
}
HEADINGS = (
    *(
        N_("Courses"),
        N_("Wrote both tests"),
        N_("Mean gain, in points of a hundred"),
        N_("Answers"),
        N_("Participants"),
    ),
    *THEMES.values(),
    *(N_("People looked at after six months"), N_("Practices done, %")),
)


@require_GET
@asks(by=one_of(GroupBy))
def evaluations(request: HttpRequest) -> HttpResponse:
    """Courses of which something is told to this reader. `?by=` puts them together, `?format=` is a file."""
    choice = chosen(request)
    asked = request.GET.get("by", "")
    by = GroupBy(asked) if asked in set(GroupBy) else GroupBy.COURSE
    country = (choice.country,) if choice.country else ()
    found = queries.evaluated(request.viewer, on=choice.on, territories=country)
    lines = grouped(found, by)
    named = _names(found, by, choice)
    if choice.format:
        table = _table(request, lines, named, by, choice)
        return respond(request, table, filename="kerege-evaluation", format=choice.format)
    context = {
        "rows": [_row(line, named) for line in lines],
        "by": by.value,
        "heading": gettext(GROUPS[by]),
        "groups": lists.options(GROUPS, by.value),
        "themes": [gettext(word) for word in THEMES.values()],
        "choice": choice,
    }
    return render(request, "evaluation/overview.html", context)


def _names(found: list[Evaluated], by: GroupBy, choice: Choice) -> dict[str, Any]:
    """What each group is called."""
    if by == GroupBy.COURSE:
        return {line.uid: line.title for line in found}
    if by in {GroupBy.TRAINEES, GroupBy.VENUE}:
        codes = {line.trainees_from if by == GroupBy.TRAINEES else line.venue for line in found}
        return dict(lists.names_of(codes, choice))
    return {}


def _row(line: GroupLine, named: dict[str, Any]) -> dict[str, Any]:
    return {
        "line": line,
        "name": named.get(line.value, line.value),
        "themes": [(gettext(THEMES[theme]), line.themes.get(theme)) for theme in Theme],
    }


def _table(request: HttpRequest, lines: list[GroupLine], named: dict[str, Any], by: GroupBy, choice: Choice) -> Table:
    rows = [
        [
            named.get(line.value, line.value),
            *(line.courses, line.tested or None, _tenth(line.gain), line.answers or None, line.participants or None),
            *(_tenth(line.themes.get(theme)) for theme in Theme),
            *(line.looked or None, _tenth(line.practice)),
        ]
        for line in lines
    ]
    return lists.table(request.viewer, gettext("Evaluation of courses"), [GROUPS[by], *HEADINGS], rows, choice)


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
