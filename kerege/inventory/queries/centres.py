"""Training centres for readers: lists, one centre with its rooms, and when these are booked."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kerege.inventory.models import CentreAccreditation, Facility, RoomBooking, TrainingCentre, TrainingRoom
from kerege.inventory.queries.facilities import lines_of
from kerege.lib.text import fold
from kerege.people import queries as people
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class CentreChoice:
    """Which centres; empty means all. `seats` is how many one room has at least; `accredited` those that are today."""

    territory: str = ""
    topic: str = ""
    language: str = ""
    seats: int = 0
    accredited: bool = False
    text: str = ""


@dataclass(frozen=True)
class RoomLine:
    uid: str
    title: str
    seats: int
    equipment: tuple[str, ...]
    access: tuple[str, ...]
    languages: tuple[str, ...]
    closed_on: date | None


@dataclass(frozen=True)
class CentreAccreditationLine:
    uid: str
    body: str
    number: str
    scope: str
    start: date
    until: date | None
    expired: bool


@dataclass(frozen=True)
class CentreLine:
    """A centre under its name of the day. `facility` is the key of its card, where it is one; `organisation` is that of
    the managers who keep it.
    """

    uid: str
    owner: str
    key: str
    name: str
    territory: str
    place: str
    facility: str
    organisation: str
    zone: str
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    rooms: int
    seats: int
    accredited: bool
    synthetic: bool


@dataclass(frozen=True)
class CentrePage:
    line: CentreLine
    note: str
    rooms: tuple[RoomLine, ...]
    accreditations: tuple[CentreAccreditationLine, ...]


@dataclass(frozen=True)
class BookingLine:
    """A booking that the viewer may know of."""

    uid: str
    room: str
    starts: datetime
    ends: datetime
    title: str
    people: int | None


def centres(
    viewer: Viewer, *, on: date, lang: str, choice: CentreChoice | None = None, key: str = ""
) -> list[CentreLine]:
    """Centres by country and name, as far as the viewer may see them. Seven queries at most, whatever their number.

    A centre that is a facility is there for those who see the facility.
    """
    asked = choice or CentreChoice()
    rows = TrainingCentre.objects.seen_by(viewer)
    if key:
        rows = rows.filter(key=key)
    if asked.territory:
        rows = rows.filter(territory_id=asked.territory)
    for column, code in (("topics", asked.topic), ("languages", asked.language)):
        if code:
            rows = rows.filter(**{f"{column}__contains": f" {code} "})
    found = _lines(viewer, rows.order_by("id").seen(), on=on, lang=lang)
    words = fold(asked.text).split()
    return [
        line
        for line in found
        if line.seats >= asked.seats
        and (line.accredited or not asked.accredited)
        and all(word in fold(line.name) for word in words)
    ]


def centres_by_country(viewer: Viewer, *, on: date, lang: str, choice: CentreChoice | None = None) -> dict[str, int]:
    """How many of a choice there are in each country."""
    return dict(Counter(line.territory for line in centres(viewer, on=on, lang=lang, choice=choice)))


def centre_names(viewer: Viewer, keys: Iterable[str], *, on: date, lang: str) -> dict[str, str]:
    """What those of these centres are called that the viewer may see."""
    wanted = set(keys)
    if not wanted:
        return {}
    return {line.key: line.name for line in centres(viewer, on=on, lang=lang) if line.key in wanted}


def centre(viewer: Viewer, key: str, *, on: date, lang: str) -> CentrePage | None:
    """One centre; None where there is none that the viewer may see."""
    lines = centres(viewer, on=on, lang=lang, key=key)
    row = TrainingCentre.objects.seen_by(viewer).filter(key=key).one()
    if row is None or not lines:
        return None
    rooms = TrainingRoom.objects.seen_by(viewer).filter(centre_id=row.id).order_by("title").seen()
    papers = CentreAccreditation.objects.seen_by(viewer).filter(centre_id=row.id, start__lte=on)
    return CentrePage(
        lines[0],
        row.note,
        tuple(_room(each) for each in rooms),
        tuple(_paper(each, on) for each in papers.order_by("-start", "id").seen()),
    )


def bookings(viewer: Viewer, key: str, *, since: datetime, until: datetime) -> list[BookingLine]:
    """What is booked in a centre at some moment from `since` up to `until`, as far as the viewer may know, by time."""
    of = TrainingCentre.objects.seen_by(viewer).filter(key=key).values("id")
    rooms = TrainingRoom.objects.seen_by(viewer).filter(centre_id__in=of)
    titles = dict(rooms.values_list("id", "title"))
    rows = RoomBooking.objects.seen_by(viewer).filter(room_id__in=list(titles), called_off__isnull=True)
    rows = rows.filter(starts__lt=until, ends__gt=since).order_by("starts", "id")
    return [BookingLine(str(b.uid), titles[b.room_id], b.starts, b.ends, b.title, b.people) for b in rows.seen()]


def freed_bookings(viewer: Viewer, uids: Iterable[str]) -> set[str]:
    """Those of these bookings that were called off, as far as the viewer may know; no query for none."""
    wanted = set(uids)
    rows = RoomBooking.objects.seen_by(viewer).filter(uid__in=wanted, called_off__isnull=False) if wanted else None
    return {str(uid) for uid in rows.values_list("uid", flat=True)} if rows is not None else set()


def _lines(viewer: Viewer, rows: list[Any], *, on: date, lang: str) -> list[CentreLine]:
    facilities = _facilities(viewer, {row.facility_id for row in rows} - {None}, on=on, lang=lang)
    bodies = people.organisation_keys({row.organisation_id for row in rows} - {None})
    names = {o.key: o.name for o in people.organisations(on=on, lang=lang)} if bodies else {}
    ids = [row.id for row in rows]
    seats: defaultdict[int, list[int]] = defaultdict(list)
    there = TrainingRoom.objects.seen_by(viewer).filter(centre_id__in=ids).exclude(closed_on__lte=on)
    for of, number in there.values_list("centre_id", "seats"):
        seats[of].append(number)
    papers = CentreAccreditation.objects.seen_by(viewer).filter(centre_id__in=ids, start__lte=on)
    allowed = set(papers.exclude(until__lte=on).values_list("centre_id", flat=True))
    lines = []
    for row in rows:
        place = facilities.get(row.facility_id)
        body = bodies.get(row.organisation_id, "")
        if row.facility_id is not None and place is None:
            continue
        lines.append(
            CentreLine(
                uid=str(row.uid),
                owner=row.owner,
                key=row.key,
                name=place.name if place else names.get(body, body),
                territory=row.territory_id,
                place=place.place if place else "",
                facility=place.key if place else "",
                organisation=place.organisation if place else body,
                zone=row.zone,
                topics=tuple(row.topics.split()),
                languages=tuple(row.languages.split()),
                rooms=len(seats[row.id]),
                seats=max(seats[row.id], default=0),
                accredited=row.id in allowed,
                synthetic=row.synthetic,
            )
        )
    return sorted(lines, key=lambda line: (line.territory, line.name, line.key))


def _facilities(viewer: Viewer, ids: set[int], *, on: date, lang: str) -> dict[int, Any]:
    found = Facility.objects.seen_by(viewer).filter(id__in=ids).select_related("unit", "place", "organisation")
    return {line.id: line for line in lines_of(viewer, found.seen(), on=on, lang=lang)} if ids else {}


def _room(row: Any) -> RoomLine:
    codes = (tuple(getattr(row, name).split()) for name in ("equipment", "access", "languages"))
    equipment, access, languages = codes
    return RoomLine(str(row.uid), row.title, row.seats, equipment, access, languages, row.closed_on)


def _paper(row: Any, on: date) -> CentreAccreditationLine:
    over = row.until is not None and row.until <= on
    return CentreAccreditationLine(str(row.uid), row.body, row.number, row.scope, row.start, row.until, over)
