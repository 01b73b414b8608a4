"""Run-time data: what commits change, that all of them together are what stands, and what they say of a learner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.lib.refusal import Refusal
from kerege.training.rules.elearning.results import outcome, progress
from kerege.training.rules.elearning.runtime import Change, applied, change, elements, replayed
from kerege.training.rules.elearning.shapes import Part
from kerege.training.words.elearning import MOST_COMMIT

pytestmark = pytest.mark.nodb
VALUES = st.one_of(st.text(max_size=5), st.integers(-3, 3), st.booleans())
STATES = st.dictionaries(st.sampled_from(["cmi.a", "cmi.b.0.c", "cmi.d"]), VALUES)


@given(st.lists(st.tuples(st.sampled_from("xy"), STATES)))
def test_all_changes_together_are_what_was_sent_last(sent):
    stands, commits = {}, []
    for part, after in sent:
        commits.append((part, change(stands.get(part, {}), after)))
        stands[part] = after
    assert replayed(commits) == stands


@given(STATES, STATES)
def test_a_change_is_empty_exactly_where_nothing_differs(before, after):
    what = change(before, after)
    same = {k: (type(v), v) for k, v in before.items()} == {k: (type(v), v) for k, v in after.items()}
    assert bool(what) is not same
    assert applied(before, what) == after


def test_a_change_names_only_what_differs():
    assert change({"a": "1", "b": "2"}, {"a": "1", "c": "3"}) == Change({"c": "3"}, ("b",))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ([], "training.elearning_bad_commit"),
        ("cmi", "training.elearning_bad_commit"),
        (None, "training.elearning_bad_commit"),
        ({"": "x"}, "training.elearning_bad_commit"),
        ({"__proto__ x": "x"}, "training.elearning_bad_commit"),
        ({"cmi.a": {}}, "training.elearning_bad_commit"),
        ({"cmi.a": [1]}, "training.elearning_bad_commit"),
        ({"cmi.a": "\0"}, "training.elearning_bad_commit"),
        ({"cmi.a": "\ud800"}, "training.elearning_bad_commit"),
        ({"cmi.a": float("nan")}, "training.elearning_bad_commit"),
        ({"cmi.a": float("inf")}, "training.elearning_bad_commit"),
        ({"cmi.a": 10**400}, "training.elearning_bad_commit"),
        ({f"cmi.{n}": "x" for n in range(5_001)}, "training.elearning_bad_commit"),
        ({"cmi.suspend_data": "x" * MOST_COMMIT}, "training.elearning_commit_too_large"),
    ],
)
def test_what_is_no_run_time_data_is_refused(sent, told):
    with pytest.raises(Refusal) as refused:
        elements(sent)
    assert refused.value.code == told


def test_what_is_run_time_data_is_taken_without_what_has_no_value():
    assert elements({"cmi.core.exit": None, "cmi.interactions.0.id": "q", "cmi.x": 1.5}) == {
        "cmi.interactions.0.id": "q",
        "cmi.x": 1.5,
    }


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, ("not_begun", "", None, 0)),
        ({"cmi.core.lesson_status": "incomplete", "cmi.core.total_time": "0001:02:03.45"}, ("begun", "", None, 3723)),
        ({"cmi.core.lesson_status": "completed"}, ("completed", "", None, 0)),
        ({"cmi.core.lesson_status": "failed", "cmi.core.score.raw": "40"}, ("completed", "failed", 0.4, 0)),
        (
            {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "3", "cmi.core.score.max": "4"},
            ("completed", "passed", 0.75, 0),
        ),
        ({"cmi.core.lesson_location": "2"}, ("begun", "", None, 0)),
        ({"cmi.core.lesson_status": "made up", "cmi.core.score.raw": "much"}, ("begun", "", None, 0)),
        ({"cmi.core.lesson_status": "completed", "cmi.core.score.raw": "9e99"}, ("completed", "", None, 0)),
        (
            {
                "cmi.core.lesson_status": "completed",
                "cmi.core.score.raw": "1",
                "cmi.core.score.min": "5",
                "cmi.core.score.max": "5",
            },
            ("completed", "", None, 0),
        ),
        (
            {"cmi.completion_status": "completed", "cmi.success_status": "unknown", "cmi.total_time": "PT1H2M3.5S"},
            ("completed", "", None, 3723),
        ),
        (
            {"cmi.completion_status": "incomplete", "cmi.success_status": "passed", "cmi.score.scaled": "0.9"},
            ("begun", "passed", 0.9, 0),
        ),
        ({"cmi.completion_status": "completed", "cmi.score.scaled": "-0.5"}, ("completed", "", 0.0, 0)),
        ({"cmi.completion_status": "unknown", "cmi.total_time": "P1D"}, ("begun", "", None, 86_400)),
        ({"cmi.completion_status": "completed", "cmi.total_time": "P" + "9" * 70 + "D"}, ("completed", "", None, 0)),
        ({"cmi.completion_status": "completed", "cmi.total_time": "a while"}, ("completed", "", None, 0)),
    ],
)
def test_what_one_part_says(data, told):
    found = outcome(data)
    assert (found.completion, found.success, found.score, found.seconds) == told


def test_what_all_parts_say_together():
    parts = [Part(name, name, f"{name}.html") for name in "ab"]
    passed = {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80", "cmi.core.total_time": "00:01:00"}
    failed = {"cmi.core.lesson_status": "failed", "cmi.core.score.raw": "20"}

    def told(data):
        found = progress(parts, data)
        return found.outcome.completion, found.outcome.success, found.outcome.score, found.done, found.of

    assert told({}) == ("not_begun", "", None, 0, 2)
    assert told({"a": passed}) == ("begun", "", 0.8, 1, 2), "not passed before the end"
    assert told({"a": passed, "b": passed}) == ("completed", "passed", 0.8, 2, 2)
    assert told({"a": passed, "b": failed}) == ("completed", "failed", 0.5, 2, 2)
    assert told({"b": {"cmi.core.lesson_location": "1"}}) == ("begun", "", None, 0, 2)
    assert told({"gone": passed}) == ("not_begun", "", None, 0, 2), "a part that the package has not tells nothing"
