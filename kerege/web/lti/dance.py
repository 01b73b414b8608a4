"""The address at which a tool asks who opens it, through the browser of whoever does."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.training.actions import tool_choosing as choosing
from kerege.training.actions import tool_launching as actions
from kerege.training.queries import lti_tools as queries
from kerege.training.queries import tool_services as services
from kerege.training.queries.lti_tools import Ground, ToolLine
from kerege.training.rules.lti_addresses import origin_of
from kerege.training.rules.lti_names import GRADES, LISTING
from kerege.training.rules.lti_tools.choosing import settings
from kerege.training.rules.lti_tools.launching import NAMES, Asked, Telling, asked, id_token
from kerege.training.words import lti_tools as words
from kerege.training.words.lti_tools import GRADE_SCOPES
from kerege.web.lti.choosing import CHOICE
from kerege.web.lti.signing import issuer, sign
from kerege.web.shell.headers import let_send_to


@csrf_exempt  # it comes from the tool's page; the hint, which is good once and for its account alone, says whose it is
@require_http_methods(["GET", "POST"])
@never_cache
def authorize(request: HttpRequest) -> HttpResponse:
    """Tell a tool who opens it: a form that the browser sends to the tool's own address, with a signed token."""
    if request.method == "POST":  # a browser sends no session along with what another site posts; it does with this
        told = {name: request.POST[name][:2_000] for name in NAMES if name in request.POST}
        return redirect(f"{request.path}?{urlencode(told)}")
    tool = queries.tool_by_client(request.GET.get("client_id", ""))
    if tool is None:
        raise Refusal(words.TOOL_BAD_REQUEST, what="client_id")
    said = asked(request.GET, client=tool.client, redirects=list(tool.redirect_uris))
    telling = _choosing(request, tool, said) if said.message_hint.startswith(CHOICE) else _opening(request, tool, said)
    token = sign(id_token(telling, nonce=said.nonce, now=int(timezone.now().timestamp())))
    context = {"to": said.redirect, "token": token, "state": said.state, "title": tool.title}
    answer = render(request, "lti/send.html", context)
    let_send_to(answer, origin_of(said.redirect))
    return answer


def _opening(request: HttpRequest, tool: ToolLine, said: Asked) -> Telling:
    me = request.actor  # type: ignore[attr-defined]
    link = actions.use_hint(by=me, tool=tool, launch=said.message_hint, hint=said.login_hint).link
    told, here = _both(request, tool, link.place)
    return replace(
        told,
        target=link.url or tool.launch_url,
        link=str(link.uid),
        title=link.title if here.public else "",
        back=f"{issuer()}{reverse('lti_link', args=[link.uid])}",
        services=_services(tool, link),
        custom=link.custom,
    )


def _choosing(request: HttpRequest, tool: ToolLine, said: Asked) -> Telling:
    me, number = request.actor, said.message_hint.removeprefix(CHOICE)  # type: ignore[attr-defined]
    choice, data = choosing.use_choice(by=me, tool=tool, choice=number, hint=said.login_hint)
    told, _ = _both(request, tool, choice.place)
    wanted = settings(back=f"{issuer()}{reverse('lti_answered')}", data=data)
    return replace(told, target=tool.choose_url, choosing=wanted)


def _both(request: HttpRequest, tool: ToolLine, place: Any) -> tuple[Telling, Ground]:
    """What is told of somebody in a place, whatever they do there."""
    viewer, me = request.viewer, request.actor  # type: ignore[attr-defined]
    here = queries.ground_of(viewer, me, place, on=timezone.localdate())
    known = services.known(tool, request.user)
    told = Telling(
        issuer=issuer(),
        client=tool.client,
        deployment=tool.deployment,
        target="",
        sub=services.sub_of(place, people.account_number(me.uid) or 0),
        keeps=here.keeps,
        language=get_language() or "en",
        place=str(place.uid),
        context=here.title if here.public else "",
        course=here.course is not None,
        name=known.get("name", ""),
        mail=known.get("email", ""),
    )
    return told, here


def _services(tool: ToolLine, link: Any) -> dict[str, Any]:
    """Where the tool may tell results, and ask who is in the course; each with the scopes that it may have there."""
    place, base = link.place, f"{issuer()}{reverse('lti_items', args=[link.place.uid])}"
    one = {"lineitem": f"{issuer()}{reverse('lti_item', args=[place.uid, link.uid])}"} if link.maximum else {}
    told: dict[str, Any] = {GRADES: {"scope": list(GRADE_SCOPES), "lineitems": base, **one}}
    if tool.with_list and place.course_id is not None:
        members = f"{issuer()}{reverse('lti_members', args=[place.uid])}"
        told[LISTING] = {"context_memberships_url": members, "service_versions": ["2.0"]}
    return told
