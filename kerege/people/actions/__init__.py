"""Writing people: one function is one thing that somebody does."""

from kerege.people.actions.accounts import (
    deactivate,
    end_sessions,
    link_person,
    open_account,
    reactivate,
    unlink_person,
)
from kerege.people.actions.erasure import erase_myself, erase_person, replay_erasures
from kerege.people.actions.factors import enrol_demo_factor, note_factor, note_password
from kerege.people.actions.logos import remove_logo, set_logo
from kerege.people.actions.organisations import name_organisation, record_organisation, record_succession
from kerege.people.actions.persons import record_person
from kerege.people.actions.roles import end_role, grant_role
from kerege.people.actions.seats import appoint, create_seat, end_term

__all__ = [
    "remove_logo",
    "set_logo",
    "appoint",
    "create_seat",
    "deactivate",
    "end_role",
    "end_sessions",
    "end_term",
    "erase_myself",
    "erase_person",
    "enrol_demo_factor",
    "grant_role",
    "link_person",
    "name_organisation",
    "note_factor",
    "note_password",
    "open_account",
    "reactivate",
    "record_organisation",
    "record_person",
    "record_succession",
    "unlink_person",
    "replay_erasures",
]
