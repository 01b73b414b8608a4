"""Writing capacity: one function is one thing that somebody does."""

from kerege.capacity.actions.answering import Told, add_evidence, leave_open, save_answers, settle_question
from kerege.capacity.actions.causes import grade_finding, name_cause
from kerege.capacity.actions.closing import close_assessment
from kerege.capacity.actions.correcting import drop_action, plan_action, report_done, verify_action
from kerege.capacity.actions.opening import name_assessor, open_assessment, withdraw_assessment
from kerege.capacity.actions.schemes import publish_scheme
from kerege.capacity.actions.sets import publish_version, record_version

__all__ = [
    "Told",
    "add_evidence",
    "close_assessment",
    "drop_action",
    "grade_finding",
    "leave_open",
    "name_assessor",
    "name_cause",
    "open_assessment",
    "plan_action",
    "publish_scheme",
    "publish_version",
    "record_version",
    "report_done",
    "save_answers",
    "settle_question",
    "verify_action",
    "withdraw_assessment",
]
