"""The tables of planned courses; their leads have to hold certificates, so these come after them."""

from kerege.training import actions as training
from kerege.worlds import rows_delivery as rows
from kerege.worlds import rows_enrolment
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import day

DELIVERY: tuple[Table, ...] = (
    table_of(
        "course_plans.csv",
        "training.course.planned",
        rows.plan,
        "key owner title kind first_day centre trainees_from curriculum version language room",
        "venue_place note",
        adds="synthetic",
        cells={"first_day": day},
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
        "what payer funder external",
    ),
    table_of(
        "enrolments.csv",
        "training.enrolment.nominated",
        rows_enrolment.enrol,
        "course person state on",
        "reason",
        cells={"on": day},
    ),
)
