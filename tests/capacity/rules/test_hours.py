"""Hours of part 1: what really passed is counted."""

from datetime import date

import pytest

from kerege.capacity.rules.hours import check_beside, check_enough, in_hours, session, whole_day
from kerege.capacity.rules.results import checklist, mark
from kerege.capacity.rules.schemes import Item
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
DAY = date(2026, 1, 5)


def code_of(deed, **told):
    with pytest.raises(Refusal) as caught:
        deed(**told)
    return caught.value.code


@pytest.mark.parametrize(
    ("day", "start", "end", "zone", "minutes", "warned"),
    [
        (DAY, "09:00", "17:00", "Asia/Almaty", 480, ()),
        (DAY, "22:00", "01:30", "Asia/Almaty", 210, ("over_midnight",)),
        (date(2024, 2, 29), "22:30", "00:30", "Asia/Almaty", 180, ("over_midnight", "clocks_changed")),
        (date(2026, 3, 29), "00:30", "04:30", "Europe/Berlin", 180, ("clocks_changed",)),
        (date(2026, 10, 25), "00:30", "04:30", "Europe/Berlin", 300, ("clocks_changed",)),
        (date(2026, 10, 25), "02:30", "05:00", "Europe/Berlin", 210, ("clocks_changed",)),
    ],
    ids=["plain", "over midnight", "clocks back at midnight", "forward", "back", "a time shown twice"],
)
def test_what_passed_is_counted_and_not_what_the_clock_showed(day, start, end, zone, minutes, warned):
    found = session(day=day, start=start, end=end, zone=zone)
    assert (found.minutes, found.warned, found.day) == (minutes, warned, day)


def test_times_that_cannot_be_are_refused():
    told = {"deed": session, "day": DAY, "zone": "Asia/Almaty"}
    assert code_of(**told, start="9 o'clock", end="12:00") == "capacity.time_wrong"
    assert code_of(**told, start="09:00", end="10:00", pause=60) == "capacity.no_hours"
    assert code_of(**(told | {"zone": "Mars/Base"}), start="09:00", end="10:00") == "capacity.zone_unknown"
    at_midnight = {"day": date(2024, 9, 8), "zone": "America/Santiago"}
    assert code_of(session, **at_midnight, start="00:30", end="05:00") == "capacity.time_skipped"
    for hours in ("", "0", "-1", "25", "nan", "inf"):
        assert code_of(whole_day, day=DAY, hours=hours) == "capacity.no_hours"


def test_a_day_counts_once_and_a_session_that_touches_another_is_no_overlap():
    first = session(day=DAY, start="09:00", end="12:00", zone="Asia/Almaty")
    second = session(day=DAY, start="12:00", end="14:00", zone="Asia/Almaty")
    check_beside(second, [first], most=10)
    elsewhere = session(day=DAY, start="08:00", end="09:30", zone="Europe/Berlin")
    assert code_of(check_beside, new=elsewhere, others=[second], most=10) == "capacity.sessions_overlap"
    assert code_of(check_beside, new=whole_day(day=DAY, hours="2"), others=[first], most=10) == "capacity.day_twice"
    assert code_of(check_beside, new=second, others=[first], most=4) == "capacity.day_too_long"


@pytest.mark.parametrize(("minutes", "enough"), [(36 * 60 + 30, False), (37 * 60 - 1, False), (37 * 60, True)])
def test_thirty_six_and_a_half_hours_are_not_thirty_seven(minutes, enough):
    sessions = [whole_day(day=DAY, hours="1")] * (minutes // 60)
    rest = minutes % 60
    sessions += [whole_day(day=DAY, hours=str(rest / 60))] if rest else []
    if enough:
        check_enough(sessions, needed=37)
    else:
        assert code_of(check_enough, sessions=sessions, needed=37) == "capacity.hours_missing"


def test_hours_are_never_rounded_up():
    assert [in_hours(each) for each in (2219, 2220, 45, 0)] == ["36.98", "37", "0.75", "0"]


def test_hours_and_marks_are_read_in_the_digits_of_whoever_types():
    assert whole_day(day=DAY, hours="۷٫۵").minutes == whole_day(day=DAY, hours="7,5").minutes == 450
    assert mark("۸۰") == mark(" 80 ") == 80
    assert code_of(mark, value="69,9") == "capacity.mark_wrong", "nothing is rounded for anybody"


def test_a_list_without_a_tick_takes_back_nothing_that_was_signed():
    points = [Item("hands", {"en": "Hands"}), Item("spill", {"en": "Spill"})]
    assert checklist(points, ["spill"]) == ["spill"]
    assert code_of(checklist, items=points, done=[]) == "capacity.nothing_shown"
