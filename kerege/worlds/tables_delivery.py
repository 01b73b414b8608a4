"""The tables of planned courses and of what came of courses; leads have to hold certificates, so these come after."""

from kerege.training import actions as training
from kerege.worlds import rows_delivery as rows
from kerege.worlds import rows_enrolment, rows_evaluation, rows_exams, rows_following, rows_held, rows_learning
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import day, keys, lines, number, text

DELIVERY: tuple[Table, ...] = (
    table_of(
        "course_plans.csv",
        "training.course.planned",
        rows.plan,
        "key owner title kind first_day centre trainees_from curriculum version language",
        "room venue_place generation note",
        adds="synthetic",
        cells={"first_day": day, "generation": number},
    ),
    table_of(
        "course_staff.csv",
        "training.staff.invited",
        rows.staff,
        "course person part languages on",
        "account answer",
        cells={"on": day},
    ),
    table_of(
        "course_costs.csv",
        "training.cost.recorded",
        training.record_cost,
        "course kind currency planned",
        "what payer funder external spent",
    ),
    table_of(
        "enrolments.csv",
        "training.enrolment.nominated",
        rows_enrolment.enrol,
        "course person state on",
        "reason",
        cells={"on": day},
    ),
    table_of(
        "activities.csv",
        "training.activity.planned",
        rows_held.practise,
        "course title steps checklist observer on passed",
        "missed lang minutes group",
        cells={"on": day, "steps": lines, "checklist": lines},
    ),
    table_of(
        "held_courses.csv",
        "training.attendance.closed",
        rows_held.hold,
        "course on",
        "left particulars",
        cells={"on": day},
    ),
    table_of(
        "reactions.csv",
        "training.reaction.asked",
        rows_evaluation.reaction,
        "course asked_on participants answers",
        "helped change",
        cells={"asked_on": day},
    ),
    table_of(
        "course_tests.csv",
        "training.test.recorded",
        rows_evaluation.course_test,
        "course kind on items results",
        "closed_on",
        cells={"on": day, "closed_on": day},
    ),
    table_of(
        "bank_items.csv",
        "training.bank.drafted",
        rows_exams.item,
        "owner collection called key topic text_en text_ru",
        "difficulty answers_en answers_ru",
    ),
    table_of(
        "exams.csv",
        "training.exam.drafted",
        rows_exams.exam,
        "course collection title_en title_ru rows opens closes minutes tries released_by sat",
        "sittings",
        cells={"sittings": keys},
    ),
    table_of(
        "assigned_learning.csv",
        "training.learning.assigned",
        rows_learning.assign,
        "course what on until",
        "note begun_by",
        cells={"on": day, "until": day},
    ),
    table_of(
        "course_badges.csv",
        "capacity.course_badge.decided",
        rows_learning.badge,
        "course kind on said_en said_ru",
        cells={"on": day},
    ),
    table_of(
        "practice_seen.csv",
        "training.evaluation.practice_seen",
        rows_held.observe,
        "course account relation on seen",
        cells={"on": day},
    ),
    table_of(
        "followups.csv",
        "training.followup.answered",
        rows_following.follow_up,
        "course months on said",
        cells={"months": number, "on": day, "said": lines},
    ),
)

FORKS = table_of(
    "forks.csv",
    "training.curriculum.forked",
    rows_following.fork,
    "owner parent parent_version key on title_en title_ru",
    "drop part body_en body_ru equipment",
    cells={"on": day, "drop": text, "equipment": text, "body_en": lines, "body_ru": lines},
)
"""Before the adoptions, which name a version that was published."""
