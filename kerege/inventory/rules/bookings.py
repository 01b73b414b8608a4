"""When a room is free, and what a booking may be. A booking holds from a moment up to, and not including, another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from kerege.inventory.words.training import (
    BOOKED_TOO_LONG,
    ENDS_BEFORE_IT_STARTS,
    MORE_THAN_SEATS,
    NO_SUCH_TIME,
    NOT_A_TIME,
    ROOM_CLOSED,
    ROOM_NOT_FREE,
    ROOM_TAKEN,
)
from kerege.lib.refusal import Refusal
from kerege.lib.zones import at_place, moment

LONGEST = timedelta(days=31)
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Slot:
    """A time for which a room is taken. `known` says whether whoever asks may know of the booking."""

    starts: datetime
    ends: datetime
    known: bool = True

    def overlaps(self, other: "Slot") -> bool:
        return self.starts < other.ends and other.starts < self.ends


def moment_of(text: str, zone: str, *, field: str) -> datetime:
    """A day and time as a clock of the centre shows it. Refuses inventory.not_a_time and inventory.no_such_time."""
    try:
        found = moment(text, zone)
    except ValueError:
        raise Refusal(NO_SUCH_TIME, field=field, value=text[:40]) from None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Refusal(NOT_A_TIME, field=field, value=text[:40])
    return found


def check_slot(slot: Slot, zone: str) -> None:
    """Refuse inventory.ends_before_it_starts and inventory.booked_too_long."""
    if slot.ends <= slot.starts:
        raise Refusal(ENDS_BEFORE_IT_STARTS, field="ends", start=told(slot.starts, zone))
    if slot.ends - slot.starts > LONGEST:
        raise Refusal(BOOKED_TOO_LONG, field="ends", days=LONGEST.days)


def check_room(*, seats: int, people: int | None, closed_on: date | None, on: date) -> None:
    """Refuse inventory.more_than_seats and inventory.room_closed."""
    if closed_on is not None and closed_on <= on:
        raise Refusal(ROOM_CLOSED, field="room", day=closed_on.isoformat())
    if people is not None and people > seats:
        raise Refusal(MORE_THAN_SEATS, field="people", seats=seats, people=people)


def check_free(slot: Slot, others: Iterable[Slot], zone: str) -> None:
    """Refuse inventory.room_taken with the time of the other booking, or, where whoever asks may not know of that
    booking, inventory.room_not_free, which tells no time. One that may be known goes before one that may not.
    """
    taken = sorted((o for o in others if o.overlaps(slot)), key=lambda o: (not o.known, o.starts))
    if not taken:
        return
    if not taken[0].known:
        raise Refusal(ROOM_NOT_FREE, field="starts")
    raise Refusal(ROOM_TAKEN, field="starts", start=told(taken[0].starts, zone), end=told(taken[0].ends, zone))


def told(when: datetime, zone: str) -> str:
    """A moment by the clock of the centre."""
    return at_place(when, zone).strftime("%Y-%m-%d %H:%M")


def at_midnight(day: date, days: int, zone: str) -> tuple[datetime, datetime]:
    """The moments at which a day begins by the clock of the centre, and so many days later."""
    begins = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    later = day + timedelta(days=days)
    return begins, datetime(later.year, later.month, later.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
