"""Writing capacity: one function is one thing that somebody does."""

from kerege.capacity.actions.answering import Told, add_evidence, leave_open, save_answers, settle_question
from kerege.capacity.actions.badges import (
    enter_register,
    leave_register,
    note_register_taken,
    place_badge,
    show_name,
)
from kerege.capacity.actions.bringing import Brought, KeptAnswer, bring_answers
from kerege.capacity.actions.causes import grade_finding, name_cause
from kerege.capacity.actions.closing import close_assessment
from kerege.capacity.actions.correcting import drop_action, plan_action, report_done, verify_action
from kerege.capacity.actions.course_badges import decide_badge, end_badge, give_badges, take_back_badge
from kerege.capacity.actions.deciding import decide, record_audit, take_up
from kerege.capacity.actions.declaring import Imported, import_scores
from kerege.capacity.actions.external import judge_external, record_external, withdraw_external
from kerege.capacity.actions.feedback import (
    answer_feedback,
    bring_feedback,
    enter_paper,
    feedback_wanted,
    open_feedback,
)
from kerege.capacity.actions.frameworks import publish_framework, record_framework
from kerege.capacity.actions.handing_in import hand_in, take_back
from kerege.capacity.actions.holders import Reminder, remind_holders
from kerege.capacity.actions.incidents import acted_on, record_incident_finding
from kerege.capacity.actions.keeping import appeal, approve_extension, ask_extension, reinstate, suspend
from kerege.capacity.actions.looking_again import let_stand
from kerege.capacity.actions.mentoring import log_visit, look_at_activity, report_activity, say_on_course
from kerege.capacity.actions.nominating import enrol, name_in_case, nominate, withdraw_case
from kerege.capacity.actions.opening import name_assessor, open_assessment, withdraw_assessment
from kerege.capacity.actions.part_one import (
    close_part_one,
    judge_teach_back,
    open_part_two,
    record_hours,
    record_knowledge,
    sign_checklist,
    withdraw_hours,
)
from kerege.capacity.actions.part_two import hand_in_text, observe, record_delivery, record_tests, submit
from kerege.capacity.actions.plans import end_plan, open_plan, record_checklist, stop_plan
from kerege.capacity.actions.policies import set_default_policy, set_policy
from kerege.capacity.actions.posts import end_post, name_holder, record_post, release_holder
from kerege.capacity.actions.reauditing import look_whether_it_worked
from kerege.capacity.actions.reminding import remind_seats
from kerege.capacity.actions.schemes import publish_scheme
from kerege.capacity.actions.sets import publish_version, record_version
from kerege.capacity.actions.showing import count_external, judge_oneself, record_evidence, withdraw_evidence
from kerege.capacity.actions.submitting import submit_form

__all__ = [
    "acted_on",
    "record_incident_finding",
    "Brought",
    "Imported",
    "KeptAnswer",
    "Reminder",
    "Told",
    "add_evidence",
    "answer_feedback",
    "bring_feedback",
    "feedback_wanted",
    "appeal",
    "approve_extension",
    "ask_extension",
    "bring_answers",
    "close_assessment",
    "close_part_one",
    "count_external",
    "decide",
    "decide_badge",
    "end_badge",
    "drop_action",
    "end_plan",
    "end_post",
    "enrol",
    "enter_paper",
    "enter_register",
    "give_badges",
    "grade_finding",
    "hand_in",
    "hand_in_text",
    "import_scores",
    "judge_external",
    "judge_oneself",
    "judge_teach_back",
    "leave_open",
    "leave_register",
    "let_stand",
    "log_visit",
    "look_at_activity",
    "look_whether_it_worked",
    "name_assessor",
    "name_cause",
    "name_holder",
    "name_in_case",
    "nominate",
    "note_register_taken",
    "observe",
    "open_assessment",
    "open_feedback",
    "open_part_two",
    "open_plan",
    "place_badge",
    "plan_action",
    "publish_framework",
    "publish_scheme",
    "publish_version",
    "record_audit",
    "record_checklist",
    "record_delivery",
    "record_evidence",
    "record_external",
    "record_framework",
    "record_hours",
    "record_knowledge",
    "record_post",
    "record_tests",
    "record_version",
    "reinstate",
    "release_holder",
    "remind_holders",
    "remind_seats",
    "report_activity",
    "report_done",
    "save_answers",
    "set_default_policy",
    "say_on_course",
    "set_policy",
    "settle_question",
    "show_name",
    "sign_checklist",
    "stop_plan",
    "submit",
    "submit_form",
    "suspend",
    "take_back",
    "take_back_badge",
    "take_up",
    "verify_action",
    "withdraw_assessment",
    "withdraw_case",
    "withdraw_evidence",
    "withdraw_external",
    "withdraw_hours",
]
