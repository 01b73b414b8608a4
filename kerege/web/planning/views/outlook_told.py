"""What people tell an outlook: row by row, each with its reason."""

from functools import partial
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.planning import actions, queries
from kerege.planning.queries import OutlookPage
from kerege.planning.rules.outlooks import FAMILIES
from kerege.planning.words import outlooks as told_words
from kerege.web.inventory.details import Choices
from kerege.web.planning import outlook_wording as wording
from kerege.web.planning.dropping import dropped
from kerege.web.planning.outlook_forms import AskForm, ToldForm
from kerege.web.planning.views.outlook import about, sentence
from kerege.web.planning.wording import named
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
def told_page(request: HttpRequest, uid: object) -> HttpResponse:
    """What an outlook rests on, with a form for each kind of row."""
    page = queries.outlook(request.viewer, uid, request.actor)
    context = about(request, page, "outlook_told")
    made = _forms(request, page, list(context["levels"].items()))
    sent: Any = next((form for form in made.values() if form.is_bound), None)
    if request.method == "POST" and sent is None:
        return _dropped(request, page)
    if sent is not None and sent.is_valid():
        if attempt(sent, partial(sent.run, by=request.actor, outlook=page.line.uid)) is not None:
            messages.success(request, gettext("Recorded."))
            return redirect(f"{reverse('outlook_told', args=[uid])}#{getattr(sent, 'family', 'about')}")
    rows = wording.told_rows(page, context["levels"], named(request))
    context |= {
        "lacking": [sentence(each, context["levels"]) for each in page.lacking],
        "about_form": made["about"],
        "families": [
            {
                "key": key,
                "title": gettext(told_words.FAMILIES[key]),
                "hint": gettext(told_words.HINTS[key]),
                "rows": rows[key],
                "form": made[key],
            }
            for key in FAMILIES
        ],
        "needed": wording.needed_told(page),
        "wrong": sent if sent is not None and sent.errors else None,
    }
    return render(request, "planning/outlook_told.html", context, status=422 if context["wrong"] else 200)


def _forms(request: HttpRequest, page: OutlookPage, levels: Choices) -> dict[str, django_forms.Form]:
    do = request.POST.get("do", "") if request.method == "POST" else ""
    begun = {"title": page.line.title, "currency": page.currency, "hold": str(page.hold)}
    made: dict[str, django_forms.Form] = {
        "about": AskForm(request.POST if do == "about" else None, prefix="about", initial=begun)
    }
    for family in FAMILIES:
        made[family] = ToldForm(request.POST if do == f"add {family}" else None, family=family, levels=levels)
    return made


def _dropped(request: HttpRequest, page: OutlookPage) -> HttpResponse:
    uid = page.line.uid
    return dropped(
        request,
        lambda family, number: actions.drop_told(by=request.actor, outlook=uid, family=family, number=number),
        FAMILIES,
        reverse("outlook_told", args=[uid]),
    )
