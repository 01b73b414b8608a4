"""What a course needs: the list, what is there, and what its rooms lack."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training import actions
from kerege.training.queries.budget import MaterialLine
from kerege.training.queries.budget import materials as listed
from kerege.training.queries.delivery import PlanPage
from kerege.training.queries.equipped import Equipped
from kerege.training.words.curricula import EQUIPMENT
from kerege.web.activities import lists
from kerege.web.delivery.staff_forms import CountForm, MaterialForm
from kerege.web.delivery.views.planning import about, page_of
from kerege.web.delivery.wording import FITS
from kerege.web.inventory.wording import said
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
def materials(request: HttpRequest, uid: object) -> HttpResponse:
    """The list of a course; its staff says what is there, whoever plans it what is needed."""
    choice = lists.chosen(request)
    page = page_of(request, uid, choice)
    if request.method == "POST" and not page.mine:
        check_may(request.actor, Deed.RECORD_ACTIVITY, page.owner)
    if request.POST.get("do") in _PRESSES:
        return _pressed(request, page, request.POST["do"])
    told = {"acting": request.actor, "centre": page.centre, "on": choice.on, "lang": choice.lang}
    found = listed(request.viewer, page.uid, **told)
    counts = {line.uid: _count(request, line) for line in found.lines} if page.organises or page.mine else {}
    form = MaterialForm(request.POST if request.POST.get("do") == "material" else None, prefix="material")
    sent = next(((uid, each) for uid, each in counts.items() if each.is_bound), ("", form))
    if sent[1].is_bound and sent[1].is_valid():
        key = sent[0] or page.key
        if attempt(sent[1], lambda: sent[1].run(by=request.actor, course=key)) is not None:
            return redirect("course_materials", uid=page.uid)
    wrong = sent[1] if sent[1].errors else None
    context = about(request, page, choice) | {
        "lines": [(line, counts.get(line.uid)) for line in found.lines],
        "missing": sum(1 for line in found.lines if line.missing),
        "equipped": _equipped(found.equipped),
        "guessed": said(EQUIPMENT, found.equipped.guessed),
        "uncoded": found.equipped.uncoded,
        "rooms": found.equipped.rooms,
        "form": form if page.organises else None,
        "proposes": page.taught is not None and page.taught.has_materials,
        "wrong": wrong,
    }
    return render(request, "delivery/materials.html", context, status=422 if wrong else 200)


def _equipped(found: Equipped) -> list[str]:
    """What does not fit of what the activities ask for by code, in sentences."""
    places = ", ".join(found.rooms)
    return [
        gettext(sentence) % {"places": places, "things": ", ".join(said(EQUIPMENT, found.kinds[fit]))}
        for fit, sentence in FITS.items()
        if fit in found.kinds
    ]


def _count(request: HttpRequest, line: MaterialLine) -> CountForm:
    asked = request.POST.get("do") == f"count-{line.uid}"
    begun = {"number": line.number, "there": line.there}
    return CountForm(request.POST if asked else None, prefix=f"count-{line.uid}", initial=begun)


def _propose(request: HttpRequest, page: PlanPage) -> str:
    lang = page.language or get_language() or "en"
    new = actions.propose_materials(by=request.actor, course=page.key, lang=lang)
    return gettext("%(n)s lines are new on the list.") % {"n": len(new)}


def _drop(request: HttpRequest, page: PlanPage) -> str:
    actions.drop_material(by=request.actor, material=request.POST.get("material", "")[:40])
    return gettext("The line is off the list.")


_PRESSES: dict[str, Any] = {"propose": _propose, "drop": _drop}


def _pressed(request: HttpRequest, page: PlanPage, do: str) -> HttpResponse:
    messages.success(request, _PRESSES[do](request, page))
    return redirect("course_materials", uid=page.uid)
