"""Recording which institution took which version of a curriculum into a programme."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.lib.versions import VersionState
from kerege.people import queries as people
from kerege.people.rules import REGION
from kerege.people.words import Deed
from kerege.training import actions
from kerege.training.words import LEVELS
from kerege.web.activities import lists
from kerege.web.activities.forms import DATES, words
from kerege.web.capacity.drafts import offered_owners
from kerege.web.curricula import wording
from kerege.web.inventory.details import Choices
from kerege.web.shell.forms import Offered, Typed, attempt

AT = {"parent": "curriculum_version"}
SAID = {"yes": True, "no": False}


class AdoptionForm(forms.Form):
    """What a source tells of it. The action judges every value."""

    owner = Offered(label=_("Whose record it is"))
    curriculum_version = Offered(label=_("Version"))
    territory = Offered(label=_("Country"))
    institution = Typed(
        required=False,
        label=_("Institution"),
        help_text=_("Type part of its name and choose; empty where none is named."),
    )
    programme = Typed(label=_("Programme"), help_text=_("As the source has it."))
    level = Offered(required=False, label=_("Level"))
    compulsory = Offered(required=False, label=_("Compulsory or elective"))
    dates = Typed(label=_("Year or days"), help_text=DATES)
    decree = Typed(required=False, label=_("Decree"), help_text=_("Its number and day, as the source has them."))
    source = Typed(label=_("Sources"), help_text=_("Keys with spaces between them, for example S10 S22."))
    key = Typed(label=_("Key"), help_text=_("Short and lasting, in plain letters, for example kaz-2027-curriculum."))

    def __init__(self, *args: Any, owners: Choices, versions: Choices, territories: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = [(key, line.title) for key, line in atlas.source_lines().items()]
        unsaid = [("", gettext("Not stated"))]
        offered = {
            "owner": owners,
            "curriculum_version": versions,
            "territory": territories,
            "level": unsaid + words(LEVELS),
            "compulsory": [*unsaid, ("yes", gettext("compulsory")), ("no", gettext("elective"))],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["source"].widget.attrs["list"] = "known-sources"
        self.fields["institution"].widget.attrs["list"] = "known-organisations"

    def told(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        told["sources"] = told.pop("source").split()
        return told | {"compulsory": SAID.get(told["compulsory"])}


def _home(owners: Choices) -> str:
    """The country for which somebody records, where it is one."""
    codes = [str(code) for code, _name in owners if code != REGION]
    return codes[0] if len(codes) == 1 else ""


@require_http_methods(["GET", "POST"])
def adopted(request: HttpRequest, key: str) -> HttpResponse:
    """The form with which an adoption of this curriculum is recorded, with its source."""
    owners = offered_owners(request, Deed.RECORD_ACTIVITY)
    page, choice = wording.shown_page(request, key)
    versions = [(each.version, each.version) for each in page.versions if each.state != VersionState.DRAFT]
    known = [(each.key, each.name) for each in people.organisations(on=choice.on, lang=choice.lang)]
    territories = [(c.code, str(c)) for c in lists.countries(choice.on, choice.lang)]
    sent = request.POST if request.method == "POST" else None
    initial = {"curriculum_version": page.shown.version, "territory": choice.country or _home(owners)}
    form = AdoptionForm(sent, owners=owners, versions=versions, territories=territories, initial=initial)
    if form.is_valid():
        told = form.told()
        done = attempt(form, lambda: actions.record_adoption(by=request.actor, curriculum=key, **told), called=AT)
        if done is not None:
            return redirect("adoption", uid=done.uid)
    context = {"form": form, "organisations": known, "title": gettext("Record who took it in"), "back": "curricula"}
    return render(request, "activities/new.html", context, status=422 if form.errors else 200)
