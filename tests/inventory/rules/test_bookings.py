"""When a room is free: half-open, by the clock of the centre, and no more is told than may be known."""

from datetime import UTC, date, datetime

import pytest

from kerege.inventory.rules.bookings import Slot, at_midnight, check_free, check_room, check_slot, moment_of
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
ALMATY, HERAT = "Asia/Almaty", "Asia/Kabul"


def at(text, zone=ALMATY):
    return moment_of(text, zone, field="starts")


def slot(starts, ends, known=True):
    return Slot(at(f"2027-03-15 {starts}"), at(f"2027-03-15 {ends}"), known)


def refused(deed, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        deed(*args, **kwargs)
    return caught.value


@pytest.mark.parametrize(
    ("text", "zone", "utc"),
    [
        ("2027-03-15 09:00", ALMATY, (2027, 3, 15, 4, 0)),
        ("2027-03-15T09:00", ALMATY, (2027, 3, 15, 4, 0)),
        ("15.03.2027 09:00", HERAT, (2027, 3, 15, 4, 30)),
        (" 2023-03-15  09:00 ", ALMATY, (2023, 3, 15, 3, 0)),
    ],
)
def test_a_time_is_read_by_the_clock_of_the_centre(text, zone, utc):
    assert at(text, zone) == datetime(*utc, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2027-03-15", "2027-02-30 09:00", "2027-03-15 25:00", "0001-01-01 00:00"]
)
def test_what_is_no_time_is_refused(text):
    assert (refused(at, text).code, refused(at, text).field) == ("inventory.not_a_time", "starts")


def test_a_time_over_which_clocks_jump_does_not_exist():
    assert refused(at, "2027-03-28 02:30", "Europe/Brussels").code == "inventory.no_such_time"
    assert at("2027-03-28 03:30", "Europe/Brussels") == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (("07:00", "09:00"), ""),
        (("11:00", "12:00"), ""),
        (("08:00", "09:01"), "inventory.room_taken"),
        (("10:59", "12:00"), "inventory.room_taken"),
        (("09:30", "10:00"), "inventory.room_taken"),
        (("08:00", "12:00"), "inventory.room_taken"),
    ],
)
def test_a_booking_ends_where_the_next_begins(other, code):
    asked = slot("09:00", "11:00")
    if not code:
        return check_free(asked, [slot(*other)], ALMATY)
    told = refused(check_free, asked, [slot(*other)], ALMATY)
    assert (told.code, told.field) == (code, "starts")
    assert told.data == {"start": f"2027-03-15 {other[0]}", "end": f"2027-03-15 {other[1]}"}


def test_of_a_booking_that_may_not_be_known_no_time_is_told():
    told = refused(check_free, slot("09:00", "11:00"), [slot("10:00", "12:00", known=False)], ALMATY)
    assert (told.code, told.data) == ("inventory.room_not_free", {})
    both = [slot("09:00", "09:30", known=False), slot("10:00", "12:00")]
    assert refused(check_free, slot("09:00", "11:00"), both, ALMATY).data["start"] == "2027-03-15 10:00"


@pytest.mark.parametrize(
    ("starts", "ends", "code"),
    [
        ("2027-03-15 09:00", "2027-03-15 09:00", "inventory.ends_before_it_starts"),
        ("2027-03-15 09:00", "2027-03-14 10:00", "inventory.ends_before_it_starts"),
        ("2027-03-15 09:00", "2027-04-15 09:01", "inventory.booked_too_long"),
    ],
)
def test_what_no_booking_can_be(starts, ends, code):
    assert refused(check_slot, Slot(at(starts), at(ends)), ALMATY).code == code
    check_slot(Slot(at("2027-03-15 09:00"), at("2027-04-15 09:00")), ALMATY)


def test_a_room_that_is_too_small_or_given_up_takes_nobody():
    day = date(2027, 3, 15)
    check_room(seats=16, people=16, closed_on=None, on=day)
    check_room(seats=16, people=None, closed_on=date(2027, 3, 16), on=day)
    assert refused(check_room, seats=16, people=17, closed_on=None, on=day).code == "inventory.more_than_seats"
    assert refused(check_room, seats=16, people=1, closed_on=day, on=day).code == "inventory.room_closed"


def test_a_day_begins_at_midnight_of_the_centre():
    begins, ends = at_midnight(date(2027, 3, 15), 2, ALMATY)
    assert (begins.isoformat(), ends.isoformat()) == ("2027-03-14T19:00:00+00:00", "2027-03-16T19:00:00+00:00")
