"""The address at which a tool asks who opens it, through the browser of whoever does."""

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
from kerege.training.actions import tool_launching as actions
from kerege.training.queries import lti_tools as queries
from kerege.training.queries import tool_services as services
from kerege.training.queries.lti_tools import ToolLine
from kerege.training.rules.lti_addresses import origin_of
from kerege.training.rules.lti_names import GRADES
from kerege.training.rules.lti_tools.launching import NAMES, Telling, asked, id_token
from kerege.training.words import lti_tools as words
from kerege.training.words.lti_tools import SCOPES
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
    launch = actions.use_hint(
        by=request.actor,  # type: ignore[attr-defined]
        tool=tool,
        launch=said.message_hint,
        hint=said.login_hint,
    )
    token = sign(id_token(_telling(request, tool, launch), nonce=said.nonce, now=int(timezone.now().timestamp())))
    context = {"to": said.redirect, "token": token, "state": said.state, "title": tool.title}
    answer = render(request, "lti/send.html", context)
    let_send_to(answer, origin_of(said.redirect))
    return answer


def _telling(request: HttpRequest, tool: ToolLine, launch: Any) -> Telling:
    viewer, me = request.viewer, request.actor  # type: ignore[attr-defined]
    link = launch.link
    here = queries.ground_of(viewer, me, link.place, on=timezone.localdate())
    account = people.account_number(me.uid) or 0
    known = services.known(tool, request.user)
    return Telling(
        issuer=issuer(),
        client=tool.client,
        deployment=tool.deployment,
        target=link.url or tool.launch_url,
        sub=services.sub_of(link.place, account),
        keeps=here.keeps,
        language=get_language() or "en",
        place=str(link.place.uid),
        context=here.title if here.public else "",
        course=here.course is not None,
        link=str(link.uid),
        title=link.title if here.public else "",
        name=known.get("name", ""),
        mail=known.get("email", ""),
        back=f"{issuer()}{reverse('lti_link', args=[link.uid])}",
        services=_services(link),
    )


def _services(link: Any) -> dict[str, Any]:
    """Where the tool may tell results of the link; nothing for one that has none."""
    if link.maximum is None:
        return {}
    base = f"{issuer()}{reverse('lti_items', args=[link.place.uid])}"
    one = f"{issuer()}{reverse('lti_item', args=[link.place.uid, link.uid])}"
    return {GRADES: {"scope": list(SCOPES), "lineitems": base, "lineitem": one}}
