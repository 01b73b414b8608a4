"""When a duty is due, how it stands, what a switch of the mode does to it, and who is called next. Plain Python."""

import calendar
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from kerege.law.words.duties import Timing
from kerege.lib.refusal import Refusal
from kerege.response.words import clocks_refused as refused
from kerege.response.words.clocks import DEPUTY, HEAD, HOLDER, NOBODY, ClockState

Triple = tuple[str, str, str]
LAST_MINUTE = time(23, 59)


def due(started: datetime, counts: Mapping[str, int], zone: str, off: Callable[[date], bool] | None = None) -> datetime:
    """The last moment of a period that began then. Hours and minutes are counted through, over nights, holidays and
    changes of the clock. Days, weeks, months and years are counted from the day by the clock of `zone`, and last
    through their last day; after a month without that day the last of it counts.

    `off` says on which days nobody works: given for a rule that counts working days, and then only days are skipped on
    which nobody works. Without it nothing is added for holidays: that would need a source.
    """
    hours = timedelta(hours=counts.get("hours", 0), minutes=counts.get("minutes", 0))
    days = {unit: n for unit, n in counts.items() if unit in {"years", "months", "weeks", "days"} and n}
    if not days:
        return started + hours
    there = started.astimezone(ZoneInfo(zone))
    last = _after_months(there.date(), days.get("years", 0) * 12 + days.get("months", 0))
    last += timedelta(weeks=days.get("weeks", 0))
    last = last + timedelta(days=days.get("days", 0)) if off is None else _working(last, days.get("days", 0), off)
    return datetime.combine(last, LAST_MINUTE, ZoneInfo(zone)).astimezone(started.tzinfo) + hours


def _after_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _working(day: date, count: int, off: Callable[[date], bool]) -> date:
    """The day `count` working days later; where the period has no days, the next working day from its end on."""
    while count:
        day += timedelta(days=1)
        count -= not off(day)
    while off(day):
        day += timedelta(days=1)
    return day


class Clock(Protocol):
    """A duty with its moments."""

    timing: str
    started_at: datetime | None
    due_at: datetime | None
    done_at: datetime | None
    ended_at: datetime | None


def state(clock: Clock, *, at: datetime) -> ClockState:
    """How a duty stands at a moment."""
    if clock.done_at is not None:
        late = clock.due_at is not None and clock.done_at > clock.due_at
        return ClockState.DONE_LATE if late else ClockState.DONE
    if clock.ended_at is not None:
        return ClockState.ENDED
    if clock.timing != Timing.WITHIN:
        return ClockState.NO_CLOCK
    if clock.due_at is None:
        return ClockState.WAITING
    return ClockState.LATE if at > clock.due_at else ClockState.RUNNING


def calls(clock: Clock, *, taken: bool, at: datetime) -> int:
    """How far a duty is to be called out: its holder from the start, the deputy when half of the time is over and
    nobody has taken it, the head when it is late. What is over or has no clock calls nobody.
    """
    if clock.done_at or clock.ended_at or clock.started_at is None or clock.due_at is None:
        return NOBODY
    if at > clock.due_at:
        return HEAD
    half = clock.started_at + (clock.due_at - clock.started_at) / 2
    return DEPUTY if not taken and at >= half else HOLDER


@dataclass(frozen=True)
class Row:
    """A duty of an occasion as the rule of switching sees it. `by_mode` says that a switch ended it."""

    key: str
    triple: Triple
    open: bool = True
    done: bool = False
    by_mode: bool = False


@dataclass(frozen=True)
class Plan:
    """What a switch does: the keys of rows that end, and of duties that begin in their place."""

    ends: tuple[str, ...]
    begins: tuple[str, ...]


def switched(rows: Sequence[Row], holding: Mapping[str, Triple]) -> Plan:
    """What becomes of the duties of one occasion when the mode is switched. `rows` stand in the order in which they
    were done or ended, those that are open last; `holding` are the duties that hold in the new mode, by key.

    A duty to tell the same to the same body is one thing in both modes. What is open stays open in the form in which it
    holds now; what only holds in the other mode waits until that comes back; what is done, or was ended by a person, is
    not asked for again. So a switch loses none and doubles none.
    """
    last = {row.triple: row for row in rows}
    wanted = {row.triple for row in rows if row.open} | {each for each, row in last.items() if row.by_mode}
    ends = tuple(row.key for row in rows if row.open and row.key not in holding)
    there = {row.key for row in rows if row.open or row.done}
    begins = tuple(key for key, triple in holding.items() if triple in wanted and key not in there)
    return Plan(ends, begins)


class Informing(Protocol):
    """A duty of the law room, as far as times are compared."""

    @property
    def key(self) -> str: ...
    @property
    def sender(self) -> str: ...
    @property
    def recipient(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def timing(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def clock(self) -> str: ...
    @property
    def working_days(self) -> bool: ...


def triple(duty: Informing) -> Triple:
    """What makes two duties the same thing: who tells whom of what."""
    return duty.sender, duty.recipient, duty.subject


def contradicting(duties: Iterable[Informing]) -> list[tuple[str, str]]:
    """The keys of each two that tell the same to the same body within different times; a time that nobody knows
    contradicts none.
    """
    seen: dict[Triple, Informing] = {}
    found = []
    for each in duties:
        if each.timing == Timing.UNKNOWN:
            continue
        other = seen.setdefault(triple(each), each)
        times = [(d.timing, d.period, d.clock, d.working_days) for d in (other, each)]
        if times[0] != times[1]:
            found.append((other.key, each.key))
    return found


def check_agree(duties: Iterable[Informing]) -> None:
    """Refuse response.duties_contradict for duties that contradict each other."""
    for pair in contradicting(duties):
        raise Refusal(refused.DUTIES_CONTRADICT, keys=", ".join(pair))
