"""Which times that devices gave should be asked about. A wrong clock refuses nothing and is never put right."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from kerege.training.rules.practice_events import Event, once
from kerege.training.words.practice import Doubt

A_DAY, A_WHILE = timedelta(hours=24), timedelta(minutes=5)


def told_at(event: Event) -> datetime:
    """When it happened by the node's clock: the device's time, moved by how much that clock was off."""
    return event.device_at + timedelta(seconds=event.off)


def doubts(events: Iterable[Event], *, starts: datetime | None) -> dict[str, tuple[Doubt, ...]]:
    """Why the times of these events should be asked about, by their uids, in the order of words.practice.Doubt; without
    those that are well. `starts` is when the course began, None where that is not known.
    """
    events = once(events)
    backwards = _backwards(events)
    found = {}
    for each in events:
        at = told_at(each)
        wrong = {
            Doubt.CLOCK: abs(each.off) > A_DAY.total_seconds(),
            Doubt.LATE: each.received_at - at > A_DAY,
            Doubt.AHEAD: at - each.received_at > A_WHILE,
            Doubt.BEFORE_COURSE: starts is not None and at < starts - A_WHILE,
            Doubt.BACKWARDS: each.uid in backwards,
        }
        if why := tuple(doubt for doubt, holds in wrong.items() if holds):
            found[each.uid] = why
    return found


def _backwards(events: Iterable[Event]) -> set[str]:
    """Events that say an earlier time than one before them on the same device: its clock was turned back."""
    found: set[str] = set()
    latest: dict[str, datetime] = {}
    for each in sorted(events, key=lambda one: (one.device, one.number, one.uid)):
        if each.device in latest and each.device_at < latest[each.device] - A_WHILE:
            found.add(each.uid)
        latest[each.device] = max(each.device_at, latest.get(each.device, each.device_at))
    return found
