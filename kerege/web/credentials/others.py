"""Certificates of other bodies: recording them, and verifying them as another person."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity import actions, queries
from kerege.capacity.queries import external
from kerege.capacity.queries.external import ExternalLine
from kerege.capacity.words.competence import Shown
from kerege.capacity.words.credentials import EXTERNAL_STATES, ExternalState
from kerege.files.rules import received
from kerege.files.words import DOCUMENTS
from kerege.people.rules import Actor, may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.capacity.competence_forms import CountForm
from kerege.web.capacity.competence_words import competence_title, level_word
from kerege.web.content.addresses import address_past_clearance
from kerege.web.content.taking import accept, scan
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import DayField, Typed, attempt
from kerege.web.shell.wording import word_of

TONES = {ExternalState.RECORDED: "info", ExternalState.VERIFIED: "good"}


class RecordForm(forms.Form):
    person = Typed(required=False, label=_("Key of the person"), help_text=_("Empty: it is your own certificate."))
    body = Typed(label=_("Who gave it"), help_text=_("The name of the body as it stands on the certificate."))
    title = Typed(label=_("What was certified"))
    number = Typed(label=_("Number of the certificate"))
    valid_from = DayField(label=_("Valid from"))
    valid_until = DayField(required=False, label=_("Not valid any more from"), help_text=_("Empty: without an end."))
    file = forms.FileField(
        label=_("Proof"), required=False, widget=forms.FileInput(attrs={"accept": accept(DOCUMENTS)})
    )

    def __init__(self, *args: Any, manages: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not manages:
            del self.fields["person"]

    def run(self, *, by: Actor) -> Any:
        told = dict(self.cleaned_data)
        file = told.pop("file")
        taken = received(file.name, chunks=file.chunks(), scan=scan()) if file else None
        return actions.record_external(by=by, received=taken, **told)


class JudgeForm(forms.Form):
    note = Typed(required=False, label=_("Why it is not accepted"), help_text=_("Only where you do not accept it."))

    def run(self, *, by: Actor, uid: str, accepted: bool) -> Any:
        return actions.judge_external(by=by, uid=uid, accepted=accepted, note=self.cleaned_data["note"])


def external_line(line: ExternalLine, choice: lists.Choice) -> dict[str, Any]:
    """One certificate of another body as every page shows it."""
    names = lists.names_of([line.owner], choice)
    return {
        "line": line,
        "state": word_of(EXTERNAL_STATES, line.state),
        "tone": TONES.get(line.state, "bad"),
        "country": names.get(line.owner, line.owner),
    }


@require_GET
@login_required
def externals(request: HttpRequest) -> HttpResponse:
    """Those that the reader may verify or read, what waits first."""
    choice = lists.chosen(request)
    found = external.externals(request.viewer, request.actor, on=choice.on)
    context = {"lines": [external_line(line, choice) for line in found]}
    return render(request, "credentials/externals.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new_external(request: HttpRequest) -> HttpResponse:
    """Record one, for oneself or for somebody whom one looks after."""
    manages = bool(owners_for(request.actor, Deed.MANAGE_PEOPLE))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = RecordForm(*sent, manages=manages)
    if form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor))
        if done is not None:
            return redirect("external_certificate", uid=done.uid)
    return render(request, "credentials/new_external.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def external_certificate(request: HttpRequest, uid: object) -> HttpResponse:
    """One with its proof; verified by another person, taken back by its holder."""
    choice = lists.chosen(request)
    found = external.external(request.viewer, request.actor, uid, on=choice.on)
    if found is None:
        raise lists.not_there(gettext("certificate"), uid)
    line, files = found
    do = request.POST.get("do", "")
    form = JudgeForm(request.POST if do in {"accept", "reject"} else None)
    titles = _titles(request, choice)
    count = _count_form(request, line, titles)
    if count is not None and count.is_valid():
        told_at = {"framework": "competence"}
        if attempt(count, lambda: count.run(by=request.actor, uid=str(uid)), called=told_at) is not None:
            return redirect("external_certificate", uid=uid)
    if do == "withdraw":
        actions.withdraw_external(by=request.actor, uid=str(uid))
        return redirect("external_certificate", uid=uid)
    if form.is_valid():
        if attempt(form, lambda: form.run(by=request.actor, uid=str(uid), accepted=do == "accept")) is not None:
            return redirect("external_certificate", uid=uid)
    told = external_line(line, choice)
    if not isinstance(told["country"], str):
        note_offered(request, [told["country"]])
    waits, own = line.state == ExternalState.RECORDED, line.mine or line.entered
    may_judge = may(request.actor, Deed.VERIFY_CERTIFICATES, line.owner)
    context = told | {
        "form": form if waits and may_judge and not own else None,
        "waits_for_others": waits and own,
        "may_verify": may_judge and not line.mine,
        "count": count,
        "counted": [
            (titles.get(f"{key}:{code}", (code, False))[0], level_word(str(level)))
            for key, code, level in external.counted_for(request.viewer, line, on=choice.on)
        ],
        "may_withdraw": line.state != ExternalState.WITHDRAWN
        and (line.mine or may(request.actor, Deed.MANAGE_PEOPLE, line.owner)),
        "files": [(each.name, address_past_clearance(request, each)) for each in files],
        "history": history(request.viewer, line.uid),
    }
    wrong = form if form.errors else count if count is not None and count.errors else None
    context["wrong"] = wrong
    return render(request, "credentials/external.html", context, status=422 if wrong else 200)


def _titles(request: HttpRequest, choice: lists.Choice) -> dict[str, tuple[str, bool]]:
    """Every competence that the reader may see by framework and code, and whether certificates count for it."""
    return {
        f"{key}:{each.code}": (competence_title(definition, each.code), Shown.CERTIFICATE in each.evidence)
        for key, definition in queries.published_frameworks(request.viewer, on=choice.on, lang=choice.lang)
        for each in definition.competences()
    }


def _count_form(request: HttpRequest, line: ExternalLine, titles: dict[str, tuple[str, bool]]) -> CountForm | None:
    """For whoever answers for what people of the owner can do, once another person has verified it."""
    if line.mine or line.state != ExternalState.VERIFIED or not may(request.actor, Deed.SHOW_COMPETENCE, line.owner):
        return None
    offered = [(key, title) for key, (title, taken) in titles.items() if taken]
    sent = request.POST if request.POST.get("do") == CountForm.do else None
    return CountForm(sent, competences=offered) if offered else None
