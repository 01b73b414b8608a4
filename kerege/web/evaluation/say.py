"""What a participant answers, without an account, in a minute on a phone."""

from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import N_, Refusal, RefusalWord
from kerege.training.actions import evaluation as actions
from kerege.training.queries import evaluation as queries
from kerege.training.queries.evaluation import AskedOf
from kerege.training.rules.evaluation_reaction import token_digest
from kerege.training.words.evaluation_refused import LINK_CLOSED, SAID_ALREADY
from kerege.web.evaluation.forms import AnswerForm
from kerege.web.shell.asof import on_date
from kerege.web.shell.forms import attempt

RATES = {"say": "30/m/ip"}
"""How often links are tried that lead nowhere. Right ones are not counted: a whole hall answers at once from behind one
address.
"""
TOO_OFTEN = RefusalWord(
    "training.say_too_often",
    N_("Very many wrong links were tried from your network in a short time. Wait a minute, and open yours again."),
    status=429,
)
DEVICE, DEVICE_LASTS = "kerege_said", 60 * 24 * 3600


@never_cache
@require_http_methods(["GET", "POST"])
def say(request: HttpRequest, token: str) -> HttpResponse:
    """The form behind a link for one answer. A wrong, used or old link is refused in the same words."""
    asked = queries.asked_by(token_digest(token), on=on_date(request))
    return _answered(request, asked, lambda given: actions.say(by=request.actor, token=token, given=given))


@never_cache
@require_http_methods(["GET", "POST"])
def say_at_screen(request: HttpRequest, code: str) -> HttpResponse:
    """The form behind the code on the screen. Who answered on this device already is told so before the form."""
    try:
        uid = actions.read_screen(by=request.actor, code=code)
    except Refusal:
        raise _leads_nowhere(request) from None
    asked = queries.asked_of(uid=uid, on=on_date(request))
    said = uid in _said(request)
    if asked is not None and said:
        raise Refusal(SAID_ALREADY)
    return _answered(
        request, asked, lambda given: actions.say_at_screen(by=request.actor, code=code, given=given, said=said)
    )


def _answered(request: HttpRequest, asked: AskedOf | None, send: Any) -> HttpResponse:
    if asked is None:
        raise _leads_nowhere(request)
    form = AnswerForm(request.POST if request.method == "POST" else None, form=asked.form)
    done = attempt(form, lambda: send(form.given())) if form.is_valid() else None
    context = {"form": form, "done": bool(done), "asked": asked}
    answer = render(request, "evaluation/say.html", context, status=422 if form.errors else 200)
    if done:
        kept = " ".join([*_said(request), str(done)][-20:])
        answer.set_signed_cookie(
            DEVICE, kept, max_age=DEVICE_LASTS, path="/say/", httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return answer


def _said(request: HttpRequest) -> list[str]:
    """The askings that were answered on this device: their uids, and nothing of the answers."""
    return str(request.get_signed_cookie(DEVICE, default="", max_age=DEVICE_LASTS)).split()


def _leads_nowhere(request: HttpRequest) -> Refusal:
    """What is told of a link that is wrong, used or old."""
    consumed = ratelimit.consume(request, app="kerege.training", action="say", config=RATES, limit_get=True)
    return Refusal(LINK_CLOSED if consumed is not None else TOO_OFTEN)
