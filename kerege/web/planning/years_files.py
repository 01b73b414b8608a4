"""A plan over years to take along: its courses as a table, and all of it on paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, get_language_bidi, gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET

from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION
from kerege.planning import queries
from kerege.planning.queries import YearsPage, YearsTold
from kerege.planning.words import NO_PLAN_YET
from kerege.sharing import queries as sharing
from kerege.web.activities import lists
from kerege.web.planning import wording
from kerege.web.planning import years_wording as said
from kerege.web.planning.files import notes_on
from kerege.web.planning.paper import part_of, printed
from kerege.web.planning.views.years import about, found_of
from kerege.web.planning.wording import Named, named
from kerege.web.shell.exports import attached, respond
from kerege.web.shell.figures import day, figure

HEADINGS = (
    _("Quarter from"),
    _("Country"),
    _("Course"),
    _("Courses"),
    _("People"),
    _("Cost"),
    _("Currency"),
)


def _found(request: HttpRequest, uid: object) -> tuple[YearsPage, YearsTold, Named]:
    page = queries.years_plan(request.viewer, uid, request.actor)
    if page.told is None:
        raise Refusal(NO_PLAN_YET)
    return page, page.told, named(request)


@require_GET
def table(request: HttpRequest, uid: object, format: str) -> HttpResponse:
    """What is taught, one row for each quarter, country and course. Refuses planning.no_plan_yet."""
    page, told, names = _found(request, uid)
    choice = lists.chosen(request)
    rows = [
        [
            page.begins(each.quarter).isoformat(), names.country(each.country), names.topic(each.topic), each.courses,
            each.people, each.cost, page.currency,
        ]
        for each in told.taught
    ]  # fmt: skip
    notes = notes_on(_codes(page, told), choice)
    made = lists.table(request.viewer, page.line.title, HEADINGS, rows, choice, *said.goodness(page.line), *notes)
    return respond(request, made, filename=f"kerege-years-{page.line.first.isoformat()}", format=format)


def _codes(page: YearsPage, told: YearsTold) -> set[str]:
    return {each.country for each in told.left} | {page.line.owner} - {REGION}


@require_GET
def paper(request: HttpRequest, uid: object) -> HttpResponse:
    """The plan as a PDF: how good it is, what is taught when, who can teach, what it costs, and what stays unmet."""
    page, told, names = _found(request, uid)
    choice = lists.chosen(request)
    context = found_of(page, names, about(request, page, names, "years_plan")["tracks"])
    sheet = {
        "title": page.line.title,
        "kicker": " · ".join((names.country(page.line.owner), said.span_of(page))),
        "facts": _facts(page, told),
        "parts": [each for each in _parts(page, context, names) if each["rows"] or each["text"]],
        "notes": [*notes_on(_codes(page, told), choice), sharing.held_up_to(request.viewer)],
        "foot": gettext("As on %(day)s") % {"day": choice.on.isoformat()},
        "lang": (get_language() or "en").split("-")[0],
        "rtl": get_language_bidi(),
    }
    return attached(
        request,
        lambda: printed(sheet),
        media_type="application/pdf",
        filename=f"kerege-years-{page.line.first.isoformat()}-report.pdf",
    )


def _facts(page: YearsPage, told: YearsTold) -> list[tuple[str, str]]:
    return [
        (gettext("State"), wording.state(page.line.state)),
        (gettext("People taught"), f"{figure(told.covered)} / {figure(told.people)}"),
        (gettext("Cost"), f"{figure(sum(q.spent for q in told.quarters))} {page.currency}"),
        (gettext("It rests on what was known on"), day(page.gathered_on) if page.gathered_on else "—"),
    ]


def _parts(page: YearsPage, context: dict[str, Any], names: Named) -> list[dict[str, Any]]:
    unseen = dict.fromkeys(wording.note(word, data, names) for word, data in page.notes if word != "stated")
    return [
        *_planned(page, context),
        part_of(
            gettext("Courses for new trainers"),
            headings=[gettext("Quarter"), gettext("Certificates"), gettext("Language"), gettext("Who is trained")],
            widths=[3, 4, 2, 4],
            rows=[
                [row["quarter"], row["track"], row["language"],
                 ", ".join(f"{country}: {figure(count)}" for country, count in row["people"])]
                for row in context["trained"]
            ],
        ),
        part_of(
            gettext("What stays unmet, and why"),
            headings=[gettext("Country"), gettext("Course"), gettext("People left"), gettext("Too little of")],
            widths=[3, 4, 2, 4],
            rows=[
                [row["country"], row["topic"], figure(row["each"].left), row["why"]]
                for row in context["left"]
                if row["each"].left
            ],
        ),
        part_of(gettext("What the plan could not see"), list(unseen)),
    ]  # fmt: skip


def _planned(page: YearsPage, context: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        part_of(gettext("How good it is"), said.goodness(page.line)),
        part_of(
            gettext("Courses by quarter"),
            headings=[gettext("Country"), gettext("Course"), gettext("Quarters"), gettext("People")],
            widths=[3, 4, 6, 2],
            rows=[
                [
                    row["country"], row["topic"],
                    ", ".join(f"{name}: {cell[0]}" for name, cell in row["cells"] if cell), figure(row["people"]),
                ]
                for row in context["matrix"]
            ],
        ),
        part_of(
            gettext("Quarter by quarter"),
            headings=[gettext("Quarter"), gettext("People taught until then"), gettext("Trainers"), gettext("Spent"),
                      gettext("There is")],
            widths=[3, 3, 3, 2, 2],
            rows=[
                [
                    row["name"], figure(row["q"].until), figure(round(sum(n for _track, n in row["trainers"]), 1)),
                    figure(row["q"].spent), figure(row["q"].budget),
                ]
                for row in context["quarter_rows"]
            ],
        ),
    ]  # fmt: skip
