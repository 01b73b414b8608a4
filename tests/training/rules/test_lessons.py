"""What answers to the questions of a lesson are worth."""

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import read
from kerege.training.rules.lessons import (
    chosen,
    demand_answers,
    graded,
    languages_of,
    lessons_of,
    quiz_of,
    still_offered,
)
from tests.training.rules.lessons import assessment, content, item, module, two

pytestmark = pytest.mark.nodb
ANSWERS = ("a", "b", "c")


def asked(name, kind="one", right=("a",)):
    choices = [{"id": each, "text": two(each), "right": each in right} for each in ANSWERS]
    return item(name, kind=kind, choices=choices)


def quiz(*items, **more):
    part = module("risk", assessments=[assessment("risk-q", items=list(items), **more)])
    return quiz_of(read(content(part, kind="modules")).modules[0])


@pytest.fixture
def three():
    return quiz(asked("one"), asked("many", "many", ("a", "b")), asked("other", right=("c",)))


@pytest.mark.parametrize(
    ("told", "right"),
    [
        ({"one": ["a"], "many": ["a", "b"], "other": ["c"]}, [True, True, True]),
        ({"one": ["b"], "many": ["a"], "other": []}, [False, False, False]),
        ({"many": ["a", "b", "c"]}, [False, False, False]),
    ],
)
def test_a_question_is_right_with_all_right_answers_and_no_other(three, told, right):
    result = graded(three, told)
    assert ([mark.right for mark in result.marks], result.right) == (right, sum(right))


@pytest.mark.parametrize(("mark", "reached"), [(66, True), (67, False)])
def test_as_much_is_asked_for_as_the_curriculum_says(mark, reached):
    made = quiz(asked("one"), asked("two"), asked("three"), **{"pass": mark})
    result = graded(made, {"one": ["a"], "two": ["a"]})
    assert (result.asked_for, result.reached) == (mark, reached)


def test_without_a_mark_everything_is_enough():
    result = graded(quiz(asked("one"), **{"pass": None}), {})
    assert (result.asked_for, result.reached) == (None, True)


def test_answers_are_kept_in_the_order_of_the_questions(three):
    told = {"other": ["c"], "many": ["c", "a"], "strange": ["a"], "one": []}
    assert list(chosen(three, told).items()) == [("many", ["a", "c"]), ("other", ["c"])]


@pytest.mark.parametrize(
    ("told", "code", "field"),
    [
        ({"many": ["z"]}, "training.lesson_answer_unknown", "many"),
        ({"other": ["a", "b"]}, "training.lesson_one_answer", "other"),
    ],
)
def test_what_is_not_offered_is_refused_at_its_question(three, told, code, field):
    with pytest.raises(Refusal) as refused:
        chosen(three, told)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_nothing_at_all_is_refused_at_the_first_question(three):
    with pytest.raises(Refusal) as refused:
        demand_answers(three, {})
    assert (refused.value.code, refused.value.field) == ("training.lesson_nothing_answered", "one")


def test_of_answers_that_were_kept_those_go_that_are_no_longer_offered(three):
    assert still_offered(three, {"one": ["a", "z"], "gone": ["a"], "many": ["z"]}) == {"one": ["a"]}


def test_lessons_are_modules_with_a_text_and_questions():
    bare = module("bare", body={})
    silent = module("silent", assessments=[assessment("silent-q", kind="observation")])
    told = content(module("risk"), bare, silent, kind="modules")
    assert [each.id for each in lessons_of(read(told))] == ["risk"]
    assert list(lessons_of(read(told | {"kind": "programme"}))) == [], "that is written for its trainer"


def test_a_lesson_is_there_in_the_languages_of_its_text_its_own_first():
    half = read(content(module("risk", body={"en": "Text"}), kind="modules"))
    both = read(content(kind="modules", languages=["ru", "en"]))
    assert (languages_of(half.modules[0], half), languages_of(both.modules[0], both)) == (("en",), ("en", "ru"))
