"""When places are given, who gets one, and what somebody lacks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.enrolling import (
    STEPS,
    Need,
    Offer,
    Waiting,
    check_entry,
    check_going,
    check_open,
    check_promise,
    check_step,
    free,
    lacking,
    moving_up,
    need_of,
    placed,
)
from kerege.training.words.delivery import EnrolmentState
from kerege.training.words.enrolling import Needs

pytestmark = pytest.mark.nodb
DAY = date(2027, 3, 1)
ONE = timedelta(days=1)
MOMENT = datetime(2027, 3, 1, 8, tzinfo=UTC)


def code_of(deed, *args, **more):
    try:
        deed(*args, **more)
    except Refusal as refusal:
        return refusal.code
    return ""


def test_places_are_given_from_the_first_to_the_last_day_and_both_count():
    offer = Offer("planned", last_day=DAY + 9 * ONE, enrol_from=DAY, enrol_until=DAY + ONE)
    codes = [code_of(check_open, offer, today=DAY + ONE * days) for days in (-1, 0, 1, 2, 9, 10)]
    over = "training.course_over"
    ended = "training.enrolment_ended"
    assert codes == ["training.enrolment_not_yet", "", "", ended, ended, over]
    assert [code_of(check_going, offer, today=DAY + ONE * days) for days in (-1, 2, 9, 10)] == ["", "", "", over]


@pytest.mark.parametrize(
    ("offer", "code"),
    [
        (Offer("cancelled"), "training.course_cancelled"),
        (Offer("held"), "training.course_over"),
        (Offer("planned", closed=True), "training.course_over"),
        (Offer("planned"), ""),
    ],
)
def test_a_course_that_was_called_off_or_held_takes_nobody(offer, code):
    assert code_of(check_open, offer, today=DAY) == code


@pytest.mark.parametrize(
    ("entry", "oneself", "code"),
    [
        ("open", True, ""),
        ("open", False, ""),
        ("nomination", True, "training.by_nomination"),
        ("nomination", False, ""),
        ("closed", True, "training.by_invitation"),
        ("closed", False, "training.by_invitation"),
    ],
)
def test_people_come_as_the_course_lets_them_come(entry, oneself, code):
    assert code_of(check_entry, Offer("planned", entry=entry), oneself=oneself) == code


def test_a_promise_has_time_place_and_material_and_that_the_person_teaches():
    whole = {"time": "two days a month", "place": "a room", "material": "paper", "teaches": True}
    assert code_of(check_promise, **whole) == ""
    for part in ("time", "place", "material"):
        with pytest.raises(Refusal) as caught:
            check_promise(**(whole | {part: "  "}))
        assert (caught.value.code, caught.value.field) == ("training.promise_incomplete", part)
    assert code_of(check_promise, **(whole | {"teaches": False})) == "training.not_teaching"


@pytest.mark.parametrize(
    ("most", "taken", "waiting", "state"),
    [
        (14, 13, 0, "enrolled"),
        (14, 14, 0, "waiting"),
        (14, 20, 0, "waiting"),
        (14, 13, 1, "waiting"),
        (14, 12, 1, "enrolled"),
        (None, 500, 0, "enrolled"),
        (0, 0, 0, "waiting"),
    ],
)
def test_nobody_gets_a_place_over_the_limit_or_before_those_who_wait(most, taken, waiting, state):
    assert placed(most, taken, waiting) == state


def test_who_waits_longest_moves_up_first():
    queue = [Waiting(3, MOMENT + ONE), Waiting(2, MOMENT), Waiting(1, MOMENT), Waiting(4, MOMENT - ONE)]
    assert moving_up(queue, most=14, taken=14) == []
    assert moving_up(queue, most=14, taken=12) == [4, 1]
    assert moving_up(queue, most=None, taken=99) == [4, 1, 2, 3]
    assert [free(14, 13), free(14, 20), free(None, 3)] == [1, 0, None]


def test_every_state_is_reached_from_those_that_lead_to_it_alone():
    assert set(STEPS) == set(EnrolmentState)
    for then, before in STEPS.items():
        for now in EnrolmentState:
            assert code_of(check_step, now, then) == ("" if now in before else "training.not_now")


def test_what_is_lacking_is_named():
    needs = [
        Need("certificate", "trainer", "L1"),
        Need("competence", "frame", "C1 3"),
        Need("competence", "frame", "C2 1"),
    ]
    has = {
        "certificate": frozenset({("trainer", "L1")}),
        "competence": frozenset({("frame", "C1 1"), ("frame", "C1 2")}),
    }
    assert [str(each) for each in lacking(needs, has)] == ["frame C1 3", "frame C2 1"]
    assert lacking([], {}) == []
    assert lacking(needs, {}) == needs


@pytest.mark.parametrize(
    ("kind", "level", "kept"),
    [
        ("certificate", " L1 ", "L1"),
        ("certificate", "", None),
        ("curriculum", "", ""),
        ("curriculum", "L1", None),
        ("competence", "C1  2", "C1 2"),
        ("competence", "C1", None),
        ("competence", "C1 6", None),
        ("competence", "2", None),
    ],
)
def test_what_is_asked_for_names_its_level(kind, level, kept):
    if kept is None:
        assert code_of(need_of, Needs(kind), "key", level) == "training.need_level"
    else:
        assert need_of(Needs(kind), "key", level) == Need(kind, "key", kept)
