"""Writing what is kept about people and why, and what they decide about it."""

from kerege.privacy.actions.processing import Told, record_processing

__all__ = ["Told", "record_processing"]
