"""Plans of courses: as good as trying everything, never against a rule, with their proof or what contradicts it."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

import pytest

from kerege.lib.periods import Period
from kerege.planning.solver.asking import refusals
from kerege.planning.solver.checking import cost_of, faults
from kerege.planning.solver.courses import Bar, Possible
from kerege.planning.solver.explaining import difference, left_out, price, why, with_pin
from kerege.planning.solver.kept import plain, problem_of
from kerege.planning.solver.plan import Contradiction, Held, Plan
from kerege.planning.solver.problem import Floor, Fund, Goal, Group, Pin, Problem, Room, Topic, Trainer, Way
from kerege.planning.solver.solving import Effort, solve

pytestmark = pytest.mark.nodb
MONDAY = date(2026, 10, 5)
ONE = Effort(seconds=20, workers=1)


def trainer(key: str, country: str = "AAA", **other: object) -> Trainer:
    given = {"languages": frozenset({"ru"}), "topics": frozenset({"tot"}), "part_two": True, **other}
    return Trainer(key, country, **given)  # type: ignore[arg-type]


SMALL = Problem(
    today=date(2026, 9, 1),
    starts=(MONDAY, MONDAY + timedelta(weeks=1)),
    groups=(Group("a", "AAA", "tot", ("ru",), 4, points=3), Group("b", "BBB", "tot", ("ru",), 3)),
    topics=(Topic("tot", 2, least=2, most=3, leads=1, locals=1),),
    trainers=(trainer("lead"), trainer("local", part_two=False, fee=5)),
    rooms=(Room("hall", "AAA", 3, price=10),),
    funds=(Fund("fund", frozenset({"AAA", "BBB"}), 1000),),
    ways={("BBB", "AAA"): Way(price=7)},
)


def test_how_many_people_are_decided_stands_and_changes_no_digest_of_what_says_nothing():
    pin = Pin("pins-1", "tot", "ru", "hall", MONDAY, frozenset({"AAA"}))
    assert "people" not in plain(pin)
    found = solve(replace(SMALL, pins=(replace(pin, people=2),)), effort=ONE)
    there = next(held for held in found.courses if held.course.days[0] == MONDAY)
    assert (there.people, faults(replace(SMALL, pins=(replace(pin, people=2),)), found)) == (2, [])
    assert "pins-1 is not kept" in faults(replace(SMALL, pins=(replace(pin, people=3),)), found)
    late = replace(pin, first=MONDAY + timedelta(weeks=2))
    assert [r.code for r in refusals(replace(SMALL, pins=(late,)))] == ["planning.out_of_season"]
    assert [r.code for r in refusals(replace(SMALL, pins=(replace(pin, people=4),)))] == ["planning.out_of_range"]
    assert problem_of(plain(replace(SMALL, pins=(replace(pin, people=2), pin)))).pins == (replace(pin, people=2), pin)


def test_equipment_that_may_not_be_used_on_some_days_bars_courses_on_these_alone():
    until = MONDAY + timedelta(weeks=1)
    hall = replace(SMALL.rooms[0], equipment=frozenset({"cabinet"}), unfit=(("cabinet", Period(None, until)),))
    topic = replace(SMALL.topics[0], equipment=frozenset({"cabinet"}))
    problem = replace(SMALL, topics=(topic,), rooms=(hall,))
    assert {course.days[0] for course in Possible(problem).courses.values()} == {until}
    assert problem_of(plain(problem)) == problem
    assert "unfit" not in plain(SMALL.rooms[0]), "what was kept before has the same digest"
    assert {course.days[0] for course in Possible(replace(SMALL, rooms=(hall,))).courses.values()} == {MONDAY, until}


def everything(problem: Problem) -> list[Plan]:
    """All plans there are, found by trying all and asking the checker, which knows no solver. One fund pays."""
    possible = Possible(problem)
    topic, found = problem.topics[0], []
    names = [t.key for t in problem.trainers]
    staffs = [
        (frozenset(leads), frozenset(others))
        for leads in combinations(names, topic.leads)
        for others in combinations(sorted(set(names) - set(leads)), topic.locals)
    ]
    for count in range(len(problem.starts) + 1):
        for courses in combinations(possible.courses.values(), count):
            rows = [[(c, s, n) for s in staffs for n in _seatings(possible, c, topic)] for c in courses]
            for chosen in product(*rows):
                held = tuple(_held(problem, course, staff, seats) for course, staff, seats in chosen)
                plan = Plan(tuple(sorted(held, key=lambda h: (h.course.days, h.course.key))))
                if not faults(problem, plan, possible):
                    found.append(plan)
    return found


def _seatings(possible, course, topic):
    groups = possible.who_attend(course)
    for people in product(*(range(min(topic.most, group.people) + 1) for group in groups)):
        if topic.least <= sum(people) <= topic.most:
            yield {group.key: n for group, n in zip(groups, people, strict=True) if n}


def _held(problem, course, staff, seats):
    deaf = any(course.language not in t.languages for t in problem.trainers if t.key in staff[0] | staff[1])
    held = Held(course, *staff, interpreter=deaf, seats=seats, paid={})
    return replace(held, paid={problem.funds[0].key: cost_of(problem, held)})


def values(problem: Problem, plan: Plan) -> tuple[int, int, int]:
    need = sum(group.points * plan.seats_of(group.key) for group in problem.groups)
    shares = [
        1000 * sum(plan.seats_of(g.key) for g in problem.groups if g.country == country) // people
        for country in {g.country for g in problem.groups}
        if (people := sum(g.people for g in problem.groups if g.country == country))
    ]
    return need, min(shares, default=1000), -plan.cost


def by_chance(seed: int) -> Problem:
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    return replace(
        SMALL,
        groups=tuple(
            Group(
                c,
                c,
                "tot",
                tuple(chance.sample(["ru", "kk"], chance.randint(1, 2))),
                chance.randint(0, 3),
                points=chance.randint(1, 4),
            )
            for c in ("AAA", "BBB")
        ),
        trainers=(
            trainer("x", fee=chance.randint(0, 9), most=chance.choice([None, 1])),
            trainer("y", "BBB", part_two=chance.random() < 0.5, languages=frozenset({chance.choice(["ru", "kk"])})),
            trainer("z", fee=chance.randint(0, 9), part_two=chance.random() < 0.5),
        ),
        funds=(Fund("fund", frozenset({"AAA", "BBB"}), chance.choice([0, 40, 80, 500])),),
        ways={("BBB", "AAA"): Way(price=chance.randint(0, 9), days=chance.randint(0, 1))},
        interpreter=chance.choice([{}, {"ru": 3, "kk": 4}]),
        cohorts=chance.choice([(), (frozenset({"AAA", "BBB"}),)]),
        holidays={"AAA": frozenset(chance.choice([[], [MONDAY], [MONDAY + timedelta(days=1)]]))},
    )


@pytest.mark.parametrize("seed", range(12))
def test_no_plan_is_better_than_the_one_that_is_proved_the_best(seed):
    problem = by_chance(seed)
    plan = solve(problem, effort=ONE)
    assert isinstance(plan, Plan)
    assert faults(problem, plan) == []
    assert all(reached.proved for reached in plan.reached)
    assert values(problem, plan) == max(values(problem, other) for other in everything(problem))


def test_the_cases_by_chance_say_something():
    plans = [solve(by_chance(seed), effort=ONE) for seed in range(12)]
    assert {len(plan.courses) for plan in plans} == {0, 1, 2}


def test_people_of_one_country_are_taught_in_another():
    """As those of Uzbekistan were in Almaty."""
    plan = solve(replace(SMALL, groups=SMALL.groups[1:]), effort=ONE)
    (held,) = plan.courses
    assert (held.course.cohort, held.course.room, held.seats) == ({"BBB"}, "hall", {"b": 3})
    assert held.paid == {"fund": 2 * 10 + 2 * 5 + 3 * 7}


SPOILT = {
    Bar.BORDER_CLOSED: {"ways": {("BBB", "AAA"): Way(closed=(Period(MONDAY, MONDAY + timedelta(days=20)),))}},
    Bar.VISA_TOO_LATE: {"ways": {("BBB", "AAA"): Way(visa_days=60)}},
    Bar.NO_WAY: {"ways": {}},
    Bar.NOBODY_PAYS: {"funds": (Fund("fund", frozenset({"AAA"}), 1000),)},
    Bar.ROOM_CLOSED: {"rooms": (Room("hall", "AAA", 3, closed=(Period(),)),)},
    Bar.ROOM_TOO_SMALL: {"rooms": (Room("hall", "AAA", 1),)},
    Bar.EQUIPMENT_MISSING: {"topics": (replace(SMALL.topics[0], equipment=frozenset({"cabinet"})),)},
    Bar.TOO_FEW_TRAINERS: {"trainers": (trainer("lead", part_two=False), trainer("local", part_two=False))},
    Bar.NO_WORKING_DAYS: {"holidays": {"AAA": frozenset(SMALL.starts)}},
    Bar.TOO_FEW_PEOPLE: {"groups": (Group("b", "BBB", "tot", ("ru",), 1),)},
}


@pytest.mark.parametrize("bar", SPOILT, ids=str)
def test_whoever_is_left_out_is_told_why(bar):
    problem = replace(SMALL, groups=SMALL.groups[1:])
    assert left_out(Possible(problem), solve(problem, effort=ONE)) == []
    problem = replace(problem, **SPOILT[bar])
    (left,) = left_out(Possible(problem), solve(problem, effort=ONE))
    assert bar in left.bars
    assert left.possible == ()


def test_a_plan_that_breaks_a_rule_is_found():
    plan = solve(SMALL, effort=ONE)
    held = plan.courses[0]
    for spoilt in (
        replace(held, leads=held.locals, locals=held.leads),
        replace(held, seats={"a": 9}),
        replace(held, paid={"fund": held.cost - 1}),
        replace(held, paid={"fund": 10_000}),
    ):
        assert faults(SMALL, replace(plan, courses=(spoilt, *plan.courses[1:])))
    assert faults(SMALL, replace(plan, courses=(held, held)))


def test_only_the_requirements_that_contradict_each_other_are_told():
    pin = Pin("pinned", "tot", "ru", "hall", MONDAY, frozenset({"AAA"}))
    floors = Floor("AAA", 500), Floor("BBB", 600)
    assert isinstance(solve(replace(SMALL, pins=(pin,), floors=floors), effort=ONE), Plan)
    first = replace(SMALL, starts=SMALL.starts[:1], pins=(pin,), floors=floors)
    said = solve(first, effort=ONE)
    assert isinstance(said, Contradiction)
    assert (set(said.requirements), said.minimal) == ({"pinned", "floor:BBB"}, True) or said.requirements == (
        "floor:AAA",
        "floor:BBB",
    )
    for key in said.requirements:
        kept = replace(
            first,
            pins=tuple(p for p in first.pins if p.key != key),
            floors=tuple(f for f in floors if f.key in said.requirements and f.key != key),
        )
        assert isinstance(solve(kept, effort=ONE), Plan), f"without {key} there is a plan"


def test_a_pin_that_cannot_be_says_why():
    pin = Pin("pinned", "tot", "ru", "hall", MONDAY, frozenset({"AAA"}), leads=frozenset({"local"}))
    said = solve(replace(SMALL, pins=(pin,)), effort=ONE)
    assert isinstance(said, Contradiction)
    assert said.bars == {"pinned": (Bar.NO_PART_TWO,)}


def test_women_have_their_share_where_a_country_sets_one():
    groups = (Group("m", "AAA", "tot", ("ru",), 3, points=9, sex="m"), Group("f", "AAA", "tot", ("ru",), 3, sex="f"))
    problem = replace(SMALL, starts=SMALL.starts[:1], groups=groups)
    assert solve(problem, effort=ONE).seats_of("f") == 0
    plan = solve(replace(problem, floors=(Floor("AAA", 400, women=True),)), effort=ONE)
    assert (plan.seats_of("m"), plan.seats_of("f")) == (1, 2)


def test_after_a_cancellation_as_little_as_possible_changes():
    problem = replace(SMALL, trainers=(*SMALL.trainers, trainer("other", fee=50), trainer("third", fee=60)))
    plan = solve(problem, effort=ONE)
    cancelled = plan.courses[0].course.days[0]
    away = tuple(
        replace(t, away=(Period(cancelled, cancelled + timedelta(days=1)),)) if t.key == "local" else t
        for t in problem.trainers
    )
    goals = (Goal.NEED, Goal.LEAST_CHANGE, Goal.COST)
    after = solve(replace(problem, trainers=away), goals=goals, earlier=plan, effort=ONE)
    told = difference(plan, after)
    assert (told.gone, told.new, len(told.staff)) == ((), (), 1)
    assert faults(replace(problem, trainers=away), after) == []


def test_what_a_wish_would_cost():
    plan = solve(SMALL, effort=ONE)
    first = next(held for held in plan.courses if held.course.cohort == {"AAA"})
    later = Pin("wish", "tot", "ru", "hall", first.course.days[0], frozenset({"BBB"}))
    other = solve(replace(SMALL, starts=(first.course.days[0],), pins=(later,)), effort=ONE)
    told = price(plan, other)
    assert told.proved
    assert told.goals[Goal.NEED] == (12, 3)
    assert isinstance(solve(with_pin(SMALL, first, "kept"), effort=ONE), Plan)
    assert why(Possible(SMALL), plan, first.course.key).elsewhere == 1


def test_a_goal_gives_to_those_after_it():
    dear = replace(
        SMALL, groups=(Group("a", "AAA", "tot", ("ru",), 6),), topics=(replace(SMALL.topics[0], per_person=100),)
    )
    goals = Goal.NEED, Goal.COST
    plan = solve(dear, goals=goals, effort=ONE)
    cheaper = solve(dear, goals=goals, give={Goal.NEED: 200}, effort=ONE)
    assert (plan.seats_of("a"), cheaper.seats_of("a")) == (6, 5)
    assert cheaper.cost < plan.cost


def test_what_was_found_stays_when_somebody_stops():
    told = []
    plan = solve(SMALL, effort=ONE, told=told.append, stop=lambda: bool(told))
    assert isinstance(plan, Plan)
    assert faults(SMALL, plan) == []
    assert [reached.goal for reached in plan.reached] == [Goal.NEED]


def test_rows_that_cannot_be_planned_are_named():
    assert refusals(SMALL) == []
    wrong = replace(
        SMALL,
        starts=(),
        groups=(Group("a", "AAA", "tot", ("ru",), -1), Group("a", "AAA", "none", ("ru",), 10**12)),
        rooms=(Room("hall", "AAA", 0),),
        pins=(Pin("p", "tot", "ru", "nowhere", MONDAY, frozenset({"AAA"}), leads=frozenset({"nobody"})),),
    )
    assert [refusal.code for refusal in refusals(wrong)] == [
        "planning.no_starts",
        "planning.key_twice",
        *["planning.unknown_key"] * 3,
        *["planning.out_of_range"] * 3,
    ]
