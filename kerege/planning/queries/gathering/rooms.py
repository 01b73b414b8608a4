"""Where one can teach: rooms of training centres, what stands in them in service, and when they are taken."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from kerege.inventory import queries as inventory
from kerege.inventory.words.equipment import Certified
from kerege.lib.periods import Period
from kerege.lib.zones import at_place
from kerege.planning.queries.gathering.asked import Asked, Notes
from kerege.planning.queries.gathering.topics import Offered
from kerege.planning.solver.problem import Room
from kerege.training.queries.calendars import own_bookings
from kerege.training.rules.needed import Fit, fit

PARTS = " · "
"""Between the key of a centre and the name of its room, in the key of a room."""


def rooms(asked: Asked, offered: Mapping[str, Offered], notes: Notes) -> list[Room]:
    """Every room that the reader may see, of their own centre where the scenario is of one; in the order of keys."""
    found: list[Room] = []
    lines = inventory.centres(asked.viewer, on=asked.on, lang=asked.lang)
    mine = own_bookings(asked.own)
    for line in lines:
        if asked.centre and line.key != asked.centre:
            continue
        page = inventory.centre(asked.viewer, line.key, on=asked.on, lang=asked.lang)
        for room in page.rooms if page is not None else ():
            if room.closed_on is None or room.closed_on > asked.first:
                found.append(_room(asked, offered, line, room, mine, notes))
    return sorted(found, key=lambda room: room.key)


def _room(
    asked: Asked,
    offered: Mapping[str, Offered],
    centre: inventory.CentreLine,
    room: inventory.RoomLine,
    mine: Iterable[str],
    notes: Notes,
) -> Room:
    key = f"{centre.key}{PARTS}{room.title}"
    wanted = {code for topic in offered.values() for code in topic.equipment}
    pieces = _pieces(asked, centre.facility) if wanted else {}
    fits = {code: fit(code, rooms=room.equipment, pieces=pieces) for code in sorted(wanted)}
    unproved = [code for code, found in fits.items() if found in {Fit.UNPROVED, Fit.UNKNOWN}]
    if unproved:
        notes.say("unproved", room=key, codes=unproved)
    told = [row for row in asked.told("rooms") if row["room"] == key]
    closed = [*_booked(asked, centre, room.title, mine), *_told_closed(told)]
    if room.closed_on is not None:
        closed.append(Period(room.closed_on, None))
    return Room(
        key,
        centre.territory,
        room.seats,
        frozenset(code for code, found in fits.items() if found not in {Fit.LACKING, Fit.UNFIT}),
        next((row["price"] for row in reversed(told) if row["price"]), 0),
        tuple(sorted(set(closed), key=str)),
    )


def _told_closed(rows: Iterable[Mapping[str, str]]) -> Iterable[Period]:
    for row in rows:
        if row["since"] or row["until"]:
            start = date.fromisoformat(row["since"]) if row["since"] else None
            end = date.fromisoformat(row["until"]) + timedelta(days=1) if row["until"] else None
            yield Period(start, end)


def _booked(asked: Asked, centre: inventory.CentreLine, room: str, mine: Iterable[str]) -> Iterable[Period]:
    """The days on which a room is booked, as far as the reader may know."""
    since = datetime.combine(asked.first - timedelta(days=1), time(), UTC)
    until = datetime.combine(asked.last + timedelta(days=70), time(), UTC)
    days: defaultdict[date, None] = defaultdict(lambda: None)
    for line in inventory.bookings(asked.viewer, centre.key, since=since, until=until):
        if line.room == room and line.uid not in mine:
            first = at_place(line.starts, centre.zone).date()
            last = at_place(line.ends - timedelta(seconds=1), centre.zone).date()
            days.update(dict.fromkeys(first + timedelta(days=n) for n in range((last - first).days + 1)))
    for day in sorted(days):
        yield Period(day, day + timedelta(days=1))


def _pieces(asked: Asked, facility: str) -> dict[str, bool]:
    """The kinds of which a piece stands at a facility, with whether one of them may be used at the season's end."""
    found: dict[str, bool] = {}
    for each in inventory.items(asked.viewer, on=asked.last, facility=facility) if facility else ():
        if each.standing.certified != Certified.GONE:
            found[each.kind] = found.get(each.kind, False) or each.standing.usable
    return found
