"""Verifying a certificate, for everybody: by its number in ten seconds, or as a file."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity.queries import badges as queries
from kerege.capacity.rules.numbers import typed_number
from kerege.capacity.rules.verifying import MOST
from kerege.web.activities import lists
from kerege.web.credentials.bundle import bundle
from kerege.web.credentials.checking import brought
from kerege.web.credentials.limiting import limit
from kerege.web.credentials.of_courses import badge_told
from kerege.web.credentials.wording import certificate, state_of
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import attached
from kerege.web.shell.forms import Typed


class FileForm(forms.Form):
    """A certificate as a file or as the text of one."""

    file = forms.FileField(required=False, label=_("File (.json)"), widget=forms.FileInput(attrs={"accept": ".json"}))
    text = forms.CharField(
        required=False,
        label=_("Or the text of the file"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not found.get("file") and not str(found.get("text", "")).strip():
            self.add_error("file", _("Choose the file, or paste its text. One of the two is needed."))
        return found

    def content(self) -> bytes:
        """What was brought, up to one byte more than a certificate may have."""
        file = self.cleaned_data.get("file")
        return file.read(MOST + 1) if file else str(self.cleaned_data["text"]).strip().encode()[: MOST + 1]


class NameForm(forms.Form):
    name = Typed(label=_("Name of the holder, as the holder gives it"))


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Type a number, or bring a file. A number in the address leads to its page."""
    choice = lists.chosen(request)
    typed = request.GET.get("number", "").strip()[:60]
    if typed:
        return redirect(_address(typed, request.GET.get("on", "")))
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    found = None
    if form.is_valid():
        limit(request, "file")
        found = brought(form.content(), on=choice.on, lang=choice.lang)
    context = {"form": form, "found": found, "choice": choice}
    return render(request, "credentials/verify.html", context, status=422 if form.errors else 200)


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """What checks certificates of this node without a network, as one file. Refuses capacity.no_issuing_key."""
    limit(request, "file")
    return attached(request, bundle, media_type="application/zip", filename="kerege-verify.zip")


def _address(typed: str, on: str) -> str:
    number = typed_number(typed) or "".join(c for c in typed if c.isalnum() or c in "-_")[:40] or "-"
    query = f"?{urlencode({'on': on[:10]})}" if on else ""
    return reverse("verify_number", args=[number]) + query


@require_http_methods(["GET", "POST"])
def verify_number(request: HttpRequest, number: str) -> HttpResponse:
    """How the certificate with this number stands as on the day, and whether its holder is called as somebody types.

    A name that does not fit, a certificate that leads to no name, and a number that nobody has are answered in the
    same words and on the same way.
    """
    limit(request, "look")
    choice = lists.chosen(request)
    line = queries.verified(number, on=choice.on, lang=choice.lang)
    given = queries.verified_badge(number, on=choice.on) if line is None else None
    form, fits = NameForm(request.POST if request.method == "POST" else None), None
    if form.is_valid() and form.cleaned_data["name"].strip():
        limit(request, "name", key=typed_number(number) or number)
        fits = queries.is_holder(number, form.cleaned_data["name"][:200], on=choice.on)
    told = certificate(line, choice) if line is not None else {}
    if line is not None:
        note_offered(request, [told["country"]])
    known = line or given
    context = told | {
        "line": line,
        "known": known,
        "number": known.number if known is not None else number[:40],
        "said": state_of(line),
        "form": form,
        "fits": fits,
        "choice": choice,
    }
    context |= badge_told(given, choice) if given is not None else {}
    return render(request, "credentials/number.html", context, status=404 if known is None else 200)
