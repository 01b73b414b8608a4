"""The six weeks of training of trainers in autumn 2017, as public pages tell them (worlds/project53/courses.csv):
the plan that was carried out keeps to the rules, and what the node finds is not beaten by it.

Who taught is not public: two lead trainers from outside, and two trainers of each country beside them, are assumed, as
are prices, which are the same for everybody.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kerege.lib.periods import Period
from kerege.planning.solver.checking import cost_of, faults
from kerege.planning.solver.courses import Course
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.problem import Fund, Goal, Group, Problem, Room, Topic, Trainer, Way
from kerege.planning.solver.solving import Effort, solve

pytestmark = pytest.mark.nodb
PEOPLE = {"KAZ": 14, "UZB": 12, "TJK": 12, "AFG": 12, "KGZ": 14, "MNG": 12}
HELD = {
    "KAZ": ("Almaty", date(2017, 10, 2)),
    "UZB": ("Almaty", date(2017, 10, 9)),
    "TJK": ("Dushanbe", date(2017, 10, 16)),
    "AFG": ("Dushanbe", date(2017, 10, 26)),
    "KGZ": ("Bishkek", date(2017, 11, 13)),
    "MNG": ("Bishkek", date(2017, 11, 20)),
}
VENUES = {"Almaty": "KAZ", "Dushanbe": "TJK", "Bishkek": "KGZ"}
WEEKEND = frozenset({date(2017, 10, 28), date(2017, 10, 29)})
MEETING = Period(date(2017, 11, 1), date(2017, 11, 4))
"""The regional meeting in Tashkent, to which whoever led the courses went."""
LEADS = tuple(
    Trainer(f"lead-{n}", "INT", frozenset({"ru", "en"}), frozenset({"tot"}), part_two=True, fee=300, away=(MEETING,))
    for n in (1, 2)
)
LOCALS = tuple(
    Trainer(f"{c}-{n}", c, frozenset({"ru"}), frozenset({"tot"}), part_two=False, fee=50)
    for c in PEOPLE
    for n in (1, 2)
)
AUTUMN = Problem(
    today=date(2017, 7, 1),
    starts=(*(date(2017, 10, 2) + timedelta(weeks=n) for n in range(8)), HELD["AFG"][1]),
    groups=tuple(Group(c, c, "tot", ("ru",), people) for c, people in PEOPLE.items()),
    topics=(Topic("tot", 5),),
    trainers=LEADS + LOCALS,
    rooms=tuple(Room(town, country, 16, price=100) for town, country in VENUES.items()),
    funds=(Fund("EU", frozenset(PEOPLE), 200_000),),
    ways={(a, b): Way(500, 1) for a in (*PEOPLE, "INT") for b in VENUES.values() if a != b},
    worked={"TJK": WEEKEND},
)


def carried_out() -> Plan:
    courses = []
    for country, (town, first) in HELD.items():
        days = AUTUMN.days_of(VENUES[town], first, 5)
        course = Course("tot", "ru", town, frozenset({country}), days)
        people = {"seats": {country: PEOPLE[country]}, "interpreter": False}
        staff = frozenset(t.key for t in LEADS), frozenset({f"{country}-1", f"{country}-2"})
        held = Held(course, *staff, **people, paid={})
        courses.append(replace(held, paid={"EU": cost_of(AUTUMN, held)}))
    return Plan(tuple(courses))


def test_the_plan_of_autumn_2017_is_feasible_and_not_beaten_by_hand():
    by_hand = carried_out()
    assert faults(AUTUMN, by_hand) == []
    assert by_hand.courses[3].course.days[-1] == date(2017, 10, 30), "the week of Afghanistan went over a weekend"
    found = solve(AUTUMN, effort=Effort(seconds=8, workers=2))
    assert faults(AUTUMN, found) == []
    reached = {each.goal: each for each in found.reached}
    assert (reached[Goal.NEED].value, reached[Goal.NEED].proved) == (76, True), "all 76 are trained, and no more are"
    assert (reached[Goal.FAIRNESS].value, reached[Goal.FAIRNESS].proved) == (1000, True)
    assert (reached[Goal.COST].value, reached[Goal.COST].proved) == (48_000, True)
    assert by_hand.cost == 51_000, "trainers of three guest countries came along"
