"""Writing what is about exams: a door of its own beside that of the room, as `queries.exams` is."""

from kerege.training.actions.curriculum_exams import (
    keep_curriculum_exam,
    release_curriculum_exam,
    withdraw_curriculum_exam,
)
from kerege.training.actions.exam_allowances import ask_allowance, decide_allowance, grant_allowance
from kerege.training.actions.exam_appeals import appeal, decide_appeal
from kerege.training.actions.exam_keys import decide_key, propose_key
from kerege.training.actions.exam_making import change_exam, draft_exam, release_exam, withdraw_exam
from kerege.training.actions.exam_marking import close_results, mark_answer, void_item
from kerege.training.actions.exam_sitting import Kept, Sent, begin_exam, end_overdue, hand_in, save_answers
from kerege.training.actions.exam_taking import take_exam
from kerege.training.actions.exam_telling import ExamNotice, tell_of_exams

__all__ = [
    "ExamNotice",
    "Kept",
    "Sent",
    "appeal",
    "ask_allowance",
    "begin_exam",
    "change_exam",
    "close_results",
    "decide_allowance",
    "decide_appeal",
    "decide_key",
    "draft_exam",
    "end_overdue",
    "grant_allowance",
    "hand_in",
    "keep_curriculum_exam",
    "mark_answer",
    "propose_key",
    "release_curriculum_exam",
    "release_exam",
    "save_answers",
    "take_exam",
    "tell_of_exams",
    "void_item",
    "withdraw_curriculum_exam",
    "withdraw_exam",
]
