"""When the certificate of an item is due, and why, as plain Python.

A cabinet, an isolator, a filter unit or a sterilizer is certified where it stands: on installation, every year, and
again after a move, a repair or a change of filters (EN 12469 for cabinets; the same rule is kept for the other kinds of
`words.STANDARDS`). What was planned never counts as done, and what happened is recorded whatever the certificate says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kerege.inventory.rules.cards import free_line
from kerege.inventory.words.equipment import (
    ALREADY_OUT,
    BEFORE_INSTALLATION,
    EARLIER_THAN_KNOWN,
    ENDS_BEFORE_TEST,
    ITEM_GONE,
    MOVED_SINCE,
    NO_SERIAL,
    NOT_INSTALLED,
    NOT_OUT,
    STANDARDS,
    Certified,
    EquipmentKind,
    Happening,
    Outcome,
)
from kerege.lib.refusal import Refusal

TRIGGERS = (Happening.INSTALLED, Happening.MOVED, Happening.REPAIRED, Happening.FILTER_CHANGED)
"""After these an item has to be certified before it is used again."""

SOON = timedelta(days=60)


@dataclass(frozen=True)
class Event:
    """Something happened to an item on a day."""

    on: date
    what: Happening


@dataclass(frozen=True)
class Certificate:
    """A test of an item on a day, how it came out, and the day from which it holds no longer."""

    on: date
    outcome: Outcome
    until: date


@dataclass(frozen=True)
class Standing:
    """How an item stands on a day. `due` is the day on which a certificate is, or was, due, and `because` why: an
    event, or None where a year is over. `out_since` is set while it is out of service.
    """

    certified: Certified
    due: date | None = None
    because: Happening | None = None
    out_since: date | None = None

    @property
    def usable(self) -> bool:
        """Whether a plan may count on it: in service, installed, and certified where that is needed."""
        fit = (Certified.NOT_NEEDED, Certified.VALID, Certified.DUE_SOON)
        return self.out_since is None and self.certified in fit


def a_year_after(day: date) -> date:
    """The same day a year later, from which a certificate of that day no longer holds; 29 February gives 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def standing(
    kind: EquipmentKind, events: Iterable[Event], certificates: Iterable[Certificate], *, on: date
) -> Standing:
    """How an item stands at the end of the day. A test on the day of a move or a repair counts as after it."""
    known = sorted((e for e in events if e.on <= on), key=lambda e: e.on)
    tests = sorted((c for c in certificates if c.on <= on), key=lambda c: c.on)
    if gone := _last(known, (Happening.DISPOSED,)):
        return Standing(Certified.GONE, out_since=gone.on)
    out = out_since(known, on=on)
    if kind not in STANDARDS:
        return Standing(Certified.NOT_NEEDED, out_since=out)
    trigger = _last(known, TRIGGERS)
    if trigger is None:
        return Standing(Certified.NOT_INSTALLED, out_since=out)
    certified, due, because = _standing(trigger, tests, on)
    return Standing(certified, due, because, out)


def _standing(trigger: Event, tests: list[Certificate], on: date) -> tuple[Certified, date, Happening | None]:
    if not tests:
        return Certified.NEVER, trigger.on, trigger.what
    last = tests[-1]
    if last.on < trigger.on:
        return Certified.DUE_AGAIN, trigger.on, trigger.what
    if last.outcome == Outcome.FAILED:
        return Certified.FAILED, last.on, None
    if last.until <= on:
        return Certified.EXPIRED, last.until, None
    soon = last.until - SOON <= on
    return Certified.DUE_SOON if soon else Certified.VALID, last.until, None


def out_since(events: Iterable[Event], *, on: date) -> date | None:
    """Since when an item is out of service on the day; None when it is in service."""
    ways = (Happening.OUT_OF_SERVICE, Happening.BACK_IN_SERVICE)
    last = _last(sorted((e for e in events if e.on <= on), key=lambda e: e.on), ways)
    return last.on if last and last.what == Happening.OUT_OF_SERVICE else None


def check_event(events: Iterable[Event], new: Event) -> None:
    """Raise unless this can have happened then.

    Refuses inventory.earlier_than_known, inventory.item_gone, inventory.moved_since, inventory.already_out,
    inventory.not_out.
    """
    known = sorted(events, key=lambda e: e.on)
    accepted = next((e.on for e in known if e.what == Happening.ACCEPTED), None)
    if accepted is not None and new.on < accepted:
        raise Refusal(EARLIER_THAN_KNOWN, field="on", accepted=accepted.isoformat())
    check_there(known)
    moved = _last(known, (Happening.MOVED,))
    if new.what in {Happening.MOVED, Happening.DISPOSED} and moved is not None and new.on < moved.on:
        raise Refusal(MOVED_SINCE, field="on", moved=moved.on.isoformat())
    out = out_since(known, on=new.on)
    if new.what == Happening.OUT_OF_SERVICE and out is not None:
        raise Refusal(ALREADY_OUT, field="what", day=out.isoformat())
    if new.what == Happening.BACK_IN_SERVICE and out is None:
        raise Refusal(NOT_OUT, field="what")


def check_there(events: Iterable[Event]) -> None:
    """Refuse inventory.item_gone for an item that was disposed of."""
    if gone := _last(list(events), (Happening.DISPOSED,)):
        raise Refusal(ITEM_GONE, day=gone.on.isoformat())


def check_certificate(events: Iterable[Event], new: Certificate) -> None:
    """Raise unless the item stood installed on the day of the test, and the certificate ends after it.

    Refuses inventory.item_gone, inventory.not_installed, inventory.before_installation, inventory.ends_before_test.
    """
    known = sorted(events, key=lambda e: e.on)
    check_there(known)
    installed = next((e.on for e in known if e.what == Happening.INSTALLED), None)
    if installed is None:
        raise Refusal(NOT_INSTALLED)
    if new.on < installed:
        raise Refusal(BEFORE_INSTALLATION, field="on", installed=installed.isoformat(), day=new.on.isoformat())
    if new.until <= new.on:
        raise Refusal(ENDS_BEFORE_TEST, field="until", day=new.on.isoformat())


def serial_of(value: object) -> str:
    """A serial number as it is kept and compared: in capitals, without spaces. Refuses inventory.no_serial, text.*."""
    text = "".join(free_line(value, field="serials", most=80).split()).upper()
    if not text:
        raise Refusal(NO_SERIAL, field="serials")
    return text


def _last(events: list[Event], what: tuple[Happening, ...]) -> Event | None:
    return next((e for e in reversed(events) if e.what in what), None)
