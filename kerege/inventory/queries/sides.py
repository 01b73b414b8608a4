"""Who speaks for a side: by a role for its owner and organisation, or by sitting on its seat. Never by an account."""

from datetime import date

from kerege.inventory.rules.keepers import keeps
from kerege.people import queries as people
from kerege.people.rules import MAY, Actor
from kerege.people.words import Deed


def asks_for(by: Actor, owner: str, organisation: str, *, seat: int | None = None, on: date | None = None) -> bool:
    """Whether the actor asks for this owner's organisation (its key, empty for none), or sits on the seat."""
    held = [g for g in by.grants if g.owner == owner and g.role in MAY[Deed.ASK_FOR_HELP]]
    if by.is_system or any(not g.organisation or g.organisation == organisation for g in held):
        return True
    return _sits(by, seat, on)


def answers_for(by: Actor, owner: str, organisation: str, *, seat: int | None = None, on: date | None = None) -> bool:
    """Whether the actor keeps the cards of this owner's organisation, or sits on the seat."""
    return keeps(by, owner, organisation) or _sits(by, seat, on)


def _sits(by: Actor, seat: int | None, on: date | None) -> bool:
    if seat is None or on is None or by.owes_factor:
        return False
    return bool(people.capacities_of(by.uid, seat=seat, on=on))
