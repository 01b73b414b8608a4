"""Requests for rooms, for those who keep the centre and for those who asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.inventory.models import RoomBooking, RoomRequest, TrainingCentre, TrainingRoom
from kerege.inventory.rules.keepers import keeps
from kerege.inventory.words.training import RequestState
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class RoomRequestLine:
    """A request for a room. `times` are days and times by the clock of the centre; `freed` says that the centre called
    some of what it had booked off again.
    """

    uid: str
    room: str
    course: str
    asker: str
    title: str
    people: int | None
    first: date
    last: date
    times: tuple[tuple[str, str], ...]
    state: RequestState
    reason: str
    asked_on: date
    freed: bool = False


def room_requests(viewer: Viewer, centre: str) -> list[RoomRequestLine]:
    """The requests for rooms of a centre that wait for an answer, as far as the viewer may know, by day."""
    of = TrainingCentre.objects.seen_by(viewer).filter(key=centre).values("id")
    rooms = dict(TrainingRoom.objects.seen_by(viewer).filter(centre_id__in=of).values_list("id", "title"))
    rows = RoomRequest.objects.seen_by(viewer).filter(room_id__in=list(rooms), state=RequestState.ASKED)
    return [_line(row, rooms[row.room_id], set()) for row in rows.order_by("first", "id").seen()]


def requests_for(viewer: Viewer, courses: Iterable[str], *, acting: Actor) -> Mapping[str, RoomRequestLine]:
    """What became of the last request for a room of each of these courses, by its uid: for whoever plans for those who
    asked, and whoever keeps the centres of the country. A course is read by many; why it was refused a room is not.
    """
    wanted = [each for each in courses if each]
    if not wanted:
        return {}
    rows = RoomRequest.objects.seen_by(viewer).filter(course__in=wanted).exclude(state=RequestState.WITHDRAWN)
    found = {str(row.course): row for row in rows.order_by("id").seen() if _concerns(acting, row)}
    rooms = TrainingRoom.objects.seen_by(viewer).filter(id__in=[row.room_id for row in found.values()])
    titles = dict(rooms.values_list("id", "title"))
    booked = [uid for row in found.values() for uid in row.bookings]
    over = RoomBooking.objects.seen_by(viewer).filter(uid__in=booked, called_off__isnull=False) if booked else None
    freed = {str(uid) for uid in over.values_list("uid", flat=True)} if over is not None else set()
    return {key: _line(row, titles[row.room_id], freed) for key, row in found.items() if row.room_id in titles}


def _concerns(acting: Actor, row: Any) -> bool:
    return may(acting, Deed.RECORD_ACTIVITY, row.asker) or keeps(acting, row.owner, "", deed=Deed.KEEP_CENTRE)


def _line(row: Any, room: str, freed: set[str]) -> RoomRequestLine:
    return RoomRequestLine(
        str(row.uid), room, str(row.course), row.asker, row.title, row.people, row.first, row.last,
        tuple((starts, ends) for starts, ends in row.slots), RequestState(row.state), row.reason, row.asked_on,
        not freed.isdisjoint(row.bookings),
    )  # fmt: skip
