"""How long a consultation lasts, when responses are taken, and when it may end."""

from datetime import date

import pytest

from kerege.law.rules.consulting import check_answer, check_over, check_period, check_responds
from kerege.law.rules.drafting import Step, read_steps, written
from kerege.law.words.drafting import StepKind
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
STEP = Step("talk", StepKind.CONSULTATION, {"en": "Public discussion"}, True, 30, "Law on acts, art. 22")
OPENS = date(2026, 3, 1)


def refused(code, deed, *given, **named):
    with pytest.raises(Refusal) as caught:
        deed(*given, **named)
    assert caught.value.code == code
    return caught.value


def test_a_consultation_lasts_as_long_as_the_law_says_that_is_cited():
    check_period(STEP, opens=OPENS, closes=date(2026, 3, 31), law=STEP.source)
    short = {"opens": OPENS, "closes": date(2026, 3, 30), "law": STEP.source}
    told = refused("law.consultation_too_short", check_period, STEP, **short)
    assert (told.field, told.data["least"], told.data["days"], told.data["law"]) == ("closes", 30, 29, STEP.source)
    refused("law.consultation_closes_first", check_period, STEP, opens=OPENS, closes=OPENS, law="")


def test_responses_are_taken_in_that_time_and_of_those_who_are_asked():
    days = {"opens": OPENS, "closes": date(2026, 3, 31)}
    check_responds(audience="public", bodies=[], body="", on=date(2026, 3, 31), **days)
    late = {"audience": "public", "bodies": [], "body": "", "on": date(2026, 4, 1)}
    refused("law.consultation_not_open", check_responds, **late, **days)
    other = {"audience": "bodies", "bodies": ["Academy"], "body": "Union", "on": OPENS}
    refused("law.body_not_asked", check_responds, **other, **days)


def test_it_ends_once_its_days_are_over_and_all_is_answered():
    refused("law.consultation_goes_on", check_over, closes=OPENS, on=date(2026, 2, 28), waiting=0)
    refused("law.responses_wait", check_over, closes=OPENS, on=OPENS, waiting=2)
    check_over(closes=OPENS, on=OPENS, waiting=0)
    refused("law.answer_needs_reason", check_answer, "declined", " ")
    check_answer("accepted", "")


def test_what_lays_the_days_down_goes_through_data_and_steps_without_it_stay_as_they_were():
    rows = written([Step("d", StepKind.DRAFT), STEP, Step("a", StepKind.ADOPTED)])
    assert "source" not in rows[0]
    assert read_steps("x", rows)[1] == STEP
