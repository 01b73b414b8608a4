"""Large seasons: what no plan can beat holds for every plan there is, and parts come to the same as the whole."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from ortools.sat.python import cp_model

from kerege.planning.solver import large, parts, solving
from kerege.planning.solver.checking import faults
from kerege.planning.solver.courses import Possible, key_of
from kerege.planning.solver.looking import UPWARD, Effort, Followed
from kerege.planning.solver.model import Model
from kerege.planning.solver.plan import Contradiction, Plan
from kerege.planning.solver.pooled import kind_of, marks, pooled
from kerege.planning.solver.problem import Floor, Forbidden, Goal, Group, Pin
from kerege.planning.solver.worth import short_of, worth_of
from tests.planning.test_solver import MONDAY, SMALL, by_chance, everything, trainer, values

pytestmark = pytest.mark.nodb
QUICK = Effort(seconds=10, workers=1)


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch):
    monkeypatch.setattr(large, "LARGE", -1)


def added_up(rows, possible: Possible, plan: Plan) -> list[int]:
    """The variables of the rows, as a plan has them."""
    there = {room.key: room.country for room in possible.problem.rooms}
    counts: Counter[int] = Counter()
    for held in plan.courses:
        kind, place = kind_of(held.course), there[held.course.room]
        counts[rows.courses[kind, held.course.room]] += 1
        counts[rows.whole[kind]] += 1
        for group, people in held.seats.items():
            counts[rows.seats[kind, place, group]] += people
        for lead, names in ((True, held.leads), (False, held.locals)):
            for name in names:
                counts[rows.staff[kind, place, name, lead]] += 1
        for fund, amount in held.paid.items():
            counts[rows.paid[fund, kind[2]]] += amount
    (share,) = rows.goals[Goal.FAIRNESS]
    counts[share] = worth_of(possible.problem, plan, Goal.FAIRNESS)
    return [counts[at] for at in range(len(rows.rows.worth))]


@pytest.mark.parametrize("seed", range(12))
def test_every_plan_added_up_over_the_days_keeps_to_the_rows(seed):
    problem = by_chance(seed)
    possible, rows = Possible(problem), pooled(Possible(problem))
    for plan in everything(problem):
        found = added_up(rows, possible, plan)
        assert all(low <= n <= high for n, low, high in zip(found, rows.rows.low, rows.rows.high, strict=True))
        for row in rows.rows.rows:
            taken = sum(found[v] * factor for v, factor in zip(row.variables, row.factors, strict=True))
            assert taken == row.most if row.exactly else taken <= row.most
        for goal, sign in ((Goal.NEED, 1), (Goal.FAIRNESS, 1), (Goal.COST, -1)):
            rows.seek(goal)
            assert rows.rows.value(found) >= sign * worth_of(problem, plan, goal)


@pytest.mark.parametrize("seed", range(8))
def test_parts_come_to_the_same_as_everything(seed):
    problem = by_chance(seed)
    plan = solving.solve(problem, effort=QUICK)
    assert faults(problem, plan) == []
    assert all(reached.proved for reached in plan.reached)
    assert values(problem, plan) == max(values(problem, other) for other in everything(problem))


def in_order(called: str) -> tuple[list, list[str]]:
    """Rows and constraints in their order, where everybody is called a little otherwise."""
    problem = by_chance(0)
    problem = replace(
        problem,
        groups=tuple(replace(group, key=called + group.key) for group in problem.groups),
        trainers=tuple(replace(each, key=called + each.key) for each in problem.trainers),
        interpreter={"ru": 3, "kk": 4},
    )
    possible = Possible(problem)
    rows = [(row.most, row.variables, row.factors) for row in pooled(possible).rows.rows]
    return rows, [str(each) for each in Model(possible).cp.proto.constraints]


def test_a_model_is_written_the_same_whatever_order_sets_have():
    """They have another one in each process and for each name; a seed would promise nothing."""
    first = in_order("")
    assert all(in_order(f"{n}-") == first for n in range(8))


FIRST, SECOND = (
    Pin(f"pins-{n}", "tot", "ru", "hall", MONDAY + timedelta(weeks=n), frozenset({"AAA"})) for n in range(2)
)
FOUR = replace(
    SMALL,
    groups=(Group("a", "AAA", "tot", ("ru",), 12),),
    starts=tuple(MONDAY + timedelta(weeks=n) for n in range(4)),
    trainers=(*SMALL.trainers, trainer("other", fee=50)),
)


@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize("problem", [by_chance(3), replace(FOUR, floors=(Floor("AAA", 900),), pins=(FIRST,))])
def test_what_stands_counts_and_takes_its_people_days_and_money(problem, goal):
    possible = Possible(problem)
    plan = solving.solve(problem, effort=QUICK)
    assert len(plan.courses) > 1
    stands = plan.courses[:1]
    earlier = Plan(plan.courses[1:])
    model = Model(possible.only([key for key in possible.courses if key != stands[0].course.key]), earlier, stands)
    for literal in model.required.values():
        model.cp.add_bool_and([literal])
    model.cp.maximize(model.goals[goal])
    solver = cp_model.CpSolver()
    assert solver.solve(model.cp) == cp_model.OPTIMAL
    found = model.read(solver)
    assert (faults(problem, found), stands[0] in found.courses) == ([], True)
    sign = 1 if goal in UPWARD else -1
    assert sign * round(solver.objective_value) == worth_of(problem, found, goal, earlier)
    assert sign * (worth_of(problem, found, goal, earlier) - worth_of(problem, plan, goal, earlier)) >= 0


def test_marks_are_the_fewest_days_of_which_each_span_holds_one():
    spans = [tuple(range(a, b + 1)) for a, b in ((1, 3), (2, 4), (4, 6), (5, 9), (8, 8), (9, 12))]
    found = marks(spans)
    assert all(found & {*span} for span in spans)
    fewer = combinations(range(1, 13), len(found) - 1)
    assert not any(all({*days} & {*span} for span in spans) for days in fewer)


def test_requirements_that_cannot_be_met_together_are_named():
    """Three seats in each of two weeks are not enough for all seven people; who is in the other country is enough."""
    floors = (Floor("AAA", 1000), Floor("BBB", 1000))
    problem = replace(SMALL, floors=floors, starts=SMALL.starts[:1])
    assert solving.solve(problem, effort=QUICK) == Contradiction(("floor:AAA",), added_up=True)


@pytest.mark.parametrize(
    ("pins", "forbidden", "named"),
    [
        ((FIRST, SECOND), (), ("pins-0", "pins-1")),
        ((FIRST,), (Forbidden("no", key_of(FIRST)), Forbidden("other", trainer="nobody")), ("no", "pins-0")),
        ((FIRST,), (Forbidden("no", trainer="lead"),), ("no", "pins-0")),
    ],
    ids=["three people in two courses", "a course that is not to be", "nobody who leads"],
)
def test_decisions_that_stand_against_each_other_are_all_named(pins, forbidden, named):
    three = (Group("a", "AAA", "tot", ("ru",), 3),)
    problem = replace(SMALL, groups=three, pins=pins, forbidden=forbidden)
    assert solving.solve(problem, effort=QUICK) == Contradiction(named, added_up=True)


def test_decided_courses_are_looked_for_wherever_one_looks(monkeypatch):
    """By hand the first takes three of four people, and leaves one of two whom the second needs."""
    monkeypatch.setattr(parts, "OPEN", 0)
    monkeypatch.setattr(parts, "ALSO", 0)
    problem = replace(SMALL, groups=(Group("a", "AAA", "tot", ("ru",), 4),), pins=(FIRST, SECOND))
    plan = solving.solve(problem, goals=(Goal.NEED,), effort=Effort(seconds=3, workers=1))
    assert isinstance(plan, Plan)
    assert faults(problem, plan) == []


def test_of_a_broken_plan_nothing_is_taken_that_is_broken_more(monkeypatch):
    """A part that was not searched to its end may come back with less than what was there."""
    problem = replace(SMALL, floors=(Floor("AAA", 500),))
    season = large._Season(Possible(problem), {}, None, QUICK, Followed())
    best = solving.solve(problem, goals=(Goal.NEED,), effort=QUICK)
    fewer = Plan(best.courses[:1])
    short = [short_of(problem, plan) for plan in (best, fewer, Plan())]
    assert (short[0], short == sorted(short), len(faults(problem, Plan()))) == (0, True, 1)
    part = season.parts.next(fewer)
    for found, plan, taken in (
        (Plan(), fewer, short[1] > short[2]),
        (best, Plan(), True),
        (fewer, best, False),
        (best, fewer, True),
    ):
        monkeypatch.setattr(season, "_searched", lambda *_about, found=found: (found, False, 0))
        assert (season._part(plan, part, Goal.NEED, 0.0)[0] == found) == taken


def test_what_one_thread_proved_holds_when_another_has_changed_the_plan_meanwhile(monkeypatch):
    """Nothing is better than what was found in all there is, though of it only a part could be put together."""
    season = large._Season(Possible(SMALL), {}, None, QUICK, Followed())
    best = solving.solve(SMALL, goals=(Goal.NEED,), effort=QUICK)
    season.plan, season.value, season.proved = Plan(), 0, 99
    one = Plan(best.courses[:1])

    def meanwhile(*_about):
        season.plan, season.value = one, worth_of(SMALL, one, Goal.NEED)
        return best, True

    monkeypatch.setattr(season, "_part", meanwhile)
    monkeypatch.setattr(season, "_take", lambda *_about: True)
    monkeypatch.setattr(season, "_ended", lambda *_about: season.proved < 99)
    season._work(Goal.NEED, 0.0)
    assert season.proved == worth_of(SMALL, best, Goal.NEED)


def test_after_a_cancellation_little_changes():
    before = solving.solve(FOUR, effort=QUICK)
    assert [sorted(held.leads) for held in before.courses] == [["lead"]] * 4
    key = before.courses[1].course.key
    ill = replace(FOUR, forbidden=(Forbidden("no", key, "lead"),))
    after = solving.solve(ill, goals=(Goal.NEED, Goal.LEAST_CHANGE, Goal.COST), earlier=before, effort=QUICK)
    assert faults(ill, after) == []
    assert [sorted(h.leads) for h in after.courses] == [["lead"], ["other"], ["lead"], ["lead"]]
    assert [(reached.value, reached.proved) for reached in after.reached[:2]] == [(12, True), (1, True)]


def test_a_search_without_a_find_in_its_time_tells_the_plan_at_hand(monkeypatch):
    monkeypatch.setattr(large, "LARGE", 1000)
    begin = Plan(solving.solve(SMALL, effort=QUICK).courses[:1])
    monkeypatch.setattr(solving, "_one_goal", lambda *_about: None)
    assert solving.solve(SMALL, begin=begin, effort=QUICK).courses == begin.courses
    by_hand = solving.solve(SMALL, effort=QUICK)
    assert (len(by_hand.courses), faults(SMALL, by_hand)) == (2, [])
    assert by_hand.reached[0].bound > by_hand.reached[0].value > 0
    floors = (Floor("AAA", 1000), Floor("BBB", 1000))
    never = solving.solve(replace(SMALL, floors=floors), effort=QUICK, stop=lambda: True)
    assert never == Contradiction(("floor:AAA", "floor:BBB"), minimal=False)


def test_who_stops_at_once_gets_the_plan_by_hand():
    plan = large.solve_large(Possible(SMALL), (Goal.NEED,), {}, None, None, QUICK, Followed(stop=lambda: True))
    assert faults(SMALL, plan) == []
    assert plan.reached[0].bound >= plan.reached[0].value > 0
