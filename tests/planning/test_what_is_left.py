"""What courses that were accepted and stand leave of a problem. No database."""

from dataclasses import replace
from datetime import date

import pytest

from kerege.planning.queries.gathering.standing import seated, standing_of, without
from kerege.planning.solver.courses import Course
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.problem import Floor, Fund, Group, Pin, Problem, Room, Topic, Trainer

pytestmark = pytest.mark.nodb
DAY = date(2027, 3, 1)
PINS = tuple(Pin(f"pins-{n}", "t", "ru", f"c · {n}", DAY, frozenset({"KAZ"})) for n in (1, 2))
PROBLEM = Problem(
    today=date(2026, 11, 23),
    starts=(DAY,),
    groups=(Group("wanted-1", "KAZ", "t", ("ru",), 30), Group("need:KAZ:t:kk", "KAZ", "t", ("kk",), 20)),
    topics=(Topic("t", 1),),
    trainers=(
        Trainer("t1", "KAZ", frozenset({"ru"}), frozenset({"t"}), True, most=3),
        Trainer("t2", "KAZ", frozenset({"ru"}), frozenset({"t"}), False),
    ),
    rooms=(Room("c · 1", "KAZ", 20), Room("c · 2", "KAZ", 20)),
    funds=(Fund("funds-1", frozenset({"KAZ"}), 1000),),
    floors=(Floor("KAZ", 800), Floor("KAZ", 300, women=True)),
    pins=PINS,
)  # fmt: skip
HELD = tuple(
    Held(Course("t", "ru", f"c · {n}", frozenset({"KAZ"}), (DAY,)), frozenset({"t1"}), frozenset({"t2"}), False,
         {"wanted-1": 10, "need:KAZ:t:kk": 4}, {"funds-1": 300})
    for n in (1, 2)
)  # fmt: skip
ROWS = {
    "wanted": [{"no": 1, "country": "KAZ", "topic": "t", "people": 30}],
    "funds": [{"no": 1, "funder": "Ministry"}],
}


def left(last_days, *, problem=PROBLEM, on=date(2027, 2, 1), funders=None):
    standing = standing_of(Plan(HELD), PROBLEM.groups, ROWS, last_days, on=on)
    return without(problem, standing, funders or {"funds-1": "Ministry"}), seated(problem, standing)


def test_nothing_is_taken_where_no_course_stands():
    assert left({}) == (PROBLEM, 0)


def test_whoever_has_a_seat_in_a_course_that_stands_is_not_planned_for_again():
    found, people = left({1: DAY})
    assert people == 14
    assert [(group.key, group.people) for group in found.groups] == [("wanted-1", 20), ("need:KAZ:t:kk", 16)]
    assert [fund.amount for fund in found.funds] == [700]
    assert [trainer.most for trainer in found.trainers] == [2, None]
    assert [pin.key for pin in found.pins] == ["pins-2"], "a decided course that stands has its room"


def test_a_share_that_has_to_be_got_counts_those_who_have_a_seat():
    found, _ = left({1: DAY, 2: DAY})
    assert found.floors == (Floor("KAZ", 546), Floor("KAZ", 300, women=True)), "12 of 22, where 28 of 40 have a seat"
    eased, _ = left({1: DAY}, problem=replace(PROBLEM, floors=(Floor("KAZ", 280),)))
    assert eased.floors == (), "14 of 50 have one already"


def test_needs_know_already_what_people_learnt_in_a_course_that_is_over():
    found, people = left({1: DAY}, on=date(2027, 3, 2))
    assert (people, [group.people for group in found.groups]) == (10, [20, 20])


def test_whoever_typed_another_number_or_another_funder_since_has_said_what_is_left():
    typed = replace(PROBLEM, groups=(replace(PROBLEM.groups[0], people=12), PROBLEM.groups[1]))
    found, people = left({1: DAY}, problem=typed, funders={"funds-1": "Another"})
    assert (people, [group.people for group in found.groups]) == (4, [12, 16])
    assert found.funds == PROBLEM.funds
