"""What of tools there is in a course or a lesson: opening it, adding to it, and what tools say of learners."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.training.actions import tool_launching as actions
from kerege.training.actions.tool_listing import let_names
from kerege.training.queries import lti_tools as queries
from kerege.training.queries.lti_tools import Ground, LinkLine
from kerege.training.queries.tool_results import ResultLine
from kerege.training.words.lti_tools import ACTIVITIES, Activity, Grading, ToolState
from kerege.web.lti import choosing
from kerege.web.lti.forms import LinkForm
from kerege.web.lti.reading import loopback
from kerege.web.lti.where import address_of, way_in
from kerege.web.shell.forms import attempt
from kerege.web.shell.headers import let_send_to


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def of_course(request: HttpRequest, course: object) -> HttpResponse:
    """What of tools there is in a course."""
    return _place(request, {"course": str(course)})


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def of_module(request: HttpRequest, curriculum: str, module: str) -> HttpResponse:
    """What of tools there is in a lesson."""
    return _place(request, {"curriculum": curriculum, "module": module})


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def link(request: HttpRequest, uid: object) -> HttpResponse:
    """One thing of a tool: what the tool is told, opening it, one's results, and for whoever keeps the course all."""
    viewer, me, on = request.viewer, request.actor, localdate()  # type: ignore[attr-defined]
    line, here = queries.link(viewer, me, str(uid), on=on)
    back = address_of(here)
    if request.method == "POST" and request.POST.get("do") == "remove":
        actions.remove_link(by=me, reader=viewer, uid=line.uid)
        messages.success(request, gettext("It is removed. What the tool told of it stays with its learners."))
        return redirect(back)
    if request.method == "POST":
        row, hint = actions.begin_launch(by=me, reader=viewer, link=line.uid)
        answer: HttpResponse = redirect(way_in(line.tool, line.url or line.tool.launch_url, hint, str(row.uid)))
    else:
        answer = _page(request, line, here)
    let_send_to(answer, *line.tool.origins)
    return answer


def _page(request: HttpRequest, line: LinkLine, here: Ground) -> HttpResponse:
    viewer, me, on = request.viewer, request.actor, localdate()  # type: ignore[attr-defined]
    shown = queries.results(viewer, me, line.uid, on=on) if here.keeps and here.course is not None else []
    context = {
        "line": line,
        "title": line.title,
        "ground": here,
        "back": address_of(here),
        "mine": [_result(each) for each in line.mine],
        "results": [_result(each) for each in shown],
        "is_open": line.tool.state == ToolState.OPEN,
        "over": not here.opens,
    }
    return render(request, "lti/link.html", context)


def _place(request: HttpRequest, where: dict[str, str]) -> HttpResponse:
    viewer, me = request.viewer, request.actor  # type: ignore[attr-defined]
    here = queries.ground(viewer, me, **where, on=localdate())
    known = [each for each in queries.tools(viewer, me) if each.state == ToolState.OPEN] if here.keeps else []
    sent = request.POST.get("do", "")
    if sent == "choose":
        return choosing.begun(request, request.POST.get("tool", ""), where)
    if sent in {"name", "unname"}:
        asked = request.POST.get("tool", "")
        let_names(by=me, reader=viewer, course=where.get("course", ""), tool=asked, named=sent == "name")
        messages.success(request, gettext("It is kept."))
        return redirect(request.path)
    form = LinkForm(request.POST if sent == "add" else None, tools=[(each.uid, each.title) for each in known])
    if form.is_valid():
        told: dict[str, Any] = form.cleaned_data | where
        made = attempt(form, lambda: actions.add_link(by=me, reader=viewer, loopback=loopback(), **told))
        if made is not None:
            messages.success(request, gettext("It is added."))
            return redirect(request.path)
    mine, everybody = queries.beside(viewer, me, here)
    context = {"ground": here, "links": queries.links(viewer, me, here), "form": form, "known": known}
    context |= {"choosing": [each for each in known if each.choose_url], "lists": queries.lists(viewer, me, here)}
    context |= {"mine": [_result(each) for each in mine], "results": [_result(each) for each in everybody]}
    answer = render(request, "lti/place.html", context, status=422 if form.errors else 200)
    let_send_to(answer, *(origin for each in known if each.choose_url for origin in each.origins))
    return answer


def _result(each: ResultLine) -> dict[str, Any]:
    return {
        "line": each,
        "activity": gettext(ACTIVITIES[Activity(each.activity)]),
        "final": each.grading == Grading.FULLY_GRADED,
    }
