"""What is asked of somebody who keeps the card of a facility. The actions judge every value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.atlas import queries as atlas
from kerege.atlas.rules import language_tag
from kerege.inventory.queries import FacilityCard
from kerege.inventory.rules.cards import USUAL_LABELS
from kerege.inventory.words import CONTACT_FUNCTIONS, SHOWN_AT, STAFF_ROLES, Proof
from kerege.inventory.words.fields import FIELDS, VOCABULARIES
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.records.labels import Withheld
from kerege.sharing.words import MEANINGS, SENSITIVITIES
from kerege.web.activities.lists import Choice
from kerege.web.sharing.forms import chosen_level, field_name
from kerege.web.shell.forms import DayField, Offered, Typed
from kerege.web.shell.wording import language_name

Choices = list[tuple[str, str]]
SEVERAL = ("sectors", "capabilities", "functions", "waste", "transport")
ONE = ("kind", "ownership", "standing", "proof", "shown_at")
PLAIN = ("website", "packages", "note", "address", "verified_by")
FIRST_LANGUAGES = ("en", "ru")


class Several(forms.MultipleChoiceField):
    """Boxes to tick whose values the action judges."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Any) -> None:
        """Left to the action."""


@dataclass(frozen=True)
class Offers:
    """What can be chosen: `towns` and `units` are of the country in which the facility is."""

    owners: Choices
    countries: Choices
    towns: Choices
    units: Choices
    organisations: Choices


def offers(owners: Choices, countries: Choices, territory: str, choice: Choice) -> Offers:
    """The towns and regions of one country, and its organisations, by name."""
    on, lang = choice.on, choice.lang
    towns = atlas.places(on=on, lang=lang, territory=territory) if territory else []
    units = atlas.units(territory, on=on, lang=lang) if territory else []
    bodies = people.organisations(on=on, lang=lang, territory=territory) if territory else []
    return Offers(
        owners,
        countries,
        sorted(((t.key, t.name) for t in towns), key=lambda pair: pair[1].casefold()),
        [(u.code, u.name) for u in units],
        [(o.key, o.name) for o in bodies if not o.ended],
    )


class FacilityForm(forms.Form):
    """The card as one form. `told()` are the arguments of the action; what is withheld from its keeper is not asked."""

    owner = Offered(label=_("Whose record it is"))
    territory = Offered(label=_("Country"))
    unit = Offered(required=False, label=_("Region or province"))
    place = Offered(required=False, label=_("Town"), help_text=_("Everybody who sees the card sees the town."))
    organisation = Offered(required=False, label=_("Organisation"))
    latitude = Typed(required=False, label=_("Latitude"), help_text=_("For example 51.12801, or 51°07'41\"."))
    longitude = Typed(required=False, label=_("Longitude"), help_text=_("For example 71.43042, or 71°25'50\"."))
    website = Typed(required=False, label=_("Website"), help_text=_("Beginning with https://"))
    languages = Typed(required=False, label=_("Working languages"), help_text=_("Codes with spaces: kk ru en"))
    packages = Typed(
        required=False,
        label=_("Training packages"),
        help_text=_("One a line, by their titles."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = Typed(
        required=False,
        label=_("Note"),
        help_text=_("No strains, quantities, storage places or guards: these are refused in every field."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    address = Typed(required=False, label=_("Address"))
    opened_on = DayField(required=False, label=_("Opened on"))
    verified_on = DayField(required=False, label=_("Verified on"))
    verified_by = Typed(required=False, label=_("Verified by"), help_text=_("A body or an office, no person."))
    sure = forms.BooleanField(
        required=False,
        label=_("It is another facility than the one it looks like"),
        help_text=_("Only when you were told that it looks like one that is recorded."),
    )

    def __init__(self, *args: Any, offered: Offers, card: FacilityCard | None = None, **kwargs: Any) -> None:
        self.card = card
        super().__init__(*args, **kwargs)
        self._offer(offered)
        self.langs = list(dict.fromkeys([*FIRST_LANGUAGES, *(card_names(card) if card else ())]))
        for lang in self.langs:
            self.fields[f"name_{lang}"] = Typed(
                required=lang == "en", label=gettext("Name in “%(lang)s”") % {"lang": language_name(lang)}
            )
        others = [(code, name) for code, name in settings.LANGUAGES if language_tag(code) not in self.langs]
        self.fields["other_lang"] = Offered(
            required=False, label=gettext("Another language"), choices=[("", "–"), *others]
        )
        self.fields["other_name"] = Typed(required=False, label=gettext("Name in it"))
        for function, word in CONTACT_FUNCTIONS.items():
            self.fields[f"contact_{function}"] = Typed(required=False, label=gettext(word))
        for role, word in STAFF_ROLES.items():
            self.fields[f"staff_{role}"] = Typed(
                required=False, label=gettext(word), widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6})
            )
        if card is None:
            self._ask_labels()
        else:
            for name in ("owner", "territory", *(["sure"] if not args or args[0] is None else [])):
                self.fields.pop(name, None)
            self._leave_withheld(card)

    def _offer(self, offered: Offers) -> None:
        for name in ONE:
            words = {c: w for c, w in VOCABULARIES[name].items() if c != Proof.EXPIRED or name != "proof"}
            choices = [(str(code), gettext(word)) for code, word in words.items()]
            if name == "kind" and self.card is None:
                choices = [("", gettext("Choose one")), *choices]
            self.fields[name] = Offered(required=name == "kind", label=gettext(FIELDS[name]), choices=choices)
        self.fields["shown_at"].choices = [  # type: ignore[attr-defined]
            ("", gettext("As usual: by its town, else within ten kilometres")),
            *((str(code), gettext(word)) for code, word in SHOWN_AT.items()),
        ]
        for name in SEVERAL:
            choices = [(str(code), gettext(word)) for code, word in VOCABULARIES[name].items()]
            self.fields[name] = Several(required=name == "sectors", label=gettext(FIELDS[name]), choices=choices)
        for name, choices in (
            ("owner", offered.owners),
            ("territory", offered.countries),
            ("unit", [("", gettext("Not stated")), *offered.units]),
            ("place", [("", gettext("Not stated")), *offered.towns]),
            ("organisation", [("", gettext("None")), *offered.organisations]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _ask_labels(self) -> None:
        levels = [
            (str(int(level)), f"{gettext(SENSITIVITIES[level])}: {gettext(MEANINGS[level])}") for level in Sensitivity
        ]
        for name in ("*", *USUAL_LABELS):
            usual = USUAL_LABELS.get(name, Sensitivity.PUBLIC)
            self.fields[label_field(name)] = Offered(
                required=False, label=field_name(name), choices=levels, initial=str(int(usual))
            )

    def _leave_withheld(self, card: FacilityCard) -> None:
        """Fields that the keeper may not read are not asked: an empty field would take away what stands there."""
        gone = {"position": ("latitude", "longitude"), "address": ("address",)}
        for name in card.line.withheld:
            for field in gone.get(name, ()):
                self.fields.pop(field)
            prefix = {"contacts": "contact_", "staff": "staff_"}.get(name)
            for field in [f for f in self.fields if prefix and f.startswith(prefix)]:
                self.fields.pop(field)

    def told(self) -> dict[str, Any]:
        """What the action is told: of the fields that were asked, and no others."""
        given = self.cleaned_data
        told = {name: given[name] for name in (*ONE, *SEVERAL, *PLAIN, *_DAYS, *_PLACES) if name in given}
        if "unit" in told:
            told["admin_unit"] = told.pop("unit")
        told["languages"] = given["languages"]
        told["names"] = self._names(given)
        if any(f.startswith("contact_") for f in self.fields):
            told["contacts"] = {str(f): given[f"contact_{f}"] for f in CONTACT_FUNCTIONS}
        if any(f.startswith("staff_") for f in self.fields):
            told["staff"] = {str(r): given[f"staff_{r}"] for r in STAFF_ROLES}
        if self.card is None:
            told |= {"owner": given["owner"], "territory": given["territory"]}
            told["label"] = Sensitivity(max(0, chosen_level(given[label_field("*")] or "0")))
            told["labels"] = {
                name: chosen_level(given[label_field(name)] or str(int(usual))) for name, usual in USUAL_LABELS.items()
            }
        told["sure"] = bool(given.get("sure"))
        return told

    def _names(self, given: Mapping[str, Any]) -> dict[str, str]:
        names = {lang: given[f"name_{lang}"] for lang in self.langs if given[f"name_{lang}"]}
        if given["other_name"] and given["other_lang"]:
            names[language_tag(given["other_lang"])] = given["other_name"]
        return names

    def sections(self) -> Iterator[tuple[str, str, list[BoundField], bool]]:
        """The fields in groups: the anchor of the group, its title, its fields, and whether it is open at first."""
        for anchor, title, names in _SECTIONS:
            fields = [self[f] for name in names for f in self.fields if f == name or f.startswith(f"{name}_")]
            if fields:
                opened = anchor in _FIRST or any(f.errors or f.initial not in _EMPTY for f in fields)
                yield anchor, str(title), list({f.name: f for f in fields}.values()), opened


_DAYS = ("opened_on", "verified_on")
_FIRST = ("names", "capabilities", "place", "labels")
_EMPTY: tuple[Any, ...] = (None, "", [], "not_recorded", "declared")
_PLACES = ("unit", "place", "organisation", "latitude", "longitude")
_SECTIONS = (
    ("names", _("What it is"), ("owner", "territory", "name", "other_lang", "other_name", "kind", "standing", "sectors",
                                "sure")),
    ("capabilities", _("What it can do"), ("capabilities", "functions", "languages", "packages", "note")),
    ("place", _("Where it is"), ("unit", "place", "latitude", "longitude", "shown_at", "address")),
    ("contacts", _("How to reach it: offices, no persons"), ("contact", "website")),
    ("organisation", _("To whom it belongs"), ("organisation", "ownership", "opened_on")),
    ("staff", _("Staff: numbers only"), ("staff",)),
    ("waste", _("Waste and transport"), ("waste", "transport")),
    ("verified_on", _("How far the card is verified"), ("proof", "verified_on", "verified_by")),
    ("labels", _("Who reads what"), ("label",)),
)  # fmt: skip


def label_field(name: str) -> str:
    """The field of the form in which the sensitivity of a field of the card is chosen."""
    return "label_record" if name == "*" else f"label_{name}"


def card_names(card: FacilityCard) -> dict[str, str]:
    """The present names of a card by language."""
    return {n.lang: n.text for n in card.line.names if n.kind == "preferred" and n.end is None}


def first_values(card: FacilityCard) -> dict[str, Any]:
    """What stands on a card, as the form shows it."""
    line = card.line
    plain = ("kind", "ownership", "standing", "proof", "website", "organisation", "place", "unit")
    told: dict[str, Any] = {name: getattr(line, name) for name in plain}
    told |= {name: list(getattr(line, name)) for name in ("sectors", "capabilities", "functions")}
    told |= {"waste": list(card.waste), "transport": list(card.transport), "packages": "\n".join(card.packages)}
    told |= {name: getattr(line, name) for name in ("opened_on", "verified_on", "verified_by")}
    told |= {"note": card.note, "shown_at": card.shown_at, "languages": " ".join(line.languages)}
    told |= {f"name_{lang}": text for lang, text in card_names(card).items()}
    if line.where is not None and line.where.exact:
        told |= {"latitude": f"{line.where.latitude:.5f}", "longitude": f"{line.where.longitude:.5f}"}
    for name, prefix in (("contacts", "contact_"), ("staff", "staff_")):
        pairs = getattr(card, name)
        if not isinstance(pairs, Withheld):
            told |= {f"{prefix}{code}": value for code, value in pairs}
    if not isinstance(card.address, Withheld):
        told["address"] = card.address
    return told


def field_of(form: forms.Form, refused: str | None, data: Mapping[str, Any]) -> str | None:
    """The field of the form in which stands what an action refused."""
    if refused is None or refused in form.fields:
        return refused
    told = {"names": "name_en", "labels": label_field(str(data.get("name", "*"))), "admin_unit": "unit"}
    if refused in told:
        return told[refused]
    prefix = {"contacts": "contact_", "staff": "staff_"}.get(refused)
    if prefix is None:
        return None
    wrong = {str(value) for value in data.values()}
    mine = [name for name in form.fields if name.startswith(prefix)]
    return next((n for n in mine if str(form.cleaned_data.get(n, ""))[:60] in wrong), mine[0] if mine else None)
