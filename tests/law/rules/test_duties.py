"""Times, bodies and modes of duties by law: what contradicts is refused, and a switch of mode loses none."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.law.rules import duties as rules
from kerege.law.words.duties import Mode, Timing
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
DAY = date(2026, 1, 1)
ONE = rules.Told("ONE", "LAB", "MINISTRY", "event", "normal", "within", "PT24H", "detected", "act art_1", DAY)


def refused(action, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("PT24H", {"hours": 24}),
        ("p3d", {"days": 3}),
        ("P1M", {"months": 1}),
        ("PT1M", {"minutes": 1}),
        ("P1Y2M3W4DT5H6M", {"years": 1, "months": 2, "weeks": 3, "days": 4, "hours": 5, "minutes": 6}),
        ("P0DT2H", {"hours": 2}),
        ("P\u0663D", {"days": 3}),
    ],
)
def test_a_period_is_read_and_written(written, counted):
    assert rules.read_period(written) == counted
    assert rules.read_period(rules.write_period(counted)) == counted


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("24 hours", "law.bad_period"), ("P", "law.bad_period"), ("PT", "law.bad_period"), ("P1DT", "law.bad_period"),
        ("PT1.5H", "law.bad_period"), ("P3D1M", "law.bad_period"), ("", "law.bad_period"),
        ("P0D", "law.no_time"), ("PT0H", "law.no_time"), ("-PT24H", "law.no_time"),
    ],
)  # fmt: skip
def test_what_is_no_period_or_no_time_is_refused(written, code):
    assert refused(rules.read_period, written) == code


def test_a_time_needs_both_its_length_and_its_start():
    assert rules.check_time(Timing.WITHIN, "pt24h", "detected") == "PT24H"
    assert rules.check_time(Timing.NONE, "", "") == ""
    assert refused(rules.check_time, Timing.WITHIN, "", "detected") == "law.period_missing"
    assert refused(rules.check_time, Timing.WITHIN, "PT24H", "") == "law.period_missing"
    assert refused(rules.check_time, Timing.UNKNOWN, "PT24H", "") == "law.period_without"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"period": "PT48H"}, "law.duties_contradict"),
        ({"clock": "assessed"}, "law.duties_contradict"),
        ({"timing": "none", "period": "", "clock": ""}, "law.duties_contradict"),
        ({}, "law.duty_twice"),
        ({"basis": "act art_2"}, ""),
        ({"timing": "unknown", "period": "", "clock": "", "basis": "act art_2"}, ""),
        ({"mode": "emergency", "period": "PT1H"}, ""),
        ({"recipient": "OTHER", "period": "PT1H"}, ""),
        ({"subject": "other", "period": "PT1H"}, ""),
        ({"period": "PT48H", "start": date(2027, 1, 1)}, "law.duties_contradict"),
        ({"period": "PT48H", "start": None, "until": DAY}, ""),
        ({"period": "PT48H", "start": None, "until": DAY + timedelta(days=1)}, "law.duties_contradict"),
    ],
)
def test_the_same_duty_has_one_time_on_a_day(changes, code):
    new = replace(ONE, key="TWO", **changes)
    for one, other in ((new, ONE), (ONE, new)):
        if code:
            assert refused(rules.check_alone, one, [other], {}) == code
        else:
            rules.check_alone(one, [other], {})


def test_a_body_informs_not_itself_under_any_name():
    assert refused(rules.check_alone, replace(ONE, recipient="LAB"), [], {}) == "law.informs_itself"
    bodies = {"LAB": rules.Body("LAB", successor="NEW"), "NEW": rules.Body("NEW", successor="MINISTRY")}
    assert refused(rules.check_alone, ONE, [], bodies | {"MINISTRY": rules.Body("MINISTRY")}) == "law.informs_itself"
    rules.check_alone(ONE, [], {"LAB": rules.Body("LAB", successor="NEW")})


def test_nobody_comes_after_themselves():
    chain = {"A": rules.Body("A", successor="B"), "B": rules.Body("B", successor="C"), "C": rules.Body("C")}
    assert rules.heir("A", chain) == "C"
    assert refused(rules.check_successor, "C", "A", chain) == "law.successor_loop"
    assert refused(rules.check_successor, "A", "A", chain) == "law.successor_loop"
    rules.check_successor("C", "D", chain)
    assert rules.heir("A", {"A": rules.Body("A", successor="B"), "B": rules.Body("B", successor="A")}) in {"A", "B"}


def test_a_duty_holds_while_its_body_is_there_and_after_its_act():
    body = rules.Body("LAB", DAY, date(2027, 1, 1))
    rules.check_there(body, DAY, None, field="body")
    assert refused(rules.check_there, body, DAY - timedelta(days=1), None, field="body") == "law.body_not_there"
    assert refused(rules.check_there, body, date(2027, 1, 1), None, field="body") == "law.body_not_there"
    rules.check_days(DAY, None, DAY)
    assert refused(rules.check_days, DAY - timedelta(days=1), None, DAY) == "law.before_act"
    assert refused(rules.check_days, DAY, DAY, None) == "law.duty_ends_before"


def test_no_mode_begins_by_itself():
    assert refused(rules.check_switch, Mode.EMERGENCY, "", provisional=False) == "law.no_switch_authority"
    rules.check_switch(Mode.EMERGENCY, "MINISTRY", provisional=False)
    rules.check_switch(Mode.EMERGENCY, "", provisional=True)
    rules.check_switch(Mode.NORMAL, "", provisional=False)


@dataclass(frozen=True)
class Held:
    key: str
    sender: str
    recipient: str
    subject: str
    mode: str

    @property
    def triple(self):
        return self.sender, self.recipient, self.subject


NAMES = st.sampled_from("ABC")
HELD = st.lists(
    st.builds(Held, NAMES, NAMES, NAMES, NAMES, st.sampled_from(["normal", "emergency"])),
    unique_by=lambda each: (each.triple, each.mode),
)


@given(HELD)
def test_a_switch_loses_no_duty_and_doubles_none(held):
    in_emergency = rules.in_mode(held, Mode.EMERGENCY)
    assert {each.triple for each in in_emergency} == {each.triple for each in held}
    assert len(in_emergency) == len({each.triple for each in in_emergency})
    assert [each for each in held if each.mode == "normal"] == rules.in_mode(held, Mode.NORMAL)
    back = [each for each in rules.in_mode(held, Mode.NORMAL) if each not in in_emergency]
    assert {each.triple for each in back} <= {each.triple for each in held if each.mode == "emergency"}
