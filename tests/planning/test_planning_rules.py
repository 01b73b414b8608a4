"""Rows that people tell a plan, what is kept of a problem, and decisions of what is not to be."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from kerege.lib.refusal import Refusal
from kerege.planning.queries.gathering.days import Days, starts
from kerege.planning.rules.rows import key_of, row_of, with_row
from kerege.planning.rules.states import check_next, check_season, silent_for
from kerege.planning.solver.asking import refusals
from kerege.planning.solver.checking import faults
from kerege.planning.solver.courses import Bar
from kerege.planning.solver.kept import digest_of, plain, plan_of, problem_of
from kerege.planning.solver.plan import Contradiction, Plan
from kerege.planning.solver.problem import Floor, Forbidden, Pin
from kerege.planning.solver.solving import solve
from kerege.planning.words import State
from tests.planning.test_solver import MONDAY, ONE, SMALL, by_chance

pytestmark = pytest.mark.nodb


WANTED = {"country": "KAZ", "topic": "t", "people": "3", "languages": "ru"}
AWAY = {"person": "t1", "since": "2027-03-02", "until": "2027-03-01"}


@pytest.mark.parametrize(
    ("family", "told", "field", "code"),
    [
        ("nothing", {}, None, "planning.no_such_family"),
        ("funds", {"funder": "EU", "countries": "KAZ", "currency": "EUR"}, "amount", "planning.value_missing"),
        ("wanted", {**WANTED, "people": "-3"}, "people", "planning.not_a_number"),
        ("wanted", {**WANTED, "people": "9" * 30}, "people", "planning.not_a_number"),
        ("wanted", {**WANTED, "sex": "x"}, "sex", "planning.not_a_choice"),
        ("topics", {"curriculum": "t", "least": "12", "most": "10"}, "most", "planning.not_a_number"),
        ("topics", {"curriculum": "t", "most": "0"}, "most", "planning.not_a_number"),
        ("topics", {"curriculum": "t", "most": " "}, "most", "planning.value_missing"),
        ("topics", {"curriculum": "t", "least": ""}, "least", "planning.value_missing"),
        ("staff", {"person": "t1", "languages": "ru", "courses": "0"}, "courses", "planning.not_a_number"),
        (
            "funds",
            {"funder": "EU", "countries": "KAZ", "amount": "0", "currency": "EUR"},
            "amount",
            "planning.not_a_number",
        ),
        ("away", {**AWAY, "since": "2027-02-30"}, "since", "planning.not_a_day"),
        ("away", AWAY, "until", "planning.days_turned"),
        ("rates", {"currency": "kzt", "rate": "0"}, "rate", "planning.not_a_rate"),
        ("forbidden", {}, "trainer", "planning.value_missing"),
    ],
)
def test_a_row_that_cannot_be_is_refused_at_its_field(family, told, field, code):
    with pytest.raises(Refusal) as refused:
        row_of(family, told)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_size_that_nobody_was_asked_for_is_the_usual_one():
    assert [row_of("topics", {"curriculum": "t"})[size] for size in ("least", "most")] == [10, 14]


def test_a_row_takes_the_place_of_one_for_the_same_thing():
    usual = row_of("ways", {"price": "۳۰۰"})
    rows = with_row([], "ways", usual)
    assert (rows, key_of("ways", rows[0])) == ([{**usual, "no": 1}], "ways-1")
    assert with_row(rows, "ways", usual) == rows, "the same again changes nothing"
    dearer = with_row(rows, "ways", row_of("ways", {"price": "500"}))
    assert [(row["no"], row["price"]) for row in dearer] == [(2, 500)]
    assert len(with_row(dearer, "ways", row_of("ways", {"origin": "KAZ", "price": "5"}))) == 2


def test_what_may_follow_what():
    with pytest.raises(Refusal) as refused:
        check_next(State.ACCEPTED, State.WAITING)
    assert refused.value.code == "planning.accepted_already"
    with pytest.raises(Refusal) as refused:
        check_next(State.DRAFT, State.ACCEPTED)
    assert refused.value.code == "planning.not_in_this_state"
    with pytest.raises(Refusal) as refused:
        check_season(MONDAY, MONDAY - timedelta(days=1))
    assert refused.value.code == "planning.season_too_long"


@pytest.mark.parametrize("seed", range(4))
def test_a_problem_and_its_plan_are_kept_whole(seed):
    problem = replace(by_chance(seed), pins=(Pin("p", "tot", "ru", "hall", MONDAY, frozenset({"AAA"})),), floors=())
    kept = plain(problem)
    assert problem_of(kept) == problem
    assert digest_of(kept) == digest_of(plain(replace(problem, today=date(2020, 1, 1)))), "the day is no input"
    assert digest_of(kept) != digest_of(plain(replace(problem, floors=(Floor("AAA", 1),))))
    plan = solve(replace(problem, pins=()), effort=ONE)
    assert plan_of(plain(plan)) == plan
    said = Contradiction(("p",), minimal=True, bars={"p": (Bar.LANGUAGE,)})
    assert plan_of(plain(said)) == said


def test_what_is_decided_not_to_be_is_not():
    plan = solve(SMALL, effort=ONE)
    first = plan.courses[0]
    without = replace(SMALL, forbidden=(Forbidden("f", course=first.course.key),))
    assert faults(without, plan) == ["f is not kept"]
    other = solve(without, effort=ONE)
    assert isinstance(other, Plan)
    assert first.course.key not in {held.course.key for held in other.courses}
    nobody = replace(SMALL, forbidden=(Forbidden("f", trainer="lead"),), floors=(Floor("AAA", 500),))
    said = solve(nobody, effort=ONE)
    assert isinstance(said, Contradiction)
    assert set(said.requirements) == {"f", "floor:AAA"}


def test_a_search_goes_on_from_what_was_found():
    plan, found = solve(SMALL, effort=ONE), []
    again = solve(SMALL, begin=plan, effort=ONE, found=found.append)
    assert (again.seats_of("a"), again.seats_of("b")) == (plan.seats_of("a"), plan.seats_of("b"))
    assert found, "what is found is told before the search ends"
    assert all(faults(SMALL, each) == [] for each in found)


def test_somebody_who_is_booked_twice_is_named():
    pins = tuple(
        Pin(key, "tot", "ru", "hall", MONDAY + timedelta(days=n), frozenset({"AAA"}), leads=frozenset({"lead"}))
        for n, key in enumerate(("one", "two"))
    )
    said = refusals(replace(SMALL, pins=pins))
    assert [(each.code, each.data["row"], each.data["other"], each.data["key"]) for each in said] == [
        ("planning.booked_twice", "two", "one", "hall"),
        ("planning.booked_twice", "two", "one", "lead"),
    ]


def test_a_search_of_which_nothing_is_heard_says_so():
    now = datetime(2026, 11, 28, 19, 0, 30, tzinfo=UTC)
    told = [silent_for({"at": (now - timedelta(seconds=n)).isoformat()}, now) for n in (0, 10, 11, 45)]
    assert (told, silent_for({}, now)) == ([0, 0, 11, 45], 0)


def test_nothing_begins_in_the_past_or_out_of_the_season_but_what_is_decided_in_it():
    pins = [{"day": day} for day in ("2027-03-03", "2031-01-01")]
    first, last, on = date(2027, 3, 1), date(2027, 3, 21), date(2027, 3, 10)
    asked = SimpleNamespace(first=first, last=last, on=on, told=lambda family: pins)
    known = Days({"KAZ": frozenset({5, 6})}, {"KAZ": frozenset()})
    assert starts(asked, known) == (date(2027, 3, 3), date(2027, 3, 10), date(2027, 3, 15))
    asked.on, pins[:] = date(2027, 4, 1), []
    assert starts(asked, known) == ()
