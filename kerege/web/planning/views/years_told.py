"""What a plan over years rests on: what is recorded, and what people tell it row by row, each with its reason."""

from functools import partial
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.people.rules import REGION
from kerege.planning import actions, queries
from kerege.planning.queries import YearsPage
from kerege.planning.rules.years import FAMILIES, ONCE
from kerege.planning.words import years as told_words
from kerege.training.queries.curricula import curricula
from kerege.web.activities import lists
from kerege.web.experts.asking import languages
from kerege.web.inventory.details import Choices
from kerege.web.planning import years_wording as said
from kerege.web.planning.dropping import dropped
from kerege.web.planning.views.years import about, rests_on
from kerege.web.planning.wording import Named, named
from kerege.web.planning.years_forms import AboutYearsForm, MissingForm, YearsRowForm
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
def told_page(request: HttpRequest, uid: object) -> HttpResponse:
    """What a plan over years rests on, with a form for each kind of row."""
    choice = lists.chosen(request)
    page, names = queries.years_plan(request.viewer, uid, request.actor), named(request)
    context = about(request, page, names, "years_told")
    made = _forms(request, page, names, context["tracks"]) if not page.works else {}
    sent: Any = next((form for form in made.values() if form.is_bound), None)
    if request.method == "POST" and sent is None:
        return _dropped(request, page)
    if sent is not None and sent.is_valid():
        run = partial(sent.run, by=request.actor, years=page.line.uid)
        if attempt(sent, run, called=getattr(sent, "called", {})) is not None:
            messages.success(request, gettext("Recorded."))
            return redirect(f"{reverse('years_told', args=[uid])}#{getattr(sent, 'family', '')}")
    now = queries.years_now(request.viewer, uid, request.actor, on=choice.on, lang=choice.lang)
    rows = said.told_rows(page, context["tracks"], names)
    context |= rests_on(page, now, names) | {
        "about_form": made.get("about"),
        "missing_form": made.get("missing"),
        "families": [
            {
                "key": key,
                "title": gettext(told_words.FAMILIES[key]),
                "hint": gettext(told_words.HINTS[key]),
                "rows": rows[key],
                "form": made.get(key),
                "whole": ONCE.get(key) == (),
            }
            for key in FAMILIES
        ],
        "figures": figures(now.kept.get("origins", {}), names, context["tracks"], choice.page),
        "wrong": sent if sent is not None and sent.errors else None,
    }
    return render(request, "planning/years_told.html", context, status=422 if context["wrong"] else 200)


def figures(origins: dict[str, Any], names: Named, tracks: dict[str, str], shown: int) -> dict[str, Any]:
    """The figures that would be planned with today, each with where it comes from, one page of them."""
    if not origins:
        return {}
    lost = origins["lost"]
    longest = max((origins[key] for key in ("needs", "stock", "halls")), key=len)
    page = Paginator(longest, lists.SHOWN).get_page(shown)
    here = slice((page.number - 1) * lists.SHOWN, page.number * lists.SHOWN)
    return {
        "page": page,
        "people": [
            (names.country(country), names.topic(topic), count, gettext(FROM.get(source, source)))
            for country, topic, source, count in origins["needs"][here]
        ],
        "stock": [
            (names.country(country), tracks.get(track, track), count, said.origin(source, why, seen))
            for country, track, count, source, why, seen in origins["stock"][here]
        ],
        "halls": [
            (names.country(country), count, said.origin(source, why, seen))
            for country, _track, count, source, why, seen in origins["halls"][here]
        ],
        "lost": lost,
    }


FROM = {
    "need": told_words.FROM_NEEDS,
    "stated": told_words.FROM_STATED,
    "least": told_words.FROM_LEAST,
    "wanted": told_words.FROM_TYPED,
}


def _forms(request: HttpRequest, page: YearsPage, names: Named, tracks: dict[str, str]) -> dict[str, django_forms.Form]:
    do = request.POST.get("do", "") if request.method == "POST" else ""
    line = page.line
    begun = {
        "title": line.title, "begins": line.first, "quarters": str(line.quarters), "currency": page.wanted_currency,
        "use_needs": page.use_needs, "seconds": str(page.seconds),
    }  # fmt: skip
    made: dict[str, django_forms.Form] = {
        "about": AboutYearsForm(request.POST if do == "about" else None, prefix="about", initial=begun)
    }
    offered, near = _offered(request, page, names, tracks), _near(request, page, names)
    for family in FAMILIES:
        sent = request.POST if do == f"add {family}" else None
        known = page.rows.get(family, [])
        made[family] = YearsRowForm(sent, family=family, offered=offered, near=near, known=known)
    if lacking := [family for family in ASKED_TOGETHER if not page.rows.get(family)]:
        sent = request.POST if do == MissingForm.do else None
        made[MissingForm.do] = MissingForm(sent, families=lacking, since=line.first)
    return made


ASKED_TOGETHER = ("lost", "halls", "terms", "event", "money")
"""What is asked in one form until it is told."""


def _near(request: HttpRequest, page: YearsPage, names: Named) -> Choices:
    """The countries that can be ticked: the one for which is planned, or those of the projects of the region."""
    choice = lists.chosen(request)
    own = page.line.owner
    taking_part = {p.code for key in atlas.project_keys() for p in atlas.participants(key, on=choice.on)}
    codes = taking_part if own == REGION else {own}
    return sorted(((code, names.country(code)) for code in codes), key=lambda pair: pair[1].casefold())


def _offered(request: HttpRequest, page: YearsPage, names: Named, tracks: dict[str, str]) -> dict[str, Choices]:
    """The choices by kind of field."""
    choice = lists.chosen(request)
    partners = {str(c.code): str(c) for c in lists.countries(choice.on, choice.lang)}
    for code in names.countries:
        names.noted(code)  # an <option> cannot remember its note itself
    lands = [*partners.items(), *((code, name) for code, name in names.countries.items() if code not in partners)]
    taught = curricula(request.viewer, on=choice.on, lang=choice.lang)
    return {
        "country": lands,
        "curriculum": [(c.key, f"{c.title} ({c.version})") for c in taught if c.version],
        "topic": [(row["curriculum"], names.topic(row["curriculum"])) for row in page.rows.get("courses", [])],
        "scheme": list(tracks.items()),
        "language": list(languages()),
    }


def _dropped(request: HttpRequest, page: YearsPage) -> HttpResponse:
    uid = page.line.uid
    return dropped(
        request,
        lambda family, number: actions.drop_years_row(by=request.actor, years=uid, family=family, number=number),
        FAMILIES,
        reverse("years_told", args=[uid]),
    )
