"""Writing training: one function is one thing that somebody does."""

from kerege.training.actions.adapting import (
    add_language,
    add_part,
    begin_version,
    change_part,
    draft_of,
    fork_curriculum,
    move_part,
    remove_part,
)
from kerege.training.actions.attaching import attach_file, replace_file
from kerege.training.actions.attending import Brought, bring_attendance, sign_in_to_session, take_attendance
from kerege.training.actions.cascade import correct_descent, record_descent
from kerege.training.actions.class_activities import hold_activities, join_to_observe
from kerege.training.actions.class_clocks import look_at_class_clock, set_class_clock
from kerege.training.actions.class_seats import replace_pin
from kerege.training.actions.classes import (
    bring_class,
    enter_class,
    join_class,
    make_roster,
    note_coming,
    settle_class_event,
)
from kerege.training.actions.closing import Closing, Particulars, close_course
from kerege.training.actions.costs import drop_cost, record_cost
from kerege.training.actions.counting_skills import count_for_case
from kerege.training.actions.courses import correct_course, record_count, record_course, record_group
from kerege.training.actions.curricula import publish_curriculum_version, record_curriculum_version
from kerege.training.actions.documents import drop_document, use_document
from kerege.training.actions.enrolling import Promise, enrol_myself, nominate_for_course
from kerege.training.actions.evidence import HoursTold, record_hours_of_course
from kerege.training.actions.following import (
    Letter,
    answer_followup,
    ask_followups,
    confirm_followup,
    make_link,
    open_followups,
)
from kerege.training.actions.grouping import divide_evenly, place_in_group
from kerege.training.actions.letters import replace_letter, replace_slip, withdraw_letter
from kerege.training.actions.materials import add_material, count_material, drop_material, propose_materials
from kerege.training.actions.moving import cancel_course, change_cohort, declare_held, postpone_course
from kerege.training.actions.needing import ask_no_more, ask_of_participants
from kerege.training.actions.observing import record_events
from kerege.training.actions.outcomes import place_trainers, record_adoption
from kerege.training.actions.packs import (
    check_pack,
    discard_pack,
    hand_in_pack,
    import_edited,
    import_pack,
    make_pack,
)
from kerege.training.actions.places import (
    accept_participant,
    decline_participant,
    fill_places,
    withdraw_participant,
)
from kerege.training.actions.planning import plan_course
from kerege.training.actions.practice import drop_activity, place_activity, plan_activity, set_up_activity
from kerege.training.actions.register import Entry, close_register, register_participant, register_participants
from kerege.training.actions.sessions import add_session, call_off_session, lay_sessions, move_session
from kerege.training.actions.sheets import hand_in_sheet
from kerege.training.actions.staffing import answer_invitation, assign_sessions, invite_staff, replace_staff
from kerege.training.actions.telling import Notice, tell_participants
from kerege.training.actions.updating import (
    accept_offer,
    decide_conflict,
    decline_offer,
    offer_back,
    put_back,
    update_from_parent,
)

__all__ = [
    "bring_class",
    "hold_activities",
    "join_to_observe",
    "enter_class",
    "join_class",
    "look_at_class_clock",
    "make_roster",
    "note_coming",
    "replace_pin",
    "settle_class_event",
    "Notice",
    "tell_participants",
    "check_pack",
    "discard_pack",
    "hand_in_pack",
    "import_edited",
    "import_pack",
    "make_pack",
    "accept_offer",
    "add_language",
    "add_part",
    "begin_version",
    "change_part",
    "decide_conflict",
    "put_back",
    "decline_offer",
    "fork_curriculum",
    "move_part",
    "offer_back",
    "remove_part",
    "update_from_parent",
    "Brought",
    "Closing",
    "set_class_clock",
    "set_up_activity",
    "record_events",
    "plan_activity",
    "place_in_group",
    "place_activity",
    "draft_of",
    "drop_activity",
    "divide_evenly",
    "count_for_case",
    "Entry",
    "Letter",
    "answer_followup",
    "ask_followups",
    "confirm_followup",
    "make_link",
    "open_followups",
    "add_material",
    "add_session",
    "answer_invitation",
    "assign_sessions",
    "call_off_session",
    "cancel_course",
    "change_cohort",
    "count_material",
    "declare_held",
    "drop_cost",
    "drop_material",
    "hand_in_sheet",
    "invite_staff",
    "lay_sessions",
    "move_session",
    "plan_course",
    "postpone_course",
    "propose_materials",
    "record_cost",
    "replace_file",
    "replace_letter",
    "replace_slip",
    "replace_staff",
    "HoursTold",
    "Particulars",
    "Promise",
    "accept_participant",
    "ask_no_more",
    "ask_of_participants",
    "attach_file",
    "bring_attendance",
    "close_course",
    "decline_participant",
    "enrol_myself",
    "fill_places",
    "nominate_for_course",
    "record_hours_of_course",
    "sign_in_to_session",
    "take_attendance",
    "withdraw_letter",
    "withdraw_participant",
    "close_register",
    "correct_course",
    "drop_document",
    "place_trainers",
    "publish_curriculum_version",
    "record_adoption",
    "record_count",
    "record_curriculum_version",
    "record_course",
    "correct_descent",
    "record_descent",
    "record_group",
    "register_participant",
    "register_participants",
    "use_document",
]
