"""Run-time data as statements: what a commit changed, said by the node, each with an id that follows from it."""

import json
from dataclasses import replace
from uuid import UUID

import pytest

from kerege.lrs.rules import reading
from kerege.lrs.rules.batches import ready
from kerege.lrs.words import Edition
from kerege.training.rules.elearning.statements import CLAIM, PROFILE, About, of_commit

pytestmark = pytest.mark.nodb
ABOUT = About(
    node="https://node.example.org",
    actor={"objectType": "Agent", "account": {"homePage": "https://node.example.org/", "name": "x" * 40}},
    package="p-1",
    title="Golf",
    language="en",
    registration=UUID(int=1),
    commit=UUID(int=2),
    at="2026-11-27T09:00:00+00:00",
)
BEGUN = {"cmi.completion_status": "incomplete"}


def said(before, after, about=ABOUT, part="sco 1"):
    """The statements, all of which the record store takes."""
    told = of_commit(about, part, "First", before, after)
    for each in told:
        sent, _ = reading.statements_of(json.dumps(each))
        ready(sent, edition=Edition.XAPI_1)
        ready(sent, edition=Edition.XAPI_2)
    return told


def verbs(before, after):
    return [each["verb"]["id"].rpartition("/")[2] for each in said(before, after)]


def test_who_when_and_which_registration_is_said_by_the_node_and_what_happened_is_marked_as_a_claim():
    [told] = said({}, BEGUN)
    assert (told["actor"], told["timestamp"]) == (ABOUT.actor, ABOUT.at)
    assert told["object"]["id"] == "https://node.example.org/training/elearning/p-1/parts/sco%201"
    assert told["object"]["definition"] == {
        "type": "http://adlnet.gov/expapi/activities/lesson",
        "name": {"en": "First"},
    }
    context = told["context"]
    assert (context["registration"], context["extensions"]) == (str(ABOUT.registration), {CLAIM: True})
    assert [each["id"] for each in context["contextActivities"]["category"]] == [PROFILE]
    assert [each["definition"]["type"].rpartition("/")[2] for each in context["contextActivities"]["grouping"]] == [
        "course",
        "attempt",
    ]


def test_the_same_commit_gives_the_same_statements_and_another_one_others():
    first = said({}, BEGUN)
    assert said({}, BEGUN) == first
    assert said({}, BEGUN, replace(ABOUT, commit=UUID(int=3)))[0]["id"] != first[0]["id"]
    assert said({}, BEGUN, part="two")[0]["id"] != first[0]["id"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, BEGUN, ["initialized"]),
        (BEGUN, BEGUN | {"cmi.location": "7"}, []),
        (BEGUN, {"cmi.completion_status": "completed"}, ["completed"]),
        ({"cmi.completion_status": "completed"}, {"cmi.completion_status": "completed", "cmi.location": "1"}, []),
        (BEGUN, BEGUN | {"cmi.success_status": "failed"}, ["failed"]),
        (BEGUN, BEGUN | {"cmi.score.scaled": 0.5}, ["scored"]),
        ({}, {"cmi.core.lesson_status": "incomplete", "cmi.core.score.max": "100"}, ["initialized"]),
        (BEGUN, BEGUN | {"kerege.ended": 1, "cmi.exit": "suspend"}, ["suspended"]),
        (BEGUN, BEGUN | {"kerege.ended": 1}, ["terminated"]),
        (BEGUN | {"kerege.ended": 1, "cmi.exit": "suspend"}, BEGUN, ["resumed"]),
        (BEGUN | {"kerege.ended": 1}, BEGUN, ["initialized"]),
        (
            {"cmi.core.lesson_status": "incomplete"},
            {"cmi.core.lesson_status": "passed", "cmi.core.exit": "suspend", "kerege.ended": 1},
            ["completed", "passed", "suspended"],
        ),
    ],
)
def test_what_a_commit_changed_is_told_once(before, after, told):
    assert verbs(before, after) == told


def test_a_score_comes_with_the_verdict_and_only_within_its_limits():
    data = {"cmi.success_status": "passed", "cmi.score.scaled": 0.8, "cmi.score.raw": 8, "cmi.score.max": "10"}
    [told] = said(BEGUN, BEGUN | data)
    assert told["result"] == {"success": True, "score": {"raw": 8.0, "max": 10.0, "scaled": 0.8}}
    odd = {"cmi.score.raw": 12, "cmi.score.min": 0, "cmi.score.max": 10, "cmi.score.scaled": "x"}
    [told] = said(BEGUN, BEGUN | odd)
    assert told["result"]["score"]["raw"] == 12.0
    assert "max" not in told["result"]["score"]


def interaction(**told):
    return {f"cmi.interactions.0.{name.replace('__', '.')}": value for name, value in told.items()}


@pytest.mark.parametrize(
    ("held", "kind", "pattern", "response"),
    [
        ({"type": "choice", "learner_response": "a[,]b"}, "choice", None, "a[,]b"),
        ({"type": "choice", "student_response": "{a,b}"}, "choice", None, "a[,]b"),
        ({"type": "matching", "student_response": "a.1,b.2"}, "matching", None, "a[.]1[,]b[.]2"),
        ({"type": "true-false", "student_response": "t"}, "true-false", None, "true"),
        ({"type": "odd", "learner_response": "x"}, "other", None, "x"),
        (
            {"type": "numeric", "learner_response": "7", "correct_responses__0__pattern": "1[:]9"},
            "numeric",
            "1[:]9",
            "7",
        ),
    ],
)
def test_an_answer_is_told_with_its_kind_and_its_patterns(held, kind, pattern, response):
    [told] = said(BEGUN, BEGUN | interaction(id="q 1", result="correct", **held))
    definition = told["object"]["definition"]
    assert told["object"]["id"].endswith("/parts/sco%201/interactions/q%201")
    assert (definition["interactionType"], told["result"]["response"]) == (kind, response)
    assert definition.get("correctResponsesPattern", [None]) == [pattern]
    assert told["result"]["success"] is True
    assert told["context"]["contextActivities"]["parent"][0]["id"].endswith("/parts/sco%201")


def test_an_answer_that_changes_is_told_again_and_one_that_stands_is_not():
    one = BEGUN | interaction(id="q", type="fill-in", learner_response="a", result="wrong", latency="0000:01:02.50")
    [told] = said(BEGUN, one)
    assert told["result"] == {"response": "a", "success": False, "duration": "PT0H1M2.50S"}
    assert said(one, one | {"cmi.location": "2"}) == []
    assert said(one, one | interaction(learner_response="b"))[0]["result"]["response"] == "b"
    scored = BEGUN | interaction(id="q", type="other", learner_response="a", result="0.5", latency="PT3S")
    assert said(BEGUN, scored)[0]["result"] == {"response": "a", "score": {"raw": 0.5}, "duration": "PT3S"}
    assert said(BEGUN, BEGUN | interaction(type="other", learner_response="a")) == [], "without a name it is nobody's"


EVENT = {
    "actor": {"mbox": "mailto:somebody@example.org"},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en-US": "answered"}},
    "object": {
        "id": "https://elsewhere.example.org/?subContentId=abc-1",
        "definition": {
            "interactionType": "true-false",
            "extensions": {"http://h5p.org/x": 1},
            "type": "http://x.org/y",
        },
    },
    "context": {"registration": "not yours", "contextActivities": {"category": [{"id": "x"}]}},
    "result": {
        "score": {"min": 0, "max": 1, "raw": 1, "scaled": 1},
        "success": True,
        "extensions": {"http://x.org/z": 1},
    },
    "timestamp": "1999-01-01T00:00:00Z",
}


def test_what_an_exercise_told_keeps_verb_question_and_result_and_nothing_of_who_and_when():
    name, text = "h5p.told.m1", json.dumps(EVENT)
    [told] = said({}, {name: text})
    assert (told["actor"], told["timestamp"]) == (ABOUT.actor, ABOUT.at)
    assert told["context"]["registration"] == str(ABOUT.registration)
    assert told["object"]["id"].endswith("/parts/sco%201?subContentId=abc-1")
    assert told["object"]["definition"] == {"interactionType": "true-false", "type": "http://x.org/y"}
    assert told["result"] == {"score": EVENT["result"]["score"], "success": True}
    assert "somebody" not in json.dumps(told)
    assert said({name: text}, {name: text, "h5p.state.0.state": "{}"}) == [], "told once"


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        json.dumps(EVENT | {"verb": {"id": "javascript:alert(1)"}}),
        json.dumps(EVENT | {"verb": 1}),
        json.dumps(EVENT | {"object": 1}),
        json.dumps(EVENT | {"result": {"response": "x" * 40_000}}),
        "[" * 100_000,
    ],
)
def test_what_is_no_statement_is_left_out(text):
    assert of_commit(ABOUT, "one", "One", {}, {"h5p.told.m1": text}) == []
