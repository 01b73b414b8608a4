"""What a plan rests on, as people tell it: row by row, and who could teach."""

from functools import partial
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from kerege.inventory import queries as inventory
from kerege.lib.refusal import Refusal
from kerege.planning import actions, queries, words
from kerege.planning.queries import PARTS, ScenarioPage
from kerege.planning.rules.rows import FAMILIES
from kerege.privacy.queries import listed_by_name
from kerege.training.actions.staffing import LISTED
from kerege.training.queries.curricula import curricula
from kerege.web.activities import lists
from kerege.web.inventory.details import Choices
from kerege.web.people.finding import FoundPersons, find_persons
from kerege.web.planning.dropping import dropped
from kerege.web.planning.forms import ChangeForm, RowForm, TrainerForm
from kerege.web.planning.views.plan import about
from kerege.web.planning.wording import Named, named, rows_told
from kerege.web.shell.forms import attempt
from kerege.web.shell.middleware import note_refused, told

BY_HAND = tuple(family for family in FAMILIES if family not in {"staff", "pins", "forbidden"})
"""Families with a form of their own here; the others come from the pages of people and of courses."""


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, uid: object) -> HttpResponse:
    """What a plan rests on, with a form for each kind of row."""
    page = queries.scenario(request.viewer, uid, request.actor)
    names = named(request, page)
    context = about(request, page, names, "scenario_settings")
    found = find_persons(request, {page.line.owner} if page.line.owner != "REG" else {"REG", *names.countries})
    made = _forms(request, page, names, found) if context["open"] else []
    sent = next((form for form in made if form.is_bound), None)
    if request.method == "POST" and sent is None:
        return _listed(request, page) if request.POST.get("do") == "listed" else _dropped(request, page)
    if sent is not None and sent.is_valid():
        form: Any = sent
        if attempt(form, partial(form.run, by=request.actor, scenario=page.line.uid)) is not None:
            messages.success(request, gettext("Recorded."))
            return redirect(f"{reverse('scenario_settings', args=[uid])}#{getattr(form, 'family', 'staff')}")
    wrong = sent if sent is not None and sent.errors else None
    by_family = {getattr(form, "family", form.do): form for form in made}  # type: ignore[attr-defined]
    rows = rows_told(page, names)
    context |= {
        "families": [
            {"key": key, "title": gettext(words.FAMILIES[key]), "rows": rows[key], "form": by_family.get(key)}
            for key in FAMILIES
        ],
        "about_form": by_family.get("about"),
        "trainer_form": by_family.get("trainer"),
        "found": found,
        "people_found": bool(found.lines or (by_family.get("trainer") and _people_of(by_family["trainer"]))),
        "wrong": wrong,
    }
    return render(request, "planning/settings.html", context, status=422 if wrong else 200)


def _people_of(form: django_forms.Form) -> Choices:
    return list(form.fields["person"].choices)  # type: ignore[attr-defined]


def _listed(request: HttpRequest, page: ScenarioPage) -> HttpResponse:
    """Name all who chose to be found as trainers."""
    try:
        count = actions.name_listed(by=request.actor, scenario=page.line.uid)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        note_refused(refusal)
        messages.error(request, told(refusal))
    else:
        said = ngettext("%(count)s trainer is named.", "%(count)s trainers are named.", count)
        messages.success(
            request, said % {"count": count} if count else gettext("Nobody was found who is not named yet.")
        )
    return redirect(f"{reverse('scenario_settings', args=[page.line.uid])}#staff")


def _dropped(request: HttpRequest, page: ScenarioPage) -> HttpResponse:
    uid, back = page.line.uid, "season_plan" if request.POST.get("back") == "plan" else "scenario_settings"
    return dropped(
        request,
        lambda family, number: actions.drop_row(by=request.actor, scenario=uid, family=family, number=number),
        FAMILIES,
        reverse(back, args=[uid]),
    )


def _forms(request: HttpRequest, page: ScenarioPage, names: Named, found: FoundPersons) -> list[django_forms.Form]:
    do = request.POST.get("do", "") if request.method == "POST" else ""
    begun = {
        "title": page.line.title,
        "first": page.line.first,
        "last": page.line.last,
        "currency": page.currency,
        "use_needs": page.use_needs,
        "also": list(page.also),
        "seconds": page.seconds,
    }
    made: list[django_forms.Form] = [
        ChangeForm(request.POST if do == "about" else None, prefix="about", initial=begun),
        TrainerForm(request.POST if do == "trainer" else None, people=_people(request, names, found)),
    ]
    offered = _offered(request, page, names)
    for family in BY_HAND:
        made.append(RowForm(request.POST if do == f"add {family}" else None, family=family, offered=offered))
    return made


def _people(request: HttpRequest, names: Named, found: FoundPersons) -> Choices:
    """Whom the reader finds by name: people of the owner, and those of any country who chose to be found."""
    choice = lists.chosen(request)
    lines = listed_by_name(request.viewer, found.text, on=choice.on) if found.text else []
    known = {str(line.name) for line in found.lines}
    listed = [
        (
            f"{LISTED}{line.uid}",
            gettext("%(name)s, %(country)s (chose to be found)")
            % {"name": line.name, "country": names.country(line.owner)},
        )
        for line in lines
        if line.name not in known
    ]
    return [*found.choices, *listed]


def _offered(request: HttpRequest, page: ScenarioPage, names: Named) -> dict[str, Choices]:
    """The choices by kind of field."""
    choice = lists.chosen(request)
    for code in names.countries:
        names.noted(code)  # an <option> cannot remember its note itself
    partners = {str(c.code): str(c) for c in lists.countries(choice.on, choice.lang)}
    lands = [*partners.items(), *((code, name) for code, name in names.countries.items() if code not in partners)]
    taught = curricula(request.viewer, on=choice.on, lang=choice.lang)
    return {
        "country": lands,
        "countries": [("*", gettext("all")), *partners.items()],
        "curriculum": [(c.key, f"{c.title} ({c.version})") for c in taught if c.version],
        "topic": [(row["curriculum"], names.topic(row["curriculum"])) for row in page.rows.get("topics", [])],
        "languages": list(names.languages.items()),
        "language": list(names.languages.items()),
        "person": [(key, names.trainer(key)) for key in names.trainers],
        "people": [(key, names.trainer(key)) for key in names.trainers],
        "room": _rooms(request, page, names),
        "sex": [(key, gettext(word)) for key, word in words.SEXES.items()],
        "off": [(key, gettext(word)) for key, word in words.OFF.items()],
        "women": [(key, gettext(word)) for key, word in words.SHARED_BY.items()],
    }


def _rooms(request: HttpRequest, page: ScenarioPage, names: Named) -> Choices:
    choice = lists.chosen(request)
    found: Choices = []
    for key in names.centres:
        if page.line.centre in {"", key}:
            centre = inventory.centre(request.viewer, key, on=choice.on, lang=choice.lang)
            for room in centre.rooms if centre is not None else ():
                found.append((f"{key}{PARTS}{room.title}", names.room(f"{key}{PARTS}{room.title}")))
    return found
