"""What is asked of whoever writes an alert. The actions judge every value."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.zones import at_place, moment, zone_or_none
from kerege.response.actions.alerts import Told
from kerege.response.queries.alerts import AlertLine
from kerege.response.rules.alerts.hazards import hazards
from kerege.response.rules.alerts.placing import Place
from kerege.response.rules.alerts.texts import Said
from kerege.response.words import SECTORS, Sector
from kerege.response.words import alerts_refused as refused
from kerege.response.words.alerts import (
    CERTAINTIES,
    RESPONSE_TYPES,
    SEVERITIES,
    STATUSES,
    URGENCIES,
    Certainty,
    ResponseType,
    Severity,
    Status,
    Urgency,
)
from kerege.web.inventory.details import Choices, words
from kerege.web.inventory.forms import Several
from kerege.web.shell.forms import Offered, Typed

SLOTS = (1, 2, 3)
NONE = ("", "–")
LABELS = (
    (str(Sensitivity.PUBLIC.value), _("Open to everybody (TLP:CLEAR)")),
    (str(Sensitivity.REGIONAL.value), _("Regional partners (TLP:GREEN)")),
    (str(Sensitivity.NATIONAL.value), _("National (TLP:AMBER+STRICT)")),
)
MOMENT = {"type": "datetime-local"}


def label_of(chosen: str, *, otherwise: Sensitivity) -> Sensitivity:
    """The level that was chosen of `LABELS`; `otherwise` for what is none of them."""
    return Sensitivity(int(chosen)) if chosen in dict(LABELS) else otherwise


def _hazards(lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The hazards under their sectors, by name."""
    by: dict[Sector, list[tuple[str, str]]] = {sector: [] for sector in Sector}
    for each in hazards().values():
        by[each.sector].append((each.key, each.name(lang) or each.name("en")))
    return [(gettext(SECTORS[sector]), sorted(found, key=lambda pair: pair[1])) for sector, found in by.items()]


def read_moment(text: str, zone: str, *, field: str = "at") -> datetime:
    """A moment by the clock of a place. Refuses response.not_a_time, also where no such place is known."""
    try:
        found = moment(text, zone) if zone_or_none(zone) else None
    except ValueError:
        found = None
    if found is None:
        raise Refusal(refused.NOT_A_TIME, field=field, text=text[:40])
    return found


class AlertForm(forms.Form):
    """An alert from the top down: what, whom, where, until when, and what is said in up to three languages."""

    owner = Offered(label=_("Who warns"))
    status = Offered(label=_("Actual, exercise or test"), help_text=_("Said once: it can never be changed."))
    hazard = Offered(label=_("Hazard"))
    recipients = Several(
        required=False,
        label=_("Which neighbours are warned"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With a neighbour the alert is regional, and another person has to approve it."),
    )
    unit = Offered(required=False, label=_("Administrative unit"))
    area = Typed(label=_("Name of the area"), help_text=_("At most 50 letters, as telephones show it."))
    polygon = Typed(
        required=False,
        label=_("Outline"),
        help_text=_("Corners as latitude,longitude with spaces between, the first one again at the end."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr"}),
    )
    circle = Typed(
        required=False,
        label=_("Circle"),
        help_text=_("Middle and kilometres: 43.10,68.00 25"),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    expires = Typed(
        label=_("Holds until"),
        help_text=_("By the clock of the capital of who warns."),
        widget=forms.TextInput(attrs=MOMENT),
    )
    onset = Typed(required=False, label=_("Expected from"), widget=forms.TextInput(attrs=MOMENT))
    severity = Offered(label=_("How severe"))
    urgency = Offered(label=_("How urgent"))
    certainty = Offered(label=_("How certain"))
    response_type = Offered(label=_("What to do"))
    contact = Typed(required=False, label=_("Who answers questions"), help_text=_("An office, not a person."))
    label = Offered(label=_("Who may read it"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        owners: Choices,
        countries: Choices,
        units: Sequence[tuple[str, Choices]],
        zone: str,
        lang: str,
        fixed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        offered: dict[str, Any] = {
            "owner": owners,
            "status": words(STATUSES),
            "hazard": [NONE, *_hazards(lang)],
            "recipients": countries,
            "unit": [NONE, *units],
            "severity": words(SEVERITIES),
            "urgency": words(URGENCIES),
            "certainty": words(CERTAINTIES),
            "response_type": words(RESPONSE_TYPES),
            "label": LABELS,
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if fixed:
            del self.fields["owner"], self.fields["status"]
        for slot in SLOTS:
            self._slot(slot)

    def _slot(self, slot: int) -> None:
        language = Offered(required=slot == 1, label=_("Language"))
        language.choices = [NONE, *settings.LANGUAGES] if slot > 1 else list(settings.LANGUAGES)
        self.fields[f"language_{slot}"] = language
        self.fields[f"event_{slot}"] = Typed(
            required=False, label=_("Name of the hazard"), help_text=_("Empty: as the list has it (English, Russian).")
        )
        self.fields[f"headline_{slot}"] = Typed(
            required=slot == 1, label=_("Headline"), widget=forms.TextInput(attrs={"data-count": "sms", "dir": "auto"})
        )
        for name, title, rows in (("description", _("What happened"), 3), ("instruction", _("What to do there"), 2)):
            self.fields[f"{name}_{slot}"] = Typed(
                required=slot == 1 and name == "description",
                label=title,
                widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
            )

    def slots(self) -> list[list[Any]]:
        """The fields of each language, for the page that shows them side by side."""
        names = ("language", "event", "headline", "description", "instruction")
        return [[self[f"{name}_{slot}"] for name in names] for slot in SLOTS]

    def plain(self) -> list[Any]:
        """All other fields."""
        return [field for field in self if field.name.rpartition("_")[2] not in {"1", "2", "3"}]

    def told(self, status: str) -> Told:
        """What was typed, for the action. Refuses response.no_expiry and .not_a_time."""
        sent = self.cleaned_data
        return Told(
            hazard=sent["hazard"],
            expires=self._moment("expires"),
            onset=self._moment("onset"),
            texts=tuple(self._said(slot) for slot in SLOTS if self._is_told(slot)),
            places=(Place(sent["area"], sent["unit"], " ".join(sent["polygon"].split()), sent["circle"]),),
            recipients=tuple(sent["recipients"]),
            urgency=sent["urgency"],
            severity=sent["severity"],
            certainty=sent["certainty"],
            response_type=sent["response_type"],
            contact=sent["contact"],
            label=label_of(sent["label"], otherwise=Sensitivity.RESTRICTED),
            status=status,
        )

    def _is_told(self, slot: int) -> bool:
        return bool(self.cleaned_data[f"language_{slot}"]) and any(
            self.cleaned_data[f"{name}_{slot}"] for name in ("headline", "description", "instruction", "event")
        )

    def _said(self, slot: int) -> Said:
        names = ("language", "event", "headline", "description", "instruction")
        return Said(*(self.cleaned_data[f"{name}_{slot}"] for name in names))

    def _moment(self, name: str) -> Any:
        typed = self.cleaned_data[name]
        return read_moment(typed, self.zone, field=name) if typed else None


BEGUN = {
    "status": Status.ACTUAL,
    "severity": Severity.MODERATE,
    "urgency": Urgency.EXPECTED,
    "certainty": Certainty.OBSERVED,
    "response_type": ResponseType.MONITOR,
    "label": str(Sensitivity.REGIONAL.value),
    "language_1": "en",
    "language_2": "ru",
}
"""How a new alert begins."""


def initial_of(line: AlertLine, zone: str) -> dict[str, Any]:
    """What the form holds of an alert that is written on."""
    place = line.places[0]
    plain = ("hazard", "severity", "urgency", "certainty", "response_type", "contact")
    found: dict[str, Any] = {name: getattr(line, name) for name in plain}
    found |= {"recipients": list(line.recipients), "label": str(int(line.label)), "seen": str(line.number)}
    found |= {"unit": place.unit, "area": place.desc, "polygon": place.polygon, "circle": place.circle}
    found["expires"] = f"{at_place(line.expires, zone):%Y-%m-%dT%H:%M}"
    found["onset"] = f"{at_place(line.onset, zone):%Y-%m-%dT%H:%M}" if line.onset else ""
    for slot, said in zip(SLOTS, line.texts, strict=False):
        found |= {f"{name}_{slot}": value for name, value in vars(said).items()}
    return found


class ReasonForm(forms.Form):
    """Why an alert is returned or cancelled."""

    reason = Typed(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}))
