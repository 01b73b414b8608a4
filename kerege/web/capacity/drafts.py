"""Loading a file that becomes a draft: what the pages of question sets and of competence frameworks have in common."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.sharing.words import SENSITIVITIES
from kerege.web.activities import lists
from kerege.web.inventory.details import Choices
from kerege.web.sharing.forms import chosen_level
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import Offered, attempt


class DraftForm(forms.Form):
    """Whose record a draft is, whose text, and who may read it; the form of each kind adds the file and its names."""

    owner = Offered(label=_("Whose record it is"))
    rights = forms.CharField(
        label=_("Whose text it is"),
        max_length=500,
        help_text=_("The owner of the wording and what allows you to use it here."),
    )
    label = Offered(
        label=_("Who may read it"),
        help_text=_("A text that is not yours to publish stays national."),
        initial=str(int(Sensitivity.NATIONAL)),
    )

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(str(int(level)), gettext(SENSITIVITIES[level])) for level in Sensitivity]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        self.fields["label"].choices = levels  # type: ignore[attr-defined]

    def clean_label(self) -> int:
        return chosen_level(self.cleaned_data["label"])


def offered_owners(request: HttpRequest, deed: Deed) -> Choices:
    """For whom the reader may do something, by name. Refuses people.not_yours to whoever may for nobody."""
    owners = owners_for(request.actor, deed)
    if not owners:
        check_may(request.actor, deed, REGION)
    choice = lists.chosen(request)
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    names = {c.code: str(c) for c in countries}
    return [(o, names.get(o, gettext("The region"))) for o in owners]


def load_page(
    request: HttpRequest, kind: type[DraftForm], *, deed: Deed, template: str, load: Callable[[Any], str]
) -> HttpResponse:
    """The page with the form. `load` takes what was sent and says where the draft stands. What is wrong and has no
    field is told at the file.
    """
    owners, sent = offered_owners(request, deed), request.method == "POST"
    form = kind(request.POST if sent else None, request.FILES if sent else None, owners=owners)
    if form.is_valid():
        done = attempt(form, lambda: load(dict(form.cleaned_data)), otherwise="file")
        if done is not None:
            return redirect(done)
    return render(request, template, {"form": form}, status=422 if form.errors else 200)
