"""Document control on pages: the register, one document with its versions, and the steps that are possible now."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity.actions import documents as actions
from kerege.capacity.queries import documents as queries
from kerege.capacity.queries.documents import ControlledVersion, DocumentLine
from kerege.capacity.words.documents import UNFIT, VERSION_STATES, VersionState
from kerege.files.rules import received
from kerege.files.words import DOCUMENTS
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.training import queries as training
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.capacity.plans import places
from kerege.web.capacity.quality_tables import documents_table
from kerege.web.content.addresses import address_past_clearance
from kerege.web.content.taking import accept, scan
from kerege.web.inventory.details import Choices
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import DayField, Offered, Typed, attempt
from kerege.web.shell.wording import word_of


class DocumentForm(forms.Form):
    facility = Offered(label=_("Facility"))
    code = Typed(label=_("Code"), help_text=_("For example SOP-07. It stays while versions follow each other."))
    title_en = Typed(required=False, label=_("Title in English"))
    title_ru = Typed(required=False, label=_("Title in Russian"))
    local_lang = Typed(required=False, label=_("Another language"), help_text=_("Its tag, for example kk or uz-Latn."))
    title_local = Typed(required=False, label=_("Title in that language"))
    seat = Offered(label=_("Whose document it is"), help_text=_("Whoever sits on this seat is reminded of reviews."))

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        sent = self.cleaned_data
        titles = {"en": sent["title_en"], "ru": sent["title_ru"]}
        if sent["title_local"]:
            titles[sent["local_lang"]] = sent["title_local"]
        return actions.record_document(
            by=by, facility=sent["facility"], code=sent["code"], titles=titles, seat=sent["seat"]
        )


class DraftForm(forms.Form):
    do, title, button = "draft", _("Draft a new version"), _("Record the draft")
    version = Typed(label=_("Version"))
    kept_at = Typed(required=False, label=_("Where it is kept"), help_text=_("A folder, a binder, an address."))
    file = forms.FileField(
        required=False,
        label=_("File"),
        help_text=_("At most 25 MB and without macros; only those who read the register read it."),
        widget=forms.FileInput(attrs={"accept": accept(DOCUMENTS)}),
    )

    def run(self, *, by: Actor, line: DocumentLine, version: str) -> Any:
        sent = dict(self.cleaned_data)
        file = sent.pop("file", None)
        taken = received(file.name, file.chunks(), scan=scan()) if file is not None else None
        return actions.draft_version(by=by, document=line.uid, received=taken, **sent)


class HandForm(forms.Form):
    do, title, button = "hand", _("Hand it in for review"), _("Hand it in")

    def run(self, *, by: Actor, line: DocumentLine, version: str) -> Any:
        return actions.hand_for_review(by=by, version=version)


class ApproveForm(forms.Form):
    do, title, button = "approve", _("Approve it"), _("Approve it")
    effective_from = DayField(judged=True, label=_("In force from"))
    review_by = DayField(judged=True, label=_("Next review"))

    def run(self, *, by: Actor, line: DocumentLine, version: str) -> Any:
        return actions.approve_version(by=by, version=version, **self.cleaned_data)


class ReturnForm(forms.Form):
    do, title, button = "return", _("Return it to its writer"), _("Return it")
    note = Typed(label=_("Reason"))

    def run(self, *, by: Actor, line: DocumentLine, version: str) -> Any:
        return actions.return_version(by=by, version=version, reason=self.cleaned_data["note"])


class LookOverForm(forms.Form):
    do, title, button = "look_over", _("It was looked over and still holds"), _("Record the review")
    review_by = DayField(judged=True, label=_("Next review"))
    note = Typed(required=False, label=_("Note"))

    def run(self, *, by: Actor, line: DocumentLine, version: str) -> Any:
        return actions.look_over(by=by, version=version, **self.cleaned_data)


class WithdrawVersionForm(forms.Form):
    do, title, button = "withdraw", _("Withdraw it"), _("Withdraw it")
    note = Typed(label=_("Reason"))

    def run(self, *, by: Actor, line: DocumentLine, version: str) -> Any:
        return actions.withdraw_version(by=by, version=version, reason=self.cleaned_data["note"])


OFFERED: dict[str, tuple[Any, ...]] = {
    VersionState.DRAFT: (HandForm, WithdrawVersionForm),
    VersionState.IN_REVIEW: (ApproveForm, ReturnForm),
    VersionState.APPROVED: (WithdrawVersionForm,),
    VersionState.EFFECTIVE: (LookOverForm, WithdrawVersionForm),
    VersionState.SUPERSEDED: (),
    VersionState.WITHDRAWN: (),
}
STATES = VERSION_STATES | UNFIT


@require_GET
@asks(state=one_of(STATES), facility=a_line(20))
def documents(request: HttpRequest) -> HttpResponse:
    """The register, what should not be relied on first. `?format=` is a file."""
    choice = lists.chosen(request)
    facility, state = request.GET.get("facility", ""), request.GET.get("state", "")
    wanted = {"owner": choice.country, "facility": facility, "state": state}
    found = queries.register(request.viewer, me=request.actor, on=choice.on, lang=choice.lang, **wanted)
    if choice.format:
        table = documents_table(request.viewer, found, choice)
        return respond(request, table, filename="kerege-documents", format=choice.format)
    names = lists.names_of({line.owner for line in found}, choice)
    context = {
        "lines": [_told(line, choice) | {"country": names.get(line.owner, line.owner)} for line in found],
        "choice": choice,
        "facility": facility,
        "states": lists.options(STATES, state),
        "countries": lists.countries(choice.on, choice.lang),
        "may_record": bool(places(request, choice)),
    }
    return render(request, "capacity/documents.html", context)


@require_http_methods(["GET", "POST"])
def new_document(request: HttpRequest) -> HttpResponse:
    """Enter a document into the register of a facility whose quality records the actor keeps."""
    choice = lists.chosen(request)
    seats = [(s.key, f"{s.title} ({s.owner})") for s in people.seats(request.viewer, on=choice.on)]
    sent = request.POST if request.method == "POST" else None
    form = DocumentForm(
        sent,
        offered={"facility": places(request, choice), "seat": seats},
        initial={"facility": request.GET.get("facility", "")[:20]},
    )
    if form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor), called={"titles": "title_en"})
        if done is not None:
            return redirect("controlled_document", uid=done.uid)
    return render(request, "capacity/new_document.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def document(request: HttpRequest, uid: object) -> HttpResponse:
    """One document with its versions, and the steps that the reader may take."""
    choice = lists.chosen(request)
    line = queries.document(request.viewer, uid, me=request.actor, on=choice.on, lang=choice.lang)
    if line is None:
        raise lists.not_there(gettext("controlled document"), uid)
    note_offered(request, lists.names_of({line.owner}, choice).values())
    typed = request.POST.get("version", "")[:60] if request.method == "POST" else ""
    made = [_bound(DraftForm, request, "")] if line.keeps else []
    versions = [_version(request, line, each) for each in line.versions]
    form = next((f for f in (*made, *(f for each in versions for f in each["forms"])) if f.is_bound), None)
    if form is not None and form.is_valid():
        called = {"state": "note"}
        if attempt(form, lambda: form.run(by=request.actor, line=line, version=typed), called=called) is not None:
            return redirect("controlled_document", uid=uid)
    wrong = form if form is not None and form.errors else None
    context = _told(line, choice) | {
        "versions": versions,
        "courses": training.citing(request.viewer, line.uid, on=choice.on),
        "forms": made,
        "wrong": wrong,
        "history": history(request.viewer, line.uid),
    }
    return render(request, "capacity/document.html", context, status=422 if wrong else 200)


def _told(line: DocumentLine, choice: lists.Choice) -> dict[str, Any]:
    newest = line.current or next(iter(line.versions), None)
    return {
        "line": line,
        "unfit": word_of(UNFIT, line.unfit) if line.unfit else "",
        "soon": line.due_soon(choice.on),
        "newest": newest,
        "state": word_of(VERSION_STATES, newest.state) if newest is not None else "",
    }


def _version(request: HttpRequest, line: DocumentLine, each: ControlledVersion) -> dict[str, Any]:
    return {
        "version": each,
        "state": word_of(VERSION_STATES, each.state),
        "address": address_past_clearance(request, each.file) if each.file is not None else "",
        "forms": [_bound(kind, request, each.uid) for kind in OFFERED[each.state]] if line.keeps else [],
    }


def _bound(kind: Any, request: HttpRequest, version: str) -> Any:
    chosen = request.method == "POST" and request.POST.get("do") == kind.do
    mine = chosen and (not version or request.POST.get("version") == version)
    return kind(request.POST if mine else None, request.FILES if mine else None, prefix=f"{kind.do}{version}")
