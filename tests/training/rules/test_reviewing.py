"""How a review stands, who may decide it, and the paragraphs about which something is said."""

from datetime import UTC, datetime

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import read
from kerege.training.rules.reviewing import (
    Entry,
    demand_decidable,
    demand_place,
    needs_review,
    places,
    standing,
)
from kerege.training.words.reviewing import Said, Stage
from tests.training.rules.lessons import content, module
from tests.training.rules.scenarios import told

pytestmark = pytest.mark.nodb
NOW, OLD = "now", "old"


def said(kind, by="anna", digest=NOW, **more):
    return Entry(more.pop("uid", kind.value), kind, digest, by, datetime(2026, 1, 1, tzinfo=UTC), **more)


def approved(by="ben", openly=True, **more):
    return said(Said.APPROVED, by, openly=openly, **more)


ASKED, RETURNED = said(Said.ASKED), said(Said.RETURNED, "ben")
STAGES = {
    "nothing was said": ([], Stage.NOT_ASKED),
    "only a remark": ([said(Said.REMARK)], Stage.NOT_ASKED),
    "asked": ([ASKED], Stage.ASKED),
    "approved": ([ASKED, approved()], Stage.APPROVED),
    "approved and changed since": ([ASKED, approved(digest=OLD)], Stage.ASKED),
    "approved before it was asked for anew": ([ASKED, approved(), ASKED], Stage.ASKED),
    "given back": ([ASKED, RETURNED], Stage.RETURNED),
    "given back and asked for anew": ([ASKED, RETURNED, ASKED], Stage.ASKED),
    "not openly": ([ASKED, approved(openly=False)], Stage.SECOND),
    "not openly, twice by the same": ([ASKED, approved(openly=False), approved(openly=False)], Stage.SECOND),
    "not openly, and another": ([ASKED, approved(openly=False), approved("cem")], Stage.APPROVED_RESTRICTED),
    "both not openly": ([ASKED, approved(openly=False), approved("cem", False)], Stage.APPROVED_RESTRICTED),
}


@pytest.mark.parametrize("case", STAGES)
def test_the_stage_comes_of_what_was_said_about_this_content(case):
    entries, stage = STAGES[case]
    found = standing(entries, NOW)
    assert (found.stage, found.approved) == (stage, stage in {Stage.APPROVED, Stage.APPROVED_RESTRICTED})


def test_once_somebody_said_not_openly_it_stays_restricted_whatever_the_second_says():
    assert standing([ASKED, approved(openly=False), approved("cem", openly=True)], NOW).restricted
    assert not standing([ASKED, approved()], NOW).restricted


def test_remarks_are_left_until_each_is_settled():
    one, two = said(Said.REMARK, uid="r1"), said(Said.REMARK, uid="r2")
    found = standing([ASKED, one, two, said(Said.SETTLED, answers="r1")], NOW)
    assert [each.uid for each in found.left] == ["r2"]
    assert standing([ASKED, one, two, RETURNED, ASKED], NOW).left == (one, two)


DECIDING = {
    "nobody asked": ([], "ben", "training.review_not_asked"),
    "it was given back": ([ASKED, RETURNED], "ben", "training.review_not_asked"),
    "it is approved": ([ASKED, approved()], "cem", "training.review_not_asked"),
    "an author": ([ASKED], "anna", "training.review_own"),
    "another author": ([ASKED], "dana", "training.review_own"),
    "whoever asked": ([said(Said.ASKED, "ed")], "ed", "training.review_own"),
    "somebody else was asked": ([said(Said.ASKED, asked_of="cem")], "ben", "training.review_of_another"),
    "the first as the second": ([ASKED, approved(openly=False)], "ben", "training.review_second_another"),
}


@pytest.mark.parametrize("case", DECIDING)
def test_who_may_not_decide_is_told_why(case):
    entries, me, code = DECIDING[case]
    with pytest.raises(Refusal) as raised:
        demand_decidable(standing(entries, NOW), me=me, authors={"anna", "dana"})
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("entries", "me"),
    [
        ([ASKED], "ben"),
        ([said(Said.ASKED, asked_of="ben")], "ben"),
        ([said(Said.ASKED, asked_of="ben"), approved(openly=False)], "cem"),
        ([ASKED, approved(digest=OLD)], "ben"),
    ],
)
def test_somebody_else_may(entries, me):
    demand_decidable(standing(entries, NOW), me=me, authors={"anna", "dana"})


def test_only_what_learners_take_alone_is_reviewed():
    assert needs_review(read(told()))
    assert not needs_review(read(content()))
    assert not needs_review(read(content(module("risk", assessments=[]), kind="modules")))


def test_something_is_said_of_a_text_and_of_a_paragraph_that_is_there():
    there = read(told()).content
    found = places(there)
    assert (found["risk.body"], found["door.text"], found["w-run.after"], found["risk-q1-i1.stem"]) == (2, 1, 1, 1)
    for place, number in (("", None), ("", 9), ("risk.body", None), ("risk.body", 2), ("door.text", 1)):
        demand_place(there, place, number)
    for place, number in (("risk.body", 3), ("risk.body", 0), ("nothing.body", 1), ("risk.outcomes", None)):
        with pytest.raises(Refusal) as raised:
            demand_place(there, place, number)
        assert raised.value.code == "training.review_no_place"
