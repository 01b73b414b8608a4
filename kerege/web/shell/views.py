"""The one page of the shell itself: as on which day, and for which country."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.lib.refusal import Refusal
from kerege.web.shell import asof
from kerege.web.shell.middleware import told
from kerege.web.shell.navigation import address


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Remember day and country for this session and go back to `next`, whose address then says them too.

    What is wrong stays in the form, beside the sentence that says why. A part of a page that asks (HTMX) gets the form
    alone: the list of countries costs queries that most pages never need.
    """
    typed = {name: request.POST.get(name, "") for name in (asof.ON, asof.COUNTRY)}
    back = safe_next(request)
    choices = {"country_choices": SimpleLazyObject(lambda: countries(asof.on_date_or_today(request))), "next": back}
    if request.method == "GET":
        part = request.headers.get("HX-Request") == "true"
        answer = render(request, "shell/choose_part.html" if part else "shell/choose.html", choices)
        patch_vary_headers(answer, ["HX-Request"])
        return answer
    try:
        day, country = asof.read_day(typed[asof.ON]), asof.read_country(typed[asof.COUNTRY])
    except Refusal as refusal:
        errors = [{"field": refusal.field, "sentence": told(refusal)}]
        context = {**choices, "errors": errors, "typed": typed}
        return render(request, "shell/choose.html", context, status=refusal.status)
    said = {asof.ON: "" if day in (None, localdate()) else str(day), asof.COUNTRY: country}
    remember(request, said)
    return HttpResponseRedirect(with_query(back, said))


def countries(on: date) -> list[Designated]:
    """The countries that take part or are partners on that day or today, by name."""
    codes: set[str] = set()
    for day in {on, localdate()}:
        codes |= {partner.code for partner in atlas.partners(on=day)}
        codes |= {taking.code for key in atlas.project_keys() for taking in atlas.participants(key, on=day)}
    lines = atlas.territories(on=on, lang=get_language() or settings.LANGUAGE_CODE, codes=codes)
    return [line.name for line in lines]


def remember(request: HttpRequest, said: dict[str, str]) -> None:
    """Keep what was chosen; what was left empty is forgotten."""
    for name, value in said.items():
        if value:
            request.session[name] = value
        else:
            request.session.pop(name, None)


def safe_next(request: HttpRequest) -> str:
    """Where to go back to: an address of this node, or its first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return address("home") or reverse("choose")


def with_query(where: str, said: dict[str, str]) -> str:
    """`where` with these query values in place of its own; empty ones are left out."""
    parts = urlsplit(where)
    kept: list[tuple[str, Any]] = [(k, v) for k, v in parse_qsl(parts.query) if k not in said and k != "page"]
    query = urlencode(kept + [(k, v) for k, v in said.items() if v])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, parts.fragment))
