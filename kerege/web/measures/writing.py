"""Recording a measure, bringing in a text, recording an event, and withdrawing what was wrong."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from kerege.files.rules import received
from kerege.law.actions import events, measures, texts
from kerege.law.queries import measures as queries
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.web.capacity.drafts import offered_owners
from kerege.web.content.taking import scan
from kerege.web.measures import wording
from kerege.web.measures.forms import EventForm, MeasureForm, TextForm, WithdrawForm
from kerege.web.shell.asof import on_date
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
def new_measure(request: HttpRequest) -> HttpResponse:
    """Record a measure."""
    owners = [each for each in offered_owners(request, Deed.RECORD_LAW) if len(each[0]) == 3 and each[0] != "REG"]
    form = MeasureForm(request.POST if request.method == "POST" else None, owners=owners)
    if form.is_valid():
        told = form.cleaned_data
        given = {name: told[name] for name in ("owner", "uri", "kind", "state", "number", "dates", "gazette", "link")}
        made = attempt(
            form,
            lambda: measures.record_measure(
                by=request.actor,
                titles=form.titles(),
                sources=_keys(told["sources"]),
                note=told["note"],
                label=told["label"],
                **given,
            ),
            called={"title": "title_en"},
            otherwise="sources",
        )
        if made is not None:
            messages.success(request, gettext("The measure is recorded. Bring its text, or say what happened to it."))
            return redirect(wording.address(made.uri))
    return _form(request, form, gettext("Record a measure"))


@require_http_methods(["GET", "POST"])
def new_text(request: HttpRequest) -> HttpResponse:
    """Bring a text of a measure in."""
    sent = request.method == "POST"
    form = TextForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        measures=_measures(request),
        initial={"measure": request.GET.get("uri", "")[:300], "source_kind": "official"},
    )
    if form.is_valid():
        made = attempt(form, lambda: _added(request, form.cleaned_data), called={"uri": "measure"}, otherwise="file")
        if made is not None:
            messages.success(request, gettext("The text is here."))
            told = form.cleaned_data
            return redirect(f"{wording.address(told['measure'])}?language={made.language}&on={made.start}")
    return _form(request, form, gettext("Bring a text in"))


def _added(request: HttpRequest, told: Any) -> Any:
    upload = told["file"]
    file = received(upload.name, upload.chunks(), kinds=texts.KINDS, scan=scan())
    given = ("language", "source_kind", "machine", "start", "until", "keep_losses", "source", "label")
    return texts.add_text(by=request.actor, uri=told["measure"], file=file, **{name: told[name] for name in given})


@require_http_methods(["GET", "POST"])
def new_event(request: HttpRequest) -> HttpResponse:
    """Record what happens to a measure."""
    initial = {"measure": request.GET.get("uri", "")[:300], "parts": request.GET.get("part", "")[:120]}
    form = EventForm(request.POST if request.method == "POST" else None, measures=_measures(request), initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        given = {name: told[name] for name in ("kind", "on", "condition", "by_measure", "source", "note", "label")}
        made = attempt(
            form,
            lambda: events.record_event(by=request.actor, uri=told["measure"], parts=_keys(told["parts"]), **given),
            called={"uri": "measure"},
        )
        if made is not None:
            messages.success(request, gettext("The event is recorded."))
            return redirect(wording.address(told["measure"]))
    return _form(request, form, gettext("Record what happens to a measure"))


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, uid: object) -> HttpResponse:
    """Withdraw a text or an event that was wrong."""
    of = queries.holding(request.viewer, str(uid), on=on_date(request))
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = {"by": request.actor, "uid": str(uid), "reason": form.cleaned_data["reason"]}
        deed = texts.withdraw_text if str(uid) in {each.uid for each in of.texts} else events.withdraw_event
        if attempt(form, lambda: deed(**given)) is not None:
            messages.success(request, gettext("It is withdrawn."))
            return redirect(wording.address(of.uri))
    return _form(request, form, gettext("Withdraw"))


def _measures(request: HttpRequest) -> list[tuple[str, str]]:
    """The measures that the reader may change, by address and title. Refuses people.not_yours to whoever may none."""
    offered_owners(request, Deed.RECORD_LAW)
    owners, lang = owners_for(request.actor, Deed.RECORD_LAW), get_language() or "en"
    lines = queries.measures(request.viewer, on=on_date(request))
    return [(each.uri, f"{wording.named(each.titles, lang)[0]} · {each.uri}") for each in lines if each.owner in owners]


def _keys(typed: str) -> list[str]:
    return [each.strip() for each in typed.replace(";", ",").split(",") if each.strip()]


def _form(request: HttpRequest, form: Any, title: str) -> HttpResponse:
    context = {"form": form, "title": title}
    return render(request, "measures/form.html", context, status=422 if form.errors else 200)
