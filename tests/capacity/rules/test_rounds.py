"""What a result means, at the bounds of ISO 13528 and beside them."""

import pytest

from kerege.capacity.rules.rounds import USUAL, Needed, agrees, evaluate, needed
from kerege.capacity.words.rounds import MEASURES, VERDICTS, Measure, Verdict
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(
    ("measure", "told", "kept", "verdict"),
    [
        ("score", "0", "0", "acceptable"),
        ("score", "2", "2", "acceptable"),
        ("score", "-2.00", "-2.00", "acceptable"),
        ("score", "2.0001", "2.0001", "warning"),
        ("score", "−2,9", "-2.9", "warning"),
        ("score", "2.9999", "2.9999", "warning"),
        ("score", "3", "3", "unacceptable"),
        ("score", "-3.4", "-3.4", "unacceptable"),
        ("share", "8/10", "8/10", "acceptable"),
        ("share", "79 / 100", "79/100", "unacceptable"),
        ("share", "0/5", "0/5", "unacceptable"),
        ("late", "", "", "unacceptable"),
        ("not_tested", "No reagent", "No reagent", "not_evaluated"),
    ],
)
def test_what_a_result_means(measure, told, kept, verdict):
    found = evaluate(Measure(measure), told)
    assert (found.told, found.verdict) == (kept, verdict)


@pytest.mark.parametrize(
    ("measure", "told", "code"),
    [
        ("score", "", "capacity.not_a_score"),
        ("score", "good", "capacity.not_a_score"),
        ("score", "1e3", "capacity.not_a_score"),
        ("score", "NaN", "capacity.not_a_score"),
        ("share", "9", "capacity.not_a_share"),
        ("share", "11/10", "capacity.not_a_share"),
        ("share", "0/0", "capacity.not_a_share"),
        ("not_tested", " ", "capacity.not_tested_without_reason"),
    ],
)
def test_what_is_no_result(measure, told, code):
    with pytest.raises(Refusal) as caught:
        evaluate(Measure(measure), told)
    assert caught.value.code == code


def test_everything_has_a_word():
    assert (set(MEASURES), set(VERDICTS)) == (set(Measure), set(Verdict))


@pytest.mark.parametrize(
    ("typed", "source", "asked"),
    [
        ("", "", USUAL),
        ("  ", "Scheme 7", USUAL),
        ("80", "", USUAL),
        ("80", "Scheme 7", Needed(80, "Scheme 7")),
        ("100 %", "Scheme 7", Needed(100, "Scheme 7")),
        ("1", "Scheme 7", Needed(1, "Scheme 7")),
    ],
)
def test_which_share_is_asked(typed, source, asked):
    assert needed(typed, source) == asked


@pytest.mark.parametrize("told", ["9/10", "90/100"])
def test_the_share_that_is_asked_is_enough_and_no_less(told):
    verdicts = [evaluate(Measure.SHARE, told, Needed(percent, "S")).verdict for percent in (89, 90, 91)]
    assert verdicts == ["acceptable", "acceptable", "unacceptable"]


@pytest.mark.parametrize(
    ("verdict", "cards"),
    [
        ("acceptable", {"pending", "satisfactory"}),
        ("warning", {"pending", "questionable"}),
        ("unacceptable", {"pending", "unsatisfactory"}),
        ("not_evaluated", {"pending"}),
    ],
)
def test_what_the_card_may_say_beside_a_result(verdict, cards):
    said = ("pending", "satisfactory", "questionable", "unsatisfactory")
    assert {card for card in said if agrees(verdict, card)} == cards
