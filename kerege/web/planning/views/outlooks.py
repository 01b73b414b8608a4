"""The list of outlooks, and the form to begin one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity.queries.schemes import schemes
from kerege.inventory.rules.keepers import keeps
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.planning import queries
from kerege.planning.words.outlooks import NOT_FOR_A_CENTRE
from kerege.training.queries.curricula import curricula
from kerege.web.activities import lists
from kerege.web.experts.asking import languages
from kerege.web.inventory.details import Choices
from kerege.web.planning import outlook_wording as wording
from kerege.web.planning.outlook_forms import BeginOutlookForm
from kerege.web.planning.wording import Named, named
from kerege.web.shell.asked import asks
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt

DEED = Deed.RECORD_ACTIVITY
SHOWN = 20
"""Each that is shown is reckoned for its verdict: so many stand on one page."""


def own_owners(request: HttpRequest) -> list[str]:
    """For whom the reader asks. Refuses people.not_yours to whoever asks for nobody."""
    own = [o for o in owners_for(request.actor, DEED) if keeps(request.actor, o, "", deed=DEED)]
    if not own:
        check_may(request.actor, DEED, REGION)
        raise Refusal(NOT_FOR_A_CENTRE)
    return own


@require_GET
@asks()
def outlooks(request: HttpRequest) -> HttpResponse:
    """The outlooks that the reader may see, each with its verdict."""
    own_owners(request)
    names = named(request)
    shown = Paginator(queries.outlooks(request.viewer, request.actor), SHOWN).get_page(lists.chosen(request).page)
    lines = []
    for line in shown.object_list:
        said = wording.verdict(queries.outlook(request.viewer, line.uid, request.actor), "", enough=False)
        lines.append({"line": line, "country": names.country(line.territory), "verdict": said})
    lands = {each["line"].territory for each in lines} - {REGION}
    note_offered(request, lists.names_of(lands, lists.chosen(request)).values())
    return render(request, "planning/outlooks.html", {"lines": lines, "page": shown})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin an outlook; for those who record activities of an owner."""
    own = own_owners(request)
    if request.method == "POST":
        check_may(request.actor, DEED, request.POST.get("place", "").partition(" ")[0] or own[0])
    choice, names = lists.chosen(request), named(request)
    found = schemes(request.viewer, on=choice.on, lang=choice.lang)
    taught = curricula(request.viewer, on=choice.on, lang=choice.lang)
    offered = {
        "place": _places(request, own, names),
        "scheme": list({line.key: line.title for line in found if line.holds}.items()),
        "language": [("", "–"), *languages()],
        "curriculum": [("", "–"), *((c.key, c.title) for c in taught if c.version)],
    }
    form = BeginOutlookForm(request.POST if request.method == "POST" else None, offered=offered)
    if form.is_valid():
        done = attempt(form, lambda: form.begin(by=request.actor), called={"territory": "place", "owner": "place"})
        if done is not None:
            return redirect("outlook_told", uid=done.uid)
    return render(request, "planning/new_outlook.html", {"form": form}, status=422 if form.errors else 200)


def _places(request: HttpRequest, own: list[str], names: Named) -> Choices:
    """Whose trainers the reader may ask of: of the own country; for the region, of each country and of all."""
    choice = lists.chosen(request)
    found = [(f"{owner} {owner}", names.country(owner)) for owner in own]
    if REGION in own:
        partners = lists.countries(choice.on, choice.lang)
        note_offered(request, partners)
        found += [(f"{REGION} {c.code}", f"{c}") for c in partners]
    return found
