"""What happened in the class on this laptop, and what came back from classes to a course."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import (
    ClassClock,
    ClassEvent,
    ClassList,
    ClassSeat,
    CourseActivity,
    LessonAttempt,
    PracticeEvent,
)
from kerege.training.queries.cohort import course_row, keeps_list, node_key
from kerege.training.queries.staff import DOOR
from kerege.training.rules.class_receipts import Receipt, receipt_bytes
from kerege.training.rules.classes import Event, secret_of
from kerege.training.words.classes import Came, Happened


@dataclass(frozen=True)
class SeatLine:
    """Somebody in the class on this laptop. `observes` is true of those who keep the checklists of its course."""

    uid: str
    name: str
    place: str
    observes: bool = False


@dataclass(frozen=True)
class ClassLine:
    """One record that came back from a class. `name` is the person's, or what somebody typed who is in no list, and
    `really` when it was by a clock that somebody set right, None where the laptop's counts.
    """

    uid: str
    what: Happened
    at: datetime
    name: str
    about: str
    right: int
    asked: int
    came: Came
    reason: str
    held: str
    really: datetime | None


def seats() -> list[SeatLine]:
    """Everybody who took a seat in the class on this laptop, by name. For whoever has given the code of the class."""
    rows = ClassSeat.objects.select_related("account").order_by("name", "id")
    return [
        SeatLine(str(row.uid), row.name, str(row.place or ""), row.place is None and row.account.person_id is not None)
        for row in rows
    ]


def seat_of(account: int) -> ClassSeat | None:
    """The seat of an account; None on every other node."""
    return ClassSeat.objects.filter(account_id=account).first()


def happened() -> Iterator[Event]:
    """What happened in the class on this laptop: who came, and which lessons they took."""
    for seat in ClassSeat.objects.order_by("id"):
        who: dict[str, Any] = {"place": str(seat.place)} if seat.place else {"called": seat.name}
        for came in seat.came:
            at = datetime.fromisoformat(came["at"])
            yield Event(uid=came["uid"], what=Happened.CAME, at=at, about=came["about"], **who)
        taken = LessonAttempt.objects.filter(account_id=seat.account_id, finished_at__isnull=False).order_by("id")
        for each in taken:
            about = f"{each.curriculum} {each.version} {each.module}"
            told: dict[str, Any] = {"about": about, "right": each.right, "asked": each.asked, **who}
            yield Event(uid=str(each.uid), what=Happened.LESSON, at=each.finished_at or each.started_at, **told)


def came_back(viewer: Viewer, by: Actor, course: str) -> list[ClassLine] | None:
    """What classes brought back to a course, what somebody has to look at first; None for whoever does not take its
    attendance.
    """
    row = course_row(viewer, by, course)
    if row is None or not keeps_list(by, row):
        return None
    rows = list(ClassEvent.objects.seen_by(DOOR).filter(course_id=row.id).order_by("at", "id").seen())
    names = people.person_names(DOOR, [each.person_id for each in rows if each.person_id])
    lines = [_line(each, names) for each in rows]
    return sorted(lines, key=lambda line: (line.came == Came.COUNTED, line.at))


@dataclass(frozen=True)
class HeldLine:
    """A class that brought something back: how many records, the first one with a wrong clock, and how that clock was
    set right.
    """

    held: str
    records: int
    waiting: int
    first: ClassLine | None
    shift: timedelta | None
    reason: str
    set_on: datetime | None


def classes_of(viewer: Viewer, by: Actor, course: str) -> list[HeldLine] | None:
    """The classes that brought something back to a course, by name; None for whoever does not take its attendance."""
    row, lines = course_row(viewer, by, course), came_back(viewer, by, course)
    if row is None or lines is None:
        return None
    clocks = {each.held: each for each in ClassClock.objects.seen_by(DOOR).filter(course_id=row.id).seen()}
    seen = _practised(row.id)
    names = sorted({each.held for each in lines} | set(seen))
    return [
        _held(name, [each for each in lines if each.held == name], seen.get(name), clocks.get(name)) for name in names
    ]


def _practised(course: int) -> dict[str, set[str]]:
    """The numbers of what was seen of activities in each class of a course."""
    activities = CourseActivity.objects.seen_by(DOOR).filter(course_id=course).seen()
    rows = PracticeEvent.objects.seen_by(DOOR).filter(activity_id__in=[each.id for each in activities])
    found: dict[str, set[str]] = {}
    for each in rows.exclude(held="").seen():
        found.setdefault(each.held, set()).add(str(each.claims or each.uid))
    return found


def _held(name: str, lines: list[ClassLine], practised: set[str] | None, clock: Any) -> HeldLine:
    waiting = sorted((each for each in lines if each.came == Came.CLOCK), key=lambda each: each.at)
    told: dict[str, Any] = {"held": name, "records": len(lines) + len(practised or ()), "waiting": len(waiting)}
    shift = timedelta(seconds=clock.shift) if clock is not None else None
    more = (clock.reason, clock.set_on) if clock is not None else ("", None)
    return HeldLine(**told, first=next(iter(waiting), None), shift=shift, reason=more[0], set_on=more[1])


def receipt(viewer: Viewer, by: Actor, course: str, held: str, *, node: str, now: datetime) -> bytes | None:
    """What the laptop of a class needs to forget its records: which of them are here, with the proof that this node
    made its list. None for whoever does not take the attendance of the course, and for a class that brought nothing.
    """
    row = course_row(viewer, by, course)
    if row is None or not keeps_list(by, row):
        return None
    rows = ClassEvent.objects.seen_by(DOOR).filter(course_id=row.id, held=held).seen()
    numbers = frozenset(str(each.number) for each in rows) | _practised(row.id).get(held, set())
    return _receipt(row, held, numbers, node, now) if numbers else None


def _receipt(row: Any, held: str, numbers: frozenset[str], node: str, now: datetime) -> bytes:
    course = str(row.uid)
    issued = list(ClassList.objects.seen_by(DOOR).filter(course_id=row.id).order_by("-issued").seen())
    told = Receipt(node, held, course, now, numbers)
    return receipt_bytes(told, secrets=[secret_of(node_key(), course, each.issued) for each in issued])


def _line(row: Any, names: dict[int, Any]) -> ClassLine:
    return ClassLine(
        uid=str(row.uid),
        what=Happened(row.what),
        at=row.at,
        name=str(names.get(row.person_id, "")) or row.called,
        about=row.about,
        right=row.right,
        asked=row.asked,
        came=Came(row.came),
        reason=row.reason,
        held=row.held,
        really=None if row.shift is None else row.at + timedelta(seconds=row.shift),
    )
