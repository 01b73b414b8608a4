"""A signed address under which a calendar program, which cannot sign in, reads what somebody teaches or attends.

Whoever has the address reads these sessions of that person and nothing else. It ends when its owner asks for new
addresses, with all sessions of the account (“sign out everywhere”), and with the account.
"""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kerege.lib.refusal import Refusal
from kerege.people import actions
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.people.words import NOT_YOUR_ACCOUNT
from kerege.records.viewers import PUBLIC
from kerege.training.queries.calendars import dated
from kerege.web.activities import lists
from kerege.web.delivery.ics import AHEAD, BACK, MEDIA_TYPE, written

SALTS = {"teaching_feed": "kerege.delivery.feed", "my_courses_feed": "kerege.enrolment.feed"}
"""An address of one kind is none of another."""


def address_of(request: HttpRequest, route: str = "teaching_feed") -> str:
    """The address for whoever is signed in; empty where nobody acts, or somebody looks with other eyes."""
    rounds = people.calendar_rounds(request.actor.uid) if request.actor.uid else None
    if rounds is None:
        return ""
    token = signing.Signer(salt=SALTS[route]).sign_object([request.actor.uid, *rounds])
    return request.build_absolute_uri(reverse(route, args=[token]))


@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the person teaches for whose account the address was signed. Refuses people.unknown_key in the same words
    for an address that was not signed here and for one that has ended.
    """
    actor, now = actor_of("teaching_feed", token), timezone.now()
    lines = dated(PUBLIC, acting=actor, since=now - BACK, until=now + AHEAD, mine=True)

    def address(course: str) -> str:
        return request.build_absolute_uri(reverse("course_plan", args=[course]))

    return answered(written(lines, name=gettext("What I teach"), now=now, address=address), "kerege-teaching.ics")


@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """End the addresses of both calendars of whoever is signed in, and go back to where the new one stands."""
    account = request.user if request.user.is_authenticated else None
    if account is None or request.actor.uid != str(account.uid):
        raise Refusal(NOT_YOUR_ACCOUNT)
    actions.renew_calendars(by=request.actor, account=account)
    messages.success(
        request, gettext("The addresses of before show nothing any more. Give the new one to your calendar.")
    )
    return redirect("my_courses" if request.POST.get("back") == "my_courses" else "teaching")


def answered(made: bytes, name: str) -> HttpResponse:
    """A calendar that nobody keeps on the way."""
    answer = HttpResponse(made, content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def actor_of(route: str, token: str) -> Actor:
    """Whose calendar it is, with no role: the account, while the address holds. Refuses people.unknown_key."""
    try:
        uid, *rounds = signing.Signer(salt=SALTS[route]).unsign_object(token)
    except (signing.BadSignature, ValueError):
        raise lists.not_there(gettext("calendar"), "") from None
    known = people.calendar_rounds(str(uid))
    if known is None or list(known) != rounds:
        raise lists.not_there(gettext("calendar"), "")
    return Actor(uid=str(uid), name="")
