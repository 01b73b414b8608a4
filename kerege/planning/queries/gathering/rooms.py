"""Where one can teach: rooms of training centres, what stands in them in service, and when they are taken."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
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
Stands = Mapping[date, Mapping[str, bool]]
"""From which day on which kinds stand at a facility, with whether one of each may be used."""


def rooms(asked: Asked, offered: Mapping[str, Offered], notes: Notes, *, within: Collection[str] | None) -> list[Room]:
    """Every room that the reader may see in these countries (None: in all), of their own centre where the scenario is
    of one; in the order of keys.
    """
    found: list[Room] = []
    lines = inventory.centres(asked.viewer, on=asked.on, lang=asked.lang)
    mine = own_bookings(asked.own)
    wanted = {code for topic in offered.values() for code in topic.equipment}
    for line in lines:
        if (asked.centre and line.key != asked.centre) or (within is not None and line.territory not in within):
            continue
        page = inventory.centre(asked.viewer, line.key, on=asked.on, lang=asked.lang)
        stands = _stands(asked, line.facility) if wanted else {asked.first: {}}
        for room in page.rooms if page is not None else ():
            if room.closed_on is None or room.closed_on > asked.first:
                told = _equipment(wanted, room, stands)
                found.append(_room(asked, told, line, room, mine, notes))
    return sorted(found, key=lambda room: room.key)


@dataclass(frozen=True)
class _Equipment:
    """What is asked for that may be used in a room on some day, when not, and what nothing proves."""

    fit: frozenset[str]
    unfit: tuple[tuple[str, Period], ...]
    unproved: list[str]


def _equipment(wanted: Iterable[str], room: inventory.RoomLine, stands: Stands) -> _Equipment:
    good: set[str] = set()
    bad: list[tuple[str, Period]] = []
    unproved: set[str] = set()
    days = sorted(stands)
    for since, until in zip(days, [*days[1:], None], strict=True):
        for code in sorted(wanted):
            found = fit(code, rooms=room.equipment, pieces=stands[since])
            if found in {Fit.UNPROVED, Fit.UNKNOWN}:
                unproved.add(code)
            if found in {Fit.LACKING, Fit.UNFIT}:
                bad.append((code, Period(since, until)))
            else:
                good.add(code)
    return _Equipment(frozenset(good), tuple(each for each in bad if each[0] in good), sorted(unproved))


def _room(
    asked: Asked,
    equipment: _Equipment,
    centre: inventory.CentreLine,
    room: inventory.RoomLine,
    mine: Iterable[str],
    notes: Notes,
) -> Room:
    key = f"{centre.key}{PARTS}{room.title}"
    if equipment.unproved:
        notes.say("unproved", room=key, codes=equipment.unproved)
    told = [row for row in asked.told("rooms") if row["room"] == key]
    closed = [*_booked(asked, centre, room.title, mine), *_told_closed(told)]
    if room.closed_on is not None:
        closed.append(Period(room.closed_on, None))
    return Room(
        key,
        centre.territory,
        room.seats,
        equipment.fit,
        next((row["price"] for row in reversed(told) if row["price"]), 0),
        tuple(sorted(set(closed), key=str)),
        equipment.unfit or None,
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


def _stands(asked: Asked, facility: str) -> Stands:
    """What stands at a facility from the first day of the season on, and from each day within it on which a certificate
    is due: between these nothing changes that is known today.
    """
    days, found = [asked.first], dict[date, dict[str, bool]]()
    while days and facility:
        day = days.pop()
        lines = inventory.items(asked.viewer, on=day, facility=facility)
        found[day] = _pieces(lines)
        due = {each.standing.due for each in lines if each.standing.due}
        days += [each for each in due if asked.first < each <= asked.last and each not in {*found, *days}]
    return found or {asked.first: {}}


def _pieces(lines: Iterable[inventory.ItemLine]) -> dict[str, bool]:
    """The kinds of which a piece stands there, with whether one of them may be used."""
    found: dict[str, bool] = {}
    for each in lines:
        if each.standing.certified != Certified.GONE:
            found[each.kind] = found.get(each.kind, False) or each.standing.usable
    return found
