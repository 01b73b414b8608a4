"""Reading plans, shaped for pages. Every read names its viewer and who acts."""

from kerege.planning.cascade.levers import Lever
from kerege.planning.cascade.reckoning import Reckoned
from kerege.planning.queries.comparing import Beside, Compared, Inputs, compared
from kerege.planning.queries.covering import NeedBeside, NeedTold, ToldBeside, need_beside
from kerege.planning.queries.gathering import Gathered
from kerege.planning.queries.gathering.rooms import PARTS
from kerege.planning.queries.gathering.trainers import levels_of
from kerege.planning.queries.gathering.years import GatheredYears
from kerege.planning.queries.outlooks import (
    Behind,
    OutlookLine,
    OutlookPage,
    VersionLine,
    behind,
    observed_now,
    outlook,
    outlooks,
    surer,
    versions,
)
from kerege.planning.queries.scenarios import (
    ROLES,
    ScenarioLine,
    ScenarioPage,
    TrainerLine,
    gathered_now,
    plan_of_course,
    scenario,
    scenarios,
    trainers_of,
)
from kerege.planning.queries.sources import CountryFrom, PeopleFrom, RoomFrom, TrainerFrom, sources_told
from kerege.planning.queries.stated import STATED_KIND, StatedLine, computed, shared_longest, stated, statement
from kerege.planning.queries.telling import CourseTold, Covered, GoalTold, PlanTold, Unused, plan_told
from kerege.planning.queries.travel import Journey, Travel, travel
from kerege.planning.queries.trying import GoalPrice, Outcome, Step, as_it_is, prices, to_be_priced, what_if
from kerege.planning.queries.why import CourseWhy, Elsewhere, LeftTold, course_why, left_told, requirements_told
from kerege.planning.queries.years import (
    TIME,
    Left,
    YearsLine,
    YearsPage,
    YearsTold,
    years_now,
    years_plan,
    years_plans,
)
from kerege.planning.solver.changing import Change, changes
from kerege.planning.solver.checking import Share, overtaken, shares

__all__ = [
    "PARTS",
    "ROLES",
    "STATED_KIND",
    "TIME",
    "Behind",
    "Beside",
    "Change",
    "Compared",
    "CountryFrom",
    "CourseTold",
    "CourseWhy",
    "Covered",
    "Elsewhere",
    "Gathered",
    "GatheredYears",
    "GoalPrice",
    "GoalTold",
    "Inputs",
    "Journey",
    "Left",
    "LeftTold",
    "Lever",
    "NeedBeside",
    "NeedTold",
    "Outcome",
    "OutlookLine",
    "OutlookPage",
    "PeopleFrom",
    "PlanTold",
    "Reckoned",
    "RoomFrom",
    "ScenarioLine",
    "ScenarioPage",
    "StatedLine",
    "Share",
    "Step",
    "ToldBeside",
    "TrainerFrom",
    "TrainerLine",
    "Travel",
    "Unused",
    "VersionLine",
    "YearsLine",
    "YearsPage",
    "YearsTold",
    "as_it_is",
    "behind",
    "changes",
    "compared",
    "computed",
    "course_why",
    "gathered_now",
    "left_told",
    "levels_of",
    "need_beside",
    "observed_now",
    "outlook",
    "outlooks",
    "overtaken",
    "plan_of_course",
    "plan_told",
    "prices",
    "requirements_told",
    "scenario",
    "scenarios",
    "shared_longest",
    "shares",
    "sources_told",
    "stated",
    "statement",
    "to_be_priced",
    "surer",
    "trainers_of",
    "travel",
    "versions",
    "what_if",
    "years_now",
    "years_plan",
    "years_plans",
]
