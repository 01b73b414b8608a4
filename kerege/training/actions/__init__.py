"""Writing training: one function is one thing that somebody does."""

from kerege.training.actions.courses import correct_course, record_count, record_course, record_group
from kerege.training.actions.documents import drop_document, use_document
from kerege.training.actions.outcomes import place_trainers, record_adoption
from kerege.training.actions.register import Entry, close_register, register_participant, register_participants

__all__ = [
    "Entry",
    "close_register",
    "correct_course",
    "drop_document",
    "place_trainers",
    "record_adoption",
    "record_count",
    "record_course",
    "record_group",
    "register_participant",
    "register_participants",
    "use_document",
]
