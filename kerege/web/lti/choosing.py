"""Choosing within a tool: the way there, what the tool hands over, and the page on which it is confirmed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from kerege.lib.refusal import Refusal
from kerege.training.actions import tool_choosing as actions
from kerege.training.queries import tool_choices as queries
from kerege.training.rules.lti_tools.choosing import Left
from kerege.training.words.lti_tools import ASIDES, TOOL_CHOOSE_ONE, TOOL_TOO_MANY
from kerege.web.lti.reading import loopback, said_by
from kerege.web.lti.where import address_of, way_in
from kerege.web.shell.headers import let_send_to
from kerege.web.shell.middleware import told as sentence
from kerege.web.shell.wording import word_of

CHOICE = "choice."
"""How the hint begins that tells the authorization endpoint that something is chosen, and not opened."""


def begun(request: HttpRequest, tool: str, where: dict[str, str]) -> HttpResponse:
    """Send the browser to a tool to choose there, for a course or a module."""
    me, viewer = request.actor, request.viewer  # type: ignore[attr-defined]
    row, hint, line = actions.begin_choice(by=me, reader=viewer, tool=tool, where=where)
    answer: HttpResponse = redirect(way_in(line, line.choose_url, hint, f"{CHOICE}{row.uid}"))
    let_send_to(answer, *line.origins)
    return answer


@csrf_exempt  # it comes from the tool's page: its signature and the data, good once, say whose choice it is
@never_cache
@require_POST
def answered(request: HttpRequest) -> HttpResponse:
    """What a tool hands over. A browser sends no session along from there: it goes on at a page of ours, where whoever
    began confirms.
    """
    tool, said = said_by(request.POST.get("JWT", ""), require=("nonce",))
    row = actions.take_answer(by=tool, said=said, local=loopback())
    answer: HttpResponse = redirect("lti_choice", uid=row.uid)
    answer.status_code = 303
    return answer


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def choice(request: HttpRequest, uid: object) -> HttpResponse:
    """What was chosen within a tool, and what of it is added. Refuses what `queries.choice` refuses."""
    me, viewer = request.actor, request.viewer  # type: ignore[attr-defined]
    line, wrong = queries.choice(viewer, me, str(uid), on=localdate()), ""
    back, picked = address_of(line.ground), request.POST.getlist("chosen")
    if request.method == "POST":
        try:
            made = actions.add_chosen(by=me, reader=viewer, uid=line.uid, chosen=picked)
        except Refusal as refusal:
            if refusal.word not in {TOOL_CHOOSE_ONE, TOOL_TOO_MANY}:
                raise
            wrong = sentence(refusal)
        else:
            told = ngettext("%(count)s thing is added.", "%(count)s things are added.", len(made))
            messages.success(request, told % {"count": len(made)})
            return redirect(back)
    offered = [(str(place), each) for place, each in enumerate(line.answer.links)]
    links = [(place, each, not wrong or place in picked) for place, each in offered]
    context = {"line": line, "links": links, "back": back, "wrong": wrong}
    context |= {"left": [_left(each) for each in line.answer.left], "title": gettext("What was chosen")}
    return render(request, "lti/choice.html", context, status=422 if wrong else 200)


def _left(each: Left) -> dict[str, Any]:
    return {"title": each.title, "kind": each.kind, "why": word_of(ASIDES, each.why)}
