"""Tasks of seats, as a viewer may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.people.models import Seat, Task
from kerege.people.queries.holding import places_of
from kerege.people.words import TaskState
from kerege.records.viewers import Viewer

ORDERS = {
    "": ("due", "id"),
    "due": ("due", "id"),
    "-due": ("-due", "id"),
    "title": ("title", "id"),
    "-title": ("-title", "id"),
    "state": ("state", "due", "id"),
    "-state": ("-state", "due", "id"),
    "seat": ("seat__title", "due", "id"),
    "-seat": ("-seat__title", "due", "id"),
}
"""How a list of tasks may be ordered."""


@dataclass(frozen=True)
class TaskLine:
    """One task. `late` is true of an open one whose day is over; `note` says how a closed one ended."""

    uid: str
    title: str
    about: str
    due: date
    seat: str
    seat_title: str
    owner: str
    state: str
    set_on: date
    set_by: str
    closed_on: date | None
    closed_by: str
    note: str
    late: bool
    synthetic: bool

    @property
    def open(self) -> bool:
        return self.state == TaskState.OPEN


def tasks(
    viewer: Viewer,
    *,
    on: date,
    seat: str = "",
    owner: str = "",
    state: str = "",
    seats: Iterable[int] | None = None,
    order: str = "",
    about: str = "",
) -> list[TaskLine]:
    """Tasks that were set by the day, as they stand on it; an order that is not known is the usual one, by due day.

    `about` is the uid of the record that they concern.
    """
    rows: Any = Task.objects.seen_by(viewer).filter(set_on__lte=on)
    if seat:
        rows = rows.filter(seat__key=seat)
    if owner:
        rows = rows.filter(owner=owner)
    if about:
        rows = rows.filter(about=about)
    if seats is not None:
        rows = rows.filter(seat_id__in=list(seats))
    found = rows.order_by(*ORDERS.get(order, ORDERS[""])).seen()
    named = {s.id: s for s in Seat.objects.filter(id__in={t.seat_id for t in found})}
    lines = [_line(t, named[t.seat_id], on) for t in found]
    return [line for line in lines if not state or line.state == state]


def _line(task: Any, seat: Seat, on: date) -> TaskLine:
    closed = task.closed_on is not None and task.closed_on <= on
    return TaskLine(
        str(task.uid),
        task.title,
        task.about,
        task.due,
        seat.key,
        seat.title,
        task.owner,
        task.state if closed else TaskState.OPEN.value,
        task.set_on,
        task.set_by,
        task.closed_on if closed else None,
        task.closed_by if closed else "",
        task.note if closed else "",
        not closed and task.due < on,
        task.synthetic,
    )


def task(viewer: Viewer, uid: str, *, on: date) -> TaskLine | None:
    """One task; None where there is none that the viewer may see."""
    found = Task.objects.seen_by(viewer).filter(uid=uid).one()
    return _line(found, Seat.objects.get(id=found.seat_id), on) if found else None


def tasks_of(viewer: Viewer, *, on: date) -> list[TaskLine]:
    """The open tasks of the seats on which the viewer sits on the day, the most urgent first."""
    places = places_of(viewer.uid, on=on)
    if not places:
        return []
    return tasks(viewer, on=on, seats={p.seat for p in places}, state=TaskState.OPEN.value)
