"""A season made again: the fewest changes, and a proof of them that no other plan contradicts."""

import time
from dataclasses import replace

import pytest
from ortools.sat.python import cp_model

from kerege.planning.solver import large, solving
from kerege.planning.solver.by_hand import by_hand
from kerege.planning.solver.checking import faults
from kerege.planning.solver.courses import Possible, key_of
from kerege.planning.solver.looking import Effort, Followed
from kerege.planning.solver.parts import Part, Parts
from kerege.planning.solver.plan import Plan
from kerege.planning.solver.problem import Floor, Forbidden, Goal, Group, Pin
from kerege.planning.solver.repairing import repaired
from kerege.planning.solver.worth import worth_of
from tests.planning.test_solver import SMALL, by_chance, everything, trainer

pytestmark = pytest.mark.nodb
QUICK = Effort(seconds=10, workers=1)


def searched(model):
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    ended = solver.solve(model.cp)
    return (model.read(solver), round(solver.best_objective_bound)) if ended == cp_model.OPTIMAL else (None, 0)


def cancelled(seed: int):
    """A plan by chance, what it was worth, and the problem without one of its courses, or without somebody of it."""
    problem = by_chance(seed)
    before = solving.solve(problem, goals=(Goal.NEED,), effort=QUICK)
    if not before.courses:
        return None
    gone = before.courses[0]
    no = Forbidden("no", gone.course.key) if seed % 2 else Forbidden("no", trainer=min(gone.leads))
    return before, worth_of(problem, before, Goal.NEED), replace(problem, forbidden=(no,))


def test_no_plan_there_is_changes_less_than_is_proved():
    """The proof holds also for courses that are not open, and is as near as it can be where the need can be met."""
    near = 0
    for before, enough, problem in filter(None, map(cancelled, range(20))):
        possible = Possible(problem)
        found = repaired(possible, by_hand(possible, {}, {}, before, enough), before, enough, (), searched)
        as_much = [other for other in everything(problem) if worth_of(problem, other, Goal.NEED) >= enough]
        fewest = min((worth_of(problem, other, Goal.LEAST_CHANGE, before) for other in as_much), default=None)
        if fewest is not None:
            assert found.spared <= fewest
            near += found.spared == fewest == worth_of(problem, found.plan, Goal.LEAST_CHANGE, before) > 0
    assert near >= 3


TWO = replace(
    SMALL,
    groups=(Group("a", "AAA", "tot", ("ru",), 6),),
    trainers=(trainer("x", most=1), trainer("y", most=1), trainer("local", part_two=False)),
)


def changed_places() -> tuple[Plan, tuple[Forbidden, ...]]:
    """Each of two leads one course, and whoever leads the first cannot be there."""
    before = solving.solve(TWO, goals=(Goal.NEED,), effort=QUICK)
    return before, (Forbidden("no", before.courses[0].course.key, min(before.courses[0].leads)),)


def test_a_search_ends_when_the_repair_is_proved(monkeypatch):
    """Both change places: only the repair knows that nobody can spare the second change. No part is looked at."""
    before, no = changed_places()
    monkeypatch.setattr(large, "LARGE", -1)
    monkeypatch.setattr(Parts, "next", lambda *_about: pytest.fail("there is nothing left to look for"))
    problem = replace(TWO, forbidden=no)
    after = solving.solve(problem, goals=(Goal.NEED, Goal.LEAST_CHANGE), earlier=before, effort=QUICK)
    assert faults(problem, after) == []
    assert [(one.value, one.bound) for one in after.reached] == [(6, 6), (2, 2)]


def test_what_is_proved_for_the_whole_need_is_not_said_where_some_of_it_may_be_given():
    """With half of the need one course is enough, which is changed by another one who leads it, or dropped."""
    season = large._Season(Possible(TWO), {}, Plan(), QUICK, Followed())
    season.enough, season.spared = 6, 2
    season.kept = [large._Least(Goal.NEED, 3)]
    assert season._at_once(Goal.LEAST_CHANGE) == 0
    season.kept = [large._Least(Goal.NEED, 6)]
    assert season._at_once(Goal.LEAST_CHANGE) == 2


def test_a_decided_course_that_the_plan_before_had_not_is_open():
    before = Plan(solving.solve(TWO, goals=(Goal.NEED,), effort=QUICK).courses[:1])
    day = next(start for start in TWO.starts if start != before.courses[0].course.days[0])
    pin = Pin("pins-1", "tot", "ru", "hall", day, frozenset({"AAA"}))
    possible = Possible(replace(TWO, pins=(pin,)))
    season = large._Season(possible, {}, before, QUICK, Followed())
    plan = season._repaired(Plan(), before, 3)
    assert [held.course.key for held in plan.courses] == sorted([key_of(pin), before.courses[0].course.key])
    assert season.spared == worth_of(possible.problem, plan, Goal.LEAST_CHANGE, before) == 2


SHORT = replace(
    SMALL,
    groups=(Group("a", "AAA", "tot", ("ru",), 6, points=5000), Group("b", "BBB", "tot", ("ru",), 3)),
    starts=SMALL.starts[:1],
    floors=(Floor("BBB", 600),),
)


@pytest.mark.parametrize(("weeks", "need"), [(1, 3), (2, 3 * 5000 + 3)], ids=["floor first", "and then the need"])
def test_a_part_of_a_plan_that_is_short_of_a_floor_keeps_what_it_can(weeks, need):
    """People of a floor come before others who count five thousand times as much; other courses are kept."""
    without = replace(SHORT, floors=(), starts=SMALL.starts[:weeks])
    problem = replace(without, floors=SHORT.floors)
    begin = solving.solve(without, goals=(Goal.NEED,), effort=QUICK)
    assert (len(begin.courses), len(faults(problem, begin))) == (weeks, 1)
    possible = Possible(problem)
    season = large._Season(possible, {}, None, QUICK, Followed())
    part = Part(possible, "topic", frozenset(held.course.key for held in begin.courses), True)
    found, _ended = season._part(begin, part, Goal.NEED, time.monotonic() + 5)
    assert (faults(problem, found), worth_of(problem, found, Goal.NEED)) == ([], need)


def test_a_plan_by_hand_without_a_fault_is_kept_before_a_draft_that_counts_more(monkeypatch):
    """Whoever stops then has a plan, and is not told that there is none."""
    counts_more = solving.solve(replace(SHORT, floors=()), goals=(Goal.NEED,), effort=QUICK)
    good = solving.solve(SHORT, goals=(Goal.NEED,), effort=QUICK)
    monkeypatch.setattr(large.Drafting, "plan", lambda _self: counts_more)
    assert large._Season(Possible(SHORT), {}, None, QUICK, Followed())._drafted(good) == good
