"""Whether the rooms of a course have what its activities ask for, as a viewer may know it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kerege.inventory import queries as inventory
from kerege.inventory.words.equipment import Certified
from kerege.records.viewers import Viewer
from kerege.training.queries.delivery import sessions_of
from kerege.training.queries.taught import activities_of
from kerege.training.rules.needed import ROOM_WORDS, Fit, fit, guessed


@dataclass(frozen=True)
class Equipped:
    """What the activities ask for by code, by how it stands, and what no room has of that which is `guessed` from
    English names. `uncoded` lines of the list bear no code; `rooms` were looked at, without any nothing is told.
    """

    kinds: Mapping[Fit, tuple[str, ...]] = field(default_factory=dict)
    guessed: tuple[str, ...] = ()
    uncoded: int = 0
    rooms: tuple[str, ...] = ()

    @property
    def short(self) -> bool:
        """Whether something is known to be missing, or not to be fit for use."""
        return Fit.LACKING in self.kinds or Fit.UNFIT in self.kinds


def equipped(
    viewer: Viewer, reader: Viewer, row: Any, listed: Mapping[str, str], *, centre: str, on: date, lang: str
) -> Equipped:
    """How the booked rooms of a course (its row) stand to its activities and its list (by keys of materials). Pieces of
    equipment are those at the centre's facility that the viewer may see, as they stand at the end of the course.
    """
    used = {s.place for s in sessions_of(reader, [row.id]).get(row.id, ()) if s.booked and s.called_off is None}
    page = inventory.centre(viewer, centre, on=on, lang=lang) if centre and used else None
    rooms = [room for room in page.rooms if room.title in used] if page is not None else []
    if page is None or not rooms:
        return Equipped()
    asked = [each for a in activities_of(row, reader) for each in a.get("materials", ())]
    codes = {str(each["id"]): str(each["equipment"]) for each in asked if each.get("equipment")}
    has = {word for room in rooms for word in room.equipment}
    pieces = _pieces(viewer, page.line.facility, row.last_day or row.first_day or on) if codes else {}
    kinds: dict[Fit, tuple[str, ...]] = {}
    for code in dict.fromkeys(codes.values()):
        found = fit(code, rooms=has, pieces=pieces)
        kinds[found] = (*kinds.get(found, ()), code)
    free = [what for key, what in listed.items() if key not in codes]
    told = has | {ROOM_WORDS.get(code, code) for code in codes.values()}
    return Equipped(kinds, _guessed(asked, free, told), len(free), tuple(room.title for room in rooms))


def _guessed(asked: Iterable[Mapping[str, Any]], free: Iterable[str], told: set[str]) -> tuple[str, ...]:
    english = [each.get("what", {}).get("en", "") for each in asked if not each.get("equipment")]
    return tuple(word for word in guessed([*english, *free]) if word not in told)


def _pieces(viewer: Viewer, facility: str, day: date) -> dict[str, bool]:
    """The kinds of which a piece stands at a facility, with whether one of them may be used on the day."""
    found: dict[str, bool] = {}
    for each in inventory.items(viewer, on=day, facility=facility) if facility else ():
        if each.standing.certified != Certified.GONE:
            found[each.kind] = found.get(each.kind, False) or each.standing.usable
    return found
