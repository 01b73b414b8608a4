"""What a new card consists of, made and not yet written: for a card that somebody types, and for thousands at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.inventory.models import Facility, FacilityChange, FacilityName
from kerege.inventory.queries.filling import columns_of
from kerege.inventory.queries.looking_up import LookedUp
from kerege.inventory.queries.naming import keys_of
from kerege.inventory.rules.cards import USUAL_LABELS, free_line, main_name, names_of
from kerege.inventory.rules.keepers import check_keeper, check_labels
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, check_about
from kerege.records.labels import LABEL_SUFFIX

RECORDED = "recorded"


@dataclass(frozen=True)
class Card:
    """A card that may be recorded: its columns, what it is called by language, which pages it cites, and when."""

    content: dict[str, Any]
    called: dict[str, str]
    cited: list[Any]
    day: date
    synthetic: bool

    @property
    def origin(self) -> str:
        return str(self.content["origin"])

    def facility(self, *, key: str, number: int) -> Facility:
        """The record of it, not saved."""
        found = Facility(key=key, number=number, **self.content)
        found.title, found.synthetic, found.confirmed_on = main_name(self.called), self.synthetic, self.day
        return found


def card_of(
    *,
    by: Actor,
    owner: str,
    names: Mapping[str, str],
    told: Mapping[str, Any],
    origin: str = "",
    sources: Iterable[str] = (),
    label: Sensitivity = Sensitivity.PUBLIC,
    labels: Mapping[str, Sensitivity] | None = None,
    sure: bool = False,
    synthetic: bool = False,
    today: date | None = None,
    known: LookedUp | None = None,
) -> Card:
    """The card that follows from what somebody tells. Nothing is written.

    Refuses people.not_yours, people.not_about_others, inventory.not_your_facility, inventory.label_too_open,
    inventory.no_name, sharing.unknown_field, sharing.unknown_level, atlas.bad_language, atlas.unknown_code and what
    queries.filling.columns_of refuses.
    """
    known = known or LookedUp()
    check_keeper(by, owner, told.get("organisation") or "")
    chosen = dict(labels or {})
    check_labels(by, owner, chosen)
    day = today or localdate()
    called = names_of(names)
    content = columns_of(told, today=day, sure=sure, known=known)
    check_about(owner, content["territory_id"])
    content |= {f"{name}{LABEL_SUFFIX}": chosen.get(name, usual) for name, usual in USUAL_LABELS.items()}
    content |= {"owner": owner, "label": label, "origin": free_line(origin, field="origin", most=120)}
    return Card(content, called, [known.source(source) for source in sources], day, synthetic)


def name_of(*, by: Actor, facility: Facility, lang: str, text: str, start: date | None = None) -> FacilityName:
    """A present name of a facility, to be saved by the caller. Refuses nothing."""
    folded, bones = keys_of(text)
    return FacilityName(
        facility=facility,
        owner=facility.owner,
        label=facility.label,
        synthetic=facility.synthetic,
        lang=lang,
        text=text,
        start=start,
        folded=folded,
        bones=bones,
    )


def history_of(
    *, by: Actor, facility: Facility, what: str, on: date, changes: Iterable[tuple[str, str, str]] = ()
) -> FacilityChange:
    """What became of a card in words, for people of its country; to be saved by the caller. Refuses nothing."""
    lines = ["\t".join(_one_line(part) for part in change).rstrip("\t") for change in changes]
    return FacilityChange(
        facility=facility,
        owner=facility.owner,
        label=max(Sensitivity(facility.label), Sensitivity.NATIONAL),
        synthetic=facility.synthetic,
        version=facility.version,
        on=on,
        what=what,
        changes="\n".join(lines),
    )


def keep_change(
    *, by: Actor, facility: Facility, what: str, on: date, changes: Iterable[tuple[str, str, str]] = ()
) -> FacilityChange:
    """Keep in words what became of a card, inside the act that does it; for people of its country. Refuses nothing."""
    change = history_of(by=by, facility=facility, what=what, on=on, changes=changes)
    change.save()
    return change


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
