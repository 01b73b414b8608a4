"""Which sessions a curriculum asks for, when they fit into days, and what a plan of sessions may be. Plain Python."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kerege.lib.refusal import Refusal
from kerege.lib.stated import FIRST_YEAR, LAST_YEAR, NOT_A_DAY
from kerege.training.words import planning as words
from kerege.training.words.planning import Stage

LONGEST_PIECE = 120
"""Minutes after which a session ends for a pause, in a proposal."""
PAUSE, LUNCH, STEP = 15, 60, 5
LUNCH_FROM, LUNCH_UNTIL = 12 * 60, 13 * 60 + 30
A_DAY = 480
"""Minutes of teaching that fill a day, for modules of which the curriculum names no day."""
LATEST = 21 * 60
MOST_DAYS = 31
LONGEST = timedelta(hours=12)
MOST_SHIFT = 366


LONGEST_TITLE = 200
"""The most characters of the title of a session."""


@dataclass(frozen=True)
class Module:
    """A module of a curriculum, as far as a plan needs it: the day from 1 on, None where the curriculum names none."""

    id: str
    title: str
    minutes: int
    day: int | None = None


@dataclass(frozen=True)
class Proposed:
    """A session as it would be laid: `part` of `parts` of its module, by the clock of the venue."""

    module: str
    title: str
    part: int
    parts: int
    on: date
    begins: int
    ends: int

    @property
    def called(self) -> str:
        """The title of the session. A module may be called longer than a session can be; then it is shortened."""
        part = "" if self.parts == 1 else f" ({self.part}/{self.parts})"
        most = LONGEST_TITLE - len(part)
        return (self.title if len(self.title) <= most else f"{self.title[: most - 1].rstrip()}…") + part

    def clock(self, minute: int) -> str:
        """The day and time as inventory and training read it."""
        return f"{self.on.isoformat()} {minute // 60:02d}:{minute % 60:02d}"

    @property
    def starts_text(self) -> str:
        return self.clock(self.begins)

    @property
    def ends_text(self) -> str:
        return self.clock(self.ends)


def propose(
    modules: Iterable[Module],
    *,
    first: date,
    begins: time = time(9),
    pause: int = PAUSE,
    lunch: int = LUNCH,
    off: frozenset[int] = frozenset(),
) -> list[Proposed]:
    """The sessions of a curriculum from a day on, each day from `begins` on, with pauses, and lunch at noon; on no
    weekday that is `off` (Monday is 0). A long module becomes several sessions of the same length.

    Refuses dates.not_a_day, training.no_modules, training.too_many_days and training.ends_too_late.
    """
    check_first_day(first)
    days = by_day(modules)
    if not days:
        raise Refusal(words.NO_MODULES, field="curriculum")
    if len(days) > MOST_DAYS:
        raise Refusal(words.TOO_MANY_DAYS, field="first_day", days=len(days), most=MOST_DAYS)
    found: list[Proposed] = []
    for on, taught in zip(working_days(first, off), days, strict=False):
        found += _of_day(taught, on, begins.hour * 60 + begins.minute, pause, lunch)
    return found


def check_first_day(first: date) -> None:
    """Refuse dates.not_a_day for a day beyond the years that records have."""
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise Refusal(NOT_A_DAY, field="first_day", value=first.isoformat())


def by_day(modules: Iterable[Module]) -> list[list[Module]]:
    """The modules of each day, in order. Those without a day fill days after the named ones, in their order."""
    named: dict[int, list[Module]] = {}
    rest: list[list[Module]] = []
    for module in (each for each in modules if each.minutes > 0):
        if module.day is not None:
            named.setdefault(module.day, []).append(module)
        elif rest and sum(each.minutes for each in rest[-1]) + module.minutes <= A_DAY:
            rest[-1].append(module)
        else:
            rest.append([module])
    return [named[day] for day in sorted(named)] + rest


def working_days(first: date, off: frozenset[int]) -> Iterator[date]:
    """The days from the first on that are not off; all of them where every weekday would be."""
    day = first
    while True:
        if day.weekday() not in off or len(off) > 6:
            yield day
        day += timedelta(days=1)


def pieces(minutes: int) -> list[int]:
    """A module in as few sessions as do not exceed LONGEST_PIECE, of about equal length, in steps of five minutes."""
    count = -(-minutes // LONGEST_PIECE)
    step = STEP if minutes % STEP == 0 else 1
    least, more = divmod(minutes // step, count)
    return [step * (least + (1 if number < more else 0)) for number in range(count)]


def _of_day(modules: list[Module], on: date, at: int, pause: int, lunch: int) -> list[Proposed]:
    found: list[Proposed] = []
    eaten = lunch == 0 or at >= LUNCH_UNTIL
    for module in modules:
        lengths = pieces(module.minutes)
        for number, length in enumerate(lengths, start=1):
            if found:
                at += pause
            if not eaten and found and (at >= LUNCH_FROM or at + length > LUNCH_UNTIL):
                at, eaten = at - pause + lunch, True
            found.append(Proposed(module.id, module.title, number, len(lengths), on, at, at + length))
            at += length
    if at > LATEST:
        raise Refusal(words.ENDS_TOO_LATE, field="begins", until=f"{at // 60}:{at % 60:02d}")
    return found


@dataclass(frozen=True)
class Slot:
    """A session in time; `where` is its room or place. `key` tells it from others."""

    key: str
    starts: datetime
    ends: datetime
    where: str = ""

    def overlaps(self, other: "Slot") -> bool:
        """A session holds from its start up to, and not including, its end."""
        return self.starts < other.ends and other.starts < self.ends


def check_length(starts: datetime, ends: datetime) -> None:
    """Refuse training.session_too_long. That it ends after its start is judged with the clock of its venue."""
    if ends - starts > LONGEST:
        hours = round((ends - starts).total_seconds() / 3600, 1)
        raise Refusal(words.SESSION_TOO_LONG, field="ends", hours=hours, most=LONGEST // timedelta(hours=1))


def check_apart(slot: Slot, others: Iterable[Slot], told: Callable[[datetime], str]) -> None:
    """Refuse training.session_overlaps: a course has one session at a time, and parallel groups in different rooms.

    `told` says a moment by the clock of the venue.
    """
    for other in sorted(others, key=lambda each: each.starts):
        apart = slot.where and other.where and slot.where != other.where
        if other.key != slot.key and not apart and slot.overlaps(other):
            raise Refusal(words.SESSION_OVERLAPS, field="starts", start=told(other.starts), end=told(other.ends))


def minutes_of(slots: Iterable[Slot]) -> int:
    """How long the sessions are together; parallel ones count once, because nobody sits in two."""
    total, until = timedelta(), None
    for slot in sorted(slots, key=lambda each: each.starts):
        since = slot.starts if until is None or slot.starts > until else until
        if slot.ends > since:
            total += slot.ends - since
            until = slot.ends
    return total // timedelta(minutes=1)


def shortfall(planned: int, hours: float | None) -> int:
    """How many minutes a plan has fewer than its curriculum asks for; 0 where it says nothing."""
    return max(0, round((hours or 0) * 60) - planned)


def check_shift(days: int) -> int:
    """Refuse training.bad_shift."""
    if not (1 <= abs(days) <= MOST_SHIFT):
        raise Refusal(words.BAD_SHIFT, field="days", most=MOST_SHIFT)
    return days


def stage(status: str, *, first: date | None, last: date | None, on: date) -> Stage:
    """How far a course is on a day, by its state and the days of its sessions."""
    if status != Stage.PLANNED:
        return Stage(status)
    if first is None or on < first:
        return Stage.PLANNED
    return Stage.RUNNING if last is None or on <= last else Stage.ENDED
