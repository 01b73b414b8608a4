"""Writing outreach: events, what sources state about them and who came, codes of conduct, the library."""

from kerege.outreach.actions.conduct import (
    adopt_code,
    end_adoption,
    publish_code,
    sign_code,
    withdraw_pledge,
)
from kerege.outreach.actions.events import correct_event, record_event, record_event_count
from kerege.outreach.actions.gatherings import (
    answer_invitation,
    come_by_code,
    decide_same,
    forget_guest,
    forget_guests_over,
    invite_guests,
    note_guest,
    open_registration,
    register_guest,
    set_programme,
    show_code,
)
from kerege.outreach.actions.inviting import mail_invitations
from kerege.outreach.actions.library import ToldEdition, add_edition, publish_resource, withdraw_edition

__all__ = [
    "ToldEdition",
    "add_edition",
    "adopt_code",
    "answer_invitation",
    "come_by_code",
    "correct_event",
    "decide_same",
    "end_adoption",
    "forget_guest",
    "forget_guests_over",
    "invite_guests",
    "mail_invitations",
    "note_guest",
    "open_registration",
    "publish_code",
    "publish_resource",
    "record_event",
    "record_event_count",
    "register_guest",
    "set_programme",
    "show_code",
    "sign_code",
    "withdraw_edition",
    "withdraw_pledge",
]
