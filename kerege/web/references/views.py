"""Associations and reference functions: lists with their files, and the forms of those who record them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from kerege.inventory import actions, queries
from kerege.inventory.queries import AssociationLine, Choice, ReferenceLine
from kerege.inventory.words.training import REACHES, REFERENCE_AREAS, Reach, ReferenceArea
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.people import queries as people
from kerege.people.rules import REGION, check_may, may, owners_for
from kerege.people.words import Deed, OrganisationKind
from kerege.privacy.words.experts import EXPERTISE
from kerege.web.activities import lists
from kerege.web.activities.lists import cell, keys_of
from kerege.web.equipment.wording import whereabouts
from kerege.web.experts.asking import languages
from kerege.web.inventory.wording import options, said, word
from kerege.web.references.forms import CALLED, FACILITY, ORGANISATION, AssociationForm, FunctionForm
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt

Choices = list[tuple[str, str]]
ASSOCIATIONS = (
    *(N_("Association"), N_("Country"), N_("Members"), N_("Counted on"), N_("Topics"), N_("Working languages")),
    *(N_("Website"), N_("Sources"), N_("Example")),
)
FUNCTIONS = (
    *(N_("Which work"), N_("For whom"), N_("Country"), N_("Facility"), N_("Name"), N_("Organisation"), N_("From")),
    *(N_("Until"), N_("Order or decision"), N_("Sources"), N_("Example")),
)


@require_http_methods(["GET", "POST"])
@asks()
def associations(request: HttpRequest) -> HttpResponse:
    """Associations of the region, and for those who record resources the form. `?format=` is a file."""
    choice = lists.chosen(request)
    found = queries.associations(request.viewer, on=choice.on, lang=choice.lang, territory=choice.country)
    if choice.format and request.method == "GET":
        table = _associations_table(request, found, choice)
        return respond(request, table, filename="kerege-associations", format=choice.format)
    form: forms.Form | None = None
    if sent_or_kept(request):
        owners, _countries = _owners(request, choice)
        bodies = people.organisations(on=choice.on, lang=choice.lang)
        named = [(b.key, b.name) for b in bodies if b.kind == OrganisationKind.ASSOCIATION and not b.ended]
        form = AssociationForm(request.POST or None, owners=owners, bodies=named)
        if form.is_valid() and attempt(form, lambda: form.run(by=request.actor), called=CALLED):
            messages.success(request, gettext("The association is recorded."))
            return redirect("associations")
    names = lists.names_of({line.territory for line in found}, choice)
    spoken = dict(languages())
    context = {
        "lines": [
            (line, names.get(line.territory), said(EXPERTISE, line.topics), [spoken.get(t, t) for t in line.languages])
            for line in found
        ],
        "choice": choice,
        "countries": lists.countries(choice.on, choice.lang),
        "form": form,
    }
    return render(request, "references/associations.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@asks(area=one_of(ReferenceArea), reach=one_of(Reach), past=one_of("yes"))
def functions(request: HttpRequest) -> HttpResponse:
    """Who does which reference work on the day, and for those who record resources the form. `?format=` is a file."""
    choice = lists.chosen(request)
    area, reach = (request.GET.get(name, "") for name in ("area", "reach"))
    past = request.GET.get("past", "") == "yes"
    found = queries.reference_functions(
        request.viewer, on=choice.on, territory=choice.country, area=area, reach=reach, past=past
    )
    if choice.format and request.method == "GET":
        table = _functions_table(request, found, choice)
        return respond(request, table, filename="kerege-reference-functions", format=choice.format)
    form: forms.Form | None = None
    if sent_or_kept(request):
        owners, countries = _owners(request, choice)
        form = FunctionForm(
            request.POST or None, owners=owners, countries=countries, holders=_holders(request, countries, choice)
        )
        if form.is_valid() and attempt(form, lambda: form.run(by=request.actor), called=CALLED):
            messages.success(request, gettext("The reference function is recorded."))
            return redirect("reference_functions")
    context = {
        "lines": _rows(request, found, choice),
        "choice": choice,
        "past": past,
        "areas": options(REFERENCE_AREAS, area),
        "reaches": options(REACHES, reach),
        "countries": lists.countries(choice.on, choice.lang),
        "form": form,
    }
    return render(request, "references/functions.html", context, status=_status(form))


@require_POST
def end(request: HttpRequest, uid: object) -> HttpResponse:
    """Say that somebody does a reference work no more from the day as on which is read, and go back to the list."""
    choice = lists.chosen(request)
    known = queries.reference_functions(request.viewer, on=choice.on)
    if str(uid) not in {line.uid for line in known}:
        raise lists.not_there(gettext("reference function"), uid)
    actions.end_reference_function(by=request.actor, function=str(uid), until=choice.on)
    messages.success(request, gettext("The reference function has ended. Its record stays."))
    return redirect("reference_functions")


def sent_or_kept(request: HttpRequest) -> bool:
    """Whether a form is asked for; whoever sends one without being allowed is refused (people.not_yours)."""
    if request.method == "POST":
        check_may(request.actor, Deed.RECORD_RESOURCE, request.POST.get("owner") or REGION)
    return request.method == "POST" or bool(owners_for(request.actor, Deed.RECORD_RESOURCE))


def _status(form: forms.Form | None) -> int:
    return 422 if form is not None and form.errors else 200


def _owners(request: HttpRequest, choice: lists.Choice) -> tuple[Choices, Choices]:
    """For whom the reader may record, and the countries that this may be about."""
    owners = owners_for(request.actor, Deed.RECORD_RESOURCE)
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    names = {c.code: str(c) for c in countries}
    possible = list(names) if REGION in owners else [owner for owner in owners if owner in names]
    return [(o, names.get(o, gettext("The region"))) for o in owners], [(code, names[code]) for code in possible]


def _holders(request: HttpRequest, countries: Choices, choice: lists.Choice) -> Choices:
    codes = [code for code, _name in countries]
    if not codes:
        return []
    asked = Choice(territories=codes)
    places = queries.facilities(request.viewer, on=choice.on, lang=choice.lang, choice=asked, size=500).rows
    bodies = people.organisations(on=choice.on, lang=choice.lang)
    return [
        *((f"{FACILITY}:{line.key}", f"{line.name} ({line.key})") for line in places),
        *((f"{ORGANISATION}:{body.key}", body.name) for body in bodies if body.territory in codes and not body.ended),
    ]


def _rows(request: HttpRequest, found: Sequence[ReferenceLine], choice: lists.Choice) -> list[dict[str, Any]]:
    names = lists.names_of({line.territory for line in found}, choice)
    bodies = lists.organisation_names([line.holder.organisation for line in found], choice)
    return [
        {
            "line": line,
            "area": word(REFERENCE_AREAS, line.area),
            "reach": word(REACHES, line.reach),
            "country": names.get(line.territory),
            "holder": whereabouts(line.holder, bodies),
            "mine": line.until is None and may(request.actor, Deed.RECORD_RESOURCE, line.owner),
        }
        for line in found
    ]


def _associations_table(request: HttpRequest, found: Sequence[AssociationLine], choice: lists.Choice) -> Table:
    names = lists.names_of({line.territory for line in found}, choice)
    rows = [
        [
            *(x.name, names.get(x.territory) or gettext("The region"), x.members, x.members_on),
            *("; ".join(said(EXPERTISE, x.topics)), " ".join(x.languages), x.website, keys_of(x.sources)),
            gettext("yes") if x.synthetic else "",
        ]
        for x in found
    ]
    return lists.table(request.viewer, gettext("Associations"), ASSOCIATIONS, rows, choice)


def _functions_table(request: HttpRequest, found: Sequence[ReferenceLine], choice: lists.Choice) -> Table:
    names = lists.names_of({line.territory for line in found}, choice)
    bodies = lists.organisation_names([line.holder.organisation for line in found], choice)
    rows = [
        [
            *(word(REFERENCE_AREAS, x.area), word(REACHES, x.reach), names.get(x.territory), cell(x.holder.facility)),
            *(cell(x.holder.title), bodies.get(x.holder.organisation, ""), x.start, x.until, x.mandate),
            *(keys_of(x.sources), gettext("yes") if x.synthetic else ""),
        ]
        for x in found
    ]
    return lists.table(request.viewer, gettext("Reference functions"), FUNCTIONS, rows, choice)
