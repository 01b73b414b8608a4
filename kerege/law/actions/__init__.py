"""Writing law: one function is one thing that somebody does."""

from kerege.law.actions.recording import STATUS_RECORDED, record_instrument, record_milestone, record_status

__all__ = ["STATUS_RECORDED", "record_instrument", "record_milestone", "record_status"]
