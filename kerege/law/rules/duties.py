"""What holds of duties by law: their times, their bodies, which contradict, and which hold in a mode. Plain Python."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from kerege.law.words import duties_refused as words
from kerege.law.words import measures_refused
from kerege.law.words.duties import Mode, Timing
from kerege.lib.refusal import Refusal

_PERIOD = re.compile(
    r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?"
)
_UNITS = ("years", "months", "weeks", "days", "hours", "minutes")


def read_period(period: str) -> dict[str, int]:
    """What an ISO 8601 period counts: {"hours": 24}. Seconds and fractions are none of the law's.

    Refuses law.bad_period, and law.no_time for one that is zero or negative.
    """
    written = period.strip().upper()
    found = _PERIOD.fullmatch(written.removeprefix("-").removeprefix("+"))
    if found is None or not any(found.groups()) or written.endswith("T"):
        raise Refusal(words.BAD_PERIOD, field="period", period=period[:30])
    counted = {unit: int(n) for unit, n in zip(_UNITS, found.groups(), strict=True) if n}
    if written.startswith("-") or not any(counted.values()):
        raise Refusal(words.NO_TIME, field="period", period=period[:30])
    return {unit: n for unit, n in counted.items() if n}


def write_period(counted: Mapping[str, int]) -> str:
    """The period in one way of writing it, whatever it was read from."""
    day = "".join(f"{counted[unit]}{unit[0].upper()}" for unit in _UNITS[:4] if counted.get(unit))
    time = "".join(f"{counted[unit]}{unit[0].upper()}" for unit in _UNITS[4:] if counted.get(unit))
    return f"P{day}" + (f"T{time}" if time else "")


def check_time(timing: Timing, period: str, clock: str) -> str:
    """The period as it is kept. Refuses law.period_missing, law.period_without, law.bad_period and law.no_time."""
    if timing != Timing.WITHIN:
        if period.strip():
            raise Refusal(words.PERIOD_WITHOUT, field="period", period=period[:30])
        return ""
    if not period.strip() or not clock:
        raise Refusal(words.PERIOD_MISSING, field="period" if not period.strip() else "clock")
    return write_period(read_period(period))


@dataclass(frozen=True)
class Body:
    """A body with its days; `until` is the first day on which it is no more."""

    key: str
    start: date | None = None
    until: date | None = None
    successor: str = ""


def bodies_of(some: Iterable[Any]) -> dict[str, Body]:
    """These bodies, as they are recorded, with all that come after them, by key."""
    found: dict[str, Body] = {}
    left = list(some)
    while left:
        each = left.pop()
        if each.key not in found:
            after = each.successor
            found[each.key] = Body(each.key, each.start, each.until, after.key if after else "")
            left += [after] if after else []
    return found


def heir(key: str, bodies: Mapping[str, Body]) -> str:
    """Who has the tasks of a body today: the last of its successors."""
    seen = {key}
    while key in bodies and (after := bodies[key].successor) and after not in seen:
        seen.add(after)
        key = after
    return key


def check_successor(key: str, successor: str, bodies: Mapping[str, Body]) -> None:
    """Refuse law.successor_loop for a body that would come after itself, by however many others."""
    if key == successor or heir(successor, bodies) == key:
        raise Refusal(words.SUCCESSOR_LOOP, field="successor", key=key)


def check_there(body: Body, start: date | None, until: date | None, *, field: str) -> None:
    """Refuse law.body_not_there for a duty of a body that begins before the body, or goes on after it."""
    before = body.start is not None and start is not None and start < body.start
    after = body.until is not None and start is not None and start >= body.until
    if before or after:
        told = {"start": str(body.start or "…"), "until": str(body.until or "…")}
        raise Refusal(words.BODY_NOT_THERE, field=field, key=body.key, **told)


def check_days(start: date | None, until: date | None, adopted: date | None) -> None:
    """Refuse law.duty_ends_before, and law.before_act for a duty that begins before the act that lays it down."""
    if start is not None and until is not None and until <= start:
        raise Refusal(words.ENDS_BEFORE, field="until", until=until.isoformat(), start=start.isoformat())
    first = start or until
    if adopted is not None and first is not None and first < adopted:
        told = {"on": first.isoformat(), "adopted": adopted.isoformat()}
        raise Refusal(measures_refused.BEFORE_ACT, field="start", **told)


class Informing(Protocol):
    """A duty to inform, as it is kept or as it is read."""

    @property
    def key(self) -> str: ...
    @property
    def sender(self) -> str: ...
    @property
    def recipient(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def mode(self) -> str: ...


@dataclass(frozen=True)
class Told:
    """A duty to inform. `subject` is the key of what is told; `basis` is where it is laid down."""

    key: str
    sender: str
    recipient: str
    subject: str
    mode: str
    timing: str
    period: str
    clock: str
    basis: str
    start: date | None = None
    until: date | None = None
    working_days: bool = False

    @property
    def time(self) -> tuple[str, str, str, bool]:
        return self.timing, self.period, self.clock, self.working_days


def holds(start: date | None, until: date | None, on: date) -> bool:
    """Whether a half-open period holds on the day; an end that is not known is no end."""
    return (start is None or start <= on) and (until is None or on < until)


def share_a_day(one: Told, other: Told) -> bool:
    begins = one.start is None or other.until is None or one.start < other.until
    return begins and (other.start is None or one.until is None or other.start < one.until)


def check_alone(new: Told, others: Iterable[Told], bodies: Mapping[str, Body]) -> None:
    """Refuse law.informs_itself, law.duties_contradict for the same duty with another time on the same days, and
    law.duty_twice for the same duty of the same provision. A time that nobody knows contradicts none.
    """
    sender, recipient = heir(new.sender, bodies), heir(new.recipient, bodies)
    if new.sender == new.recipient or sender == recipient:
        raise Refusal(words.INFORMS_ITSELF, field="recipient", key=new.sender)
    for each in others:
        same = (each.sender, each.recipient, each.subject, each.mode) == (
            *(new.sender, new.recipient, new.subject, new.mode),
        )
        if not same or not share_a_day(new, each):
            continue
        if each.time != new.time and Timing.UNKNOWN not in {each.timing, new.timing}:
            told = {"sender": new.sender, "recipient": new.recipient}
            raise Refusal(words.DUTIES_CONTRADICT, field="period", key=each.key, **told)
        if each.basis == new.basis:
            raise Refusal(words.DUTY_TWICE, field="subject", key=each.key)


def check_switch(mode: str, switched_by: str, *, provisional: bool) -> None:
    """Refuse law.no_switch_authority: no mode begins by itself."""
    if mode == Mode.EMERGENCY and not switched_by and not provisional:
        raise Refusal(words.NO_SWITCH, field="switched_by")


D = TypeVar("D", bound=Informing)


def in_mode(duties: Iterable[D], mode: str) -> list[D]:
    """The duties that hold in a mode: in an emergency its own, and of the normal ones those that it does not replace.

    One replaces another of the same sender, recipient and subject. So a switch loses no duty and doubles none.
    """
    told = list(duties)
    if mode == Mode.NORMAL:
        return [each for each in told if each.mode == Mode.NORMAL]
    replaced = {(each.sender, each.recipient, each.subject) for each in told if each.mode == Mode.EMERGENCY}
    return [
        each
        for each in told
        if each.mode == Mode.EMERGENCY or (each.sender, each.recipient, each.subject) not in replaced
    ]
