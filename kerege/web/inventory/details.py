"""The small forms of a card: each records one thing that belongs to the facility."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.inventory import actions
from kerege.inventory.queries import ContainmentLine, FacilityCard
from kerege.inventory.words import (
    ACCREDITATION_SCHEMES,
    CONTAINMENT_SCHEMES,
    FUNCTIONS,
    PROOFS,
    ROUND_RESULTS,
    Level,
    Proof,
)
from kerege.people.rules import Actor
from kerege.web.inventory.forms import Several, card_names
from kerege.web.shell.forms import DayField, Offered, Typed
from kerege.web.shell.wording import language_name

Choices = list[tuple[str, str]]


def words(mapping: Mapping[Any, str]) -> Choices:
    return [(str(code), gettext(word)) for code, word in mapping.items()]


class Detail(forms.Form):
    """One form of the page; `do` is its prefix and what its button sends."""

    do: str = ""
    title: Any = ""
    button: Any = _("Record it")

    def __init__(self, *args: Any, card: FacilityCard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(card)

    def offer(self, card: FacilityCard) -> None:
        """Fill in what can be chosen."""

    def choose(self, **choices: Choices) -> None:
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def run(self, *, by: Actor, facility: str) -> Any:
        """The action of the form."""
        raise NotImplementedError


class Unit(Detail):
    do, title = "unit", _("A unit")
    name = Typed(label=_("Name of the unit"))
    functions = Several(required=False, label=_("What is done there"))
    note = Typed(required=False, label=_("Note"))

    def offer(self, card: FacilityCard) -> None:
        self.choose(functions=words(FUNCTIONS))

    def run(self, *, by: Actor, facility: str) -> Any:
        return actions.record_unit(by=by, facility=facility, **self.cleaned_data)


class Claim(Detail):
    do, title = "claim", _("A level of containment")
    scheme = Offered(label=_("Scheme"))
    level = Offered(label=_("Level"), help_text=_("In the national scheme: the most dangerous group permitted."))
    unit = Offered(required=False, label=_("Unit"))
    claimed_on = DayField(required=False, label=_("Claimed on"))

    def offer(self, card: FacilityCard) -> None:
        levels = [(str(int(level)), str(int(level))) for level in Level]
        units = [("", gettext("The whole facility")), *((u.name, u.name) for u in card.units)]
        self.choose(scheme=words(CONTAINMENT_SCHEMES), level=levels, unit=units)

    def run(self, *, by: Actor, facility: str) -> Any:
        return actions.claim_containment(by=by, facility=facility, **self.cleaned_data)


class Prove(Detail):
    rooms = Typed(required=False, label=_("Number of rooms"))
    area = Typed(required=False, label=_("Area in square metres"))
    airflow_checked = forms.NullBooleanField(required=False, label=_("Airflow was checked"))
    body = Typed(required=False, label=_("Body that verified them"), help_text=_("A body or an office, no person."))
    verified_on = DayField(required=False, label=_("Verified on"))
    proof = Offered(label=_("How"))
    certificate = Typed(required=False, label=_("Number of the certificate"))
    until = DayField(required=False, label=_("Valid until"))

    def __init__(self, *args: Any, claim: ContainmentLine, **kwargs: Any) -> None:
        self.claim = claim
        self.title = gettext("Proof of %(level)s") % {"level": claim.level_name}
        super().__init__(*args, **kwargs)

    def offer(self, card: FacilityCard) -> None:
        self.choose(proof=words({p: PROOFS[p] for p in (Proof.DOCUMENTED, Proof.VERIFIED_ON_SITE)}))

    def run(self, *, by: Actor, facility: str) -> Any:
        return actions.prove_containment(by=by, claim=self.claim.uid, **self.cleaned_data)


class Accredited(Detail):
    do, title = "accreditation", _("An accreditation")
    scheme = Offered(label=_("Standard"))
    number = Typed(label=_("Number"))
    body = Typed(label=_("Accreditation body"))
    scope = Typed(required=False, label=_("Scope"))
    start = DayField(label=_("Valid from"))
    until = DayField(required=False, label=_("Valid until"))

    def offer(self, card: FacilityCard) -> None:
        self.choose(scheme=words(ACCREDITATION_SCHEMES))

    def run(self, *, by: Actor, facility: str) -> Any:
        return actions.record_accreditation(by=by, facility=facility, **self.cleaned_data)


class Round(Detail):
    do, title = "round", _("A round of proficiency testing")
    provider = Typed(label=_("Provider"))
    subject = Typed(label=_("Of what"), help_text=_("For example serology, PCR, microscopy."))
    on = DayField(label=_("Day"))
    result = Offered(label=_("Result"))
    until = DayField(required=False, label=_("Valid until"))

    def offer(self, card: FacilityCard) -> None:
        self.choose(result=words(ROUND_RESULTS))

    def run(self, *, by: Actor, facility: str) -> Any:
        return actions.record_proficiency(by=by, facility=facility, **self.cleaned_data)


class Rename(Detail):
    do, title, button = "name", _("A new name"), _("Rename it")
    lang = Offered(label=_("Language"))
    text = Typed(label=_("New name"))
    on = DayField(label=_("From"), help_text=_("The old name stays on the card and is found by search."))

    def offer(self, card: FacilityCard) -> None:
        self.choose(lang=[(lang, language_name(lang)) for lang in card_names(card)])

    def run(self, *, by: Actor, facility: str) -> Any:
        return actions.rename_facility(by=by, facility=facility, **self.cleaned_data)


class Close(Detail):
    do, title, button = "close", _("The facility is closed"), _("Close it")
    on = DayField(label=_("Closed since"), help_text=_("The card stays, and says so."))

    def run(self, *, by: Actor, facility: str) -> Any:
        return actions.close_facility(by=by, facility=facility, **self.cleaned_data)


def forms_of(card: FacilityCard, sent: Any, asked: str) -> list[Detail]:
    """Every form of the page; what was sent is in the one that was asked."""
    found: list[Detail] = []
    for claim in card.containment:
        if not claim.proved:
            prefix = f"prove-{claim.uid}"
            found.append(Prove(sent if asked == prefix else None, prefix=prefix, card=card, claim=claim))
    for kind in (Unit, Claim, Accredited, Round, Rename, Close):
        found.append(kind(sent if asked == kind.do else None, prefix=kind.do, card=card))
    return found
