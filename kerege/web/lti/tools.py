"""The pages of tools of others: which there are, one of them, and registering one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.people.rules import REGION, owners_for
from kerege.people.words import Deed
from kerege.training.actions import lti_tools as actions
from kerege.training.queries import lti_tools as queries
from kerege.training.queries.lti_tools import ToolLine
from kerege.training.words.lti_tools import TOOL_STATES, ToolState
from kerege.web.activities import lists
from kerege.web.capacity.drafts import offered_owners
from kerege.web.lti.forms import ChangeForm, SuspendForm, ToolForm
from kerege.web.lti.reading import closed_hosts, loopback
from kerege.web.lti.signing import issuer
from kerege.web.shell.asked import asks
from kerege.web.shell.forms import attempt

_TOLD = (
    *("title", "about", "login_url", "launch_url", "choose_url", "keys_url"),
    *("with_name", "with_mail", "with_list", "why"),
)
_KEPT = ("title", "login_url", "launch_url", "redirect_uris")
"""What stays where a request does not say it."""
_MARKS = {ToolState.REGISTERED: "warn", ToolState.OPEN: "good", ToolState.SUSPENDED: "bad"}


@require_GET
@asks()
def tools(request: HttpRequest) -> HttpResponse:
    """The tools that the reader may know of."""
    lines = queries.tools(request.viewer, request.actor)
    names = lists.names_of((each.owner for each in lines), lists.chosen(request))
    shown = [_shown(each, names) for each in lines]
    keeps = bool(owners_for(request.actor, Deed.KEEP_CURRICULA))
    return render(request, "lti/tools.html", {"tools": shown, "keeps": keeps})


@require_http_methods(["GET", "POST"])
def new_tool(request: HttpRequest) -> HttpResponse:
    """Register a tool; what is wrong is told at its field."""
    owners = offered_owners(request, Deed.KEEP_CURRICULA)
    form = ToolForm(request.POST if request.method == "POST" else None, owners=owners)
    if form.is_valid():
        told: dict[str, Any] = form.cleaned_data
        made = attempt(form, lambda: actions.register_tool(by=request.actor, loopback=loopback(), **told))
        if made is not None:
            messages.success(request, gettext("The tool is registered. Another person looks at it before learners do."))
            return redirect("lti_tool", uid=made.uid)
    context = {"form": form, "ours": _ours()}
    return render(request, "lti/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def tool(request: HttpRequest, uid: object) -> HttpResponse:
    """One tool: what is told to it, and for whoever keeps it the values to exchange, its review, and suspending it."""
    line, sent = queries.tool(request.viewer, request.actor, str(uid)), request.POST.get("do", "")
    if sent == "open":
        actions.open_tool(by=request.actor, uid=line.uid)
        messages.success(request, gettext("The tool is open. Courses and lessons can use it."))
        return redirect("lti_tool", uid=line.uid)
    suspend = SuspendForm(request.POST if sent == "suspend" else None)
    told = {name: getattr(line, name) for name in _TOLD} | {"redirect_uris": "\n".join(line.redirect_uris)}
    change = ChangeForm(request.POST if sent == "change" else None, initial=told)
    if _suspended(request, line, suspend) or _changed(request, line, change):
        return redirect("lti_tool", uid=line.uid)
    names = lists.names_of((line.owner,), lists.chosen(request))
    context = _shown(line, names) | {
        "title": line.title,
        "form": change if sent == "change" else suspend,
        "suspend": suspend,
        "change": change,
        "ours": (*_ours(), ("Client ID", line.client), ("Deployment ID", line.deployment)),
        "theirs": (
            ("Login initiation URL", line.login_url),
            ("Target link URI", line.launch_url),
            ("Deep linking URL", line.choose_url),
            ("Redirect URIs", " ".join(line.redirect_uris)),
            ("JWKS URL", line.keys_url),
        ),
        "closed": closed_hosts(line.keys_url),
        "waits": line.keeps and line.state != ToolState.OPEN,
        "may_suspend": line.keeps and line.state != ToolState.SUSPENDED,
    }
    wrong = suspend.errors or change.errors
    return render(request, "lti/tool.html", context, status=422 if wrong else 200)


def _suspended(request: HttpRequest, line: ToolLine, form: SuspendForm) -> bool:
    if not form.is_valid():
        return False
    done = attempt(form, lambda: actions.suspend_tool(by=request.actor, uid=line.uid, **form.cleaned_data))
    if done is not None:
        messages.success(request, gettext("The tool is suspended. Nobody can open it."))
    return done is not None


def _changed(request: HttpRequest, line: ToolLine, form: ChangeForm) -> bool:
    if not form.is_valid():
        return False
    told: dict[str, Any] = {n: v for n, v in form.cleaned_data.items() if n not in _KEPT or n in form.data}
    done = attempt(form, lambda: actions.change_tool(by=request.actor, uid=line.uid, loopback=loopback(), **told))
    if done is not None:
        messages.success(request, gettext("It is kept. What changed waits for another person."))
    return done is not None


def _ours() -> tuple[tuple[str, str], ...]:
    """What whoever runs the tool has to enter there; these are names of the standard, in every language the same."""
    names = (("Authentication request URL", "lti_authorize"), ("Access token URL", "lti_token"))
    told = tuple((name, f"{issuer()}{reverse(view)}") for name, view in (*names, ("JWKS URL", "lti_keys")))
    return (("Issuer (platform ID)", issuer()), *told)


def _shown(line: ToolLine, names: Any) -> dict[str, Any]:
    state = ToolState(line.state)
    return {
        "line": line,
        "owner": gettext("The region") if line.owner == REGION else names[line.owner],
        "state": gettext(TOOL_STATES[state]),
        "state_mark": _MARKS[state],
    }
