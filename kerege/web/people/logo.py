"""The logo on the page of an organisation: its form, and what the form does."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kerege.files.words import PICTURES
from kerege.people import actions, queries
from kerege.web.content.addresses import address_of
from kerege.web.content.taking import accept, scan
from kerege.web.shell.forms import attempt


class LogoForm(forms.Form):
    logo = forms.FileField(
        label=_("Picture"),
        help_text=_(
            "PNG, JPEG or WEBP, at most 10 MB. It is drawn anew, without the notes of the camera. "
            "On a slow line a megabyte takes a few minutes; the browser shows that it is sending."
        ),
        widget=forms.FileInput(attrs={"accept": accept(PICTURES)}),
    )


def shown(request: HttpRequest, key: str) -> dict[str, object]:
    """The logo for a template: its line, and its address where the node has a content host."""
    line = queries.logo(request.viewer, key)
    return {"logo": line, "logo_address": address_of(request, line) if line else ""}


def done(request: HttpRequest, key: str, form: forms.Form) -> bool:
    """Set or remove the logo, as the form says. A refusal stands at its field."""
    if request.POST.get("do") == "remove_logo":
        return bool(actions.remove_logo(by=request.actor, organisation_key=key))
    if not form.is_valid():
        return False
    file = form.cleaned_data["logo"]
    return bool(
        attempt(
            form,
            lambda: actions.set_logo(
                by=request.actor, organisation_key=key, name=file.name, chunks=file.chunks(), scan=scan()
            ),
        )
    )
