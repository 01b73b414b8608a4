from kerege.people.models import elsewhere as elsewhere
from kerege.people.models.account import Account, RoleGrant
from kerege.people.models.entrance import Invitation, LostFactor
from kerege.people.models.organisation import Organisation, Succession
from kerege.people.models.person import Person, PersonCalled, PersonName
from kerege.people.models.pseudonym import PseudonymKey, Tombstone
from kerege.people.models.seat import Seat, SeatTerm

__all__ = [
    "Invitation",
    "LostFactor",
    "Account",
    "Organisation",
    "Person",
    "PersonCalled",
    "PersonName",
    "PseudonymKey",
    "RoleGrant",
    "Seat",
    "SeatTerm",
    "Succession",
    "Tombstone",
]
