"""An edited sheet beside its plan: what differs, what it costs and breaks, and what becomes a decision."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.planning.solver.checking import cost_of, faults
from kerege.planning.solver.courses import Course
from kerege.planning.solver.editing import Told, check_keys, edited
from kerege.planning.solver.kept import plain
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.problem import Forbidden, Fund, Group, Pin, Problem, Room, Topic, Trainer, Way
from kerege.planning.solver.sheet import Row, as_it_was, code_of, names_of, read, told_of
from kerege.web.planning.sheets import key_of

pytestmark = pytest.mark.nodb
MONDAY = date(2026, 10, 5)
WEEK = timedelta(weeks=1)
A, B = frozenset({"AAA"}), frozenset({"BBB"})


def trainer(key, country="AAA", **other):
    given = {"languages": frozenset({"ru"}), "topics": frozenset({"tot"}), "part_two": True, **other}
    return Trainer(key, country, **given)


PROBLEM = Problem(
    today=date(2026, 9, 1),
    starts=tuple(MONDAY + n * WEEK for n in range(4)),
    groups=(Group("a", "AAA", "tot", ("ru",), 7, points=3), Group("b", "BBB", "tot", ("ru",), 3)),
    topics=(Topic("tot", 2, least=2, most=3, leads=1, locals=1),),
    trainers=(
        trainer("t1"),
        trainer("t2", part_two=False, fee=5),
        trainer("t3", part_two=False),
        trainer("t4", "BBB", away=(Period(MONDAY, MONDAY + WEEK),)),
    ),
    rooms=(
        Room("hall", "AAA", 3, price=10),
        Room("nook", "AAA", 2),
        Room("shut", "AAA", 9, closed=(Period(None, None),)),
    ),
    funds=(Fund("fund", A | B, 200),),
    ways={("BBB", "AAA"): Way(price=7)},
    pins=(Pin("pins-1", "tot", "ru", "hall", MONDAY, A),),
)  # fmt: skip


def held(first, seats, cohort=A, leads=("t1",), locals_=("t2",), room="hall"):
    days = (first, first + timedelta(days=1))
    made = Held(Course("tot", "ru", room, cohort, days), frozenset(leads), frozenset(locals_), False, seats, {})
    return replace(made, paid={"fund": cost_of(PROBLEM, made)})


PLAN = Plan((held(MONDAY, {"a": 3}), held(MONDAY + WEEK, {"a": 3}), held(MONDAY + 2 * WEEK, {"b": 3}, B)))
SHEET = [as_it_was(number, number + 10, course) for number, course in enumerate(PLAN.courses, start=1)]


def told(change, *, at=0):
    rows = list(SHEET)
    rows[at] = replace(rows[at], **change)
    return edited(PROBLEM, PLAN, rows)


def codes(found):
    return [
        (refusal.code.partition(".")[2], refusal.data.get("why")) for d in found.differences for refusal in d.refused
    ]


def test_the_plan_of_these_tests_keeps_its_rules_and_an_untouched_sheet_differs_in_nothing():
    assert faults(PROBLEM, PLAN) == []
    found = edited(PROBLEM, PLAN, SHEET)
    assert (found.differences, found.plan, found.pins) == ((), PLAN, ())


def test_what_is_good_becomes_decisions_that_the_checker_accepts():
    rows = [
        replace(SHEET[0], day=MONDAY + 3 * WEEK),
        replace(SHEET[2], locals=frozenset({"t3"})),
        replace(
            SHEET[1], line=20, number=None, day=MONDAY, leads=frozenset(), locals=frozenset(), people=2, room="nook"
        ),
    ]
    found = edited(PROBLEM, PLAN, rows)
    assert [(d.line, d.number, d.changes, d.refused) for d in found.differences] == [
        (11, 1, ("day",), ()),
        (13, 3, ("staff",), ()),
        (20, None, ("added",), ()),
        (0, 2, ("gone",), ()),
    ]
    assert found.faults == ()
    assert [d.cost for d in found.differences] == [0, -10, 10, -30], "t3 asks for nothing, and the nook is free"
    assert sum(c.people for c in found.plan.courses) == 8
    assert [(p.first, p.room, sorted(p.leads), sorted(p.locals)) for p in found.pins] == [
        (MONDAY + 3 * WEEK, "hall", ["t1"], ["t2"]),
        (MONDAY + 2 * WEEK, "hall", ["t1"], ["t3"]),
        (MONDAY, "nook", ["t1"], ["t2"]),
    ]
    assert sorted(found.forbidden) == sorted(PLAN.courses[n].course.key for n in (0, 1))
    assert found.undone == {"pins-1"}, "the decision that the course stands on that day is replaced"


def test_more_people_sit_where_the_sheet_says_so():
    plan = Plan((held(MONDAY, {"a": 2}), *PLAN.courses[1:]))
    found = edited(PROBLEM, plan, [replace(SHEET[0], people=3), *SHEET[1:]])
    assert [(each.changes, each.people) for each in found.differences] == [(("people",), 1)]
    assert [pin.people for pin in found.pins] == [3], "how many there are stands for the next search"
    assert (found.plan, found.faults) == (PLAN, ()), "the third is of the people of whom two sit there already"


def test_an_added_row_takes_nobody_who_may_not_teach_and_money_of_two_funds():
    added = Told(20, None, "tot", "ru", "hall", MONDAY, A, frozenset(), frozenset())
    problem = replace(
        PROBLEM, pins=(), forbidden=(Forbidden("no", trainer="t2"),), funds=(Fund("one", A, 15), Fund("other", A, 15))
    )
    found = edited(problem, Plan(), [added])
    (course,) = found.plan.courses
    assert (course.locals, course.paid, found.faults) == ({"t3"}, {"one": 15, "other": 5}, ())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"day": MONDAY + WEEK}, "row_booked_twice"),
        ({"day": MONDAY + timedelta(days=5)}, "row_cannot_be no_working_days"),
        ({"room": "shut"}, "row_cannot_be room_closed"),
        ({"day": MONDAY - WEEK}, "row_out_of_season"),
        ({"room": "nook", "people": 3}, "row_over_capacity"),
        ({"people": 900}, "row_over_capacity"),
        ({"people": 0}, "row_over_capacity"),
        ({"leads": frozenset({"t2"}), "locals": frozenset({"t1"})}, "row_trainer no_part_two"),
        ({"leads": frozenset({"t4"})}, "row_trainer away"),
        ({"locals": frozenset({"t2", "t3"})}, "row_too_many_staff"),
        ({"language": "ky"}, "row_cannot_be too_few_people"),
        ({"cohort": A | B}, "row_not_together"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_row_that_cannot_be_names_itself_and_its_course_stays(change, code):
    found = told(change)
    said = [f"{word} {why or ''}".strip() for word, why in codes(found)]
    assert code in said
    assert {refusal.data["line"] for d in found.differences for refusal in d.refused} == {11}
    assert (found.good, found.plan, found.pins) == ((), PLAN, ())


def test_a_row_is_judged_with_the_others_as_they_are_wished_and_again_where_one_of_them_stays():
    swapped = [replace(SHEET[0], day=MONDAY + WEEK), replace(SHEET[1], day=MONDAY), SHEET[2]]
    assert codes(edited(PROBLEM, PLAN, swapped)) == [], "each goes where the other was"
    swapped[1] = replace(swapped[1], room="shut")
    found = edited(PROBLEM, PLAN, swapped)
    assert {word for word, _why in codes(found)} == {"row_cannot_be", "row_booked_twice"}
    assert found.plan == PLAN
    no_money = replace(PROBLEM, funds=(Fund("fund", A | B, PLAN.cost),))
    dear = [*SHEET, replace(SHEET[0], line=20, number=None, day=MONDAY + 3 * WEEK, people=None)]
    assert codes(edited(no_money, PLAN, dear)) == [("row_too_few", None)], "one person is left, and two are wanted"
    never = replace(PROBLEM, forbidden=(Forbidden("forbidden-1", trainer="t3"),))
    rows = [replace(SHEET[0], locals=frozenset({"t3"})), *SHEET[1:]]
    assert codes(edited(never, PLAN, rows)) == [("row_forbidden", None)]


NAMES = names_of(
    {
        "course": {"tot": "Training of trainers"},
        "language": {"ru": "Русский", "uz-Latn": "Oʻzbekcha", "uz-Cyrl": "Ўзбекча"},
        "room": {"hall": "Large hall, Centre", "shut": "Old hall", "nook": "Nook"},
        "countries": {"AAA": "First land", "BBB": "Second land"},
        "leads": {"t1": "Aigul A.", "t2": "Bek B.", "t3": "Bek B.", "t4": "Dana D."},
        "locals": {"t1": "Aigul A.", "t2": "Bek B.", "t3": "Bek B.", "t4": "Dana D."},
    }
)
CELLS = {"course": "Training of trainers", "first": "05.10.2026", "language": "русский", "room": "Large hall, Centre",
         "countries": "First land", "people": "3", "leads": "AIGUL A.", "locals": "t2"}  # fmt: skip


def test_a_sheet_is_read_by_names_and_keys_and_says_what_it_cannot_read():
    code = code_of(PLAN)
    rows, unread = read([Row(5, {**CELLS, "code": f"{code}-1"})], NAMES, PLAN)
    assert (rows, unread) == ([replace(SHEET[0], line=5, people=3)], [])
    assert told_of(plain(rows[0])) == rows[0]
    scripts = [Row(n, {**CELLS, "language": name}) for n, name in enumerate(("Oʻzbekcha", "Ўзбекча", "uz-Latn"))]
    assert [row.language for row in read(scripts, NAMES, PLAN)[0]] == ["uz-Latn", "uz-Cyrl", "uz-Latn"]
    wrong = [
        ({"leads": "Nobody N."}, "planning.row_unknown_trainer"),
        ({"locals": "Bek B."}, "planning.row_name_twice"),
        ({"room": "Cellar"}, "planning.row_unknown"),
        ({"countries": ""}, "planning.row_unknown"),
        ({"first": "31.02.2026"}, "planning.row_not_a_day"),
        ({"people": "-4"}, "planning.row_not_people"),
        ({"people": "9" * 9}, "planning.row_not_people"),
        ({"code": f"{code}-1"}, "planning.row_code_twice"),
    ]
    sheet = [Row(4, {**CELLS, "code": f"{code}-1"})]
    sheet += [Row(line, {**CELLS, **change}) for line, (change, _code) in enumerate(wrong, start=5)]
    rows, unread = read(sheet, NAMES, PLAN)
    assert [(each.line, each.refused[0].code) for each in unread] == [
        (line, code) for line, (_change, code) in enumerate(wrong, start=5)
    ]
    for other in ("0a1b2c3d-1", f"{code}-9", "rubbish"):
        with pytest.raises(Refusal) as refused:
            read([Row(5, {**CELLS, "code": other})], NAMES, PLAN)
        assert refused.value.code == "planning.sheet_of_another_plan"
    for forged in ({"room": "none"}, {"leads": frozenset({"t9"})}, {"number": 2}, {"number": 99}):
        with pytest.raises(Refusal) as refused:
            check_keys(PROBLEM, PLAN, [replace(SHEET[0], **forged), SHEET[1]])
        assert refused.value.code == "planning.unknown_key"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_from_which_no_other_is_counted_is_refused(day):
    cells = {"course": "tot", "language": "ru", "room": "hall", "countries": "AAA"}
    names = names_of({part: {key: key} for part, key in cells.items()} | {"leads": {}, "locals": {}})
    rows, unread = read([Row(7, {**cells, "first": day})], names, PLAN)
    assert (rows, [each.code for each in unread[0].refused]) == ([], ["planning.row_not_a_day"])
    with pytest.raises(ValueError, match=day):
        told_of({**plain(SHEET[0]), "day": day})


def test_a_row_that_was_added_and_cannot_be_is_called_as_it_was_typed():
    added = replace(SHEET[0], line=40, number=None, day=MONDAY + 3 * WEEK, people=99)
    (difference,) = edited(PROBLEM, Plan(), [added]).differences
    assert (difference.after, bool(difference.refused)) == (None, True)
    assert key_of(difference, {40: added}) == f"tot|ru|hall|AAA|{added.day}"
