"""The learning platforms that may launch what is here: which there are, one of them, and registering one."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.training.actions import lti_platforms as actions
from kerege.training.actions.lti_platforms import Told
from kerege.training.queries import lti_platforms as queries
from kerege.training.queries.lti_platforms import PlatformLine
from kerege.training.words.lti_platforms import PLATFORM_STATES, PlatformState
from kerege.web.activities import lists
from kerege.web.capacity.drafts import offered_owners
from kerege.web.lti.forms import SuspendForm
from kerege.web.lti.reading import closed_hosts
from kerege.web.lti.signing import issuer
from kerege.web.lti_tool.forms import AllowForm, PlatformForm
from kerege.web.shell.asked import asks
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import word_of

_MARKS = {PlatformState.PROPOSED: "warn", PlatformState.OPEN: "good", PlatformState.SUSPENDED: "bad"}
_TOLD = ("title", "issuer", "client_id", "deployments", "auth_url", "token_url", "keys_url")


@never_cache
@login_required
@require_GET
@asks()
def platforms(request: HttpRequest) -> HttpResponse:
    """The platforms of the owners for whom the reader keeps curricula. Refuses people.not_yours to everybody else."""
    if not owners_for(request.actor, Deed.KEEP_CURRICULA):
        check_may(request.actor, Deed.KEEP_CURRICULA, REGION)
    lines = queries.platforms(request.actor)
    names = lists.names_of((each.owner for each in lines), lists.chosen(request))
    return render(request, "lti_tool/platforms.html", {"lines": [_shown(each, names) for each in lines]})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new_platform(request: HttpRequest) -> HttpResponse:
    """Register a platform: our values to copy there, and theirs to write here."""
    owners = offered_owners(request, Deed.KEEP_CURRICULA)
    form = PlatformForm(request.POST if request.method == "POST" else None, owners=owners)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in _TOLD}
        owner = form.cleaned_data["owner"]
        made = attempt(form, lambda: actions.register_platform(by=request.actor, owner=owner, told=Told(**told)))
        if made is not None:
            messages.success(request, gettext("The platform is registered. Another person opens it."))
            return redirect("lti_platform", uid=made.uid)
    context = {"form": form, "ours": ours()}
    return render(request, "lti_tool/new.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def platform(request: HttpRequest, uid: object) -> HttpResponse:
    """One platform: how it stands, what it may open, opening and suspending it, and correcting what was told of it.

    Refuses training.no_such_platform (404).
    """
    line, sent = queries.platform(request.actor, uid), request.POST.get("do", "")
    if sent == "open":
        actions.open_platform(by=request.actor, uid=line.uid)
        messages.success(request, gettext("The platform is open."))
        return redirect("lti_platform", uid=line.uid)
    change = PlatformForm(request.POST if sent == "change" else None, initial=_initial(line))
    offered = queries.packages_to_open(line.owner)
    allowed = {"packages": list(line.opened), "exams": line.exams, "tells": line.tells.value}
    allow = AllowForm(request.POST if sent == "allow" else None, offered=offered, initial=allowed)
    suspend = SuspendForm(request.POST if sent == "suspend" else None)
    if _suspended(request, line, suspend) or _changed(request, line, change) or _allowed(request, line, allow):
        return redirect("lti_platform", uid=line.uid)
    names = lists.names_of((line.owner,), lists.chosen(request))
    forms: dict[str, Any] = {
        "change": change,
        "allow": allow,
        "suspend": suspend,
        "form": {"change": change, "suspend": suspend}.get(sent, allow),
        "ours": ours(),
    }
    wrong = change.errors or allow.errors or suspend.errors
    forms["closed"] = closed_hosts(line.keys_url, line.token_url)
    return render(request, "lti_tool/platform.html", _shown(line, names) | forms, status=422 if wrong else 200)


def ours() -> list[tuple[str, str]]:
    """What the administrator of the other platform copies."""
    told = (
        (gettext("Tool URL"), "lti_launch"),
        (gettext("Initiate login URL"), "lti_login"),
        (gettext("Redirection URI"), "lti_launch"),
        (gettext("Public keyset URL"), "lti_keys"),
        (gettext("Content selection URL (deep linking)"), "lti_pick"),
    )
    return [(label, issuer() + reverse(name)) for label, name in told]


def _suspended(request: HttpRequest, line: PlatformLine, form: SuspendForm) -> bool:
    if not form.is_valid():
        return False
    done = attempt(form, lambda: actions.suspend_platform(by=request.actor, uid=line.uid, **form.cleaned_data))
    if done is not None:
        messages.success(request, gettext("The platform is suspended: nobody comes from there any more."))
    return done is not None


def _changed(request: HttpRequest, line: PlatformLine, form: PlatformForm) -> bool:
    if not form.is_valid():
        return False
    told = Told(**{name: form.cleaned_data[name] for name in _TOLD})
    done = attempt(form, lambda: actions.change_platform(by=request.actor, uid=line.uid, told=told))
    if done is not None:
        messages.success(request, gettext("What was told of the platform is kept."))
    return done is not None


def _allowed(request: HttpRequest, line: PlatformLine, form: AllowForm) -> bool:
    if not form.is_valid():
        return False
    told = {"packages": form.cleaned_data.get("packages", []), "exams": form.cleaned_data["exams"]}
    told["tells"] = form.cleaned_data["tells"] or line.tells.value
    done = attempt(form, lambda: actions.allow_platform(by=request.actor, uid=line.uid, **told))
    if done is not None:
        messages.success(request, gettext("What the platform may open is kept."))
    return done is not None


def _initial(line: PlatformLine) -> dict[str, str]:
    return {name: getattr(line, name) for name in _TOLD} | {"deployments": "\n".join(line.deployments)}


def _shown(line: PlatformLine, names: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "line": line,
        "owner": gettext("The region") if line.owner == REGION else names[line.owner],
        "state": word_of(PLATFORM_STATES, line.state),
        "mark": _MARKS[line.state],
    }
