"""Who was there for how long, and that nobody is at two places at once."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.lib.refusal import Refusal
from kerege.training.rules.attending import (
    Held,
    Told,
    attended,
    check_one_place,
    check_told,
    completes,
    elsewhere,
    minutes_there,
)
from kerege.training.words.delivery import Presence

pytestmark = pytest.mark.nodb
NINE = datetime(2027, 3, 15, 9, tzinfo=UTC)


def session(uid, start, minutes):
    starts = NINE + timedelta(minutes=start)
    return Held(uid, starts, starts + timedelta(minutes=minutes))


def told(text, minutes=0):
    return Told(Presence(text), minutes)


def code_of(deed, *args, **more):
    with pytest.raises(Refusal) as caught:
        deed(*args, **more)
    return caught.value.code


def test_sessions_that_share_a_minute_cannot_both_be_attended():
    here = session("here", 0, 90)
    there = [session("before", -60, 60), session("after", 90, 60), session("inside", 30, 10), session("here", 0, 90)]
    assert elsewhere(here, there) == there[2]
    assert elsewhere(here, [there[0], there[1], there[3]]) is None
    with pytest.raises(Refusal) as caught:
        check_one_place(here, there, zone="Asia/Almaty")
    assert (caught.value.code, caught.value.data) == (
        "training.at_another_session",
        {"start": "2027-03-15 14:30", "end": "2027-03-15 14:40"},
    ), "by the clock of the venue"
    check_one_place(here, there[:2], zone="Asia/Almaty")


def test_two_cities_on_two_clocks_are_compared_by_what_passes():
    """09:00 in Tashkent and 09:00 in Almaty were the same hour apart until Kazakhstan went to one clock."""
    almaty = datetime(2024, 2, 1, 9, tzinfo=ZoneInfo("Asia/Almaty")).astimezone(UTC)
    tashkent = datetime(2024, 2, 1, 9, tzinfo=ZoneInfo("Asia/Tashkent")).astimezone(UTC)
    hour = timedelta(hours=1)
    assert elsewhere(Held("a", almaty, almaty + hour), [Held("t", tashkent, tashkent + hour)]) is None
    later = datetime(2024, 4, 1, 9, tzinfo=ZoneInfo("Asia/Almaty")).astimezone(UTC)
    other = datetime(2024, 4, 1, 9, tzinfo=ZoneInfo("Asia/Tashkent")).astimezone(UTC)
    assert elsewhere(Held("a", later, later + hour), [Held("t", other, other + hour)]) is not None


def test_a_night_in_which_clocks_change_has_the_minutes_that_pass():
    zone = ZoneInfo("Europe/Bucharest")
    since, until = datetime(2026, 3, 29, 1, tzinfo=zone), datetime(2026, 3, 29, 5, tzinfo=zone)
    assert Held("night", since.astimezone(UTC), until.astimezone(UTC)).minutes == 180


def test_nobody_was_there_before_it_began_and_absence_may_be_told_before():
    here = session("here", 0, 90)
    there = {"zone": "Asia/Bishkek"}
    with pytest.raises(Refusal) as caught:
        check_told(told("present"), here, at=NINE - timedelta(seconds=1), **there)
    assert (caught.value.code, caught.value.data["starts"]) == ("training.session_not_begun", "2027-03-15 15:00")
    early = NINE - timedelta(days=365)
    assert code_of(check_told, told("late", 5), here, at=early, **there) == "training.session_not_begun"
    check_told(told("present"), here, at=NINE, **there)
    check_told(told("excused"), here, at=NINE - timedelta(days=1), **there)


@pytest.mark.parametrize(
    ("what", "minutes"),
    [("late", 0), ("late", 90), ("late", -1), ("present", 5), ("absent", 5), ("excused", 1)],
)
def test_minutes_go_with_late_alone_and_are_fewer_than_the_session_has(what, minutes):
    assert (
        code_of(check_told, told(what, minutes), session("here", 0, 90), at=NINE, zone="UTC") == "training.late_wrong"
    )


def test_what_was_attended_is_never_rounded_up():
    rooms = [session("a", 0, 90), session("b", 100, 90), session("c", 200, 20)]
    marks = {"a": told("present"), "b": told("late", 20), "c": told("excused")}
    assert [minutes_there(marks[each.uid], each) for each in rooms] == [90, 70, 0]
    assert minutes_there(None, rooms[0]) == 0
    assert attended(marks, rooms) == 80
    assert [completes(marks, rooms, share=share) for share in (80, 81, None)] == [True, False, True]
    marks["b"] = told("late", 21)
    assert attended(marks, rooms) == 79, "159 of 200 minutes are 79.5 percent"
    assert not completes(marks, rooms, share=None)
    assert attended({}, []) == 0


@given(st.lists(st.tuples(st.sampled_from(list(Presence)), st.integers(1, 59)), max_size=12))
def test_nobody_attends_more_than_there_was(given):
    rooms = [session(str(n), 60 * n, 60) for n in range(len(given))]
    marks = {str(n): Told(p, m if p == Presence.LATE else 0) for n, (p, m) in enumerate(given)}
    whole = bool(given) and all(p == Presence.PRESENT for p, _ in given)
    assert 0 <= attended(marks, rooms) <= 100
    assert (attended(marks, rooms) == 100) == whole
