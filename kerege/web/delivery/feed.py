"""A signed address under which a calendar program reads what somebody teaches: such a program cannot sign in.

Whoever has the address reads the sessions of that person and nothing else. It ends with all sessions of the account
(“sign out everywhere”), and with the account.
"""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import PUBLIC
from kerege.training.queries.calendars import dated
from kerege.web.activities import lists
from kerege.web.delivery.ics import AHEAD, BACK, MEDIA_TYPE, written

_SALT = "kerege.delivery.feed"


def address_of(request: HttpRequest) -> str:
    """The address for whoever is signed in; empty where nobody acts, or somebody looks with other eyes."""
    turn = people.session_round(request.actor.uid) if request.actor.uid else None
    if turn is None:
        return ""
    token = signing.Signer(salt=_SALT).sign_object([request.actor.uid, turn])
    return request.build_absolute_uri(reverse("teaching_feed", args=[token]))


@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The sessions of the person for whose account the address was signed. Refuses people.unknown_key in the same words
    for an address that was not signed here and for one that has ended.
    """
    uid = _read(token)
    if uid is None:
        raise lists.not_there(gettext("calendar"), "")
    now = timezone.now()
    lines = dated(PUBLIC, acting=Actor(uid=uid, name=""), since=now - BACK, until=now + AHEAD, mine=True)

    def address(course: str) -> str:
        return request.build_absolute_uri(reverse("course_plan", args=[course]))

    made = written(lines, name=gettext("What I teach"), now=now, address=address)
    answer = HttpResponse(made, content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="kerege-teaching.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _read(token: str) -> str | None:
    """The uid of the account, while the address holds."""
    try:
        uid, turn = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return str(uid) if people.session_round(str(uid)) == turn else None
