"""Who keeps the card of a facility, and how open its fields may be made."""

from collections.abc import Mapping

from kerege.inventory.rules.cards import USUAL_LABELS
from kerege.inventory.words import refused
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import MAY, Actor, check_may, may
from kerege.people.words import Deed
from kerege.sharing.words import UNKNOWN_FIELD, UNKNOWN_LEVEL


def check_keeper(by: Actor, owner: str, organisation: str, *, deed: Deed = Deed.RECORD_RESOURCE) -> None:
    """Refuse people.not_yours, and inventory.not_your_facility to whoever keeps those of another organisation only."""
    check_may(by, deed, owner)
    if not keeps(by, owner, organisation, deed=deed):
        raise Refusal(refused.NOT_YOUR_FACILITY)


def keeps(by: Actor, owner: str, organisation: str, *, deed: Deed = Deed.RECORD_RESOURCE) -> bool:
    """Whether the actor keeps cards (or with another deed, training centres) of this owner that belong to the
    organisation.
    """
    if by.is_system:
        return True
    held = [g for g in by.grants if g.owner == owner and g.role in MAY[deed]]
    return any(not g.organisation or g.organisation == organisation for g in held)


def check_labels(by: Actor, owner: str, labels: Mapping[str, Sensitivity]) -> None:
    """Refuse sharing.unknown_field, sharing.unknown_level and, to whoever may not label, inventory.label_too_open."""
    for field, level in labels.items():
        if field not in USUAL_LABELS:
            raise Refusal(UNKNOWN_FIELD, field="labels", name=str(field)[:60])
        if level not in list(Sensitivity):
            raise Refusal(UNKNOWN_LEVEL, field="labels", name=field)
        if level < USUAL_LABELS[field] and not may(by, Deed.LABEL, owner):
            raise Refusal(refused.LABEL_TOO_OPEN, field="labels", name=field)
