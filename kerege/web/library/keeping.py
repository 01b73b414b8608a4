"""For those who keep the library: a new resource, a new edition, and withdrawing one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.files.rules import Received, received
from kerege.files.words import READING
from kerege.outreach import actions
from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.content.taking import scan
from kerege.web.library.forms import EditionForm, ResourceForm, WithdrawForm
from kerege.web.library.views import found_resource, trail
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address


@require_http_methods(["GET", "POST"])
def new_resource(request: HttpRequest) -> HttpResponse:
    """Put a resource into the library with its first edition."""
    owners = owners_for(request.actor, Deed.RECORD_ACTIVITY)
    if not owners:
        check_may(request.actor, Deed.RECORD_ACTIVITY, request.POST.get("owner") or REGION)
    choice = lists.chosen(request)
    names = lists.names_of({owner for owner in owners if owner != REGION}, choice)
    note_offered(request, names.values())
    offered = [(owner, str(names.get(owner) or gettext("The region"))) for owner in owners]
    form = ResourceForm(*_sent(request), owners=offered, initial={"lang": choice.lang})
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("owner", "label", "kind", "topics", "key")}
        done = attempt(
            form,
            lambda: actions.publish_resource(by=request.actor, first=form.told(), received=_file(form), **told),
        )
        if done is not None:
            return redirect("resource", key=done.key)
    context = {"form": form, "trail": trail()}
    return render(request, "library/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def new_edition(request: HttpRequest, key: str) -> HttpResponse:
    """Add an edition: a newer one, or a translation."""
    line = found_resource(request, key)
    check_may(request.actor, Deed.RECORD_ACTIVITY, line.owner)
    initial = {"rights": line.shown.rights, "licence": line.shown.licence, "lang": lists.chosen(request).lang}
    form = EditionForm(*_sent(request), initial=initial)
    if form.is_valid():
        done = attempt(
            form,
            lambda: actions.add_edition(by=request.actor, resource=line.key, told=form.told(), received=_file(form)),
        )
        if done is not None:
            return redirect("resource", key=line.key)
    context = {"form": form, "line": line, "trail": [*trail(), (line.title, address("resource", line.key))]}
    return render(request, "library/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def withdraw_edition(request: HttpRequest, key: str, uid: object) -> HttpResponse:
    """Ask for the reason, then take an edition out."""
    line = found_resource(request, key)
    check_may(request.actor, Deed.RECORD_ACTIVITY, line.owner)
    edition = next((each for each in line.editions if each.uid == str(uid)), None)
    if edition is None:
        raise lists.not_there(gettext("edition"), uid)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        done = attempt(form, lambda: actions.withdraw_edition(by=request.actor, edition=edition.uid, **told))
        if done is not None:
            return redirect("resource", key=line.key)
    trailed = [*trail(), (line.title, address("resource", line.key))]
    context = {"form": form, "line": line, "edition": edition, "trail": trailed}
    return render(request, "library/withdraw.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _file(form: EditionForm) -> Received | None:
    """The file that was sent, judged. Refuses what files.rules.received refuses."""
    sent = form.cleaned_data["file"]
    return received(sent.name, sent.chunks(), kinds=READING, scan=scan()) if sent else None
