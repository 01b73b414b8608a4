"""Writing people: one function is one thing that somebody does."""

from kerege.people.actions.accounts import grant_role, open_account
from kerege.people.actions.organisations import name_organisation, record_organisation, record_succession
from kerege.people.actions.persons import record_person
from kerege.people.actions.seats import appoint, create_seat, end_term

__all__ = [
    "appoint",
    "create_seat",
    "end_term",
    "grant_role",
    "name_organisation",
    "open_account",
    "record_organisation",
    "record_person",
    "record_succession",
]
