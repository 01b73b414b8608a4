"""A plan as files: a table for people who go on with it elsewhere, and a calendar."""

from dataclasses import replace
from datetime import UTC, timedelta

import icalendar
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET

from kerege.lib.refusal import Refusal
from kerege.planning import queries
from kerege.planning.queries import PlanTold, ScenarioPage
from kerege.planning.queries.edited import code_of
from kerege.planning.words import NOT_IN_PLAN, State
from kerege.web.activities import lists
from kerege.web.delivery.ics import MEDIA_TYPE
from kerege.web.planning.wording import Named, named, told_course
from kerege.web.shell.exports import attached, respond

HEADINGS = (
    _("Course"),
    _("First day"),
    _("Last day"),
    _("Language"),
    _("Room"),
    _("Country where it is held"),
    _("People from"),
    _("People"),
    _("Free seats"),
    _("Lead trainers"),
    _("Local trainers"),
    _("Interpreter"),
    _("Cost"),
    _("Currency"),
    _("Code (leave it as it is)"),
)
COLUMNS = {
    "course": 0, "first": 1, "language": 3, "room": 4, "countries": 6, "people": 7, "leads": 9, "locals": 10, "code": 14
}  # fmt: skip
"""At which heading stands what an edited sheet is read by."""


def found_plan(request: HttpRequest, uid: object) -> tuple[ScenarioPage, PlanTold, Named]:
    """A plan for whoever plans for its owner. Refuses planning.no_such_scenario and .not_in_plan."""
    page = queries.scenario(request.viewer, uid, request.actor)
    if page.problem is None or page.plan is None:
        raise Refusal(NOT_IN_PLAN)
    return page, queries.plan_told(page.problem, page.plan), named(request, page)


def outdated(request: HttpRequest, page: ScenarioPage, choice: lists.Choice) -> list[str]:
    """That a plan does not rest any more on what there is, for whoever reads it elsewhere; nothing where it does."""
    if page.line.state == State.ACCEPTED:
        return []
    now = queries.gathered_now(request.viewer, page.line.uid, request.actor, on=choice.on, lang=choice.lang)
    if now.digest == page.digest and (page.plan is None or not queries.overtaken(now.problem, page.plan)):
        return []
    return [
        gettext("What this plan rests on has changed since it was made. It cannot be accepted as it is: plan again.")
    ]


@require_GET
def table(request: HttpRequest, uid: object, format: str) -> HttpResponse:
    """The courses of a plan, one in each row."""
    page, found, names = found_plan(request, uid)
    choice = lists.chosen(request)
    rows = []
    code = code_of(page.plan) if page.plan is not None else ""
    for course in found.courses:
        said = told_course(course, names)
        rows.append(
            [
                said["title"],
                course.first.isoformat(),
                course.last.isoformat(),
                said["language"],
                said["room"],
                said["country"],
                said["cohort"],
                course.people,
                course.unused,
                ", ".join(said["leads"]),
                ", ".join(said["locals"]),
                gettext("yes") if course.interpreter else "",
                course.cost,
                page.currency,
                f"{code}-{course.number}",
            ]
        )
    goals = gettext("%(people)s people, %(cost)s %(currency)s") % {
        "people": found.people,
        "cost": found.cost,
        "currency": page.currency,
    }
    made = lists.table(request.viewer, page.line.title, HEADINGS, rows, choice, goals)
    made = replace(made, sources=[*outdated(request, page, choice), *notes_of(found, choice), *made.sources])
    return respond(request, made, filename=f"kerege-plan-{page.line.first.isoformat()}", format=format)


def notes_of(found: PlanTold, choice: lists.Choice) -> list[str]:
    """The notes of designated names: a cell with several countries carries none of its own, and a report names those
    whose people get no course as well.
    """
    codes = {code for course in found.courses for code in (*course.cohort, course.country)}
    codes |= {each.country for each in found.covered} | {each.floor.country for each in found.shares}
    return notes_on(codes, choice)


def notes_on(codes: set[str], choice: lists.Choice) -> list[str]:
    told = [name for name in lists.names_of(codes, choice).values() if name.note]
    return [name.note if name.note.startswith(name.marker) else f"{name.marker} {name.note}" for name in told]


@require_GET
def ics(request: HttpRequest, uid: object) -> HttpResponse:
    """The courses of a plan as whole days: a draft until the plan is accepted."""
    page, found, names = found_plan(request, uid)
    choice = lists.chosen(request)
    notes = [*outdated(request, page, choice), *notes_of(found, choice)]
    return attached(
        request,
        lambda: written(page, found, names, notes),
        media_type=MEDIA_TYPE,
        filename=f"kerege-plan-{page.line.first.isoformat()}.ics",
    )


def written(page: ScenarioPage, found: PlanTold, names: Named, notes: list[str]) -> bytes:
    """The calendar; what is not accepted is TENTATIVE. The notes of designated names stand in each of its courses."""
    made = icalendar.Calendar()
    made.add("prodid", "-//Kerege//Plans//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", page.line.title)
    for course in found.courses:
        said, event = told_course(course, names), icalendar.Event()
        event.add("uid", f"{page.line.uid}-{course.number}@kerege")
        event.add("dtstamp", timezone.now().astimezone(UTC))
        event.add("dtstart", course.first)
        event.add("dtend", course.last + timedelta(days=1))
        event.add("status", "CONFIRMED" if course.number in page.accepted else "TENTATIVE")
        event.add("summary", f"{said['title']} ({said['cohort']})")
        event.add("location", said["room"])
        if notes:
            event.add("description", "\n".join(notes))
        made.add_component(event)
    return bytes(made.to_ical())
