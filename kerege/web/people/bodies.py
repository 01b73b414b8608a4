"""One organisation: its dated names, what came before and after it, and recording both where that is allowed."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.people import actions, queries
from kerege.people.rules import REGION, check_may, may
from kerege.people.words import ORGANISATION_KINDS, SUCCESSION_KINDS, Deed, OrganisationKind
from kerege.web.people import logo
from kerege.web.shell.asof import on_date
from kerege.web.shell.forms import DayField, Offered, Typed, attempt

LOGO = ("logo", "remove_logo")


class NameForm(forms.Form):
    lang = Typed(label=_("Language"), help_text=_("Its code, for example en, ru or kk."))
    text = Typed(label=_("Name"))
    start = DayField(label=_("First day"), required=False)
    end = DayField(label=_("First day without the name"), required=False)


class SuccessionForm(forms.Form):
    successor = Offered(label=_("What came after it"))
    kind = Offered(label=_("How"))
    on = DayField(label=_("On"), required=False)


@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """Refuses people.unknown_key (404); a POST of somebody who may not, people.not_yours (403)."""
    body = queries.organisation(key)
    lang, on = get_language() or "en", on_date(request)
    lines = {line.key: line for line in queries.organisations(on=on, lang=lang)}
    made = _forms(request, body.territory_id or REGION, lines)
    if request.method == "POST":
        succession = request.POST.get("do") == "succession"
        check_may(request.actor, Deed.MANAGE_PEOPLE, REGION if succession else body.territory_id or REGION)
        if _done(request, key, made):
            return redirect("organisation", key=key)
    links = queries.succession_links()
    context = {
        "body": body,
        "name": atlas.names_of([body.uid], on=on, lang=lang).get(body.uid, key),
        "kind": gettext(ORGANISATION_KINDS[OrganisationKind(body.kind)]),
        "country": atlas.display_names([body.territory_id], lang=lang, on=on)[body.territory_id]
        if body.territory_id
        else None,
        "names": atlas.spellings_of(body.uid),
        "before": [lines[k] for k, after in links.items() if key in after and k in lines],
        "after": [lines[k] for k in links.get(key, ()) if k in lines],
    }
    context |= logo.shown(request, key)
    return render(request, "people/organisation.html", context | made, status=422 if request.method == "POST" else 200)


def _forms(request: HttpRequest, owner: str, lines: dict[str, queries.OrganisationLine]) -> dict[str, forms.Form]:
    """The forms that this actor may fill in; what was typed into one of them stays."""
    made: dict[str, forms.Form] = {}
    do = request.POST.get("do")
    if may(request.actor, Deed.MANAGE_PEOPLE, owner):
        made["naming"] = NameForm(request.POST if do == "name" else None, prefix="name")
        sent = do == "logo"
        made["picture"] = logo.LogoForm(
            request.POST if sent else None, request.FILES if sent else None, prefix="picture"
        )
    if may(request.actor, Deed.MANAGE_PEOPLE, REGION):
        form = SuccessionForm(request.POST if do == "succession" else None, prefix="succession")
        form.fields["successor"].choices = [(k, line.name) for k, line in lines.items()]
        form.fields["kind"].choices = [(k.value, gettext(word)) for k, word in SUCCESSION_KINDS.items()]
        made["succession"] = form
    return made


def _done(request: HttpRequest, key: str, made: dict[str, forms.Form]) -> bool:
    if request.POST.get("do") in LOGO:
        return logo.done(request, key, made["picture"])
    if request.POST.get("do") == "succession":
        form = made["succession"]
        return form.is_valid() and bool(
            attempt(form, lambda: actions.record_succession(by=request.actor, predecessor=key, **form.cleaned_data))
        )
    form = made["naming"]
    return form.is_valid() and bool(
        attempt(form, lambda: actions.name_organisation(by=request.actor, organisation_key=key, **form.cleaned_data))
    )
