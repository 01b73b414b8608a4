"""What a result means, at the bounds of ISO 13528 and beside them."""

import pytest

from kerege.capacity.rules.rounds import evaluate
from kerege.capacity.words.rounds import MEASURES, VERDICTS, Measure, Verdict
from kerege.lib.refusal import Refusal


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
