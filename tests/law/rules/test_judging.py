"""Two persons, a chain without a missing link, evidence: else a judgement does not stand."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.law.rules import judging
from kerege.law.rules.judging import MOVES, Cited, Judged
from kerege.law.words.coverage import ChainAnswer, ChainElement, JudgementState, Relation
from kerege.law.words.coverage import CoverageStatus as S
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
YES = dict.fromkeys(ChainElement, ChainAnswer.YES)
WHOLE = Judged(S.FULL, YES, (Cited(Relation.IMPLEMENTS, 3),), rationale="Article 4 lays it down.")


@pytest.fixture(autouse=True)
def _ground():
    """Rules need no ground."""


def code(deed, *args, **kwargs):
    try:
        deed(*args, **kwargs)
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize(("before", "after"), list(itertools.product(JudgementState, repeat=2)))
def test_the_ways_of_a_judgement(before, after):
    ways = {
        "draft": "submitted withdrawn",
        "submitted": "returned approved withdrawn",
        "returned": "draft submitted withdrawn",
        "approved": "superseded",
    }
    allowed = after in ways.get(before, "").split()
    assert code(judging.check_move, before, after) == ("" if allowed else "law.judgement_not_now")


def test_nothing_leads_out_of_approval_but_a_successor():
    reached, front = set(), [JudgementState.APPROVED]
    while front:
        front += [s for s in MOVES[front.pop()] if not (s in reached or reached.add(s))]
    assert reached == {JudgementState.SUPERSEDED}


@pytest.mark.parametrize(
    ("state", "refused"),
    [
        ("draft", ""),
        ("returned", ""),
        ("submitted", "law.judgement_not_now"),
        ("approved", "law.judgement_stands"),
        ("superseded", "law.judgement_stands"),
        ("withdrawn", "law.judgement_not_now"),
    ],
)
def test_what_may_be_written(state, refused):
    assert code(judging.check_writable, state) == refused


PARTS = {"evidence": (), "chain": {}}


@pytest.mark.parametrize(
    ("judged", "refused"),
    [
        (WHOLE, ""),
        (replace(WHOLE, status=S.UNKNOWN), "law.no_status"),
        (replace(WHOLE, rationale=" "), "law.no_rationale"),
        (replace(WHOLE, status=S.NONE, **PARTS), "law.no_search_log"),
        (replace(WHOLE, status=S.NONE, search_log="adilet.zan.kz, 3 terms", **PARTS), ""),
        (replace(WHOLE, status=S.NOT_APPLICABLE, **PARTS), ""),
        (replace(WHOLE, evidence=()), "law.no_evidence"),
        (replace(WHOLE, status=S.PARTIAL, evidence=(Cited(Relation.CONTRADICTS),)), "law.no_evidence"),
        (replace(WHOLE, status=S.PARTIAL, evidence=(Cited(Relation.PARTIALLY),), chain={}), ""),
        (replace(WHOLE, chain={}), "law.chain_open"),
        (replace(WHOLE, chain=YES | {ChainElement.AUTHORITY: ChainAnswer.NO}), "law.weakest_link"),
        (replace(WHOLE, chain=YES | {ChainElement.RESOURCES: ChainAnswer.PARTLY}), ""),
        (replace(WHOLE, chain=YES | {ChainElement.ENFORCEMENT: ChainAnswer.NOT_APPLICABLE}), ""),
        (
            replace(WHOLE, needs_authority=True, chain=YES | {ChainElement.AUTHORITY: ChainAnswer.NOT_APPLICABLE}),
            "law.weakest_link",
        ),
        (replace(WHOLE, needed_rank=3), ""),
        (replace(WHOLE, needed_rank=2), "law.rank_too_low"),
        (replace(WHOLE, needed_rank=3, evidence=(Cited(Relation.IMPLEMENTS),)), "law.rank_too_low"),
        (replace(WHOLE, needed_rank=3, evidence=(*WHOLE.evidence, Cited(Relation.MANDATE, 7))), ""),
        (replace(WHOLE, needs_penalty=True), "law.penalty_missing"),
        (replace(WHOLE, needs_penalty=True, evidence=(*WHOLE.evidence, Cited(Relation.PENALTY, 3))), ""),
        (replace(WHOLE, needs_penalty=True, overridden=True), ""),
        (replace(WHOLE, overridden=True, evidence=()), "law.no_evidence"),
    ],
)
def test_what_a_judgement_has_to_say(judged, refused):
    assert code(judging.check_whole, judged) == refused


CHAINS = st.dictionaries(st.sampled_from(ChainElement), st.sampled_from(ChainAnswer))
EVIDENCE = st.lists(st.builds(Cited, st.sampled_from(Relation), st.none() | st.integers(1, 9)), max_size=4).map(tuple)
ANY = st.builds(
    Judged,
    status=st.sampled_from(S),
    chain=CHAINS,
    evidence=EVIDENCE,
    search_log=st.sampled_from(["", "searched"]),
    rationale=st.sampled_from(["", "because"]),
    needs_penalty=st.booleans(),
    needs_authority=st.booleans(),
    needed_rank=st.none() | st.integers(1, 9),
)


@given(ANY)
def test_what_stands_has_what_it_rests_on(judged):
    if code(judging.check_whole, judged):
        return
    assert judged.rationale
    assert judged.status != S.UNKNOWN
    assert judged.status != S.NONE or judged.search_log
    assert judged.status not in {S.FULL, S.PARTIAL} or judged.evidence
    if judged.status == S.FULL:
        assert ChainAnswer.NO not in judged.chain.values()
        assert not judged.needs_penalty or any(each.relation == Relation.PENALTY for each in judged.evidence)


@given(st.text(max_size=3), st.text(max_size=3), st.frozensets(st.text(max_size=3)))
def test_two_persons(reviewer, author, contributors):
    refused = code(judging.check_reviewer, reviewer=reviewer, author=author, contributors=contributors)
    assert bool(refused) == (reviewer == author or reviewer in contributors)


@pytest.mark.parametrize(("third", "refused"), [("d", ""), *((who, "law.not_a_third_person") for who in "abc")])
def test_a_third_person(third, refused):
    assert code(judging.check_third, third=third, author="a", reviewers={"b"}, contributors={"c"}) == refused


def test_a_row_that_moved():
    assert code(judging.check_version, seen=3, now=3) == ""
    assert code(judging.check_version, seen=3, now=4) == "law.judgement_moved"


def test_the_chain_as_typed():
    assert judging.chain_of({"norm": "yes", "actor": "", "authority": "maybe", "more": "yes"}) == {
        ChainElement.NORM: ChainAnswer.YES
    }


@pytest.mark.parametrize(
    ("given_", "refused"),
    [
        ({"exact": "shall report"}, ""),
        ({"exact": "shall\n report"}, ""),
        ({"exact": "shall report", "prefix": "operator ", "suffix": " at once"}, ""),
        ({"exact": ""}, ""),
        ({"exact": "may report"}, "law.no_such_selection"),
        ({"exact": "shall report", "prefix": "nobody "}, "law.no_such_selection"),
    ],
)
def test_what_was_selected_stands_in_the_text(given_, refused):
    assert code(judging.check_selection, "The operator shall report  at once.", **given_) == refused
