"""Whether a fork bears the certificate, and how outcomes, activities and assessments fit together."""

from copy import deepcopy

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import read
from kerege.training.rules.curricula.alignment import alignment
from kerege.training.rules.curricula.bearing import losses
from kerege.training.rules.curricula.editing import move, remove, with_language
from kerege.training.rules.curricula.offering import put_back
from tests.training.rules.lessons import activity, assessment, content, module, outcome, part

pytestmark = pytest.mark.nodb

PARENT = content()


def lost(change):
    """What a fork loses that is the parent with one change."""
    made = deepcopy(PARENT)
    made = change(made) or made
    return [(each.loss.value, each.outcome) for each in losses(read(PARENT), read(made))]


def changed(name, **fields):
    return lambda told: part(told, name).update(fields)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda told: told.update(hours=1.0), []),
        (changed("risk", minutes=45), []),
        (changed("risk-o1", text={"en": "Said otherwise"}), []),
        (changed("risk-o1", bloom="evaluate"), []),
        (lambda told: remove(told, "risk-o1"), [("outcome", "risk-o1")]),
        (changed("risk-o1", mandatory=False), [("not_mandatory", "risk-o1")]),
        (changed("risk-o1", bloom="remember"), [("lower", "risk-o1")]),
        (lambda told: remove(told, "risk-a1"), [("activity", "risk-o1")]),
        (changed("risk-a1", outcomes=[]), [("activity", "risk-o1")]),
        (changed("risk-a1", bloom="understand"), [("activity", "risk-o1")]),
        (lambda told: remove(told, "risk-q1"), [("assessment", "risk-o1")]),
        (changed("risk-q1", bloom="remember"), [("assessment", "risk-o1")]),
        (changed("risk-q1", **{"pass": 79}), [("pass_mark", "risk-o1")]),
        (lambda told: told.update(hours=0.99), [("hours", "")]),
        (changed("spill", minutes=29), [("taught", "")]),
        (lambda told: told.update(certificate=False), [("given_up", "")]),
        (lambda told: remove(told, "risk"), [("outcome", "risk-o1"), ("taught", "")]),
    ],
)
def test_what_a_fork_may_change_and_what_costs_it_the_certificate(change, found):
    assert lost(change) == found


def test_a_test_of_what_the_parent_does_not_test_costs_nothing():
    parent = deepcopy(PARENT)
    part(parent, "risk-q1")["outcomes"] = []
    fork = deepcopy(PARENT)
    part(fork, "risk-q1")["pass"] = 50
    assert losses(read(parent), read(fork)) == ()
    assert [each.loss.value for each in losses(read(PARENT), read(fork))] == ["pass_mark"]


def test_what_is_not_mandatory_may_go():
    parent = deepcopy(PARENT)
    part(parent, "risk-o1")["mandatory"] = False
    assert losses(read(parent), read(remove(parent, "risk-o1"))) == ()


def test_a_fork_of_what_bears_no_certificate_bears_none():
    parent = content(certificate=False)
    assert [each.loss.value for each in losses(read(parent), read(PARENT))] == ["parent_bears_none"]


def test_what_takes_an_activity_over_keeps_the_certificate():
    def change(told):
        part(told, "risk-a1")["outcomes"] = []
        part(told, "spill-a1")["outcomes"] = ["spill-o1", "risk-o1"]

    assert lost(change) == []


# -- alignment ---------------------------------------------------------------------------------------------------------


def gaps(*modules, **more):
    found = alignment(read(content(*modules, **more)))
    return [(row.outcome.id, gap.value) for row in found.rows for gap in row.gaps]


def test_a_curriculum_that_fits_together_has_no_gap():
    found = alignment(read(PARENT))
    assert (found.gaps, len(found.rows)) == (0, 2)
    assert [[cell.part.id for cell in row.activities] for row in found.rows] == [["risk-a1"], ["spill-a1"]]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"activities": []}, [("m-o1", "no_activity")]),
        ({"assessments": []}, [("m-o1", "no_assessment")]),
        ({"activities": [activity("a", "m-o1", bloom="remember")]}, [("m-o1", "activity_lower")]),
        ({"assessments": [assessment("q", "m-o1", bloom="understand")]}, [("m-o1", "assessment_lower")]),
        ({"assessments": [assessment("q", "m-o1", bloom="create")]}, []),
        ({"activities": [activity("a", "m-o1", bloom="remember"), activity("b", "m-o1")]}, []),
        ({"outcomes": [outcome("m-o1"), outcome("m-o2")]}, [("m-o2", "no_activity"), ("m-o2", "no_assessment")]),
    ],
)
def test_gaps_are_told_at_their_outcome(fields, found):
    assert gaps(module("m", **fields)) == found


def test_minutes_that_do_not_add_up_are_told():
    told = content(module("m", minutes=45), module("n"), hours=2)
    found = alignment(read(told)).times
    assert [(each.gap.value, each.module, each.said, each.found) for each in found] == [
        ("module_time", "m", 45, 30),
        ("programme_time", "", 120, 75),
    ]


def test_what_is_for_no_outcome_is_told():
    told = content(module("m", activities=[activity("a", "m-o1"), activity("rest", minutes=0)]))
    assert [each.id for each in alignment(read(told)).idle] == ["rest"]


@pytest.mark.parametrize("name", ["risk-o1", "risk-a1", "risk-q1", "risk", "spill-o1"])
def test_what_was_taken_out_is_put_back_as_it_was_and_bears_the_certificate_again(name):
    left = remove(PARENT, name)
    assert losses(read(PARENT), read(left))
    assert put_back(left, PARENT, name) == PARENT


def test_what_is_put_back_leaves_what_the_fork_made_of_all_else():
    fork = with_language(remove(deepcopy(PARENT), "risk-o1"), "ky")
    part(fork, "risk")["minutes"] = 45
    part(fork, "risk-a1")["title"]["ky"] = "..."
    made = put_back(fork, PARENT | {"languages": ["en", "ru", "kk"]}, "risk-o1")
    assert (part(made, "risk")["minutes"], part(made, "risk-a1")["title"]["ky"]) == (45, "...")
    assert part(made, "risk-a1")["outcomes"] == ["risk-o1"]
    assert made["languages"] == ["en", "ru", "ky"]


def not_put_back(left, name):
    with pytest.raises(Refusal) as caught:
        put_back(left, PARENT, name)
    return caught.value.code


@pytest.mark.parametrize("name", ["risk-o1", "never", ""])
def test_what_stands_there_or_never_did_is_not_put_back(name):
    assert not_put_back(PARENT, name) == "training.curriculum_no_part"


def test_a_part_whose_place_has_gone_waits_for_that():
    left = remove(PARENT, "risk")
    assert not_put_back(left, "risk-o1") == "training.curriculum_no_part"


@pytest.mark.parametrize("name", ["risk-o1", "risk-a1"])
def test_what_was_moved_out_before_stays_there_when_the_rest_is_put_back(name):
    left = remove(move(PARENT, name, "spill", 0), "risk")
    assert read(put_back(left, PARENT, "risk")) == read(move(PARENT, name, "spill", 0))
