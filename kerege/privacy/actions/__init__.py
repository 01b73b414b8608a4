"""Writing what is kept about people and why, and what they decide about it."""

from kerege.privacy.actions.consents import Wording, give_consent, publish_consent_text, withdraw_consent
from kerege.privacy.actions.listing import Chosen, list_myself, withdraw_listing
from kerege.privacy.actions.looks import Noticed, keep_looks
from kerege.privacy.actions.processing import Told, record_processing
from kerege.privacy.actions.retention import Due, retention_due, run_retention, set_retention

__all__ = [
    "Chosen",
    "Due",
    "Noticed",
    "Told",
    "Wording",
    "give_consent",
    "keep_looks",
    "list_myself",
    "publish_consent_text",
    "record_processing",
    "retention_due",
    "run_retention",
    "set_retention",
    "withdraw_consent",
    "withdraw_listing",
]
