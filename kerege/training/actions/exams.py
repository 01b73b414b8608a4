"""Writing what is about exams: a door of its own beside that of the room, as `queries.exams` is."""

from kerege.training.actions.exam_making import change_exam, draft_exam, release_exam, withdraw_exam
from kerege.training.actions.exam_sitting import Kept, Sent, begin_exam, end_overdue, hand_in, save_answers

__all__ = [
    "Kept",
    "Sent",
    "begin_exam",
    "change_exam",
    "draft_exam",
    "end_overdue",
    "hand_in",
    "release_exam",
    "save_answers",
    "withdraw_exam",
]
