"""The code on the trainer's screen, and signing in with it on one's own phone."""

from datetime import datetime
from typing import Any

import segno
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.refusal import N_, Refusal, RefusalWord
from kerege.training import actions
from kerege.training.queries.codes import CodeShown, check_shown, code_shown
from kerege.training.rules.codes import slip_number
from kerege.web.enrolment import forms, wording
from kerege.web.enrolment.attending import session_of
from kerege.web.shell.forms import attempt

SCANNED = "attend"
"""Where the session of a browser keeps which code it scanned, and when."""
RATES = {"scan": "120/m/ip", "pin": "10/m/key"}
TOO_OFTEN = RefusalWord(
    "training.sign_in_too_often",
    N_("Too many tries in a short time. Wait a minute, then scan the code on the screen again."),
    status=429,
)


@never_cache
@require_GET
def screen(request: HttpRequest, session: object) -> HttpResponse:
    """The page for the screen of the room: the code, and how many are recorded. It fetches the next code by itself."""
    return render(request, "enrolment/screen.html", _shown(request, session))


@never_cache
@require_GET
def code(request: HttpRequest, session: object) -> HttpResponse:
    """The part of that page that changes."""
    return render(request, "enrolment/_code.html", _shown(request, session))


@never_cache
@require_GET
def scanned(request: HttpRequest, session: object, code: str) -> HttpResponse:
    """What a phone opens that scanned the code: it is checked, and whoever holds the phone says who they are."""
    if ratelimit.consume(request, app="kerege.training", action="scan", config=RATES, limit_get=True) is None:
        raise Refusal(TOO_OFTEN)
    at = now()
    check_shown(str(session), code, at=at)
    request.session[SCANNED] = {"session": str(session), "code": code, "at": at.isoformat()}
    return redirect("sign_in_to_session", session=session)


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest, session: object) -> HttpResponse:
    """Say who one is, within minutes of scanning: by the account, or by number and PIN."""
    seen = _seen(request, session)
    me = "me" in request.POST
    sent = request.POST if request.method == "POST" else None
    form = forms.SignForm(sent if not me else None)
    gate = forms.CloseForm(sent if me else None)
    chosen: Any = gate if me else form
    if sent is not None and chosen.is_valid():
        mark = attempt(chosen, lambda: _sign(request, str(session), seen, {} if me else form.cleaned_data))
        if mark is not None:
            return render(request, "enrolment/signed.html", {"mark": mark, "late": mark.minutes or 0})
    context = {"form": form, "gate": gate, "seen": seen, "here": reverse("sign_in_to_session", args=[session])}
    return render(request, "enrolment/sign_in.html", context, status=422 if chosen.errors else 200)


def _sign(request: HttpRequest, session: str, seen: tuple[str, datetime] | None, told: dict[str, str]) -> Any:
    whose = f"{session} {slip_number(told.get('number', ''))}"  # however it is typed, tries of one slip are counted
    if told and ratelimit.consume(request, app="kerege.training", action="pin", key=whose, config=RATES) is None:
        raise Refusal(TOO_OFTEN)
    given, at = seen or ("", now())
    number, pin = told.get("number", ""), told.get("pin", "")
    who = {"by": request.actor, "number": number, "pin": pin}
    return actions.sign_in_to_session(session=session, code=given, scanned=at, **who)


def _seen(request: HttpRequest, session: object) -> tuple[str, datetime] | None:
    """The code that this browser scanned for this session, and when; None where it scanned none."""
    kept = request.session.get(SCANNED) or {}
    at = parse_datetime(str(kept.get("at", "")))
    return (kept["code"], at) if at is not None and kept.get("session") == str(session) else None


def _shown(request: HttpRequest, session: object) -> dict[str, Any]:
    page, line = session_of(request, session)
    shown: CodeShown | None = code_shown(line.uid, line.starts, line.ends, at=now()) if not line.called_off else None
    address = reverse("scanned_code", args=[line.uid, shown.code]) if shown is not None else ""
    drawn = segno.make(request.build_absolute_uri(address), error="l", micro=False) if shown is not None else None
    return {
        "page": page,
        "session": line,
        "clock": wording.clock(line.starts, line.ends, page.zone),
        "shown": shown,
        "picture": drawn.svg_data_uri(scale=10, border=4, light="#fff") if drawn is not None else "",
        "short": f"{shown.code[:4]} {shown.code[4:]}" if shown is not None else "",
        "before": not line.begun,
        "told": line.told,
        "of": len(page.cohort),
    }
