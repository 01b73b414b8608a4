"""Writing law: one function is one thing that somebody does."""

from kerege.law.actions.catalogue import publish_release
from kerege.law.actions.parties import bring_statuses, state_status
from kerege.law.actions.recording import STATUS_RECORDED, record_instrument, record_milestone, record_status

__all__ = [
    "STATUS_RECORDED",
    "bring_statuses",
    "publish_release",
    "record_instrument",
    "record_milestone",
    "record_status",
    "state_status",
]
