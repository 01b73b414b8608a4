"""Hours of part 1, by day: what really passed is counted, a day once, and nobody sits in two rooms at once.

A day is given by sessions with times, as a clock at the place shows them, or by a number of hours. Times become moments
before anything is subtracted, so a session over a change of the clocks counts what passed and says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from kerege.capacity.words import certification_refused as refused
from kerege.capacity.words.certification import Warned
from kerege.lib.refusal import Refusal
from kerege.lib.sheets.numbers import western
from kerege.lib.zones import at_place, moment


@dataclass(frozen=True)
class Session:
    """Time of part 1 that counts for `day`. Without `starts` only the number of minutes is known."""

    day: date
    minutes: int
    starts: datetime | None = None
    ends: datetime | None = None
    zone: str = ""
    warned: tuple[str, ...] = field(default=())


def session(*, day: date, start: str, end: str, zone: str, pause: int = 0) -> Session:
    """A session from a time to a time of a clock in the zone, without `pause` minutes; an end that is not later than
    the start is one of the next day.

    Refuses capacity.zone_unknown, .time_wrong, .time_skipped and .no_hours.
    """
    if zone not in available_timezones():
        raise Refusal(refused.ZONE_UNKNOWN, field="zone", zone=zone[:40])
    starts = _moment(day, start, zone, "start")
    ends = _moment(day, end, zone, "end")
    over = _clock(ends, zone) <= _clock(starts, zone)
    if over:
        ends = _moment(day + timedelta(days=1), end, zone, "end")
    minutes = int((ends - starts).total_seconds() // 60) - pause
    if pause < 0 or minutes <= 0:
        raise Refusal(refused.NO_HOURS, field="end")
    warned = [Warned.OVER_MIDNIGHT.value] if over else []
    if _clock(ends, zone) - _clock(starts, zone) != ends - starts or _told_twice(starts, zone, ends):
        warned.append(Warned.CLOCKS_CHANGED.value)
    return Session(day, minutes, starts, ends, zone, tuple(warned))


def whole_day(*, day: date, hours: str) -> Session:
    """A day of which only the number of hours is known, such as 7.5. Refuses capacity.no_hours."""
    try:
        minutes = round(float(western(hours).replace(",", ".")) * 60)
    except (ValueError, OverflowError):
        minutes = 0
    if not 0 < minutes <= 24 * 60:
        raise Refusal(refused.NO_HOURS, field="hours")
    return Session(day, minutes)


def check_beside(new: Session, others: Iterable[Session], *, most: int) -> None:
    """Refuse capacity.day_twice, .sessions_overlap and .day_too_long: what the new session cannot be beside others."""
    total = new.minutes
    for other in others:
        if new.starts and new.ends and other.starts and other.ends:
            if new.starts < other.ends and other.starts < new.ends:
                start, end = (f"{at_place(each, other.zone):%Y-%m-%d %H:%M}" for each in (other.starts, other.ends))
                raise Refusal(refused.SESSIONS_OVERLAP, field="start", start=start, end=end)
        elif other.day == new.day:
            raise Refusal(refused.DAY_TWICE, field="day", day=str(new.day))
        total += other.minutes if other.day == new.day else 0
    if total > most * 60:
        raise Refusal(refused.DAY_TOO_LONG, field="end", day=str(new.day), hours=in_hours(total), most=most)


def check_enough(sessions: Iterable[Session], *, needed: int) -> None:
    """Refuse capacity.hours_missing: 36.5 of 37 hours are not 37."""
    minutes = sum(each.minutes for each in sessions)
    if minutes < needed * 60:
        raise Refusal(refused.HOURS_MISSING, hours=in_hours(minutes), needed=needed)


def in_hours(minutes: int) -> str:
    """Minutes as hours with at most two digits after the point, never rounded up."""
    text = f"{minutes // 60}.{minutes % 60 * 100 // 60:02d}".rstrip("0").rstrip(".")
    return text or "0"


def _moment(day: date, time: str, zone: str, name: str) -> datetime:
    try:
        found = moment(f"{day} {time.strip()}", zone)
    except ValueError:
        raise Refusal(refused.TIME_SKIPPED, field=name, zone=zone, time=time.strip()[:8]) from None
    if found is None:
        raise Refusal(refused.TIME_WRONG, field=name, time=time.strip()[:8])
    return found


def _clock(when: datetime, zone: str) -> datetime:
    return at_place(when, zone).replace(tzinfo=None)


def _told_twice(starts: datetime, zone: str, ends: datetime) -> bool:
    """Whether a clock there shows one of the two times twice on that day."""
    local = (at_place(each, zone).replace(tzinfo=ZoneInfo(zone)) for each in (starts, ends))
    return any(each.replace(fold=0).utcoffset() != each.replace(fold=1).utcoffset() for each in local)
