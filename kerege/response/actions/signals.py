"""A signal: heard, and judged. What becomes of it is said with a reason, and nothing of it is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.inventory.rules.cards import free_line, needed_line
from kerege.journal.actions import act
from kerege.journal.rules import known_as
from kerege.lib.refusal import Called, Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.zones import zone_or_none
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE
from kerege.response.actions.asked import own_row
from kerege.response.models import HealthEvent, Signal
from kerege.response.rules.reasons import what_is_known, why
from kerege.response.words import health_events_refused as refused
from kerege.response.words.health_events import TRIAGES, Domain, EventState, SourceKind, Triage

AHEAD = timedelta(minutes=5)
"""How far the clocks of two offices may differ."""
WAITING = frozenset({Triage.NEW, Triage.NOT_EVENT})


@dataclass(frozen=True)
class Heard:
    """A signal as somebody tells it: `at` brings its zone, by whose clock pages tell it again."""

    source: str
    at: datetime
    zone: str
    domains: Sequence[str]
    known: str
    source_name: str = ""
    unit: str = ""
    place: str = ""
    label: int = Sensitivity.NATIONAL


@dataclass(frozen=True)
class Title:
    """How the event is called that a signal opens, and when it was detected; empty: when the signal was received."""

    title: str
    at: datetime | None = None


def record_signal(
    *,
    by: Actor,
    owner: str,
    heard: Heard,
    exercise: bool = False,
    synthetic: bool = False,
    now: datetime | None = None,
) -> Signal:
    """Record what was heard. Whether it is played in an exercise is said here, once.

    Refuses people.not_yours, people.unknown_choice, atlas.unknown_code, text.*, inventory.not_for_sharing,
    response.no_domain, .no_place, .unknown_zone and .in_future.
    """
    check_may(by, Deed.RECORD_SIGNAL, owner)
    moment = now or timezone.now()
    content = _where_and_when(heard, moment) | {
        "source": choice(heard.source, SourceKind, "source"),
        "source_name": free_line(heard.source_name, field="source_name", most=200),
        "received_at": heard.at,
        "label": Sensitivity(heard.label),
    }
    with act("response.signal.recorded", by=by, owner=owner) as done:
        row = Signal(owner=owner, synthetic=synthetic, exercise=exercise, **content)
        row.recorded_by, row.recorded_at = known_as(by.uid), moment
        row.save()
        done.about = row.uid
    return row


def open_event(*, by: Actor, signal: str, called: Title, now: datetime | None = None) -> HealthEvent:
    """Open an event from a signal; it says what the signal says until more is known, and has its label.

    Refuses what `_judging` refuses, text.*, inventory.not_for_sharing and response.in_future.
    """
    row, moment = _judging(by, signal, now)
    title = needed_line(called.title, field="title", most=140)
    at = called.at or row.received_at
    _check_past(at, moment, "at")
    with act("response.event.opened", by=by, owner=row.owner) as done:
        locked = _locked(row)
        shared = ("owner", "synthetic", "exercise", "domains", "unit", "place", "known", "zone", "label")
        event = HealthEvent(title=title, detected_at=at, **{name: getattr(locked, name) for name in shared})
        event.opened_by, event.opened_at = known_as(by.uid), moment
        event.save()
        _settle(locked, by, moment, triage=Triage.EVENT, event=event)
        done.about = event.uid
        done.note(signal=str(locked.uid))
    return event


def join_event(*, by: Actor, signal: str, event: str, now: datetime | None = None) -> Signal:
    """Say that a signal tells of an event that is open. Refuses what `_judging` and `event_of` refuse;
    records.nothing_there (of another owner), response.event_closed and .exercise_mixed.
    """
    row, moment = _judging(by, signal, now)
    joined = event_of(by=by, event=event, deed=Deed.RECORD_SIGNAL)
    if joined.owner != row.owner:
        raise Refusal(NOTHING_THERE, field="event", what="event", key=str(event)[:40])
    if joined.state != EventState.OPEN:
        raise Refusal(refused.EVENT_CLOSED, field="event")
    if joined.exercise != row.exercise:
        raise Refusal(refused.EXERCISE_MIXED, field="event")
    with act("response.signal.joined", by=by, owner=row.owner, about=row.uid) as done:
        locked = _locked(row)
        _settle(locked, by, moment, triage=Triage.EVENT, event_id=joined.id)
        done.note(event=str(joined.uid))
    return locked


def dismiss_signal(*, by: Actor, signal: str, reason: str, now: datetime | None = None) -> Signal:
    """Say that a signal is no event, and why; it can still become one. Refuses what `_judging` and `why` refuse."""
    row, moment = _judging(by, signal, now)
    reason = why(reason)
    with act("response.signal.dismissed", by=by, owner=row.owner, about=row.uid):
        locked = _locked(row)
        _settle(locked, by, moment, triage=Triage.NOT_EVENT, reason=reason)
    return locked


def merge_signal(*, by: Actor, signal: str, into: str, now: datetime | None = None) -> Signal:
    """Say that a signal tells the same as another. Refuses what `_judging` refuses; response.same_signal and
    .exercise_mixed.
    """
    row, moment = _judging(by, signal, now)
    other = _signal_of(by, into)
    if other.id == row.id or other.owner != row.owner or other.triage == Triage.MERGED:
        raise Refusal(refused.SAME_SIGNAL, field="into")
    if other.exercise != row.exercise:
        raise Refusal(refused.EXERCISE_MIXED, field="into")
    with act("response.signal.merged", by=by, owner=row.owner, about=row.uid) as done:
        locked = _locked(row)
        if _locked_any(other).triage == Triage.MERGED or Signal.objects.inside_action().filter(into=locked).exists():
            raise Refusal(refused.SAME_SIGNAL, field="into")
        _settle(locked, by, moment, triage=Triage.MERGED, into_id=other.id)
        done.note(into=str(other.uid))
    return locked


# -- for the actions of this room --------------------------------------------------------------------------------------
def event_of(*, by: Actor, event: str, deed: Deed) -> Any:
    """The event, for those who may do the deed for its owner and read it. Refuses records.nothing_there and
    people.not_yours.
    """
    return own_row(by=by, model=HealthEvent, uid=event, what="event", deed=deed)


def _signal_of(by: Actor, signal: str) -> Any:
    """Refuses records.nothing_there and people.not_yours."""
    return own_row(by=by, model=Signal, uid=signal, what="signal", deed=Deed.RECORD_SIGNAL)


def _judging(by: Actor, signal: str, now: datetime | None) -> tuple[Any, datetime]:
    """A signal that still waits. Refuses records.nothing_there, people.not_yours and response.triaged_already."""
    row = _signal_of(by, signal)
    if row.triage not in WAITING:
        raise _settled(row)
    return row, now or timezone.now()


def _locked(row: Any) -> Signal:
    locked = _locked_any(row)
    if locked.triage not in WAITING:
        raise _settled(locked)
    return locked


def _locked_any(row: Any) -> Signal:
    found: Signal = Signal.objects.inside_action().select_for_update(of=("self",)).get(pk=row.id)
    return found


def _settled(row: Any) -> Refusal:
    return Refusal(refused.TRIAGED_ALREADY, state=Called(row.triage, TRIAGES[Triage(row.triage)]))


def _settle(row: Signal, by: Actor, moment: datetime, **changes: Any) -> None:
    row.reason = ""
    for name, value in changes.items():
        setattr(row, name, value)
    row.triaged_by, row.triaged_at = known_as(by.uid), moment
    row.save()


def _where_and_when(heard: Heard, moment: datetime) -> dict[str, Any]:
    domains = [choice(each, Domain, "domains") for each in dict.fromkeys(heard.domains)]
    if not domains:
        raise Refusal(refused.NO_DOMAIN, field="domains")
    if not heard.unit and not heard.place.strip():
        raise Refusal(refused.NO_PLACE, field="unit")
    zone = zone_or_none(heard.zone)
    if not zone:
        raise Refusal(refused.UNKNOWN_ZONE, field="zone", zone=heard.zone[:40])
    _check_past(heard.at, moment, "at")
    return {
        "domains": [each.value for each in Domain if each in domains],
        "unit": atlas.unit(heard.unit).code if heard.unit else "",
        "place": free_line(heard.place, field="place", most=120),
        "zone": zone,
        "known": what_is_known(heard.known),
    }


def _check_past(at: datetime, moment: datetime, field: str) -> None:
    if at > moment + AHEAD:
        raise Refusal(refused.IN_FUTURE, field=field)
