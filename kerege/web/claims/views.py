"""Claims as a list, one claim beside its evidence, and the form that records one. No form here takes evidence."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.atlas import queries as atlas
from kerege.indicators import actions, queries
from kerege.indicators.rules import BY_KEY, DEFINITIONS, ClaimLine, Scope, claims_in_conflict, definition
from kerege.indicators.rules.definitions import UNITS
from kerege.indicators.words import STATES, State
from kerege.lib.refusal import Refusal
from kerege.people.rules import check_may, owners_for
from kerege.people.words import UNKNOWN_KEY, Deed
from kerege.web.claims.forms import ClaimForm
from kerege.web.claims.history import history
from kerege.web.claims.tables import claims_table
from kerege.web.shell.asof import country_code, on_date, up_to_today
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import respond
from kerege.web.shell.figures import between
from kerege.web.shell.forms import attempt

SHOWN = 50
ORDERS = {
    "indicator": lambda c, names: gettext(BY_KEY[c.indicator].title),
    "country": lambda c, names: names[c.territory].sort_key if c.territory else "",
    "value": lambda c, names: c.value,
    "source": lambda c, names: c.source.key,
    "page": lambda c, names: c.stated_on or c.source.page_date,
}


def _lang() -> str:
    return get_language() or "en"


@require_GET
def claims(request: HttpRequest) -> HttpResponse:
    """Every claim that the viewer may see, as on the day, with conflicts marked; filters, order, files."""
    on, chosen, country = on_date(request), request.GET.get("indicator", ""), country_code(request)
    found = queries.claims(request.viewer, on=on, indicator=chosen)
    disputed = disputed_claims(found)
    found = [c for c in found if not country or c.territory == country]
    if request.GET.get("conflicts"):
        found = [c for c in found if c.uid in disputed]
    names = _names(found, on)
    sort = request.GET.get("sort", "")
    if key := ORDERS.get(sort.removeprefix("-")):
        found.sort(key=lambda c: key(c, names), reverse=sort.startswith("-"))
    if format := request.GET.get("format"):
        table = claims_table(request.viewer, found, names, disputed, on=on, lang=_lang(), rtl=get_language_bidi())
        return respond(request, table, filename="kerege-claims", format=format)
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {
        "lines": [_line(c, names, disputed) for c in page.object_list],
        "page": page,
        "total": len(found),
        "indicators": [(d.key, gettext(d.title), d.key == chosen) for d in DEFINITIONS],
        "countries": countries(on),
        "country": country,
        "only_conflicts": bool(request.GET.get("conflicts")),
        "disputed": len(disputed),
        "may_claim": bool(owners_for(request.actor, Deed.RECORD_CLAIM)),
    }
    return render(request, "claims/claims.html", context)


def disputed_claims(found: list[ClaimLine]) -> set[str]:
    """The uids of the claims that other claims about the same thing contradict."""
    places = {(c.indicator, c.project, c.territory) for c in _firsts(found)}
    return {c.uid for c in found if (c.indicator, c.project, c.territory) in places}


def _firsts(found: list[ClaimLine]) -> list[ClaimLine]:
    named = {conflict.uid for conflict in claims_in_conflict(found)}
    return [c for c in found if c.uid in named]


def _names(found: list[ClaimLine], on: date) -> dict[str, atlas.Designated]:
    return atlas.display_names(sorted({c.territory for c in found} - {""}), lang=_lang(), on=on)


def _line(claim: ClaimLine, names: dict[str, atlas.Designated], disputed: set[str]) -> dict[str, Any]:
    about = BY_KEY[claim.indicator]
    return {
        "claim": claim,
        "title": gettext(about.title),
        "unit": gettext(UNITS[claim.unit]) if claim.unit in UNITS else claim.unit,
        "country": names.get(claim.territory),
        "disputed": claim.uid in disputed,
    }


def countries(on: date) -> list[atlas.Designated]:
    """The countries that take part in a project on the day or are partners, by name."""
    codes = {p.code for p in atlas.partners(on=on)}
    codes |= {p.code for key in atlas.project_keys() for p in atlas.participants(key, on=on)}
    return [line.name for line in atlas.territories(on=on, lang=_lang(), codes=codes)]


@require_GET
def claim(request: HttpRequest, uid: object) -> HttpResponse:
    """One claim beside the evidence of exactly its project and country; others about the same thing beside it."""
    on = on_date(request)
    everything = queries.claims(request.viewer, on=on)
    found = next((c for c in everything if c.uid == str(uid)), None)
    if found is None:
        raise Refusal(UNKNOWN_KEY, what=gettext("claim"), key=str(uid))
    scope = Scope(found.project, (found.territory,) if found.territory else ())
    reading = queries.reading(request.viewer, found.indicator, on=up_to_today(on), scope=scope, size=0)
    same = [c for c in reading.claims if c.uid != found.uid]
    names = _names([found], on)
    context = {
        "line": _line(found, names, disputed_claims(everything)),
        "claim": found,
        "reading": reading,
        "recorded": reading.evidence.state == State.RECORDED,
        "evidence": between(reading.evidence.low, reading.evidence.high) or gettext(STATES[reading.evidence.state]),
        "missing": gettext(reading.missing) if reading.missing else "",
        "others": [c for c in same if (c.value, c.qualifier) != (found.value, found.qualifier)],
        "agreeing": [c for c in same if (c.value, c.qualifier) == (found.value, found.qualifier)],
        "history": history(request.viewer, found.uid),
    }
    return render(request, "claims/claim.html", context)


@require_http_methods(["GET", "POST"])
def new_claim(request: HttpRequest) -> HttpResponse:
    """Record a published figure; for focal points and the secretariat. A typed evidence is refused, not ignored."""
    owners = owners_for(request.actor, Deed.RECORD_CLAIM)
    if not owners:
        check_may(request.actor, Deed.RECORD_CLAIM, request.POST.get("owner") or "REG")
    form = _form(request, owners)
    if request.method == "POST":
        check_may(request.actor, Deed.RECORD_CLAIM, request.POST.get("owner", ""))
        _refuse_evidence(request, form)
        if form.is_valid():
            done = attempt(form, lambda: actions.record_claim(by=request.actor, **form.cleaned_data))
            if done is not None:
                return redirect("claim", uid=done.uid)
    return render(request, "claims/new_claim.html", {"form": form}, status=422 if form.errors else 200)


def _form(request: HttpRequest, owners: tuple[str, ...]) -> ClaimForm:
    on = on_date(request)
    offered = countries(on)
    note_offered(request, offered)
    names = {c.code: str(c) for c in offered}
    first = {"indicator": request.GET.get("indicator", ""), "territory": country_code(request)}
    if first["indicator"]:
        first["unit"] = definition(first["indicator"]).unit
    return ClaimForm(
        request.POST if request.method == "POST" else None,
        initial=first,
        owners=[(o, names.get(o, gettext("The region"))) for o in owners],
        territories=[(c.code, str(c)) for c in offered],
        projects=atlas.project_keys(),
        sources=[(key, line.title) for key, line in atlas.source_lines().items()],
    )


def _refuse_evidence(request: HttpRequest, form: ClaimForm) -> None:
    """Fields that the form does not have can only be meant to set what is computed."""
    extra = set(request.POST) - set(form.fields) - {"csrfmiddlewaretoken"}
    if extra:
        key = request.POST.get("indicator", "")
        actions.type_value(by=request.actor, indicator=key, value=request.POST[sorted(extra)[0]])
