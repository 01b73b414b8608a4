"""Events with people: the programme for everybody who may see the event, the list for its keepers, and figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.crypto import salted_hmac

from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.small_cells import LEAST_CELL, Protected, open_cells, protect
from kerege.outreach.models import Event, Guest, Programme, SameGuest
from kerege.outreach.rules.gatherings import Listed, in_any_order, maybe_same
from kerege.outreach.words import Status
from kerege.outreach.words.gatherings import Gender, Reply
from kerege.records.viewers import Viewer

DOOR = Viewer(uid="outreach.gatherings", everywhere=Sensitivity.RESTRICTED)
"""With which guests read their own row by their own address, and rows are counted without being told."""
MOST_GUESTS = 3_000


@dataclass(frozen=True)
class ProgrammeLine:
    """How an event is held. `link` is the number of the address for registration, 0 where there is none."""

    uid: str
    event: str
    owner: str
    zone: str
    starts: datetime
    ends: datetime
    languages: tuple[str, ...]
    text: str
    purpose: str
    names_until: date
    register_until: date | None
    link: int
    code: str
    changes: int
    synthetic: bool


@dataclass(frozen=True)
class GuestLine:
    """A row of the list. `counts` unless somebody decided that another row is the same person."""

    uid: str
    number: int
    name: str
    email: str
    works_at: str
    country: str
    gender: str
    language: str
    invited: bool
    mailed_on: date | None
    agreed: bool
    reply: str
    came_at: datetime | None
    came_how: str
    same_as: int | None
    forgotten: bool
    synthetic: bool

    @property
    def counts(self) -> bool:
        return self.same_as is None

    @property
    def waits_for_mail(self) -> bool:
        """Whether an invitation can go out by mail: invited by list, with an address, not written to and no answer."""
        known = self.counts and not self.forgotten and bool(self.email)
        return known and self.invited and self.mailed_on is None and self.reply == Reply.NONE


@dataclass(frozen=True)
class Double:
    """Two rows that may be one person; `alike` from 0 to 100."""

    one: GuestLine
    other: GuestLine
    alike: int


@dataclass(frozen=True)
class Decision:
    """What was decided of two rows, and why."""

    one: GuestLine
    other: GuestLine
    same: bool
    reason: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True)
class GatheringFigures:
    """How many were invited and came, each person once. None is a number that is withheld because it is small.

    `women` are those of the people who came of whom it is known (`of_known`); an empty country is one not stated.
    """

    invited: int | None
    registered: int | None
    came: int | None
    by_country: Protected
    women: int | None
    of_known: int | None

    @property
    def any(self) -> bool:
        return any(each is None or each > 0 for each in (self.invited, self.registered, self.came))


@dataclass(frozen=True)
class OwnGuest:
    """What a guest reads at the own address: the own row and when the event is."""

    guest: GuestLine
    title: str
    event: str
    open: bool
    programme: ProgrammeLine
    venue: str
    place: str
    called_off: bool


def programme(viewer: Viewer, event: str, *, secret: bool = False) -> ProgrammeLine | None:
    """How the event with this uid is held; None where the viewer may see none. `code` only with `secret`."""
    row = Programme.objects.seen_by(viewer).filter(event__uid=uid_or_none(event)).one()
    return _programme(row, event, secret=secret) if row is not None else None


def programmes(viewer: Viewer, *, since: datetime, until: datetime) -> list[tuple[Any, ProgrammeLine]]:
    """Events that the viewer may see and that are held between the moments, with their programmes, the next first."""
    rows = Programme.objects.seen_by(viewer).filter(ends__gte=since, starts__lte=until).order_by("starts", "id").seen()
    events = {e.id: e for e in Event.objects.seen_by(viewer).filter(id__in={r.event_id for r in rows}).seen()}
    return [(events[r.event_id], _programme(r, str(events[r.event_id].uid))) for r in rows if r.event_id in events]


def by_link(uid: str, link: int) -> tuple[Any, ProgrammeLine] | None:
    """The event for which an address to register was given out, with its programme; None for one that is over."""
    row = Programme.objects.seen_by(DOOR).filter(uid=uid_or_none(uid), link=link, link__gt=0).one()
    if row is None:
        return None
    event = _of(row.event_id)
    return event, _programme(row, str(event.uid))


def own_guest(uid: str) -> OwnGuest | None:
    """The row of whoever has its address; None for none and for a name that was taken off."""
    row = Guest.objects.seen_by(DOOR).filter(uid=uid_or_none(uid), forgotten_on__isnull=True).one()
    when = Programme.objects.seen_by(DOOR).filter(event_id=row.event_id).one() if row is not None else None
    if row is None or when is None:
        return None
    event = _of(row.event_id)
    return OwnGuest(
        guest=_guest(row),
        title=event.title,
        event=str(event.uid),
        open=event.label == Sensitivity.PUBLIC,
        programme=_programme(when, str(event.uid), secret=True),
        venue=event.venue_id or "",
        place=event.place,
        called_off=event.status == Status.CANCELLED,
    )


def _of(number: int) -> Any:
    """The event to which a row belongs that was found by an address of its own."""
    return Event.objects.seen_by(DOOR).filter(id=number).one()


def guests(viewer: Viewer, event: str) -> list[GuestLine]:
    """The list of an event by name, for those who may read restricted records of its owner; nothing for others."""
    rows = Guest.objects.seen_by(viewer).filter(event__uid=uid_or_none(event)).order_by("folded", "id")
    return [_guest(row) for row in rows[:MOST_GUESTS].seen()]


def doubles(viewer: Viewer, event: str) -> list[Double]:
    """Pairs of the list that may be one person and about which nobody has decided, the likeliest first."""
    lines = {line.number: line for line in guests(viewer, event) if line.counts and not line.forgotten}
    rows = SameGuest.objects.seen_by(viewer).filter(event__uid=uid_or_none(event)).seen()
    decided = {frozenset({row.kept_id, row.other_id}) for row in rows}
    listed = (Listed(line.number, in_any_order(line.name), line.email, line.country) for line in lines.values())
    found = maybe_same(listed, decided=decided)
    return [Double(lines[one], lines[other], round(alike * 100)) for one, other, alike in found]


def decisions(viewer: Viewer, event: str) -> list[Decision]:
    """What holds of pairs of the list, the newest first."""
    lines = {line.number: line for line in guests(viewer, event)}
    rows = SameGuest.objects.seen_by(viewer).filter(event__uid=uid_or_none(event)).order_by("-decided_at", "-id")
    holds: dict[frozenset[int], Decision] = {}
    for row in rows.seen():
        pair = frozenset({row.kept_id, row.other_id})
        if pair not in holds and row.kept_id in lines and row.other_id in lines:
            told = (lines[row.kept_id], lines[row.other_id], row.same, row.reason, row.decided_by, row.decided_at)
            holds[pair] = Decision(*told)
    return list(holds.values())


def figures(viewer: Viewer, event: str) -> GatheringFigures | None:
    """How many were invited and came. Whoever may read the list reads all numbers; others read none below five, and
    none from which one below five could be computed. None where the viewer may not see the event.
    """
    row = Event.objects.seen_by(viewer).filter(uid=uid_or_none(event)).one()
    if row is None:
        return None
    opened = viewer.may_see(Sensitivity.RESTRICTED, row.owner)
    people = _people([row.id])[row.id]
    came = [each for each in people if each.came]
    safe = open_cells if opened else protect
    gender = safe(Counter(_GENDER.get(each.gender, "other" if each.gender else "unknown") for each in came))
    unknown = gender.cells.get("unknown", None if gender.left_out else 0)
    shown = (lambda n: n) if opened else _large
    return GatheringFigures(
        invited=shown(sum(each.invited for each in people)),
        registered=shown(sum(each.registered for each in people)),
        came=shown(len(came)),
        by_country=safe(Counter(each.country for each in came)),
        women=gender.cells.get("woman", None if gender.left_out else 0),
        of_known=None if unknown is None else len(came) - unknown,
    )


_GENDER = {Gender.WOMAN.value: "woman"}


def counted(events: Iterable[int]) -> dict[int, int]:
    """How many people came to each of these events (row numbers) by its list, where that is five or more."""
    found = {number: sum(each.came for each in people) for number, people in _people(list(events)).items()}
    return {number: n for number, n in found.items() if n >= LEAST_CELL}


@dataclass(frozen=True)
class _Person:
    """One person of a list with all rows that are the same."""

    invited: bool
    registered: bool
    came: bool
    country: str
    gender: str


def _people(events: list[int]) -> dict[int, list[_Person]]:
    together: dict[int, dict[int, list[Any]]] = {number: {} for number in events}
    for row in Guest.objects.seen_by(DOOR).filter(event_id__in=events).order_by("id").seen():
        together[row.event_id].setdefault(row.same_as_id or row.id, []).append(row)
    return {number: [_one(rows) for rows in people.values()] for number, people in together.items()}


def _one(rows: list[Any]) -> _Person:
    return _Person(
        invited=any(row.invited_on is not None for row in rows),
        registered=any(row.reply == Reply.COMING for row in rows),
        came=any(row.came_at is not None for row in rows),
        country=next((row.country_id for row in rows if row.country_id), ""),
        gender=next((row.gender for row in rows if row.gender), ""),
    )


def _large(n: int) -> int | None:
    return n if n == 0 or n >= LEAST_CELL else None


def code_of(uid: str, number: int) -> str:
    """The six digits that stand on the screen of the room; empty where none was made."""
    if number < 1:
        return ""
    made = salted_hmac("kerege.outreach.code_of_room", f"{uid}.{number}", algorithm="sha256").hexdigest()
    return f"{int(made, 16) % 1_000_000:06d}"


def _programme(row: Any, event: str, *, secret: bool = False) -> ProgrammeLine:
    return ProgrammeLine(
        uid=str(row.uid),
        event=event,
        owner=row.owner,
        zone=row.zone,
        starts=row.starts,
        ends=row.ends,
        languages=tuple(row.languages),
        text=row.text,
        purpose=row.purpose,
        names_until=row.names_until,
        register_until=row.register_until,
        link=max(row.link, 0),
        code=code_of(str(row.uid), row.code) if secret else "",
        changes=row.changes,
        synthetic=row.synthetic,
    )


def _guest(row: Any) -> GuestLine:
    return GuestLine(
        uid=str(row.uid),
        number=row.id,
        name=row.name,
        email=row.email,
        works_at=row.works_at,
        country=row.country_id or "",
        gender=row.gender,
        language=row.language,
        invited=row.invited_on is not None,
        mailed_on=row.mailed_on,
        agreed=row.agreed_at is not None,
        reply=row.reply,
        came_at=row.came_at,
        came_how=row.came_how,
        same_as=row.same_as_id,
        forgotten=row.forgotten_on is not None,
        synthetic=row.synthetic,
    )
