"""Writing law: one function is one thing that somebody does."""

from kerege.law.actions.bodies import correct_authority, record_authority, succeed_authority
from kerege.law.actions.catalogue import publish_release
from kerege.law.actions.duties import (
    Informing,
    LaidDown,
    record_duty,
    record_information_duty,
    withdraw_duty,
)
from kerege.law.actions.parties import bring_statuses, state_status
from kerege.law.actions.recording import STATUS_RECORDED, record_instrument, record_milestone, record_status

__all__ = [
    "STATUS_RECORDED",
    "Informing",
    "LaidDown",
    "bring_statuses",
    "correct_authority",
    "publish_release",
    "record_authority",
    "record_duty",
    "record_information_duty",
    "record_instrument",
    "record_milestone",
    "record_status",
    "state_status",
    "succeed_authority",
    "withdraw_duty",
]
