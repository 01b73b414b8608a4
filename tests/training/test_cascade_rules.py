"""Generations, lines, and what is counted along them: rules without a database."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.lib.refusal import Refusal
from kerege.training.rules.cascade import (
    Knot,
    Line,
    agreement,
    came_of,
    check_line,
    lines_of_people,
    may_follow,
    place,
)
from kerege.training.rules.cascade_sums import (
    Delivery,
    Marks,
    Running,
    Succession,
    Taught,
    besides,
    fading,
    months_after,
    months_before,
    outside,
    per_trainer,
    persons,
    running,
    standing,
    used,
)
from kerege.training.words.cascade import WOVEN, Agreement, Basis, Standing

pytestmark = pytest.mark.nodb


def day(n):
    return date.fromordinal(date(2018, 1, 1).toordinal() + n)


def knot(number, n, **more):
    return Knot(number, day(n + 2), day(n), day(n + 2), **more)


def knots(*each):
    return {k.number: k for k in each}


def stated(above, below):
    return Line(above, below, Basis.STATED)


# -- lines ------------------------------------------------------------------------------------------------------------


def test_somebody_trained_in_one_course_who_teaches_a_later_one_makes_a_line():
    courses = knots(knot(1, 0), knot(2, 30), knot(3, 60))
    lines = lines_of_people(courses, {7: [1], 8: [1]}, {7: [2], 8: [2, 3]})
    assert sorted((x.above, x.below, x.people) for x in lines) == [(1, 2, 2), (1, 3, 1)]
    assert {x.basis for x in lines} == {Basis.REGISTER}


@pytest.mark.parametrize(
    ("above", "below", "follows"),
    [
        (knot(1, 0), knot(2, 2), True),  # taught from the day on which the own training was over
        (knot(1, 0), knot(2, 1), False),  # the two ran into each other
        (knot(1, 0), knot(2, 0), False),
        (knot(1, 10), knot(2, 0), False),
        (Knot(1, day(5)), Knot(2, day(6)), True),  # no days known but those of the source
        (Knot(1, day(5)), Knot(2, day(5)), False),  # of the same day nobody can say which came first
    ],
)
def test_only_a_course_that_was_over_can_have_been_taught_on(above, below, follows):
    assert may_follow(above, below) is follows
    assert len(lines_of_people(knots(above, below), {7: [1]}, {7: [2]})) == follows


def test_who_teaches_their_own_teacher_makes_no_circle():
    courses = knots(knot(1, 0, trains=True), knot(2, 30), knot(3, 60), knot(4, 90))
    # 7 came out of 1 and teaches 2, in which 8 sits; 8 teaches 3, in which 7 sits; 7 then teaches 4
    lines = lines_of_people(courses, {7: [1, 3], 8: [2]}, {7: [2, 4], 8: [3]})
    assert sorted((x.above, x.below) for x in lines) == [(1, 2), (1, 4), (2, 3), (3, 4)]
    placed = place(courses, lines)
    assert dict(placed.generation) == {1: 1, 2: 2, 3: 3, 4: 2}
    assert placed.looped == frozenset()


def test_a_course_that_the_reader_may_not_see_makes_no_line():
    assert lines_of_people(knots(knot(1, 0)), {7: [1, 9]}, {7: [2, 9]}) == []


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40)), max_size=12),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 11), st.booleans()), max_size=40),
)
def test_lines_of_people_never_lead_in_a_circle(courses, seats):
    each = {
        n: Knot(n, day(start + length), day(start), day(start + length)) for n, (length, start) in enumerate(courses)
    }
    trained, taught = {}, {}
    for person, course, teaches in seats:
        (taught if teaches else trained).setdefault(person, set()).add(course)
    placed = place(each, lines_of_people(each, trained, taught))
    assert placed.looped == frozenset()
    for number in each:
        assert number not in came_of(placed, number)


# -- generations ------------------------------------------------------------------------------------------------------


def test_the_generation_is_one_more_than_the_nearest_course_above():
    courses = knots(knot(1, 0, trains=True), knot(2, 10), knot(3, 20), knot(4, 30))
    placed = place(courses, [stated(1, 2), stated(2, 3), stated(3, 4), stated(1, 4)])
    assert dict(placed.generation) == {1: 1, 2: 2, 3: 3, 4: 2}
    assert placed.depth == 3


def test_without_a_line_only_the_record_says_something():
    courses = knots(knot(1, 0, trains=True), knot(2, 10, recorded=2), knot(3, 20), knot(4, 30, recorded=2), knot(5, 40))
    placed = place(courses, [stated(4, 5)])
    assert dict(placed.generation) == {1: 1, 2: 2, 4: 2, 5: 3}
    assert placed.by_lines == {4, 5}
    told = {n: agreement(courses[n], placed) for n in courses}
    assert told == {
        1: Agreement.ONLY_TREE,
        2: Agreement.ONLY_RECORDED,
        3: Agreement.NEITHER,
        4: Agreement.AGREES,
        5: Agreement.ONLY_TREE,
    }


def test_a_record_that_says_something_else_than_the_tree_is_told():
    courses = knots(knot(1, 0, trains=True, recorded=1), knot(2, 10, recorded=3))
    placed = place(courses, [stated(1, 2)])
    assert [agreement(k, placed) for k in courses.values()] == [Agreement.AGREES, Agreement.DIFFERS]


def test_what_hangs_in_a_circle_has_no_generation_and_is_named():
    courses = knots(knot(1, 0, trains=True), knot(2, 10), knot(3, 20, recorded=2), knot(4, 30))
    placed = place(courses, [stated(2, 3), stated(3, 2), stated(3, 4)])
    assert dict(placed.generation) == {1: 1}
    assert placed.looped == {2, 3, 4}
    assert agreement(courses[3], placed) == Agreement.CIRCLE
    assert came_of(placed, 2) == {3: 1, 4: 2}


def test_a_training_of_trainers_that_was_taught_by_a_line_is_no_first_generation():
    courses = knots(knot(1, 0, trains=True), knot(2, 10, trains=True, recorded=1))
    placed = place(courses, [stated(1, 2)])
    assert dict(placed.generation) == {1: 1, 2: 2}
    assert agreement(courses[2], placed) == Agreement.DIFFERS


def test_what_came_of_a_course_is_counted_once_however_many_ways_lead_there():
    courses = knots(*(knot(n, n * 10) for n in range(1, 6)))
    placed = place(courses, [stated(1, 2), stated(1, 3), stated(2, 4), stated(3, 4), stated(4, 5)])
    assert came_of(placed, 1) == {2: 1, 3: 1, 4: 2, 5: 3}
    assert came_of(placed, 5) == {}


@pytest.mark.parametrize(
    ("above", "below", "over", "same", "code"),
    [
        (knot(1, 0), knot(1, 0), False, True, "training.descent_of_itself"),
        (knot(1, 30), knot(2, 0), False, False, "training.descent_too_early"),
        (None, knot(2, 0), True, False, "training.descent_in_a_circle"),
    ],
)
def test_a_stated_line_that_cannot_be_is_refused(above, below, over, same, code):
    with pytest.raises(Refusal) as refused:
        check_line(above, below, below_hangs_over=over, same=same)
    assert (refused.value.code, refused.value.field) == (code, "taught_by")


def test_a_line_between_courses_without_a_day_is_taken():
    assert check_line(None, knot(2, 0), below_hangs_over=False, same=False) is None


# -- people -----------------------------------------------------------------------------------------------------------

SIZES = {1: 12, 2: 10, 3: 3}
SEATS = {1: (70, 71, 72, 73, 74, 75), 2: (70, 71, 72, 73, 74, 75), 3: (70,)}


def test_each_person_is_one_for_whoever_may_know():
    assert persons(SIZES, SEATS, exact=True) == (25 - 7, 25 - 7)
    assert persons({}, SEATS, exact=True) == (0, 0)


def test_others_get_bounds_in_which_a_small_course_is_matched_with_none():
    assert persons(SIZES, SEATS, exact=False, k=5) == (22 - 5 - 4, 25 - 5)


def test_one_person_more_or_less_in_two_courses_changes_nothing_for_others():
    one_less = {**SEATS, 1: SEATS[1][:5], 2: SEATS[2][:5]}
    assert persons(SIZES, one_less, exact=False, k=5) == persons(SIZES, SEATS, exact=False, k=5)
    assert persons(SIZES, one_less, exact=True) != persons(SIZES, SEATS, exact=True)


@pytest.mark.parametrize(
    ("taught", "stands"),
    [
        ([], Standing.NEVER),
        ([date(2026, 11, 27)], Standing.NEVER),  # a day to come is no delivery
        ([date(2025, 11, 26)], Standing.DORMANT),
        ([date(2025, 11, 27)], Standing.ACTIVE),
        ([date(2019, 1, 1), date(2026, 11, 26)], Standing.ACTIVE),
    ],
)
def test_dormant_is_who_delivered_nothing_for_twelve_months(taught, stands):
    assert standing(taught, on=date(2026, 11, 26)) == stands


COURSE = Taught(date(2026, 3, 2), date(2026, 3, 6), "KAZ")


@pytest.mark.parametrize(
    ("on", "territory", "venue", "counts"),
    [
        (date(2026, 3, 1), "KAZ", "KAZ", True),
        (date(2026, 3, 2), "KAZ", "KAZ", False),
        (date(2026, 3, 6), "KAZ", "KAZ", False),
        (date(2026, 3, 7), "KAZ", "KAZ", True),
        (date(2026, 3, 4), "KGZ", "KAZ", True),
        (date(2026, 3, 4), "KGZ", "", False),  # a course of which nobody says where it was
    ],
)
def test_a_delivery_for_a_certificate_that_is_a_course_too_counts_once(on, territory, venue, counts):
    delivery = Delivery(on, territory, "KAZ")
    assert besides([delivery], [replace(COURSE, venue=venue)]) == ([delivery] if counts else [])
    assert besides([delivery], []) == [delivery]


def test_used_is_told_exactly_or_in_steps_or_not_at_all():
    stands = [Standing.ACTIVE] * 8 + [Standing.DORMANT] * 3
    whole = used(20, 2, stands, exact=True)
    assert (whole.taught, whole.active, whole.dormant, whole.share) == (11, 8, 3, (55, 65))
    told = used(20, 2, stands, exact=False, k=5)
    assert (told.taught, told.active, told.dormant, told.share) == (10, 5, 5, (50, 60))
    assert used(20, 0, stands[:4], exact=False, k=5).taught is None
    assert used(4, 0, [], exact=False, k=5).share is None
    assert used(0, 0, [], exact=True).share is None


def test_people_for_each_trainer_divides_the_least_by_the_most():
    assert per_trainer((479, 479), (50, 52)) == (9.2, 9.6)
    assert per_trainer((479, 479), (0, 0)) is None


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2017, 10, 6), 36, date(2020, 10, 6)),
        (date(2024, 12, 31), -1, date(2024, 11, 30)),
        (date(2024, 1, 15), -12, date(2023, 1, 15)),
    ],
)
def test_months_end_with_the_shorter_month(start, months, end):
    assert months_after(start, months) == end
    assert months_before(start, -months) == end


# -- marks, money, successors -----------------------------------------------------------------------------------------


def test_marks_are_weighed_and_a_fall_by_more_than_five_fades():
    found = fading([Marks(2, 10, 40, 80), Marks(2, 30, 50, 84), Marks(3, 20, 45, 78), Marks(4, 20, 45, 72)])
    assert [(f.generation, f.tested, f.before, f.after, f.gain, f.fades) for f in found] == [
        (2, 40, 47.5, 83.0, 35.5, False),
        (3, 20, 45.0, 78.0, 33.0, False),  # a fall by exactly five does not
        (4, 20, 45.0, 72.0, 27.0, True),
    ]


def test_means_of_few_people_are_withheld_and_the_next_is_compared_with_the_last_shown():
    found = fading([Marks(2, 10, 40, 80), Marks(3, 4, 45, 20), Marks(4, 9, 45, 70), Marks(5, 0, 0, 0)], k=5)
    assert [(f.generation, f.after, f.gain, f.fades) for f in found] == [
        (2, 80.0, 40.0, False),
        (3, None, None, False),
        (4, 70.0, 25.0, True),
    ]


@pytest.mark.parametrize(
    ("said", "costs", "told"),
    [
        (True, [False], True),
        (False, [True], False),
        (None, [], None),
        (None, [False, False], False),
        (None, [False, None], None),
        (None, [None, True], True),
    ],
)
def test_money_from_outside_by_the_record_or_by_every_line_of_the_costs(said, costs, told):
    assert outside(said, costs) is told


@pytest.mark.parametrize(
    ("money", "counted", "alone"),
    [
        ([], Running(0, 0, 0), False),
        ([False, False], Running(2, 0, 0), True),
        ([True, True], Running(0, 2, 0), False),
        ([False, None], Running(1, 0, 1), None),
        ([False, True], Running(1, 1, 0), None),
    ],
)
def test_a_centre_runs_alone_where_nothing_had_money_from_outside(money, counted, alone):
    assert running(money) == counted
    assert counted.runs_alone is alone


def test_who_is_missing_is_who_leaves_without_a_successor():
    assert Succession(5, 3, 1).missing == 2
    assert Succession(5, 1, 4).missing == 0


@pytest.mark.parametrize(
    ("word", "weaves"),
    [
        ("training.register.closed", True),
        ("training.attendance.closed", True),
        ("training.staff.replaced", True),
        ("training.descent.recorded", True),
        ("training.something.new", True),
        ("sharing.share.made", True),
        ("training.attendance.signed", False),
        ("training.followup.answered", False),
    ],
)
def test_what_happens_every_day_in_running_courses_leaves_the_kept_cascade_as_it_is(word, weaves):
    assert WOVEN.has(word) is weaves
