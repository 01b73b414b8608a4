"""When duties are due over zones, months and changes of the clock, and what switches of the mode do to them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.law.rules.duties import in_mode
from kerege.law.words.duties import Mode
from kerege.lib.days_off import rests
from kerege.lib.refusal import Refusal
from kerege.response.rules.clocks import Row, calls, check_agree, contradicting, due, state, switched, triple
from kerege.response.rules.mandates import freshness
from kerege.response.words.clocks import DEPUTY, HEAD, HOLDER, NOBODY, ClockState
from kerege.response.words.mandates import Freshness

pytestmark = pytest.mark.nodb


@dataclass(frozen=True)
class Duty:
    key: str
    sender: str
    recipient: str
    subject: str
    mode: str = "normal"
    timing: str = "within"
    period: str = "PT24H"
    clock: str = "detected"
    working_days: bool = False


@dataclass
class Moments:
    timing: str = "within"
    started_at: datetime | None = None
    due_at: datetime | None = None
    done_at: datetime | None = None
    ended_at: datetime | None = None


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("started", "zone", "counts", "ends"),
    [
        ("2026-12-31 20:00", "Asia/Almaty", {"hours": 24}, "2027-01-01 20:00"),
        ("2026-03-29 01:30", "Europe/Belgrade", {"hours": 24}, "2026-03-30 02:30"),  # 23 hours had that day
        ("2026-10-25 01:30", "Europe/Belgrade", {"hours": 24}, "2026-10-26 00:30"),  # and 25 this one
        ("2026-03-28 10:00", "Europe/Belgrade", {"days": 2}, "2026-03-30 23:59"),
        ("2027-01-31 10:00", "Asia/Tashkent", {"months": 1}, "2027-02-28 23:59"),
        ("2028-02-29 10:00", "Asia/Bishkek", {"years": 1}, "2029-02-28 23:59"),
        ("2026-11-28 23:30", "Asia/Dushanbe", {"weeks": 1}, "2026-12-05 23:59"),
        ("2026-11-28 09:00", "Asia/Kabul", {"minutes": 90}, "2026-11-28 10:30"),
    ],
)
def test_when_it_is_due(started, zone, counts, ends):
    assert due(local(started, zone).astimezone(UTC), counts, zone) == local(ends, zone)


def test_a_day_is_the_day_of_the_place_and_not_of_utc():
    late = local("2026-11-28 02:00", "Asia/Almaty").astimezone(UTC)  # the 27th in UTC
    assert due(late, {"days": 1}, "Asia/Almaty") == local("2026-11-29 23:59", "Asia/Almaty")


def test_how_a_duty_stands():
    at = datetime(2026, 11, 28, 12, tzinfo=UTC)
    before, after = at - timedelta(hours=1), at + timedelta(hours=1)
    for moments, expected in (
        (Moments(timing="none"), ClockState.NO_CLOCK),
        (Moments(timing="unknown", started_at=before), ClockState.NO_CLOCK),
        (Moments(), ClockState.WAITING),
        (Moments(started_at=before, due_at=after), ClockState.RUNNING),
        (Moments(started_at=before, due_at=at), ClockState.RUNNING),
        (Moments(started_at=before, due_at=before), ClockState.LATE),
        (Moments(due_at=before, done_at=at), ClockState.DONE_LATE),
        (Moments(due_at=after, done_at=at, ended_at=at), ClockState.DONE),
        (Moments(due_at=after, ended_at=at), ClockState.ENDED),
    ):
        assert state(moments, at=at) == expected


@pytest.mark.parametrize(
    ("started", "counts", "ends"),
    [
        ("2026-12-30 15:00", {"days": 3}, "2027-01-06"),  # the days of New Year and a weekend stand between
        ("2026-11-27 09:00", {"days": 1}, "2026-11-30"),  # a Friday
        ("2026-11-28 09:00", {"days": 1}, "2026-11-30"),  # begun on a Saturday
        ("2026-11-14 09:00", {"weeks": 2}, "2026-11-30"),  # ends on a Saturday: its next working day
    ],
)
def test_working_days_leave_out_weekends_and_holidays(started, counts, ends):
    found = due(local(started, "Asia/Almaty"), counts, "Asia/Almaty", rests("KZ"))
    assert found == local(f"{ends} 23:59", "Asia/Almaty")


def test_who_is_called_how_far():
    start = datetime(2026, 11, 28, 12, tzinfo=UTC)
    runs = Moments(started_at=start, due_at=start + timedelta(hours=24))
    at = [start + timedelta(hours=n) for n in (11, 12, 24, 25)]
    assert [calls(runs, taken=False, at=each) for each in at] == [HOLDER, DEPUTY, DEPUTY, HEAD]
    assert [calls(runs, taken=True, at=each) for each in at] == [HOLDER, HOLDER, HOLDER, HEAD]
    assert calls(Moments(timing="none"), taken=False, at=at[0]) == NOBODY
    runs.done_at = at[1]
    assert calls(runs, taken=False, at=at[3]) == NOBODY


def test_times_that_contradict_are_refused_and_unknown_ones_are_not():
    one = Duty("A", "S", "R", "x")
    check_agree([one, Duty("B", "S", "R", "x"), Duty("C", "S", "R", "x", timing="unknown", period="", clock="")])
    for other in (
        Duty("B", "S", "R", "x", period="PT48H"),
        Duty("B", "S", "R", "x", clock="assessed"),
        Duty("B", "S", "R", "x", timing="none", period=""),
        Duty("B", "S", "R", "x", working_days=True),
    ):
        with pytest.raises(Refusal, match="response.duties_contradict"):
            check_agree([one, other])
        assert contradicting([one, other]) == [("A", "B")]


def test_how_far_a_contact_can_be_relied_on():
    on = date(2026, 11, 28)

    def days(n):
        return on - timedelta(days=n)

    for last, reached, asked, expected in (
        (None, False, None, Freshness.NEVER),
        (days(89), True, None, Freshness.FRESH),
        (days(90), True, None, Freshness.STALE),
        (days(1), False, None, Freshness.FAILED),
        (None, False, days(13), Freshness.ASKED),
        (None, False, days(14), Freshness.STALE),
        (days(100), True, days(3), Freshness.ASKED),
        (days(100), True, days(20), Freshness.STALE),
        (days(2), True, days(20), Freshness.FRESH),  # tried since
        (days(30), True, days(20), Freshness.FRESH),  # asked early, and the last check still holds
    ):
        assert freshness(last, reached, 90, asked=asked, on=on) == expected, (last, reached, asked)


NAMES = st.sampled_from("ab")
DUTIES = st.lists(
    st.tuples(NAMES, st.sampled_from("xy"), st.sampled_from("pq"), st.sampled_from(list(Mode))), min_size=1, max_size=8
)


class Occasion:
    """The duties of one occasion, as actions keep them: in the order in which they were settled, those open last."""

    def __init__(self, duties):
        self.duties, self.settled, self.opened = duties, [], []

    @property
    def rows(self):
        return [*self.settled, *self.opened]

    def holding(self, mode):
        return {each.key: triple(each) for each in in_mode(self.duties, mode)}

    def start(self, chosen, mode):
        """Start a duty: all that tell the same to the same body."""
        there = {row.key for row in self.rows if row.open or row.done}
        self.opened += [
            Row(key, about) for key, about in self.holding(mode).items() if about == chosen and key not in there
        ]

    def switch(self, mode):
        holding = self.holding(mode)
        plan = switched(self.rows, holding)
        for row in [row for row in self.opened if row.key in plan.ends]:
            self._settle(row, by_mode=True)
        self.opened += [Row(key, holding[key]) for key in plan.begins]

    def settle(self, index, *, done):
        """Do one that is open, or end it with a reason."""
        if self.opened:
            self._settle(self.opened[index % len(self.opened)], done=done)

    def _settle(self, row, **how):
        self.opened.remove(row)
        self.settled.append(Row(row.key, row.triple, open=False, **how))


DEEDS = st.tuples(st.sampled_from(["switch", "switch", "start", "done", "ended"]), st.integers(0, 7))


@settings(max_examples=120, deadline=None)
@given(DUTIES, st.lists(DEEDS, max_size=16))
def test_no_switch_loses_or_doubles_a_duty(told, deeds):
    """`wanted` is kept beside, by the simplest rule there is: a thing is wanted from when it is started until the last
    of its open duties is settled by a person, whatever switches come in between.
    """
    occasion = Occasion([Duty(f"D{n}", *each[:3], each[3]) for n, each in enumerate(told)])
    mode, wanted = Mode.NORMAL, set()
    for deed, n in deeds:
        held = sorted(set(occasion.holding(mode).values()))
        if deed == "start" and held:
            before = len(occasion.opened)
            occasion.start(held[n % len(held)], mode)
            wanted |= {held[n % len(held)]} if len(occasion.opened) > before else set()
        elif deed in {"done", "ended"} and occasion.opened:
            about = occasion.opened[n % len(occasion.opened)].triple
            occasion.settle(n, done=deed == "done")
            wanted -= {about} - {row.triple for row in occasion.opened}
        elif deed == "switch":
            mode = Mode.EMERGENCY if mode == Mode.NORMAL else Mode.NORMAL
            done = {row.key for row in occasion.rows if row.done}
            occasion.switch(mode)
            assert {row.key for row in occasion.rows if row.done} == done  # what was done stays done
        opened = [row.key for row in occasion.opened]
        assert len(opened) == len(set(opened))  # none is doubled
        assert set(opened) <= set(occasion.holding(mode))  # none runs that does not hold
        assert {row.triple for row in occasion.opened} <= wanted  # none is asked again that was settled
        all_done = {t for t in wanted if _all_done(occasion, mode, t)}
        missing = wanted & set(occasion.holding(mode).values()) - {row.triple for row in occasion.opened}
        assert missing <= all_done  # none is lost: whatever is wanted and holds runs, unless each row of it was done


def _all_done(occasion, mode, about):
    keys = {key for key, each in occasion.holding(mode).items() if each == about}
    return keys <= {row.key for row in occasion.rows if row.done}


def test_there_and_back_restores_what_ran():
    occasion = Occasion(
        [Duty("N", "a", "x", "p"), Duty("E", "a", "x", "p", "emergency"), Duty("O", "b", "y", "q", "emergency")]
    )
    occasion.start(("a", "x", "p"), Mode.NORMAL)
    occasion.switch(Mode.EMERGENCY)
    occasion.start(("b", "y", "q"), Mode.EMERGENCY)
    assert [row.key for row in occasion.opened] == ["E", "O"]
    occasion.switch(Mode.NORMAL)
    assert [row.key for row in occasion.opened] == ["N"]
    occasion.switch(Mode.EMERGENCY)
    assert {row.key for row in occasion.opened} == {"E", "O"}
