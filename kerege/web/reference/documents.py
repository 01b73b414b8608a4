"""Files that are kept with a source: listing, attaching and withdrawing them."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.atlas import actions
from kerege.atlas import queries as atlas
from kerege.atlas.rules import check_may_cite, may_cite
from kerege.atlas.words import CITING_ROLES, REGION
from kerege.files.words import DOCUMENTS
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.sharing.words import SENSITIVITIES
from kerege.web.content.addresses import address_of
from kerege.web.content.taking import accept, scan
from kerege.web.reference import words
from kerege.web.shell.asof import on_date
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt


class DocumentForm(forms.Form):
    owner = forms.ChoiceField(label=_("Whose document"))
    label = forms.TypedChoiceField(
        label=_("Who may read it"),
        coerce=int,
        initial=int(Sensitivity.NATIONAL),
        help_text=_("A copy of somebody else's page is usually not yours to publish."),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "PDF, picture, text, CSV, Word, Excel or OpenDocument, at most 25 MB and without macros. "
            "On a slow line a megabyte takes a few minutes; the browser shows that it is sending."
        ),
        widget=forms.FileInput(attrs={"accept": accept(DOCUMENTS)}),
    )

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        levels = [(int(level), gettext(SENSITIVITIES[level])) for level in Sensitivity]
        self.fields["label"].choices = levels  # type: ignore[attr-defined]


def shown(request: HttpRequest, key: str) -> dict[str, Any]:
    """For the page of a source: its files with their addresses, and whether this actor may add to them."""
    lines = atlas.documents_of(request.viewer, key)
    names = atlas.display_names({line.owner for line in lines} - {REGION}, lang=_lang(), on=on_date(request))
    rows = [
        {
            "line": line,
            "address": address_of(request, line),
            "owner": names.get(line.owner),
            "level": gettext(SENSITIVITIES[Sensitivity(line.label)]),
            "may_withdraw": request.actor.holds(CITING_ROLES, line.owner),
        }
        for line in lines
    ]
    return {"documents": rows, "may_attach": may_cite(request.actor)}


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, key: str) -> HttpResponse:
    """Attach a file to a source. Refuses reference.unknown_source (404) and atlas.not_yours (403)."""
    line = _source(key)
    check_may_cite(request.actor)
    sent = request.method == "POST"
    form = DocumentForm(request.POST if sent else None, request.FILES if sent else None, owners=_owners(request))
    if form.is_valid():
        told = form.cleaned_data
        kept = attempt(
            form,
            lambda: actions.attach_document(
                by=request.actor,
                source_key=key,
                owner=told["owner"],
                label=Sensitivity(told["label"]),
                name=told["file"].name,
                chunks=told["file"].chunks(),
                scan=scan(),
            ),
        )
        if kept is not None:
            return redirect("source", key=key)
    context = {"form": form, "source": line}
    return render(request, "reference/attach.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, key: str, uid: Any) -> HttpResponse:
    """Ask, then withdraw a file. Refuses reference.unknown_source, files.nothing_there, atlas.not_your_evidence."""
    line = _source(key)
    found = next((d for d in atlas.documents_of(request.viewer, key) if d.uid == str(uid)), None)
    if request.method == "POST" or found is None:
        actions.withdraw_document(by=request.actor, viewer=request.viewer, source_key=key, uid=uid)
        return redirect("source", key=key)
    return render(request, "reference/withdraw.html", {"source": line, "document": found})


def _source(key: str) -> atlas.SourceLine:
    line = atlas.source_lines([key]).get(key)
    if line is None:
        raise Refusal(words.NO_SUCH_SOURCE, key=key[:40])
    return line


def _owners(request: HttpRequest) -> list[tuple[str, str]]:
    owners = sorted({g.owner for g in request.actor.grants if g.role.value in CITING_ROLES})
    names = atlas.display_names({o for o in owners if o != REGION}, lang=_lang(), on=on_date(request))
    note_offered(request, names.values())
    return [(o, str(names.get(o, gettext("The region")))) for o in owners]


def _lang() -> str:
    return get_language() or "en"
