"""Going on after a launch: as a guest of the platform, or with an account of one's own; and what was opened so far."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.training.actions import lti_launching as actions
from kerege.training.actions.lti_launching import Came
from kerege.training.actions.lti_telling import read_class
from kerege.training.queries import lti_platforms as queries
from kerege.training.queries.lti_platforms import LaunchLine, PlatformKnown
from kerege.training.words.lti_platforms import OPENS, SCORE_STATES, SCORED, Opens, ScoreState, Tells
from kerege.web.lti.signing import sign
from kerege.web.lti_tool import begun, targets
from kerege.web.shell.context import is_guest
from kerege.web.shell.wording import word_of

_MARKS = {ScoreState.WAITS: "info", ScoreState.SENT: "good", ScoreState.REFUSED: "bad"}


@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, number: str) -> HttpResponse:
    """Who comes decides as whom they go on. Nobody is signed in before they say so, and as nobody's account by what a
    platform says of them. Refuses training.launch_over and what the actions refuse.
    """
    told = begun.handed_over(request, number)
    came = Came(**{**told, "kind": Opens(told["kind"])})
    platform = queries.open_platform_of(came.platform)
    if request.method == "POST":
        answer = _gone_on(request, came)
        begun.end(request, answer, number)
        return answer
    return render(request, "lti_tool/enter.html", _context(request, came, platform))


def _gone_on(request: HttpRequest, came: Came) -> HttpResponse:
    if request.POST.get("do") == "mine":
        actions.let_in_joined(by=request.actor, came=came)
    else:
        account = queries.account_of(actions.let_in_guest(by=SYSTEM, came=came))
        if request.user.pk != account.pk:  # in another tab the same guest goes on as they were
            if request.user.is_authenticated:
                logout(request, show_message=False)
            record_authentication(request, account, "lti")
            perform_login(request, Login(user=account))
    return HttpResponseRedirect(targets.page_of(came.kind, came.what))


def _context(request: HttpRequest, came: Came, platform: PlatformKnown) -> dict[str, Any]:
    joined = queries.joined_to(platform=came.platform, subject=came.subject)
    known = queries.guest_of(platform=came.platform, subject=came.subject)
    signed_in = request.user.is_authenticated
    own = signed_in and not is_guest(request)
    mine = own and joined in {None, request.actor.uid}
    return {
        "platform": platform.title,
        "kind": word_of(OPENS, came.kind),
        "exam": came.kind == Opens.EXAM,
        "title": targets.title_of(request, came.kind, came.what),
        "tells": bool(came.line) and came.kind in SCORED,
        "last": platform.tells == Tells.LAST,
        "own": own,
        "mine": mine,
        "joined": joined,
        "same_guest": known is not None and known.pk == request.user.pk,
        "other_guest": signed_in and not own and (known is None or known.pk != request.user.pk),
        "as_guest": joined is None and came.kind != Opens.EXAM,
    }


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """What platforms opened for the reader, and what they were told; an own account is taken off one here."""
    if request.method == "POST":
        actions.part_from_platform(by=request.actor, learner=request.POST.get("learner", ""))
        messages.success(request, gettext("Your account and that platform are no longer joined."))
        return redirect("lti_mine")
    lines = [_line(request, each) for each in queries.own_launches(request.actor)]
    joined = {each["line"].learner: each["line"].platform for each in lines if each["line"].joined}
    return render(request, "lti_tool/mine.html", {"lines": lines, "joined": joined})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def class_of(request: HttpRequest, launch: object) -> HttpResponse:
    """The class of a link, for whoever teaches there: its names are asked for now and kept nowhere.

    Refuses training.launch_over (410), .names_not_given and outgoing.*.
    """
    line, _row = queries.own_launch(request.actor, launch)
    context = _line(request, line)
    if request.method == "POST":
        found = read_class(by=request.actor, launch=line.uid, at=timezone.now(), sign=sign)
        context["members"] = [{"member": each, "told": _told(each.told)} for each in found]
    return render(request, "lti_tool/class.html", context)


def _line(request: HttpRequest, line: LaunchLine) -> dict[str, Any]:
    try:
        title = targets.title_of(request, line.kind, line.what)
    except Refusal:  # it was withdrawn since
        title = ""
    return {
        "line": line,
        "kind": word_of(OPENS, line.kind),
        "title": title,
        "there": targets.page_of(line.kind, line.what),
        "told": _told(line.told),
        "scored": line.kind in SCORED,
    }


def _told(told: Any) -> dict[str, Any] | None:
    if told is None:
        return None
    percent = round(100 * told.given / told.most) if told.most else 0
    return {
        "line": told,
        "percent": percent,
        "state": word_of(SCORE_STATES, told.state),
        "mark": _MARKS[told.state],
        "at": told.sent_at or told.at,
    }
