"""Reading occasions, their duties with clocks, their timelines, and the mode of a country.

An occasion about a health event is read by whoever may read the event. That an incident started clocks is national;
the incident itself stays behind its own door.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from kerege.law import queries as law
from kerege.law.queries import InformationDutyLine
from kerege.law.rules.duties import read_period
from kerege.law.words.duties import Mode, Timing
from kerege.lib.ids import uid_or_none
from kerege.people import queries as people
from kerege.records.viewers import Viewer
from kerege.response.models import ClockEntry, DutyClock, HealthEvent, ModeSwitch, Occasion
from kerege.response.rules.clocks import calls, state, triple
from kerege.response.words.clocks import OPEN, ClockState, OccasionKind
from kerege.response.words.health_events import EventState

LARGEST_LIST = 200


@dataclass(frozen=True)
class OccasionLine:
    """What started clocks. `about` is the uid of the record, empty for what was told by hand."""

    id: int
    uid: str
    owner: str
    label: int
    synthetic: bool
    kind: str
    about: str
    title: str
    exercise: bool
    zone: str
    detected_at: datetime
    state: str

    @property
    def open(self) -> bool:
        return self.state == EventState.OPEN


@dataclass(frozen=True)
class ClockLine:
    """A duty of an occasion. `called` says how far it was called out, `to_call` how far it is to be called now. Names
    are those of accounts, for whoever reads what is national.
    """

    uid: str
    occasion: OccasionLine
    duty: str
    sender: str
    recipient: str
    what: Mapping[str, str]
    form: Mapping[str, str]
    mode: str
    timing: str
    period: str
    clock: str
    working_days: bool
    basis: str
    source: str
    provisional: bool
    started_at: datetime | None
    due_at: datetime | None
    done_at: datetime | None
    ended_at: datetime | None
    proof: str
    why_ended: str
    end_reason: str
    taken: bool
    taken_by: str
    done_by: str
    called: int
    to_call: int
    state: ClockState

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def counts(self) -> Mapping[str, int]:
        """The period taken apart, as `law.queries.InformationDutyLine.counts`."""
        return read_period(self.period) if self.timing == Timing.WITHIN else {}


@dataclass(frozen=True)
class EntryLine:
    """One line of a timeline; an empty `who` is the node itself."""

    at: datetime
    step: str
    clock: str
    level: int
    note: str
    who: str


@dataclass(frozen=True)
class SwitchLine:
    mode: str
    at: datetime
    zone: str
    body: str
    act: str


def _occasions(viewer: Viewer, owner: str = "") -> Any:
    events = HealthEvent.objects.seen_by(viewer)
    rows = Occasion.objects.seen_by(viewer).filter(~Q(kind=OccasionKind.EVENT) | Q(about__in=events.values("uid")))
    return rows.filter(owner=owner) if owner else rows


def occasions(viewer: Viewer, *, owner: str = "") -> list[OccasionLine]:
    """The newest 200 occasions that the viewer may read, the newest first."""
    rows = _occasions(viewer, owner).order_by("-detected_at", "-id")[:LARGEST_LIST]
    return [_occasion(row) for row in rows.seen()]


def occasion(viewer: Viewer, uid: object) -> OccasionLine | None:
    """One occasion; None where there is none that the reader may know of."""
    number = uid_or_none(uid)
    row = _occasions(viewer).filter(uid=number).one() if number else None
    return _occasion(row) if row is not None else None


def occasion_about(viewer: Viewer, uid: object, *, owner: str) -> OccasionLine | None:
    """The occasion of a country about a record; None where there is none that the reader may know of."""
    number = uid_or_none(uid)
    row = _occasions(viewer).filter(about=number, owner=owner).one() if number else None
    return _occasion(row) if row is not None else None


def _occasion(row: Any) -> OccasionLine:
    plain = ("id", "owner", "label", "synthetic", "kind", "title", "exercise", "zone", "detected_at", "state")
    return OccasionLine(
        uid=str(row.uid),
        about=str(row.about) if row.about else "",
        **{name: getattr(row, name) for name in plain},
    )


def clocks_of(viewer: Viewer, line: OccasionLine, *, at: datetime) -> list[ClockLine]:
    """The duties of an occasion: what is late first, then by when they are due, then what has no clock, then what is
    over.
    """
    return _clocks(viewer, DutyClock.objects.seen_by(viewer).filter(occasion_id=line.id), {line.id: line}, at)


def running(viewer: Viewer, *, at: datetime, owner: str = "") -> list[ClockLine]:
    """The duties of open occasions that are not done, of all that the viewer may read; the most urgent first."""
    rows = _occasions(viewer, owner).filter(state=EventState.OPEN).seen()
    open_ones = {row.id: _occasion(row) for row in rows}
    found = DutyClock.objects.seen_by(viewer).filter(occasion_id__in=open_ones, done_at=None, ended_at=None)
    return _clocks(viewer, found, open_ones, at)


def _clocks(viewer: Viewer, rows: Any, about: Mapping[int, OccasionLine], at: datetime) -> list[ClockLine]:
    found = rows.order_by("id").seen()
    names = people.actor_names({who for row in found for who in (row.taken_by, row.done_by)} - {""})
    told = [_clock(row, about[row.occasion_id], names, at) for row in found]
    return sorted(told, key=lambda each: (not each.open, each.due_at is None, each.due_at or at, each.duty))


PLAIN = (
    *("duty", "sender", "recipient", "what", "form", "mode", "timing", "period", "clock", "working_days", "basis"),
    *("source", "provisional", "started_at", "due_at", "done_at", "ended_at", "proof", "why_ended", "end_reason"),
)


def _clock(row: Any, about: OccasionLine, names: Mapping[str, str], at: datetime) -> ClockLine:
    return ClockLine(
        uid=str(row.uid),
        occasion=about,
        taken=bool(row.taken_by),
        taken_by=names.get(row.taken_by, ""),
        done_by=names.get(row.done_by, ""),
        called=max(row.level, row.passed),
        to_call=calls(row, taken=bool(row.taken_by), at=at),
        state=state(row, at=at),
        **{name: getattr(row, name) for name in PLAIN},
    )


def timeline(viewer: Viewer, line: OccasionLine) -> list[EntryLine]:
    """What happened with the clocks of an occasion, the newest first."""
    rows = ClockEntry.objects.seen_by(viewer).filter(occasion_id=line.id).order_by("-at", "-id").seen()
    duties = {row.id: row.duty for row in DutyClock.objects.seen_by(viewer).filter(occasion_id=line.id).seen()}
    names = people.actor_names({row.said_by for row in rows} - {""})
    return [
        EntryLine(row.at, row.step, duties.get(row.clock_id, ""), row.level, row.note, names.get(row.said_by, ""))
        for row in rows
    ]


def mode(viewer: Viewer, owner: str, *, at: datetime) -> str:
    """The mode of a country at a moment, as far as the viewer may know: normal, where nobody switched."""
    row = ModeSwitch.objects.seen_by(viewer).filter(owner=owner, at__lte=at).order_by("-at").one()
    return row.mode if row is not None else Mode.NORMAL


def switches(viewer: Viewer, owner: str) -> list[SwitchLine]:
    """The switches of a country's mode, the newest first."""
    rows = ModeSwitch.objects.seen_by(viewer).filter(owner=owner).order_by("-at").seen()
    return [SwitchLine(row.mode, row.at, row.zone, row.body, row.act) for row in rows]


def offered(viewer: Viewer, line: OccasionLine, *, at: datetime) -> list[InformationDutyLine]:
    """The duties that hold for the occasion's country in its mode and were not started here."""
    held = law.information_duties(viewer, on=at.date(), country=line.owner, mode=mode(viewer, line.owner, at=at))
    rows = DutyClock.objects.seen_by(viewer).filter(occasion_id=line.id, ended_at=None)
    there = {(row.sender, row.recipient, row.subject) for row in rows.seen()}
    return [each for each in held if triple(each) not in there]
