"""A platform begins a launch, sends its token, and the browser that began goes on: three steps, each judged whole."""

import secrets
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.training.actions.lti_launching import Came
from kerege.training.queries.lti_platforms import PlatformKnown, asking, check_allowed_for, open_platform_of
from kerege.training.rules.lti_platforms import Launch, asked_to_sign, launch_of
from kerege.training.words import lti_platforms as words
from kerege.training.words.lti_platforms import Message
from kerege.web.lti.signing import believed, issuer
from kerege.web.lti_tool import begun, picking, targets
from kerege.web.lti_tool.framed import bare, in_frame, outside_session, refused

HINTS = ("iss", "login_hint", "target_link_uri", "lti_message_hint", "client_id", "lti_deployment_id")
LONGEST_HINT = 3_000
_TO_PICK = ("lti_pick", "lti_launch")
"""Addresses that open nothing by themselves: whoever comes to them chooses content."""
_NO_KEYS = ("tokens.no_keys", "tokens.bad_keys", "outgoing.no_answer", "outgoing.redirected", "outgoing.too_large")


@csrf_exempt  # it comes from the platform's page, changes nothing, and is answered to whoever began it
@never_cache
@require_http_methods(["GET", "POST"])
@outside_session
def login(request: HttpRequest) -> HttpResponse:
    """The platform says that somebody wants to come; they are sent back to it for the token.

    Inside a frame only content is chosen: everything else is opened in a new window, where a session can be.
    Refuses training.launch_incomplete, .launch_unknown_platform, .launch_platform_closed and .launch_too_often.
    """
    sent = request.POST if request.method == "POST" else request.GET
    told = {name: sent.get(name, "") for name in HINTS}
    for name in ("iss", "login_hint", "target_link_uri"):
        if not told[name]:
            raise Refusal(words.LAUNCH_INCOMPLETE, claim=name)
    if any(len(value) > LONGEST_HINT or not value.isprintable() for value in told.values()):
        raise Refusal(words.LAUNCH_INCOMPLETE, claim="login_hint")
    platform = asking(issuer=told["iss"], client_id=told["client_id"])
    if in_frame(request) and told["target_link_uri"] not in {issuer() + reverse(name) for name in _TO_PICK}:
        again = {name: value for name, value in told.items() if value}
        return _in_new_window(request, platform, f"{reverse('lti_login')}?{urlencode(again)}")
    state, nonce = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    there = asked_to_sign(
        auth_url=platform.auth_url,
        client_id=platform.client_id,
        redirect=issuer() + reverse("lti_launch"),
        login_hint=told["login_hint"],
        message_hint=told["lti_message_hint"],
        state=state,
        nonce=nonce,
    )
    answer = HttpResponseRedirect(there)
    begun.begin(answer, state=state, begun=begun.Begun(platform.uid, nonce))
    return answer


@csrf_exempt  # the platform's page sends it; the state belongs to the browser that began, and is of use once
@never_cache
@require_http_methods(["GET", "POST"])
@outside_session
def launch(request: HttpRequest) -> HttpResponse:
    """The token of the platform, judged in full before anything is kept of it. The session does not come along from
    another site, so the browser is led on here once more (`entering.enter`).

    Whoever opens the address by hand is told where to begin. Refuses training.launch_* and tokens.*.
    """
    if request.method == "GET":
        answer = refused(request, Refusal(words.LAUNCH_BEGINS_THERE))
        answer["Allow"] = "POST"
        return answer
    if request.POST.get("error"):
        raise Refusal(words.LAUNCH_REFUSED_THERE, error=_word(request.POST["error"]))
    known = begun.answered(request, request.POST.get("state", ""))
    platform = open_platform_of(known.platform)
    told = launch_of(_claims(request, platform), deployments=platform.deployments, nonce=known.nonce)
    if told.message == Message.PICK:
        return picking.offered(request, platform, told)
    came = _came(platform, told)
    if in_frame(request):
        return _in_new_window(request, platform, "")
    number = secrets.token_urlsafe(24)
    onwards = HttpResponseRedirect(reverse("lti_enter", args=[number]))
    onwards.status_code = 303
    begun.hand_over(onwards, number=number, came=asdict(came))
    return onwards


def _claims(request: HttpRequest, platform: PlatformKnown) -> dict[str, Any]:
    """What the token says. Refuses tokens.*, and training.launch_keys_away while the platform shows no keys."""
    wanted = {"issuer": platform.issuer, "audience": [platform.client_id], "require": ["nonce"]}
    try:
        return believed(request.POST.get("id_token", ""), address=platform.keys_url, **wanted)
    except Refusal as refusal:
        if refusal.code in _NO_KEYS:
            raise Refusal(words.LAUNCH_KEYS_AWAY) from None
        raise


def _came(platform: PlatformKnown, told: Launch) -> Came:
    kind, what = targets.named_by(told.target)
    check_allowed_for(platform.uid, kind, what)
    return Came(
        platform.uid, told.subject, told.deployment, told.resource, kind, what, told.line, told.names, told.teaches
    )


def _in_new_window(request: HttpRequest, platform: PlatformKnown, again: str) -> HttpResponse:
    """Inside a frame: how to go on. `again` begins the launch anew in a window of its own."""
    answer: HttpResponse = bare(request, "lti_tool/window.html", {"platform": platform.title, "again": again})
    return answer


def _word(error: str) -> str:
    return "".join(c for c in error[:40] if c.isalnum() or c in "_-.")
