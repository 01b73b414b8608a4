"""What would be nothing of a frozen country is no figure: not zero, not refuted, not left out."""

from datetime import date

import pytest

from kerege.indicators.rules import Evidence, Reading, Scope, with_silence
from kerege.indicators.words import State

pytestmark = pytest.mark.nodb
DAY = date(2026, 3, 1)
FROZEN = {"KAZ": DAY}


def reading(territories=("KAZ",), state=State.RECORDED, value=0.0, **given):
    evidence = Evidence(state, value, value) if state == State.RECORDED else Evidence(state)
    return Reading(None, date(2026, 4, 1), Scope("P53", tuple(territories)), evidence, **given)


@pytest.mark.parametrize("found", [reading(), reading(state=State.NO_RECORDS)])
def test_nothing_of_a_frozen_country_is_no_figure_and_refutes_no_claim(found):
    silent = with_silence(found, FROZEN)
    assert (silent.evidence, silent.difference, silent.unknown) == (Evidence(State.FROZEN), None, None)
    assert (silent.frozen, silent.frozen_since) == ((("KAZ", DAY),), DAY)


def test_what_was_recorded_before_stays_counted():
    told = with_silence(reading(value=12.0), FROZEN)
    assert (told.evidence.high, told.frozen_since) == (12.0, DAY)


@pytest.mark.parametrize("state", [State.NOT_RECORDED_HERE_YET, State.NOT_COMPUTABLE])
def test_other_reasons_for_no_figure_stay(state):
    assert with_silence(reading(state=state), FROZEN).evidence.state == state


def test_a_country_that_is_not_frozen_keeps_its_zero():
    assert with_silence(reading(("UZB",)), FROZEN) == reading(("UZB",))


def test_one_frozen_country_of_two_does_not_silence_the_other():
    told = with_silence(reading(("KAZ", "UZB")), FROZEN)
    assert (told.evidence.high, told.frozen_since, told.frozen) == (0.0, None, (("KAZ", DAY),))


def test_the_earliest_day_is_told_where_all_are_frozen():
    both = {"KAZ": DAY, "UZB": date(2026, 2, 1)}
    assert with_silence(reading(("KAZ", "UZB")), both).frozen_since == date(2026, 2, 1)


def test_the_whole_region_names_its_frozen_countries_and_shows_no_zero_of_them():
    rows = (("KAZ", 0.0, 0.0), ("UZB", 0.0, 0.0))
    told = with_silence(reading((), value=5.0, by_territory=rows), FROZEN)
    assert told.by_territory == (("UZB", 0.0, 0.0),)
    assert (told.frozen, told.frozen_since, told.evidence.high) == ((("KAZ", DAY),), None, 5.0)
    kept = with_silence(reading((), value=5.0, by_territory=(("KAZ", 3.0, 3.0),)), FROZEN)
    assert kept.by_territory == (("KAZ", 3.0, 3.0),)
