"""Scores are exact, show their arithmetic, and are not given over missing answers. Golden figures, computed by hand."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.capacity.rules.answers import Given, Standing, asked
from kerege.capacity.rules.definitions import read
from kerege.capacity.rules.scoring import findings, percent, result, summary
from kerege.capacity.words import Severity
from tests.capacity.given import content

pytestmark = pytest.mark.nodb
SET = read(content())


def scored(**told):
    answers = {
        key: (Standing.OPEN, Given())
        if value == "?"
        else (Standing.ANSWERED, Given(not_applicable=True) if value == "na" else Given(value))
        for key, value in told.items()
    }
    return result(SET, answers, asked(SET, {key: said for key, (_how, said) in answers.items()}))


def test_the_arithmetic_by_hand():
    """Safety: (2 × 1/2 + 1 × 2/2 + 1 × 1/1) ÷ (2 + 1 + 1) = 3/4. With people 0/2 the whole is 3/5."""
    found = scored(plan="1", waste="2", drill="yes", people="0", staff="7")
    assert [section.score for section in found.sections] == [Fraction(3, 4), Fraction(0)]
    assert found.score == Fraction(3, 5)
    assert [(line.points, line.most, line.weight) for line in found.sections[0].lines] == [
        (1, 2, 2),
        (2, 2, 1),
        (1, 1, 1),
    ]
    assert [percent(section.score) for section in found.sections] == ["75", "0"]


def test_over_a_missing_answer_there_is_no_score_and_nothing_is_zero():
    found = scored(plan="1", waste="?", drill="yes", people="2", staff="7")
    assert (found.sections[0].score, found.sections[1].score, found.score) == (None, Fraction(1), None)
    assert (found.known, found.asked) == (4, 5)
    assert summary(found)["score"] == ""
    assert findings(SET, scored(plan="?", waste="?", people="?", staff="?")) == [], "not known is no finding"


def test_what_does_not_apply_and_what_is_not_scored_count_for_nothing():
    found = scored(plan="2", waste="2", drill="yes", people="na", staff="?")
    assert found.sections[1].score is None, "nothing there is scored"
    assert found.score == 1


def test_a_question_that_is_not_asked_counts_for_nothing():
    found = scored(plan="0", waste="1", drill="no", people="2", staff="1")
    assert [line.question for line in found.sections[0].lines] == ["plan", "waste"]
    assert found.sections[0].score == Fraction(1, 6)


def test_findings_are_the_answers_below_the_threshold():
    found = scored(plan="0", waste="1", people="0", staff="1")
    assert findings(SET, found) == [("plan", Severity.MAJOR), ("people", Severity.MINOR)], "half is not below half"


@pytest.mark.parametrize(
    ("share", "shown"), [("1/3", "33.3"), ("2/3", "66.7"), ("1/2000", "0.1"), ("1", "100"), ("", "")]
)
def test_percent_is_rounded_half_up_once(share, shown):
    assert percent(share) == shown


CODES = st.sampled_from(["0", "1", "2"])


@settings(max_examples=60, deadline=None)
@given(CODES, CODES, CODES)
def test_a_better_answer_never_lowers_a_score(plan, waste, people):
    before = scored(plan=plan, waste=waste, drill="no", people=people, staff="1")
    better = scored(plan=plan, waste="2", drill="no", people=people, staff="1")
    assert before.score is not None
    assert better.score >= before.score
    assert 0 <= before.score <= 1
