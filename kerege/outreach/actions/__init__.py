"""Writing outreach: events and what sources state about them, codes of conduct and who signed them."""

from kerege.outreach.actions.conduct import (
    adopt_code,
    end_adoption,
    publish_code,
    sign_code,
    withdraw_pledge,
)
from kerege.outreach.actions.events import correct_event, record_event, record_event_count

__all__ = [
    "adopt_code",
    "correct_event",
    "end_adoption",
    "publish_code",
    "record_event",
    "record_event_count",
    "sign_code",
    "withdraw_pledge",
]
