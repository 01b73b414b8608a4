"""How a finding stands: a table of everything that can follow on everything."""

from datetime import date, timedelta

import pytest

from kerege.capacity.rules.quality import Mending, Seen, check_due, standing, urgency
from kerege.capacity.words.quality import CAUSES, FINDING_STANDINGS, SOURCES, Cause, FindingStanding, Source
from kerege.lib.refusal import Refusal

DAY = date(2026, 11, 1)
DUE = DAY + timedelta(days=30)
AFTER = DUE + timedelta(days=1)


def mended(state, worked=None, planned_on=DAY):
    return Mending(state, DUE, planned_on, worked)


@pytest.mark.parametrize(
    ("actions", "seen", "on", "expected"),
    [
        ([], [], DAY, "bare"),
        ([mended("dropped")], [], DAY, "bare"),
        ([mended("planned")], [], DUE, "planned"),
        ([mended("planned")], [], AFTER, "late"),
        ([mended("planned"), mended("verified", True)], [], AFTER, "late"),
        ([mended("done")], [], AFTER, "to_verify"),
        ([mended("verified")], [], AFTER, "to_look"),
        ([mended("verified", False)], [], AFTER, "did_not_work"),
        ([mended("verified", False), mended("verified", True, DUE)], [], AFTER, "worked"),
        ([mended("verified", True), mended("verified", False, DUE)], [], AFTER, "did_not_work"),
        ([mended("verified", True)], [], AFTER, "worked"),
        ([mended("verified", True)], [Seen(AFTER, False)], AFTER, "found_again"),
        ([mended("verified", True)], [Seen(AFTER, True)], AFTER, "closed"),
        ([], [Seen(AFTER, True)], AFTER, "closed"),
        ([], [Seen(AFTER, False)], AFTER, "found_again"),
        ([], [Seen(AFTER, True), Seen(DAY, False)], AFTER, "closed"),
        ([], [Seen(DAY, True), Seen(AFTER, False)], AFTER, "found_again"),
        ([mended("verified", True), mended("planned", planned_on=AFTER)], [Seen(AFTER, False)], DAY, "planned"),
    ],
)
def test_how_a_finding_stands(actions, seen, on, expected):
    assert standing(actions, seen, asked_again=True, on=on) == expected


def test_what_no_round_asks_again_is_closed_when_it_worked():
    assert standing([mended("verified", True)], [], asked_again=False, on=AFTER) == "closed"
    assert standing([mended("verified")], [], asked_again=False, on=AFTER) == "to_look"


def test_every_standing_has_a_word_and_a_place():
    assert set(FINDING_STANDINGS) == set(FindingStanding)
    assert sorted(FindingStanding, key=urgency) == list(FindingStanding)
    assert (urgency("late"), urgency("closed")) == (0, len(FindingStanding) - 1)
    assert (set(CAUSES), set(SOURCES)) == (set(Cause), set(Source))


@pytest.mark.parametrize(
    ("due", "code"),
    [
        (DAY - timedelta(days=1), "capacity.due_before_finding"),
        (DAY, "capacity.due_in_past"),
        (None, "capacity.due_in_past"),
        (DUE, ""),
    ],
)
def test_a_day_on_which_it_can_be_done(due, code):
    if not code:
        assert check_due(due, found_on=DAY, today=DUE) is None
        return
    with pytest.raises(Refusal) as caught:
        check_due(due, found_on=DAY, today=DUE)
    assert caught.value.code == code
