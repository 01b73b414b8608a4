"""The code on the screen: it holds for a minute, for one session, and nobody makes the next one from those seen."""

from datetime import UTC, datetime, timedelta

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.codes import (
    LENGTH,
    STEP,
    check_code,
    check_pin,
    check_time,
    code_at,
    lasts,
    minutes_late,
    pin_of,
)

pytestmark = pytest.mark.nodb
KEY = b"a key of a node"
AT = datetime(2027, 3, 15, 4, 0, 10, tzinfo=UTC)
SESSION = "11111111-2222-3333-4444-555555555555"


def taken(given, at=AT, session=SESSION, key=KEY):
    try:
        check_code(given, key=key, session=session, at=at)
    except Refusal as refusal:
        return refusal.code != "training.code_over"
    return True


def test_a_code_holds_for_its_step_and_one_more():
    code = code_at(KEY, SESSION, AT)
    later = [AT + timedelta(seconds=seconds) for seconds in (0, 19, 20, 49, 50, 3_600)]
    assert [taken(code, at) for at in later] == [True, True, True, True, False, False]
    assert not taken(code, AT - timedelta(seconds=STEP)), "a code of the step to come, from a clock that ran ahead"
    assert [lasts(AT), lasts(AT + timedelta(seconds=19)), lasts(AT + timedelta(seconds=20))] == [20, 1, 30]


def test_a_code_is_of_one_session_and_of_one_node():
    code = code_at(KEY, SESSION, AT)
    assert not taken(code, session=SESSION.replace("1", "2"))
    assert not taken(code, key=b"another key")


def test_a_code_is_taken_as_people_type_it():
    code = code_at(KEY, SESSION, AT)
    assert len(code) == LENGTH
    assert set(code) & set("OILU") == set()
    typed = [
        code.lower(),
        f" {code[:4]} {code[4:]} ",
        f"{code[:4]}-{code[4:]}",
        code.replace("0", "O").replace("1", "l"),
    ]
    assert [taken(each) for each in typed] == [True] * 4
    assert [taken(each) for each in ("", code[:-1], code + "0", "١٢٣٤٥٦٧٨")] == [False] * 4


def test_codes_that_follow_each_other_are_all_different():
    steps = [code_at(KEY, SESSION, AT + timedelta(seconds=STEP * n)) for n in range(200)]
    assert len(set(steps)) == 200


def test_codes_are_shown_from_half_an_hour_before_to_the_end():
    starts, ends = AT, AT + timedelta(hours=2)

    def code(at):
        try:
            check_time(at, starts=starts, ends=ends, zone="Asia/Almaty")
        except Refusal as refusal:
            return refusal.code
        return ""

    half, second = timedelta(minutes=30), timedelta(seconds=1)
    assert [code(at) for at in (starts - half, starts, ends - second)] == ["", "", ""]
    assert code(starts - half - second) == "training.session_not_begun"
    assert code(ends) == "training.code_time_over"
    assert code(starts.replace(year=2026)) == "training.session_not_begun", "a year before"


@pytest.mark.parametrize(("seconds", "late"), [(-600, 0), (0, 0), (600, 0), (601, 10), (1_859, 30), (1_860, 31)])
def test_who_comes_more_than_ten_minutes_after_the_beginning_is_late(seconds, late):
    assert minutes_late(AT + timedelta(seconds=seconds), AT) == late


def test_a_pin_is_of_one_person_in_one_course():
    pins = {pin_of(KEY, f"enrolment {n}") for n in range(50)}
    assert len(pins) == 50
    assert all(len(pin) == 6 and pin.isdigit() for pin in pins)
    check_pin(f" {pin_of(KEY, 'one')[:3]} {pin_of(KEY, 'one')[3:]}", key=KEY, enrolment="one")
    check_pin(pin_of(KEY, "one", 1), key=KEY, enrolment="one", slip=1)
    wrong = [(each, 0) for each in ("", "000000", pin_of(KEY, "two"), "٣٣٣٣٣٣", pin_of(KEY, "one", 1))]
    for given, slip in [*wrong, (pin_of(KEY, "one"), 1)]:
        with pytest.raises(Refusal) as caught:
            check_pin(given, key=KEY, enrolment="one", slip=slip)
        assert caught.value.code == "training.pin_wrong"
