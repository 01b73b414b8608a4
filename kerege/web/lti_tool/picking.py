"""Somebody who teaches on the other platform chooses what to link to (LTI Deep Linking 2.0), in a frame there.

No session is needed: what is offered is what that platform may open anyway, and who chooses is proved by what was
signed when the platform sent them.
"""

import secrets
import time
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.records.viewers import PUBLIC
from kerege.training.queries import lessons
from kerege.training.queries.lti_offers import courses_to_pick, exams_to_pick
from kerege.training.queries.lti_platforms import PlatformKnown, check_allowed_for, open_platform_of, packages_to_open
from kerege.training.rules.lti_addresses import origin_of
from kerege.training.rules.lti_platforms import Launch, link_to, links_chosen
from kerege.training.words import lti_platforms as words
from kerege.training.words.lti_platforms import SCORED, Opens
from kerege.web.lti.signing import sign
from kerege.web.lti_tool import targets
from kerege.web.lti_tool.framed import bare, outside_session, refused
from kerege.web.shell.middleware import told as sentence

LASTS, MOST_CHOSEN, PERCENT = 60 * 60, 50, 100
_SALT = "kerege.lti.picking"


def offered(request: HttpRequest, platform: PlatformKnown, told: Launch) -> HttpResponse:
    """The page to choose on."""
    if told.picking is None:
        raise Refusal(words.LAUNCH_INCOMPLETE, claim="deep_linking_settings")
    kept = [platform.uid, told.deployment, told.picking.back, told.picking.data, told.picking.several]
    return _page(request, signing.dumps(kept, salt=_SALT, compress=True))


@csrf_exempt  # in a frame no cookie comes along; what was signed for the platform that sent somebody does
@never_cache
@require_http_methods(["GET", "POST"])
@outside_session
def pick(request: HttpRequest) -> HttpResponse:
    """What was chosen goes back to the platform, signed. Refuses training.pick_over, .pick_nothing, .pick_too_many,
    .launch_not_allowed, .launch_platform_closed and upkeep.no_lti_key; whoever opens the address by hand is told where
    to begin (training.launch_begins_there).
    """
    if request.method == "GET":
        answer: HttpResponse = refused(request, Refusal(words.LAUNCH_BEGINS_THERE))
        answer["Allow"] = "POST"
        return answer
    ticket = request.POST.get("ticket", "")
    platform, deployment, back, data, several = _kept(ticket)
    chosen = list(dict.fromkeys(request.POST.getlist("chosen")))
    if not chosen:
        return _page(request, ticket, Refusal(words.PICK_NOTHING))
    if len(chosen) > (MOST_CHOSEN if several else 1):
        return _page(request, ticket, Refusal(words.PICK_TOO_MANY))
    told = links_chosen(
        client_id=platform.client_id,
        issuer=platform.issuer,
        deployment=deployment,
        data=data,
        chosen=[_link(request, platform, each) for each in chosen],
        now=int(time.time()),
        nonce=secrets.token_urlsafe(16),
    )
    context = {"back": back, "token": sign(told), "platform": platform.title, "count": len(chosen)}
    answer = bare(request, "lti_tool/picked.html", context, to=origin_of(back))
    return answer


def _link(request: HttpRequest, platform: PlatformKnown, chosen: str) -> dict[str, Any]:
    kind, _, what = chosen.partition(":")
    if kind not in set(Opens):
        raise Refusal(words.LAUNCH_NOT_ALLOWED)
    opens = Opens(kind)
    check_allowed_for(platform.uid, opens, what)
    title = targets.title_of(request, opens, what)
    if opens == Opens.EXAM:
        title = gettext("Exam: %(title)s") % {"title": title} if title else gettext("Exam")
    return link_to(targets.address_of(opens, what), title, most=PERCENT if opens in SCORED else None)


def _kept(ticket: str) -> tuple[PlatformKnown, str, str, str, bool]:
    try:
        uid, deployment, back, data, several = signing.loads(ticket, salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        raise Refusal(words.PICK_OVER) from None
    return open_platform_of(uid), deployment, back, data, several


def _page(request: HttpRequest, ticket: str, wrong: Refusal | None = None) -> HttpResponse:
    platform, _deployment, _back, _data, several = _kept(ticket)
    context = {
        "platform": platform.title,
        "ticket": ticket,
        "several": several,
        "shelves": lessons.shelves(PUBLIC, on=localdate(), lang=get_language() or "en"),
        "packages": packages_to_open(platform.owner, platform.opened),
        "courses": courses_to_pick(platform.owner),
        "exams": exams_to_pick(platform.owner) if platform.exams else [],
        "wrong": sentence(wrong) if wrong else "",
    }
    answer: HttpResponse = bare(request, "lti_tool/pick.html", context, status=wrong.status if wrong else 200)
    return answer
