"""What others may see of me: field by field, for whom and until when; nothing by default."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.inventory import queries as inventory
from kerege.inventory.rules.lint import check_text
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import REGION
from kerege.privacy import actions, queries
from kerege.privacy.queries import Listed
from kerege.privacy.rules import FOR_WHOM, latest_listing
from kerege.privacy.words import LISTING
from kerege.privacy.words.experts import SHOWN, VOCABULARIES, Shown
from kerege.web.experts.asking import languages
from kerege.web.experts.wording import Row, rows
from kerege.web.shell.forms import DayField, Offered, Typed, attempt

FOR_WHOM_WORDS = {
    Sensitivity.REGIONAL: _("People with a working role in any participating country"),
    Sensitivity.NATIONAL: _("People with a working role in my own country only"),
}
Choices = list[tuple[str, str]]


class Several(forms.MultipleChoiceField):
    """Boxes to tick whose values the action judges."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Any) -> None:
        """Left to the action."""


@dataclass(frozen=True)
class Asking:
    """One thing that may be shown: its title, its fields, for whom, until when; `opened` where something is there."""

    title: str
    values: list[BoundField]
    level: BoundField
    until: BoundField
    opened: bool


class ListingForm(forms.Form):
    name = forms.BooleanField(label=_("Show my name"), required=False)
    organisation = forms.BooleanField(label=_("Show my organisation"), required=False)
    expertise = Several(label=_("Fields of expertise"), required=False)
    roles = Several(label=_("As what I can come"), required=False)
    teaching = Several(label=_("Languages in which I teach"), required=False)
    languages = Typed(label=_("Languages that I work in"), required=False)
    place = Offered(label=_("Town"), required=False)
    unit = Offered(label=_("Region or province, where no town is shown"), required=False)
    reserve = Offered(label=_("When many are needed at once, I could come"), required=False)
    centres = Several(label=_("Training centres where I teach"), required=False)
    topics = Typed(label=_("What I can be asked about"), required=False)
    contact = Typed(
        label=_("Contact at work"),
        required=False,
        help_text=_("One telephone number or mail address. Not a private one."),
    )
    until = DayField(label=_("First day on which I am not listed any more"))

    def __init__(self, *args: Any, offered: "Offers", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for what, choices in offered.choices.items():
            self.fields[what].choices = choices  # type: ignore[attr-defined]
        for what in Shown:
            self.fields[f"{what}_level"] = Offered(
                label=gettext("For whom"),
                required=False,
                choices=[(str(int(level)), FOR_WHOM_WORDS[level]) for level in FOR_WHOM],
            )
            self.fields[f"{what}_until"] = DayField(
                label=gettext("Until, where it is earlier than the whole entry"), required=False
            )

    def asking(self) -> Iterator[Asking]:
        """The fields in their order, each with its readers and its last day."""
        for what in Shown:
            names = ("place", "unit") if what == Shown.PLACE else (str(what),)
            values = [self[name] for name in names]
            level, until = self[f"{what}_level"], self[f"{what}_until"]
            filled = any(field.value() for field in values)
            wrong = any(field.errors for field in (*values, level, until))
            yield Asking(gettext(SHOWN[what]), values, level, until, filled or wrong)

    def chosen(self) -> actions.Chosen:
        """What the action is told."""
        given = self.cleaned_data
        plain = ("name", "organisation", "languages", "topics", "expertise", "roles", "teaching", "reserve", "place")
        return actions.Chosen(
            **{name: given[name] for name in (*plain, "unit", "centres", "contact")},
            ends={what: given[f"{what}_until"] for what in Shown if given[f"{what}_until"]},
            levels={what: given[f"{what}_level"] for what in Shown if given[f"{what}_level"]},
        )


@dataclass(frozen=True)
class Offers:
    """What can be chosen, by field."""

    choices: dict[str, Choices]


@require_http_methods(["GET", "POST"])
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """Choose field by field what others in the region may see, for whom and until when; nothing by default."""
    if request.POST.get("do") == "withdraw":
        actions.withdraw_listing(by=request.actor, account=request.user)
        messages.success(request, gettext("You are not listed any more."))
        return redirect("my_data")
    on, now = timezone.localdate(), queries.my_listing(request.user)
    form = ListingForm(request.POST or None, initial=_begun(now, on), offered=_offers(request, on))
    if form.is_valid():
        until = form.cleaned_data["until"]

        def list_me() -> Any:
            check_text(form.cleaned_data["topics"], field="topics")
            return actions.list_myself(
                by=request.actor, account=request.user, chosen=form.chosen(), until=until, at=timezone.now()
            )

        if attempt(form, list_me, called={"key": "centres"}) is not None:
            messages.success(request, gettext("You are listed with what you chose."))
            return redirect("my_data")
    agreed = any(a.key == LISTING and a.given_at for a in queries.consents_asked(request.user, on=on, lang="en"))
    context = {"form": form, "now": now, "agreed": agreed, "latest": latest_listing(on)}
    return render(request, "privacy/listing.html", context, status=422 if form.errors else 200)


def shown_of(request: HttpRequest) -> Row | None:
    """What the reader shows now, in words."""
    now = queries.my_listing(request.user)
    if now is None:
        return None
    return rows(request.viewer, [now], on=timezone.localdate(), lang=get_language() or "en")[0]


def _begun(now: Listed | None, on: date) -> dict[str, Any]:
    if now is None:
        return {"until": on.replace(year=on.year + 1, day=min(on.day, 28))}
    plain = ("languages", "topics", "reserve", "place", "unit", "contact", "until")
    begun: dict[str, Any] = {name: getattr(now, name) for name in plain}
    begun |= {name: list(getattr(now, name)) for name in ("expertise", "roles", "teaching", "centres")}
    begun |= {"name": bool(now.name), "organisation": bool(now.organisation)}
    begun |= {f"{what}_until": day for what, day in now.ends.items() if day < now.until}
    return begun | {f"{what}_level": str(int(Sensitivity.NATIONAL)) for what in now.national}


def _offers(request: HttpRequest, on: date) -> Offers:
    """Towns and regions of the country that keeps the record of the person, and the centres that the reader may see."""
    lang, territory = get_language() or "en", _country(request)
    none = ("", gettext("Not shown"))
    towns = atlas.places(on=on, lang=lang, territory=territory) if territory else []
    units = atlas.units(territory, on=on, lang=lang) if territory else []
    named = sorted(((t.key, t.name) for t in towns), key=lambda pair: pair[1].casefold())
    coded = {
        str(what): [(str(code), gettext(word)) for code, word in words.items()] for what, words in VOCABULARIES.items()
    }
    centres = inventory.centres(request.viewer, on=on, lang=lang)
    return Offers(
        {
            **coded,
            "reserve": [none, *coded["reserve"]],
            "teaching": languages(),
            "place": [none, *named],
            "unit": [none, *((u.code, u.name) for u in units)],
            "centres": [(each.key, each.name) for each in centres],
        }
    )


def _country(request: HttpRequest) -> str:
    owner = queries.my_owner(cast(Any, request.user))
    return "" if owner == REGION else owner
