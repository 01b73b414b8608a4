"""What is tried beside a plan: which shares, what without, and that what is told of it is a plan that could be."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from kerege.lib.refusal import Refusal
from kerege.planning.queries.telling import plan_told
from kerege.planning.queries.trying import GoalPrice, Step, outcome_of
from kerege.planning.rules import trials
from kerege.planning.rules.goals import moved, read_share, shown_share, with_share
from kerege.planning.solver import solving
from kerege.planning.solver.plan import Contradiction
from kerege.planning.solver.problem import Group, Pin
from kerege.planning.solver.trying import Tried, told_of, tried
from kerege.web.planning.outcomes import differences, proof
from kerege.web.planning.views.goals import _step
from kerege.web.planning.views.plan import goal_told
from tests.planning.test_solver import ONE, SMALL

pytestmark = pytest.mark.nodb
GIVEN = (("need", 0), ("cost", 0))
DEAR = replace(
    SMALL, groups=(Group("a", "AAA", "tot", ("ru",), 6),), topics=(replace(SMALL.topics[0], per_person=100),)
)


@pytest.fixture(scope="module")
def plan():
    return solving.solve(DEAR, goals=[solving.Goal("need"), solving.Goal("cost")], effort=ONE)


def trial(plan, asked, problem=DEAR):
    return tried(solving, problem, plan, asked, earlier=None, seconds=20)


def of(plan):
    return outcome_of({"state": "done", **told_of(DEAR, plan, plan)})


def test_shares_are_tried_for_every_goal_that_has_one_after_it():
    asked = trials.priced([["need", 20], ["cost", 0]])
    assert [(each["goal"], each["give"]) for each in asked] == [("need", 0), ("need", 50), ("need", 100)], (
        "the plan itself says what is at two percent, and the last goal gives to nobody"
    )
    kept = trials.with_asked([{**trials.without("old"), "digest": "before", "state": "done"}], asked, "now")
    assert [each["state"] for each in kept] == ["waiting"] * 3, "what was tried on other inputs is gone"
    kept = trials.with_told(kept, kept[1], {"state": "done", "people": 5})
    assert trials.waiting(kept) == kept[0]
    again = trials.with_asked(kept, [asked[1]], "now")
    assert [(each["give"], each["state"]) for each in again] == [(0, "waiting"), (100, "waiting"), (50, "waiting")]


def test_what_a_goal_gives_buys_and_is_told_in_words(plan):
    cheaper = outcome_of({"state": "done", **told_of(DEAR, plan, trial(plan, Tried(GIVEN, "need", 200)))})
    base = of(plan)
    assert (base.people, cheaper.people) == (6, 5)
    lost, won = differences(base, cheaper, "EUR")
    assert (lost, won) == (["1 person fewer"], ["100 EUR less"])
    assert proof(base, cheaper) == "proved"
    assert differences(base, of(plan), "EUR") == ([], [])


def test_without_the_plan_that_gives_nothing_no_price_is_told(plan):
    """A share beside nothing to compare it with is told as it is, and never as one that buys nothing."""
    page = SimpleNamespace(currency="EUR")
    whole = [Step(0, stands=False, outcome=of(plan)), Step(50, stands=True, outcome=of(plan))]
    alone = [Step(0, stands=False, outcome=outcome_of({"state": "unknown"})), whole[1]]
    for steps, told in ((whole, [True, False]), (alone, [True, True])):
        price = GoalPrice("need", 50, tuple(steps))
        assert [_step(price, step, page)["whole"] for step in steps] == told
    goal = {"key": "need", "name": "Need", "steps": [_step(price, step, page) for step in alone]}
    shown = render_to_string("planning/_price.html", {"goal": goal, "page": page, "open": True})
    assert ("take need" in shown, "6 people" in shown) == (False, True)


def test_a_goal_that_gave_tells_what_the_plan_is_worth_and_not_the_best_there_was(plan):
    goals = [solving.Goal("need"), solving.Goal("cost")]
    gave = solving.solve(DEAR, goals=goals, give={solving.Goal("need"): 200}, effort=ONE)
    page = SimpleNamespace(currency="EUR")
    need, cost = plan_told(DEAR, gave).goals
    assert (need.value, need.gave, need.bound, need.proved, cost.gave) == (5, 1, 6, True, 0)
    assert goal_told(need, page)["sure"] == "proved: no plan is better than 6; 1 given to the goals after it"
    whole = plan_told(DEAR, plan).goals[0]
    assert (whole.value, goal_told(whole, page)["sure"]) == (6, "proved: no plan is better")
    open_yet = goal_told(replace(whole, bound=8, proved=False, gap=250), page)
    assert (open_yet["proved"], open_yet["sure"]) == (False, "no plan is better than 8; 25 % open")


def test_without_a_course_or_somebody_the_rest_changes_least(plan):
    first = plan.courses[0]
    fewer = told_of(DEAR, plan, trial(plan, Tried(GIVEN, course=first.course.key, without=True)))
    assert first.course.key in fewer["gone"]
    assert fewer["people"] == 3
    assert fewer["worth"] == [["need", 3], ["cost", fewer["cost"]]], "least change is no goal of the plan"
    nobody = trial(plan, Tried(GIVEN, trainer="lead", without=True))
    assert nobody.courses == (), "there is no other who leads"
    pin = Pin("pins-1", "tot", "ru", "hall", first.course.days[0], first.course.cohort)
    against = trial(plan, Tried(GIVEN, course=first.course.key, without=True), replace(DEAR, pins=(pin,)))
    assert isinstance(against, Contradiction)
    assert set(against.requirements) == {"pins-1", "trial"}


@pytest.mark.parametrize(
    ("typed", "share"), [("", 0), ("5", 50), ("2,5 %", 25), ("۱۰", 100), ("100", 1000), ("0.1", 1)]
)
def test_shares_are_read_as_people_write_them(typed, share):
    assert read_share(typed, "give-need") == share
    assert read_share(shown_share(share), "give-need") == share


@pytest.mark.parametrize("typed", ["-1", "101", "five", "1.25", "1e2", "NaN", "9" * 500])
def test_what_is_no_share_is_refused_at_its_field(typed):
    with pytest.raises(Refusal) as refused:
        read_share(typed, "give-need")
    assert (refused.value.code, refused.value.field) == ("planning.not_a_number", "give-need")


def test_goals_move_and_stay_within_their_order():
    goals = [("need", 0), ("fairness", 20), ("cost", 0)]
    assert [goal for goal, _ in moved(goals, "cost", -1)] == ["need", "cost", "fairness"]
    assert moved(goals, "need", -1) == goals
    assert moved(goals, "nothing", 1) == goals
    assert with_share(goals, "need", 50)[0] == ("need", 50)
