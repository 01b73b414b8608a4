"""Writing outreach: events, what sources state about them and who came, codes of conduct and who signed them."""

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

__all__ = [
    "adopt_code",
    "answer_invitation",
    "come_by_code",
    "correct_event",
    "decide_same",
    "end_adoption",
    "forget_guest",
    "forget_guests_over",
    "invite_guests",
    "note_guest",
    "open_registration",
    "publish_code",
    "record_event",
    "record_event_count",
    "register_guest",
    "set_programme",
    "show_code",
    "sign_code",
    "withdraw_pledge",
]
