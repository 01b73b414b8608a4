"""Sessions: how long they last, where somebody is signed in, and how to end them."""

import ipaddress
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account import views
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.logout import logout
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.people import actions as people_actions
from kerege.people.rules import needs_factor
from kerege.upkeep.queries import standing
from kerege.web.account.letters import send
from kerege.web.account.watching import actor_of, tell
from kerege.web.shell.reader import grants_held

HOUR = 3600
TOUCH = 60
"""Seconds between two notes of when a session was last used: it is a write, and most requests do without."""
BEGAN, SEEN, GUARDED = "kerege_began", "kerege_seen", "kerege_guarded"
KNOWN_FOR = 365 * 24 * HOUR
FORGET, FORGET_PAGES = '"cache", "storage"', '"cache"'
"""In `Clear-Site-Data`: whatever the browser kept; and the pages alone. A session that is over takes no answers along
that were given without a line: they are sealed, and wait until the same account signs in.
"""


@dataclass(frozen=True)
class Lasting:
    """Seconds without any request, and seconds altogether, after which a session is over."""

    idle: int
    whole: int


OF_GUARDED_ROLES = Lasting(idle=HOUR // 2, whole=12 * HOUR)
OF_OTHERS = Lasting(idle=12 * HOUR, whole=14 * 24 * HOUR)


def over(session: dict[str, Any], *, now: float) -> bool:
    """Whether the session has lasted long enough; one that has not been timed yet has not."""
    lasting = OF_GUARDED_ROLES if session.get(GUARDED) else OF_OTHERS
    return now - session.get(SEEN, now) > lasting.idle or now - session.get(BEGAN, now) > lasting.whole


class SessionLimits:
    """Ends sessions that are over; the page is then shown as to everybody, says why, and lets the browser forget."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        signed_in = request.session.session_key and request.user.is_authenticated
        ended = signed_in and self._ends(request, time.time())
        answer = self.get_response(request)
        if ended:
            answer["Clear-Site-Data"] = FORGET_PAGES
        return answer

    def _ends(self, request: HttpRequest, now: float) -> bool:
        """Whether the session was over, which it then is."""
        session: Any = request.session
        closed = standing.why_closed() is not None  # then nothing can be noted or deleted, and reading goes on
        if over(session, now=now):
            tell("session over", request, request.user)
            if closed:
                request.user = AnonymousUser()
            else:
                logout(request, show_message=False)
            messages.info(request, gettext("You were signed out because the session was over. Sign in to go on."))
            return True
        if now - session.get(SEEN, 0) > TOUCH and not closed:
            session.setdefault(BEGAN, now)
            _seen(request, now)
            UserSession.objects.create_from_request(request)
        return False


def begin(request: HttpRequest) -> None:
    """Time a session from the moment of signing in, so that one that is never used again ends too."""
    now = time.time()
    request.session[BEGAN] = now
    _seen(request, now)


def _seen(request: HttpRequest, now: float) -> None:
    request.session.update({SEEN: now, GUARDED: needs_factor(grants_held(request))})


def device(agent: str) -> str:
    """Browser and system of a user agent, as far as it says; names of products, so they are not translated."""
    browsers = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
    systems = [(name, name) for name in ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")]
    found = [next((name for sign, name in names if sign in agent), "") for names in (browsers, systems)]
    return ", ".join(name for name in found if name) or re.sub(r"[^\w ./-]", "", agent)[:40]


def shortened(address: str) -> str:
    """So much of an address as its owner recognises and no more."""
    known = ipaddress.ip_address(address)
    return f"{address.rpartition('.')[0]}.…" if known.version == 4 else ":".join(known.exploded.split(":")[:3]) + ":…"


@dataclass(frozen=True)
class Line:
    """Where and when somebody is signed in."""

    id: int
    device: str
    address: str
    began: datetime
    seen: datetime
    here: bool


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Where this account is signed in; end one session, or all others. It wants no proof: it only helps."""
    account: Any = request.user
    if request.POST.get("do") == "others":
        end_other_sessions(request, account)
        _ended(request, account, "all others")
        return redirect("usersessions_list")
    if request.method == "POST":
        wanted = request.POST.get("session", "")
        for each in UserSession.objects.filter(user=account, id=int(wanted) if wanted.isdecimal() else 0):
            here = each.is_current()
            each.end()
            _ended(request, account, "one")
            if here:
                logout(request)
                return redirect("account_login")
        return redirect("usersessions_list")
    found = UserSession.objects.purge_and_list(account)
    lines = [
        Line(s.pk, device(s.user_agent), shortened(s.ip), s.created_at, s.last_seen_at, s.is_current()) for s in found
    ]
    return render(request, "account/sessions.html", {"lines": sorted(lines, key=lambda n: (not n.here, n.began))})


def _ended(request: HttpRequest, account: Any, which: str) -> None:
    people_actions.note_sessions(by=actor_of(account), account=account, which=which)
    tell("session ended", request, account, which=which)


def told_of_new_device(request: HttpRequest, account: Any, answer: HttpResponse) -> HttpResponse:
    """A letter when this browser has not signed this account in before; it is remembered in a signed cookie. To no
    address where there is none: a seat in a class has one that cannot be.
    """
    known, mark = _known(request), _mark(account)
    if mark in known or account.demo or account.email.endswith(".invalid"):
        return answer
    agent = device(request.headers.get("User-Agent", "")) or gettext("an unknown browser")
    ip = get_adapter().get_client_ip(request)
    send("new_device", to=account.email, language=account.language, facts={"device": agent}, ip=ip)
    answer.set_signed_cookie(
        settings.KEREGE_KNOWN_COOKIE,
        " ".join([*known[-4:], mark]),
        max_age=KNOWN_FOR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return answer


def _mark(account: Any) -> str:
    """What a known device remembers of an account; another one after all of its sessions were ended."""
    return f"{account.uid}.{account.session_round}" if account.session_round else str(account.uid)


def _known(request: HttpRequest) -> list[str]:
    try:
        return str(request.get_signed_cookie(settings.KEREGE_KNOWN_COOKIE, "", max_age=KNOWN_FOR)).split()
    except signing.BadSignature:
        return []


def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Sign out; the browser forgets what it kept of the pages."""
    answer: HttpResponseBase = views.logout(request)
    if request.method == "POST":
        answer["Clear-Site-Data"] = FORGET
    return answer
