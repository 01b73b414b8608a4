"""Questions of the question bank in a lesson: kept whole with it, marked on the node, compared and merged as one."""

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import read
from kerege.training.rules.curricula.difference import difference
from kerege.training.rules.curricula.merging import merge
from kerege.training.rules.curricula.reading import digest_of
from kerege.training.rules.lessons import chosen, graded, quiz_of, still_offered
from tests.training import items_made as made
from tests.training.rules.lessons import assessment, content, item, module, part, two

pytestmark = pytest.mark.nodb
ASKED = sorted(set(made.EVERY) - {"extended"})


def of_bank(name="order", **more):
    told = {"id": "bank", "kind": "bank", "stem": two("From the bank"), "question": made.EVERY[name], "origin": "v"}
    return told | more


def told(*items, **more):
    return content(module("risk", assessments=[assessment("q", items=list(items))]), kind="modules", **more)


def quiz(*items):
    return quiz_of(read(told(*items)).modules[0])


def refused(call, *args):
    with pytest.raises(Refusal) as raised:
        call(*args)
    return raised.value.code, raised.value.field


@pytest.mark.parametrize("name", ASKED)
def test_every_kind_that_a_machine_marks_is_asked_and_marked(name):
    found = quiz(of_bank(name), item("own"))
    for answer, right in ((made.RIGHT[name], True), (made.WRONG[name], False)):
        answers = chosen(found, {"bank": {"r": answer}, "own": ["a"]})
        marks = graded(found, answers).marks
        assert [(mark.answered, mark.right) for mark in marks] == [(True, right), (True, True)]


def test_what_was_not_answered_is_not_right_and_is_not_kept():
    found = quiz(of_bank(), item("own"))
    for sent in ({}, {"bank": {}}, {"bank": ["a"]}, {"bank": {"other": ["a"]}}):
        assert chosen(found, sent) == {}
    assert [(mark.answered, mark.right) for mark in graded(found, {}).marks] == [(False, False), (False, False)]


def test_an_answer_that_is_none_is_refused_at_its_question():
    assert refused(chosen, quiz(of_bank()), {"bank": {"r": ["nothing"]}}) == ("training.item_answer_unknown", "bank")
    assert refused(chosen, quiz(of_bank("number")), {"bank": {"r": "many"}}) == (
        "training.item_answer_no_number",
        "bank",
    )


def test_of_answers_that_were_kept_those_hold_that_the_question_still_takes():
    kept = {"bank": {"r": ["c", "a", "b"]}}
    assert still_offered(quiz(of_bank()), kept) == kept
    assert still_offered(quiz(of_bank("number")), kept) == {}
    assert still_offered(quiz(item("bank")), {"bank": {"r": 1}}) == {}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"question": made.EVERY["extended"]}, "training.curriculum_no_question"),
        ({"question": None}, "training.curriculum_no_question"),
        ({"kind": "one"}, "training.curriculum_no_question"),
        ({"choices": item("x")["choices"]}, "training.curriculum_no_question"),
        ({"question": {"format": "other"}}, "training.item_format"),
        ({"question": "text"}, "training.item_format"),
    ],
)
def test_what_a_lesson_cannot_ask_is_refused(change, code):
    assert refused(read, told(of_bank(**change)))[0] == code


def test_it_is_kept_in_the_form_of_the_bank_and_read_the_same_again():
    once = read(told(of_bank("match"))).content
    assert digest_of(read(once).content) == digest_of(once)
    assert part(once, "bank")["question"]["interactions"][0]["kind"] == "match"


def test_two_versions_of_one_question_are_a_conflict_as_a_whole():
    base = read(told(of_bank("order"))).content
    here, there = (read(told(of_bank(name))).content for name in ("match", "number"))
    (conflict,) = merge(base, here, there).conflicts
    assert (conflict.address, conflict.field) == ("bank", "question")
    assert merge(base, base, there).content == there
    assert [(each.address, [one.field for one in each.fields]) for each in difference(base, there)] == [
        ("bank", ["question"])
    ]
