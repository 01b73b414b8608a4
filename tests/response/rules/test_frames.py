"""What answers come to: Annex 2 in all its combinations, with what is not known as the best and the worst case."""

from itertools import product

import pytest

from kerege.lib.refusal import Refusal
from kerege.response.rules.frames import Given, check_answers, check_outcome, differing, judge, outcomes
from kerege.response.words.frames import BWC, FRAMES, IHR, IPPC, WOAH
from kerege.response.words.health_events import Answer, Outcome, Verdict

pytestmark = pytest.mark.nodb
FOUR = ("serious", "unusual", "spread", "trade")


def flow_chart(serious: bool, unusual: bool, spread: bool, trade: bool) -> bool:
    """The decision instrument of Annex 2 as it is drawn: down from one box to the next."""
    if serious:
        if unusual:
            return True
        return True if spread else trade
    if unusual:
        return True if spread else trade
    return spread and trade


@pytest.mark.parametrize("answers", list(product((True, False), repeat=4)))
def test_annex_2_is_its_flow_chart_in_all_sixteen_cases(answers):
    told = {"listed": Answer.NO} | {
        key: Answer.YES if yes else Answer.NO for key, yes in zip(FOUR, answers, strict=True)
    }
    found = judge(IHR, told)
    assert found.best is found.worst is flow_chart(*answers)
    assert found.open == ()


def test_a_listed_disease_is_notified_whatever_the_four_say():
    assert judge(IHR, {"listed": "yes", **dict.fromkeys(FOUR, "no")}).verdict == Verdict.NOTIFY


@pytest.mark.parametrize("key", ["ihr", "ippc"])
def test_unknown_is_the_best_and_the_worst_of_all_that_it_may_prove_to_be(key):
    """For every row of answers, by trying what each unknown could become."""
    asked = FRAMES[key]
    keys = [each.key for each in asked.questions]
    for said in product(Answer, repeat=len(keys)):
        told = dict(zip(keys, said, strict=True))
        unknown = [k for k in keys if told[k] == Answer.UNKNOWN]
        every = [
            judge(asked, told | dict(zip(unknown, proved, strict=True))).best
            for proved in product((Answer.YES, Answer.NO), repeat=len(unknown))
        ]
        found = judge(asked, told)
        assert (found.best, found.worst) == (all(every), any(every))
        pivots = {
            k
            for k in unknown
            for proved in product((Answer.YES, Answer.NO), repeat=len(unknown) - 1)
            for rest in [told | dict(zip([u for u in unknown if u != k], proved, strict=True))]
            if judge(asked, rest | {k: Answer.YES}).best != judge(asked, rest | {k: Answer.NO}).best
        }
        assert set(found.open) == pivots


def test_how_many_have_to_prove_a_yes():
    one = judge(IHR, {"listed": "no", "serious": "yes", "unusual": "no", "spread": "unknown", "trade": "unknown"})
    assert (one.verdict, one.open, one.missing) == (Verdict.DEPENDS, ("spread", "trade"), 1)
    two = judge(IHR, {"listed": "no", "serious": "no", "unusual": "no", "spread": "unknown", "trade": "unknown"})
    assert (two.verdict, two.missing) == (Verdict.DEPENDS, 2)
    listed = judge(IHR, {"listed": "unknown", **dict.fromkeys(FOUR, "no")})
    assert (listed.verdict, listed.open, listed.missing) == (Verdict.DEPENDS, ("listed",), 0)


def test_of_other_frames_one_yes_is_enough():
    for asked in (WOAH, IPPC, BWC):
        none = dict.fromkeys((each.key for each in asked.questions), "no")
        assert judge(asked, none).verdict == Verdict.NOT_NOTIFY
        for each in asked.questions:
            assert judge(asked, none | {each.key: "yes"}).verdict == Verdict.NOTIFY


def test_answers_are_whole_and_say_what_they_rest_on():
    given = {each.key: Given("no", "Seen in the field.") for each in WOAH.questions}
    assert set(check_answers(WOAH, given)) == set(given)
    for changed, code, field in (
        ({"host": Given("", "x")}, "response.answer_missing", "answer_host"),
        ({"host": Given("maybe", "x")}, "response.answer_missing", "answer_host"),
        ({"host": Given("yes", "  ")}, "response.answer_no_reason", "reason_host"),
    ):
        with pytest.raises(Refusal) as refused:
            check_answers(WOAH, given | changed)
        assert (refused.value.code, refused.value.field) == (code, field)
    assert check_answers(WOAH, given | {"host": Given("unknown")})


def test_what_is_decided_is_what_at_least_one_assessor_led_to():
    yes, no = judge(IHR, {"listed": "yes"}), judge(IHR, dict.fromkeys((e.key for e in IHR.questions), "no"))
    assert outcomes(IHR, (yes, yes)) == (Outcome.NOTIFY,)
    assert outcomes(IHR, (no, no)) == (Outcome.NOT_NOTIFY, Outcome.CONSULT)
    assert outcomes(IHR, (yes, no)) == tuple(Outcome)
    assert Outcome.CONSULT not in outcomes(WOAH, (judge(WOAH, {}), judge(WOAH, {})))
    with pytest.raises(Refusal, match="response.outcome_not_answered"):
        check_outcome(IHR, (yes, yes), Outcome.NOT_NOTIFY)
    assert differing(IHR, {"listed": "yes", **dict.fromkeys(FOUR, "no")}, dict.fromkeys(("listed", *FOUR), "no")) == (
        "listed",
    )
