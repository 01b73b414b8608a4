"""Drafting tasks: the list, and a new one on gaps."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.law.queries import drafting as queries
from kerege.law.queries import gaps, measures
from kerege.law.queries.drafting import TaskLine
from kerege.law.rules.amending import RESTS_ON
from kerege.law.rules.drafting import Step, called
from kerege.law.words.drafting import (
    CLOSES_NOTHING,
    GAP_KINDS,
    STEP_KINDS,
    TASK_STATES,
    GapState,
    TaskState,
)
from kerege.law.words.measures import MEASURE_KINDS, MeasureKind
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.law.drafting_forms import TaskForm
from kerege.web.measures.wording import named
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of

HEADINGS = (
    *(N_("Title of the act"), N_("Country"), N_("Kind of act"), N_("State"), N_("Next step"), N_("Steps taken")),
    *(N_("Steps in all"), N_("Versions"), N_("Until"), N_("Opened on"), N_("Became")),
)


@require_GET
@asks(kind=one_of(MeasureKind), status=one_of(TaskState), text=a_line(200))
def task_list(request: HttpRequest) -> HttpResponse:
    """Every drafting task that the reader may know of, with its next step."""
    choice = lists.chosen(request)
    found = queries.tasks(
        request.viewer,
        me=request.actor.uid,
        owner=choice.country,
        kind=choice.kind,
        state=choice.status,
        text=choice.text,
    )
    if choice.format:
        return respond(request, _table(request, found, choice), filename="kerege-drafting", format=choice.format)
    shown = Paginator(found, lists.SHOWN).get_page(choice.page)
    names = lists.names_of({line.owner for line in found}, choice)
    context = {
        "page": shown,
        "total": len(found),
        "rows": [{**task_words(line, choice), "country": names[line.owner]} for line in shown.object_list],
        "choice": choice,
        "kinds": lists.options(MEASURE_KINDS, choice.kind),
        "states": lists.options(TASK_STATES, choice.status),
        "may_open": bool(owners_for(request.actor, Deed.RECORD_LAW)),
        "trail": [(gettext("Law"), address("law"))],
    }
    return render(request, "law/drafting.html", context)


def step_name(step: Step | None, lang: str) -> str:
    """What a step is called: by its country, else by what it is."""
    if step is None:
        return ""
    if lang in step.names or step.names.get("en") != STEP_KINDS[step.kind]:
        return called(step, lang)
    return word_of(STEP_KINDS, step.kind)


def task_words(line: TaskLine, choice: lists.Choice) -> dict[str, Any]:
    return {
        "line": line,
        "kind": word_of(MEASURE_KINDS, line.kind),
        "state": word_of(TASK_STATES, line.state),
        "open": line.state == TaskState.OPEN,
        "next": step_name(line.next, choice.lang) if line.state != TaskState.ABANDONED else "",
        "late": line.state == TaskState.OPEN and line.due_on is not None and line.due_on < choice.on,
    }


def _table(request: HttpRequest, found: list[TaskLine], choice: lists.Choice) -> Table:
    names = lists.names_of({line.owner for line in found}, choice)
    rows = []
    for line in found:
        told = task_words(line, choice)
        rows.append(
            (
                *(line.title, names[line.owner], told["kind"], told["state"], told["next"], line.behind),
                *(len(line.steps), len(line.versions), line.due_on, line.opened_on, line.adopted),
            )
        )
    return lists.table(request.viewer, gettext("Drafting tasks"), HEADINGS, rows, choice, gettext(CLOSES_NOTHING))


@require_http_methods(["GET", "POST"])
@asks(gap=a_line(40))
def new_task(request: HttpRequest) -> HttpResponse:
    """Open a drafting task on open gaps; for those who record law for a country."""
    owners = [owner for owner in owners_for(request.actor, Deed.RECORD_LAW) if owner != REGION]
    if not owners:
        check_may(request.actor, Deed.RECORD_LAW, REGION)
    choice = lists.chosen(request)
    found = [each for each in gaps.gaps(request.viewer, state=GapState.OPEN) if each.owner in owners]
    offered = [
        (each.uid, f"{each.obligation}: {word_of(GAP_KINDS, each.kind)} — {each.missing[:80]}") for each in found
    ]
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        offered={"gaps": offered, "amends": _amendable(request, owners, choice)},
        initial={"gaps": [request.GET.get("gap", "")], "language": "rus", "kind": "law"},
    )
    if form.is_valid():
        made = attempt(form, lambda: form.run(by=request.actor))
        if made is not None:
            return redirect("drafting_task", uid=made.uid)
    context = {
        "form": form,
        "offered": offered,
        "closes_nothing": gettext(CLOSES_NOTHING),
        "trail": trail(),
        "choice": choice,
    }
    return render(request, "law/new_task.html", context, status=422 if form.errors else 200)


def _amendable(request: HttpRequest, owners: list[str], choice: lists.Choice) -> list[tuple[str, str]]:
    """The measures of one's countries that have a text to amend, by address."""
    found = [each for each in measures.measures(request.viewer, on=choice.on) if each.owner in owners]
    found = [each for each in found if any(text.kind in RESTS_ON for text in each.texts)]
    return [
        ("", gettext("Nothing: a new act")),
        *((each.uri, f"{named(each.titles, choice.lang)[0][:80]} · {each.uri}") for each in found),
    ]


def trail() -> list[tuple[str, str]]:
    return [(gettext("Law"), address("law")), (gettext("Drafting"), address("drafting"))]
