"""Which statements a session of cmi5 takes from its unit: one test for each rule, each beginning with what is taken."""

from copy import deepcopy
from dataclasses import replace
from uuid import uuid4

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.elearning.cmi5_accepting import Sitting, taken
from kerege.training.rules.elearning.cmi5_progress import Unit
from kerege.training.words.cmi5 import DEFINED, MASTERY_SCORE, MOVES_ON, SESSION_ID, Verb

pytestmark = pytest.mark.nodb
ACTOR = {"objectType": "Agent", "account": {"homePage": "https://node.example.org/", "name": "drawn"}}
REGISTRATION, SESSION = "3c7db14d-ac4b-4e35-b2c6-3b2237f382b1", "aa5b8de2-7f2d-4c7c-a6f5-17c4c28e7a11"
UNIT, PUBLISHED = "https://node.example.org/training/elearning/x/au-0", "https://example.org/au"
NEW = Sitting(ACTOR, REGISTRATION, UNIT, PUBLISHED, SESSION, mastery=0.8, prepared=True)
REFUSED = ("training.cmi5_bad_statement", 403)
RUNS = replace(NEW, said=frozenset({Verb.INITIALIZED}), unit=Unit(begun=True))
RESULTS = {
    Verb.COMPLETED: {"completion": True, "duration": "PT5S"},
    Verb.PASSED: {"success": True, "duration": "PT5S", "score": {"scaled": 0.9}},
    Verb.FAILED: {"success": False, "duration": "PT5S", "score": {"scaled": 0.5}},
    Verb.TERMINATED: {"duration": "PT5S"},
}


def said(verb, *, defined=True, **result):
    """A statement as a unit has to send it; `result` changes what it says came of it, None takes something out."""
    categories = [DEFINED] if defined else []
    told = {name: each for name, each in {**RESULTS.get(verb, {}), **result}.items() if each is not None}
    categories += [MOVES_ON] if defined and {"success", "completion"} & told.keys() else []
    value = {
        "id": str(uuid4()),
        "actor": ACTOR,
        "verb": {"id": str(verb)},
        "object": {"id": UNIT},
        "timestamp": "2026-01-10T12:00:00.000Z",
        "context": {
            "registration": REGISTRATION,
            "contextActivities": {"category": [{"id": each} for each in categories], "grouping": [{"id": PUBLISHED}]},
            "extensions": {SESSION_ID: SESSION, MASTERY_SCORE: 0.8},
        },
    }
    return value | ({"result": told} if told else {})


def changed(value, path, new=None):
    """The statement with another value at a path; without the property where none is given."""
    found = deepcopy(value)
    *above, last = path
    here = found
    for name in above:
        here = here[name]
    if new is None:
        del here[last]
    else:
        here[last] = new
    return found


def why(sitting, value):
    """The section of the specification by which a statement is refused; empty where it is taken."""
    try:
        taken(sitting, value)
    except Refusal as refusal:
        return refusal.data["section"] if (refusal.code, refusal.status) == REFUSED else refusal.code
    return ""


EXPERIENCED = said("http://adlnet.gov/expapi/verbs/experienced", defined=False)


def test_a_session_from_its_first_to_its_last_statement():
    sitting = NEW
    for value in (said(Verb.INITIALIZED), EXPERIENCED, said(Verb.COMPLETED), said(Verb.PASSED), said(Verb.TERMINATED)):
        sitting = taken(sitting, value)
    assert sitting.unit == Unit(begun=True, completed=True, passed=True, score=0.9)
    assert sitting.said == {Verb.INITIALIZED, Verb.COMPLETED, Verb.PASSED, Verb.TERMINATED}
    assert why(sitting, EXPERIENCED) == "9.3"
    assert why(sitting, said(Verb.COMPLETED)) == "9.3"


def test_nothing_comes_before_the_session_is_initialized_and_that_comes_once():
    assert (why(NEW, EXPERIENCED), why(NEW, said(Verb.COMPLETED))) == ("9.3", "9.3")
    assert why(replace(NEW, prepared=False), said(Verb.INITIALIZED)) == "11"
    assert why(NEW, said(Verb.INITIALIZED)) == ""
    assert why(RUNS, said(Verb.INITIALIZED)) == "9.3"


@pytest.mark.parametrize(
    ("unit", "verb", "section"),
    [
        (Unit(), Verb.COMPLETED, ""),
        (Unit(completed=True), Verb.COMPLETED, "9.3"),
        (Unit(completed=True), Verb.PASSED, ""),
        (Unit(passed=True), Verb.PASSED, "9.3"),
        (Unit(passed=True), Verb.FAILED, "9.3"),
        (Unit(passed=True), Verb.COMPLETED, ""),
        (Unit(failed=True), Verb.PASSED, ""),
        (Unit(failed=True), Verb.FAILED, ""),
    ],
)
def test_what_another_session_of_the_registration_said_counts(unit, verb, section):
    assert why(replace(RUNS, unit=unit), said(verb)) == section


@pytest.mark.parametrize(("first", "second"), [("FAILED", "PASSED"), ("FAILED", "FAILED"), ("PASSED", "FAILED")])
def test_a_session_passes_or_fails_once(first, second):
    assert why(taken(RUNS, said(Verb[first])), said(Verb[second])) == "9.3"


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_only_a_normal_session_tells_a_result(mode):
    looks = replace(RUNS, mode=mode)
    assert [why(looks, said(verb)) for verb in (Verb.COMPLETED, Verb.PASSED, Verb.FAILED)] == ["10.2.2"] * 3
    assert (why(looks, EXPERIENCED), why(looks, said(Verb.TERMINATED))) == ("", "")


WHERE = ("context", "contextActivities")


@pytest.mark.parametrize(
    ("path", "new", "section"),
    [
        (("id",), None, "9.1"),
        (("timestamp",), None, "9.7"),
        (("timestamp",), "2026-01-10T12:00:00-06:00", "9.7"),
        (("timestamp",), "2026-01-10T12:00:00", "9.7"),
        (("timestamp",), "2026-01-10T12:00:00+00:00", ""),
        (("actor",), {"mbox": "mailto:a@example.org"}, "9.2"),
        (("actor",), {**ACTOR, "objectType": "Group"}, "9.2"),
        (("actor",), {"account": {**ACTOR["account"], "name": "other"}}, "9.2"),
        (("actor",), {"account": ACTOR["account"]}, ""),
        (("context",), None, "9.6.1"),
        (("context", "registration"), None, "9.6.1"),
        (("context", "registration"), "a3b8c1d2-0000-4000-8000-00000000a001", "9.6.1"),
        (("context", "registration"), REGISTRATION.upper(), ""),
        (("context", "extensions", SESSION_ID), None, "9.6.3.1"),
        (("context", "extensions", SESSION_ID), "a3b8c1d2-0000-4000-8000-00000000a002", "9.6.3.1"),
        ((*WHERE, "grouping"), None, "10.2.1"),
        ((*WHERE, "grouping"), [{"id": "https://example.org/other"}], "10.2.1"),
        ((*WHERE, "grouping"), [{"id": "https://example.org/other"}, {"id": PUBLISHED}], ""),
        (("verb", "id"), "http://adlnet.gov/expapi/verbs/voided", "6.3"),
    ],
)
@pytest.mark.parametrize("value", [said(Verb.PASSED), EXPERIENCED], ids=["cmi5", "other"])
def test_every_statement_is_of_its_session(value, path, new, section):
    assert why(RUNS, changed(value, path, new)) == section


@pytest.mark.parametrize(
    ("verb", "path", "new", "section"),
    [
        (Verb.PASSED, ("object",), {"id": "https://example.org/au"}, "9.4"),
        (Verb.PASSED, ("object",), {"objectType": "Agent", **ACTOR}, "9.4"),
        (Verb.PASSED, ("object",), {"id": UNIT, "definition": {"type": "https://example.org/type"}}, ""),
        (Verb.PASSED, ("verb", "id"), Verb.LAUNCHED.value, "9.3"),
        (Verb.PASSED, ("verb", "id"), Verb.WAIVED.value, "9.3"),
        (Verb.PASSED, ("verb", "id"), "https://example.org/verb", "9.3"),
        (Verb.PASSED, (*WHERE, "category"), [{"id": DEFINED}], "9.6.2.2"),
        (Verb.PASSED, (*WHERE, "category"), {"id": DEFINED}, "9.6.2.2"),
        (Verb.COMPLETED, (*WHERE, "category"), [{"id": DEFINED}], "9.6.2.2"),
        (Verb.FAILED, (*WHERE, "category"), [{"id": DEFINED}], "9.6.2.2"),
        (Verb.TERMINATED, (*WHERE, "category"), [{"id": DEFINED}, {"id": MOVES_ON}], "9.6.2.2"),
        (Verb.TERMINATED, (*WHERE, "category"), {"id": DEFINED}, ""),
        (Verb.PASSED, ("context", "extensions", MASTERY_SCORE), None, "9.6.3.2"),
        (Verb.PASSED, ("context", "extensions", MASTERY_SCORE), 0.7, "9.6.3.2"),
        (Verb.FAILED, ("context", "extensions", MASTERY_SCORE), 0.7, "9.6.3.2"),
        (Verb.COMPLETED, ("context", "extensions", MASTERY_SCORE), None, ""),
    ],
)
def test_a_statement_of_cmi5_has_its_context(verb, path, new, section):
    assert why(RUNS, changed(said(verb), path, new)) == section


@pytest.mark.parametrize(
    ("verb", "result", "section"),
    [
        (Verb.TERMINATED, {"duration": None}, "9.5.4"),
        (Verb.COMPLETED, {"duration": None}, "9.5.4"),
        (Verb.PASSED, {"duration": None}, "9.5.4"),
        (Verb.FAILED, {"duration": None}, "9.5.4"),
        (Verb.COMPLETED, {"completion": False}, "9.5.3"),
        (Verb.COMPLETED, {"completion": None}, "9.5.3"),
        (Verb.COMPLETED, {"success": True}, "9.5.2"),
        (Verb.COMPLETED, {"score": {"scaled": 0.9}}, "9.5.1"),
        (Verb.PASSED, {"completion": True}, "9.5.3"),
        (Verb.PASSED, {"success": False}, "9.5.2"),
        (Verb.PASSED, {"success": None}, "9.5.2"),
        (Verb.FAILED, {"success": True}, "9.5.2"),
        (Verb.FAILED, {"success": None}, "9.5.2"),
        (Verb.PASSED, {"score": {"scaled": 0.79}}, "9.3.4"),
        (Verb.PASSED, {"score": {"scaled": 0.8}}, ""),
        (Verb.FAILED, {"score": {"scaled": 0.8}}, "9.3.4"),
        (Verb.FAILED, {"score": {"scaled": 0.79}}, ""),
        (Verb.PASSED, {"score": {"raw": 9, "max": 10, "scaled": 0.9}}, "9.5.1"),
        (Verb.PASSED, {"score": {"raw": 9, "min": 0, "scaled": 0.9}}, "9.5.1"),
        (Verb.PASSED, {"score": {"raw": 9, "min": 0, "max": 10, "scaled": 0.9}}, ""),
        (Verb.PASSED, {"score": None}, ""),
    ],
)
def test_a_statement_of_cmi5_has_the_result_of_its_verb(verb, result, section):
    assert why(RUNS, said(verb, **result)) == section


def test_a_unit_without_a_mastery_score_tells_any_score():
    free = replace(RUNS, mastery=None)
    assert why(free, changed(said(Verb.PASSED, score={"scaled": 0.1}), ("context", "extensions", MASTERY_SCORE))) == ""


def test_what_is_none_of_cmi5_moves_nothing_on():
    value = changed(EXPERIENCED, (*WHERE, "category"), [{"id": MOVES_ON}])
    assert why(RUNS, value) == "9.6.2.2"
    assert taken(RUNS, EXPERIENCED) == RUNS
    assert taken(RUNS, said(Verb.PASSED, defined=False)) == RUNS, "the verb alone makes no statement of cmi5"
