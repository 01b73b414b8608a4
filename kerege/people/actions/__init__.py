"""Writing people: one function is one thing that somebody does."""

from kerege.people.actions.accounts import (
    deactivate,
    end_sessions,
    keep_language,
    link_person,
    open_account,
    reactivate,
    renew_calendars,
    unlink_person,
)
from kerege.people.actions.devices import add_device, note_device_used, remove_device
from kerege.people.actions.erasure import erase_myself, erase_person, replay_erasures
from kerege.people.actions.factors import enrol_demo_factor, note_factor, note_password, note_sessions
from kerege.people.actions.forgetting import forget_guests, forget_invitations
from kerege.people.actions.handovers import Choices, Follower, hand_over, rehearse_handover, withdraw_handover
from kerege.people.actions.identities import link_identity, unlink_identity
from kerege.people.actions.invitations import (
    accept_invitation,
    invitation_of,
    invitation_token,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from kerege.people.actions.logos import remove_logo, set_logo
from kerege.people.actions.lost_factors import ask_without_factor, confirm_identity, prove_identity, refuse_request
from kerege.people.actions.organisations import name_organisation, record_organisation, record_succession
from kerege.people.actions.persons import record_person
from kerege.people.actions.recovering import end_all_sessions, recover_account
from kerege.people.actions.roles import end_role, grant_role
from kerege.people.actions.seats import appoint, create_seat, end_term
from kerege.people.actions.tasks import drop_task, finish_task, set_task

__all__ = [
    "Choices",
    "Follower",
    "accept_invitation",
    "add_device",
    "appoint",
    "ask_without_factor",
    "confirm_identity",
    "create_seat",
    "deactivate",
    "drop_task",
    "end_all_sessions",
    "end_role",
    "end_sessions",
    "renew_calendars",
    "end_term",
    "enrol_demo_factor",
    "erase_myself",
    "erase_person",
    "finish_task",
    "forget_guests",
    "forget_invitations",
    "grant_role",
    "hand_over",
    "invitation_of",
    "invitation_token",
    "invite",
    "keep_language",
    "link_identity",
    "link_person",
    "name_organisation",
    "note_device_used",
    "note_factor",
    "note_password",
    "note_sessions",
    "open_account",
    "prove_identity",
    "reactivate",
    "record_organisation",
    "record_person",
    "record_succession",
    "recover_account",
    "refuse_request",
    "remove_device",
    "rehearse_handover",
    "remove_logo",
    "replay_erasures",
    "resend_invitation",
    "set_logo",
    "set_task",
    "unlink_identity",
    "unlink_person",
    "withdraw_handover",
    "withdraw_invitation",
]
