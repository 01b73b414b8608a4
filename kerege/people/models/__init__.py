from kerege.people.models import elsewhere as elsewhere  # what other tables hold about people: it is read here
from kerege.people.models.account import Account, RoleGrant
from kerege.people.models.device import DevicePassword
from kerege.people.models.entrance import Invitation, LostFactor
from kerege.people.models.handover import HandedItem, SeatHandover, SeatHandoverNoted
from kerege.people.models.organisation import Organisation, Succession
from kerege.people.models.person import Person, PersonCalled, PersonName
from kerege.people.models.pseudonym import PseudonymKey, Tombstone
from kerege.people.models.seat import Seat, SeatTerm
from kerege.people.models.task import Task

__all__ = [
    "Account",
    "DevicePassword",
    "HandedItem",
    "Invitation",
    "LostFactor",
    "Organisation",
    "Person",
    "PersonCalled",
    "PersonName",
    "PseudonymKey",
    "RoleGrant",
    "Seat",
    "SeatHandover",
    "SeatHandoverNoted",
    "SeatTerm",
    "Succession",
    "Task",
    "Tombstone",
]
