"""Writing an alert, and every button that moves it on."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_http_methods, require_POST

from kerege.atlas import queries as atlas
from kerege.lib.locales import official_languages
from kerege.people.rules import REGION
from kerege.people.words import Deed
from kerege.response.actions import alerts, following_alerts
from kerege.response.queries.alerts import AlertLine
from kerege.upkeep.queries import alert_keys
from kerege.web.activities import lists
from kerege.web.alerts import wording
from kerege.web.alerts.forms import BEGUN, AlertForm, ReasonForm, initial_of
from kerege.web.alerts.views import line_of, shown, trail
from kerege.web.capacity.drafts import offered_owners
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt

HOST = settings.KEREGE_ADDRESS.partition("://")[2]


@require_http_methods(["GET", "POST"])
def new_alert(request: HttpRequest) -> HttpResponse:
    """Begin an alert."""
    owners = offered_owners(request, Deed.WRITE_ALERT)
    owner = request.POST.get("owner", "") if request.method == "POST" else owners[0][0]
    owner = owner if owner in dict(owners) else owners[0][0]
    form = _form(request, owner, owners=owners, initial={**BEGUN, "owner": owner, **_third(owner)})
    if form.is_valid():
        made = attempt(form, lambda: _written(request, form))
        if made is not None:
            messages.success(request, gettext("The draft is kept. Read it once more, then hand it in."))
            return redirect("alert", uid=made.uid)
    return _page(request, form, gettext("Write an alert"))


def _written(request: HttpRequest, form: AlertForm) -> Any:
    sent = form.cleaned_data
    return alerts.write_alert(by=request.actor, owner=sent["owner"], told=form.told(sent["status"]))


def _third(owner: str) -> dict[str, str]:
    """The national language of a country as the third one, where the node speaks it."""
    spoken = dict(settings.LANGUAGES)
    official = official_languages(atlas.territory(owner).alpha2 or "") if owner != REGION else ()
    found = [tag for tag in official if tag in spoken and tag not in {BEGUN["language_1"], BEGUN["language_2"]}]
    return {"language_3": found[0]} if found else {}


@require_http_methods(["GET", "POST"])
def edit_alert(request: HttpRequest, uid: object) -> HttpResponse:
    """Write a draft on."""
    line = line_of(request, uid)
    form = _form(request, line.owner, owners=[], initial=initial_of(line, wording.zone_of(line.owner)), fixed=True)
    if form.is_valid() and attempt(form, lambda: _changed(request, line, form)) is not None:
        messages.success(request, gettext("The draft is kept."))
        return redirect("alert", uid=line.uid)
    return _page(request, form, gettext("Change the alert"), line)


def _changed(request: HttpRequest, line: AlertLine, form: AlertForm) -> Any:
    seen = form.cleaned_data["seen"]
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
    return alerts.change_alert(by=request.actor, alert=line.uid, told=form.told(line.status), seen=number)


def _form(request: HttpRequest, owner: str, *, owners: Any, initial: dict[str, Any], fixed: bool = False) -> AlertForm:
    choice = lists.chosen(request)
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    units = [
        (str(c), [(u.code, u.name) for u in atlas.units(c.code, on=choice.on, lang=choice.lang)]) for c in countries
    ]
    return AlertForm(
        request.POST if request.method == "POST" else None,
        owners=owners,
        countries=[(c.code, str(c)) for c in countries if c.code != owner],
        units=[each for each in units if each[1]],
        zone=wording.zone_of(owner),
        lang=choice.lang,
        fixed=fixed,
        initial=initial,
    )


def _page(request: HttpRequest, form: AlertForm, title: str, line: AlertLine | None = None) -> HttpResponse:
    context = {"form": form, "title": title, "line": line, "trail": trail()}
    return render(request, "alerts/form.html", context, status=422 if form.errors else 200)


@require_POST
def do(request: HttpRequest, uid: object) -> HttpResponse:
    """Do what a button of the page says, and go where it leads."""
    line, name = line_of(request, uid), request.POST.get("do", "")
    if name in {"return", "cancel"}:
        form = ReasonForm(request.POST)
        done = form.is_valid() and attempt(form, lambda: _with_reason(request, line, name, form.cleaned_data["reason"]))
        if not done:
            return shown(request, uid, form=form, pressed=name)
        made: Any = done
    else:
        made = DEEDS[name](request, line) if name in DEEDS else None
    if name in SAID:
        messages.success(request, gettext(SAID[name]))
    if name == "update":
        return redirect("edit_alert", uid=made.uid)
    return redirect("alert", uid=made.uid if name == "cancel" else line.uid)


def _with_reason(request: HttpRequest, line: AlertLine, name: str, reason: str) -> Any:
    if name == "return":
        return alerts.return_alert(by=request.actor, alert=line.uid, reason=reason, seen=line.number)
    return following_alerts.cancel_alert(by=request.actor, alert=line.uid, reason=reason)


def _issue(request: HttpRequest, line: AlertLine) -> Any:
    seal = alert_keys.seal(settings.DATA, host=HOST)
    web = settings.KEREGE_ADDRESS + reverse("alert", args=[line.uid])
    return alerts.issue_alert(by=request.actor, alert=line.uid, seal=seal, web=web)


def _reply(request: HttpRequest, line: AlertLine) -> Any:
    owner, kind, note = (request.POST.get(name, "")[:400] for name in ("owner", "kind", "note"))
    return following_alerts.acknowledge_alert(
        by=request.actor, viewer=request.viewer, alert=line.uid, owner=owner, kind=kind, note=note
    )


DEEDS: dict[str, Callable[[HttpRequest, AlertLine], Any]] = {
    "submit": lambda request, line: alerts.submit_alert(by=request.actor, alert=line.uid, seen=line.number),
    "approve": lambda request, line: alerts.approve_alert(by=request.actor, alert=line.uid, seen=line.number),
    "withdraw": lambda request, line: alerts.withdraw_alert(by=request.actor, alert=line.uid),
    "update": lambda request, line: following_alerts.update_alert(by=request.actor, alert=line.uid),
    "issue": _issue,
    "reply": _reply,
}
SAID = {
    "submit": _("The alert is handed in. Another person reviews it now."),
    "approve": _("The alert is approved. It goes out when somebody issues it."),
    "return": _("The alert went back to its author."),
    "withdraw": _("The alert is dropped. Nobody was warned."),
    "issue": _("The alert is issued: it is signed, and stands in the feeds."),
    "update": _("This draft says what the alert said. Change what is new, then hand it in."),
    "cancel": _("The cancellation is a draft. Hand it in; once issued it ends the alert everywhere."),
    "reply": _("Your answer is kept, and who warned sees it."),
}
