"""Writing capacity: one function is one thing that somebody does."""

from kerege.capacity.actions.answering import Told, add_evidence, leave_open, save_answers, settle_question
from kerege.capacity.actions.badges import (
    enter_register,
    leave_register,
    note_register_taken,
    place_badge,
    show_name,
)
from kerege.capacity.actions.causes import grade_finding, name_cause
from kerege.capacity.actions.closing import close_assessment
from kerege.capacity.actions.correcting import drop_action, plan_action, report_done, verify_action
from kerege.capacity.actions.declaring import Imported, import_scores
from kerege.capacity.actions.external import judge_external, record_external, withdraw_external
from kerege.capacity.actions.frameworks import publish_framework, record_framework
from kerege.capacity.actions.handing_in import hand_in, take_back
from kerege.capacity.actions.mentoring import log_visit, look_at_activity, report_activity
from kerege.capacity.actions.opening import name_assessor, open_assessment, withdraw_assessment
from kerege.capacity.actions.plans import end_plan, open_plan, record_checklist, stop_plan
from kerege.capacity.actions.policies import set_default_policy, set_policy
from kerege.capacity.actions.posts import end_post, name_holder, record_post, release_holder
from kerege.capacity.actions.reauditing import look_whether_it_worked
from kerege.capacity.actions.reminding import remind_seats
from kerege.capacity.actions.schemes import publish_scheme
from kerege.capacity.actions.sets import publish_version, record_version
from kerege.capacity.actions.showing import judge_oneself, record_evidence, withdraw_evidence
from kerege.capacity.actions.submitting import submit_form

__all__ = [
    "end_plan",
    "log_visit",
    "look_at_activity",
    "open_plan",
    "record_checklist",
    "report_activity",
    "stop_plan",
    "Imported",
    "import_scores",
    "Told",
    "add_evidence",
    "close_assessment",
    "drop_action",
    "enter_register",
    "grade_finding",
    "hand_in",
    "judge_external",
    "leave_register",
    "leave_open",
    "look_whether_it_worked",
    "name_assessor",
    "name_cause",
    "note_register_taken",
    "open_assessment",
    "place_badge",
    "plan_action",
    "publish_scheme",
    "end_post",
    "judge_oneself",
    "name_holder",
    "publish_framework",
    "publish_version",
    "record_evidence",
    "record_framework",
    "record_post",
    "record_external",
    "record_version",
    "release_holder",
    "remind_seats",
    "report_done",
    "save_answers",
    "set_default_policy",
    "set_policy",
    "settle_question",
    "submit_form",
    "take_back",
    "verify_action",
    "withdraw_assessment",
    "withdraw_evidence",
    "show_name",
    "withdraw_external",
]
