"""When trainers are asked and reminded, what their answers come to, and what silence may not be taken for."""

from datetime import date, timedelta

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.followup import Beside, answers, dates_due, followed, outcome, reminds
from kerege.training.words.followup import QUESTIONS, Outcome, Question

pytestmark = pytest.mark.nodb
ASKED = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2018, 4, 5), []),
        (date(2018, 4, 6), [6]),
        (date(2018, 10, 6), [12]),
        (date(2019, 10, 6), [24]),
        (date(2020, 10, 6), [36]),
        (date(2021, 4, 5), []),  # all came due long ago: an old register does not ask for everything at once
    ],
)
def test_asked_after_six_twelve_twenty_four_and_thirty_six_months(on, due):
    assert [months for months, _ in dates_due(date(2017, 10, 6), on=on)] == due


@pytest.mark.parametrize(
    ("reminders", "reminded_on", "days", "does"),
    [
        (0, None, 13, False),
        (0, None, 14, True),
        (1, ASKED + timedelta(days=14), 27, False),
        (1, ASKED + timedelta(days=14), 28, True),
        (2, ASKED + timedelta(days=28), 50, False),  # twice at most
        (1, ASKED + timedelta(days=14), 60, False),  # given up
    ],
)
def test_reminded_twice_at_most_and_two_weeks_apart(reminders, reminded_on, days, does):
    asked = {"asked_on": ASKED, "reminders": reminders, "reminded_on": reminded_on, "on": ASKED + timedelta(days=days)}
    assert reminds(**asked) is does
    assert not reminds(**{**asked, "asked_on": None})


GIVEN = {"work": "same", "taught": "2", "why": "no_time", "money": "yes", "help": ""}


def test_only_what_was_to_be_asked_is_kept():
    assert answers(GIVEN) == {"work": "same", "taught": "2", "money": "yes"}
    assert answers({**GIVEN, "taught": "0", "help": "mentor"}) == {
        "work": "same",
        "taught": "0",
        "why": "no_time",
        "help": "mentor",
    }
    assert len(QUESTIONS) == 5


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"work": ""}, Question.WORK),
        ({"work": "elsewhere"}, Question.WORK),
        ({"taught": ""}, Question.TAUGHT),
        ({"taught": "0", "why": ""}, Question.WHY),
        ({"money": "a lot"}, Question.MONEY),
        ({"help": "everything"}, Question.HELP),
    ],
)
def test_an_answer_that_was_not_offered_is_told_at_its_question(change, field):
    with pytest.raises(Refusal) as refused:
        answers({**GIVEN, **change})
    assert (refused.value.code, refused.value.field) == ("training.followup_incomplete", field)


@pytest.mark.parametrize(
    ("work", "taught", "came"),
    [
        ("same", "1", Outcome.TEACHES),
        ("same", "0", Outcome.STOPPED),
        ("moved", "4", Outcome.MOVED_TEACHES),
        ("moved", "0", Outcome.MOVED),
        ("left", "4", Outcome.LEFT),
    ],
)
def test_what_the_answers_come_to(work, taught, came):
    assert outcome({"work": work, "taught": taught}) == came


COURSE = {"teaches": 6, "stopped": 2, "silent": 3, "not_asked": 1}


def test_the_share_is_given_as_if_all_the_silent_taught_and_as_if_none_did():
    found = followed(6, [COURSE], beside=Beside(5, 3, 1, 0))
    assert (found.people, found.asked, found.answered, found.rate, found.teaching) == (12, 11, 8, 73, (50, 83))
    assert found.beside == Beside(5, 3, 1, 0)


@pytest.mark.parametrize(
    ("cells", "teaching", "staying", "rate", "little"),
    [
        ({"teaches": 3, "left": 1, "silent": 6}, (30, 90), (30, 90), 40, True),
        ({"teaches": 2, "stopped": 2, "moved": 1, "left": 1, "waiting": 2, "silent": 2}, (20, 60), (50, 90), 60, False),
        ({"left": 5, "not_asked": 5}, (0, 50), (0, 50), 100, False),
    ],
)
def test_who_said_nothing_may_have_left_or_stayed_and_both_ends_are_told(cells, teaching, staying, rate, little):
    found = followed(6, [cells])
    assert (found.teaching, found.staying, found.rate, found.says_little) == (teaching, staying, rate, little)


def test_below_clearance_small_cells_are_withheld_and_no_share_can_be_made_of_the_rest():
    found = followed(6, [], [COURSE], k=5)
    assert (dict(found.cells), found.withheld, found.people) == ({"teaches": 6}, 6, 12)
    assert (found.teaching, found.asked, found.answered, found.rate) == (None, None, None, None)
    assert (found.beside, found.staying, found.says_little) == (None, None, False)


def test_a_course_with_too_few_people_is_left_out_for_others():
    found = followed(6, [], [{"teaches": 3, "silent": 1}, {"teaches": 9, "silent": 6}], k=5)
    assert (found.people, found.answered, found.teaching, found.left_out) == (15, 9, (60, 100), 1)


def test_nobody_asked_is_no_share():
    assert followed(36, []).teaching is None
    assert followed(36, [{"not_asked": 7}]).rate is None


def test_the_own_courses_are_whole_beside_those_of_others():
    found = followed(6, [COURSE], [{"teaches": 1, "silent": 9}], k=5)
    assert (dict(found.cells), found.withheld, found.teaching) == (COURSE, 10, None)
