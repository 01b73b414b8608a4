"""What happened in the class on this laptop, and what came back from classes to a course."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import ClassEvent, ClassSeat, LessonAttempt
from kerege.training.queries.cohort import course_row, keeps_list
from kerege.training.queries.staff import DOOR
from kerege.training.rules.classes import Event
from kerege.training.words.classes import Came, Happened


@dataclass(frozen=True)
class SeatLine:
    """Somebody in the class on this laptop."""

    uid: str
    name: str
    place: str


@dataclass(frozen=True)
class ClassLine:
    """One record that came back from a class. `name` is the person's, or what somebody typed who is in no list."""

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


def seats() -> list[SeatLine]:
    """Everybody who took a seat in the class on this laptop, by name. For whoever has given the code of the class."""
    rows = ClassSeat.objects.order_by("name", "id")
    return [SeatLine(str(row.uid), row.name, str(row.place or "")) for row in rows]


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
    )
