"""Badges that courses gave: one by its number, one's own, those of a course for its staff, those of an owner by
clearance.

They go through the same door as certificates (queries.certificates): a list of them is restricted, the number opens a
single one, and the name shows with the holder's consent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kerege.capacity.models import CourseBadge, GivenBadge
from kerege.capacity.rules.numbers import typed_number
from kerege.capacity.words.course_badges import BadgeKind, BadgeState
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import is_numbered
from kerege.records.viewers import PUBLIC, Viewer

DOOR = Viewer(uid="capacity.course_badges", everywhere=Sensitivity.RESTRICTED)


@dataclass(frozen=True)
class BadgeLine:
    """What a course gives a badge for. `held` says whether somebody got it already."""

    uid: str
    owner: str
    kind: BadgeKind
    title: str
    criteria: dict[str, str]
    basis: str
    decided_on: date
    ended_on: date | None
    synthetic: bool
    held: bool = False

    def said(self, lang: str) -> str:
        return self.criteria.get(lang) or self.criteria.get("en", "")


@dataclass(frozen=True)
class GivenLine:
    """A badge that somebody has, as on a day. `name` is empty where the reader may not know it, and for an erased
    holder; `reason` (why it was taken back) where the reader is neither its holder nor staff. `person` is a row number,
    for actions and rules above.
    """

    uid: str
    number: str
    owner: str
    state: BadgeState
    person: int
    name: str
    name_shown: bool
    given_on: date
    taken_back_on: date | None
    reason: str
    synthetic: bool
    badge: BadgeLine

    @property
    def holds(self) -> bool:
        return self.state == BadgeState.GIVEN


def badges_of(about: UUID, *, lang: str = "en") -> list[BadgeLine]:
    """The badges that a course gives now, for whoever may open the page of that course."""
    rows = CourseBadge.objects.seen_by(DOOR).filter(about=about, ended_on__isnull=True).order_by("kind", "id").seen()
    given = GivenBadge.objects.seen_by(DOOR).filter(badge_id__in=[row.id for row in rows])
    held = set(given.values_list("badge_id", flat=True))
    return [_badge(row, row.id in held) for row in rows]


def badge_seen(viewer: Viewer, uid: UUID) -> BadgeLine | None:
    """What a badge is given for, for whoever may know of its course; also of one that is given no more."""
    row = CourseBadge.objects.seen_by(viewer).filter(uid=uid).one()
    return _badge(row) if row is not None else None


def given_of(about: UUID, *, on: date) -> list[GivenLine]:
    """Who has which badge of a course, for its staff: the caller has asked whether the reader is of it."""
    badges = list(CourseBadge.objects.seen_by(DOOR).filter(about=about).values_list("id", flat=True))
    rows = GivenBadge.objects.seen_by(DOOR).filter(badge_id__in=badges, given_on__lte=on).order_by("id").seen()
    return _lines(DOOR, rows, on, reasons=True)


def given_by_owner(viewer: Viewer, *, on: date, owner: str = "") -> list[GivenLine]:
    """The badges given by the day that the viewer's clearance reaches, the newest first."""
    rows = GivenBadge.objects.seen_by(viewer).filter(given_on__lte=on)
    rows = rows.filter(owner=owner) if owner else rows
    return _lines(viewer, rows.order_by("-given_on", "-id").seen(), on)


def badges_held_by(me: str, *, on: date) -> list[GivenLine]:
    """The badges of the person to whom an account belongs, the newest first: everybody reads their own."""
    number = people.person_number(me) if me else None
    if number is None:
        return []
    rows = GivenBadge.objects.seen_by(DOOR).filter(person_id=number, given_on__lte=on).order_by("-given_on", "-id")
    return _lines(DOOR, rows.seen(), on, reasons=True)


def badge_by_number(number: str, *, on: date) -> GivenLine | None:
    """The badge with this number as on the day, for whoever has the number; None where there was none by then."""
    asked = typed_number(number)
    rows = GivenBadge.objects.seen_by(DOOR).filter(number=asked, given_on__lte=on) if asked else None
    row = rows.one() if rows is not None else None
    return _lines(PUBLIC, [row], on)[0] if row is not None else None


def holder_of_badge(number: str, *, on: date) -> int | None:
    """The person (row number) who has a badge, for comparing a name; shows nothing."""
    asked = typed_number(number)
    row = GivenBadge.objects.seen_by(DOOR).filter(number=asked, given_on__lte=on).one() if asked else None
    return row.person_id if row is not None else None


def taken_back_by(on: date) -> set[int]:
    """Row numbers of the badges that were taken back by the day, for the status lists."""
    rows = GivenBadge.objects.seen_by(DOOR).filter(taken_back_on__lte=on)
    return set(rows.values_list("id", flat=True))


def _lines(viewer: Viewer, rows: Iterable[Any], on: date, *, reasons: bool = False) -> list[GivenLine]:
    found = list(rows)
    badges = {
        row.id: _badge(row, held=True)
        for row in CourseBadge.objects.seen_by(DOOR).filter(id__in={each.badge_id for each in found}).seen()
    }
    agreed = people.person_names(DOOR, [row.person_id for row in found if row.name_shown])
    readable = people.person_names(viewer, [row.person_id for row in found])
    return [
        _line(row, badges[row.badge_id], agreed.get(row.person_id, readable.get(row.person_id)), on, reasons)
        for row in found
    ]


def _line(row: Any, badge: BadgeLine, name: Any, on: date, reasons: bool) -> GivenLine:
    back = row.taken_back_on if row.taken_back_on is not None and row.taken_back_on <= on else None
    return GivenLine(
        uid=str(row.uid),
        number=row.number,
        owner=row.owner,
        state=BadgeState.TAKEN_BACK if back else BadgeState.GIVEN,
        person=row.person_id,
        name=name if isinstance(name, str) and not is_numbered(name) else "",
        name_shown=row.name_shown,
        given_on=row.given_on,
        taken_back_on=back,
        reason=row.reason if back and reasons else "",
        synthetic=row.synthetic,
        badge=badge,
    )


def _badge(row: Any, held: bool = False) -> BadgeLine:
    return BadgeLine(
        uid=str(row.uid),
        owner=row.owner,
        kind=BadgeKind(row.kind),
        title=row.title,
        criteria=dict(row.criteria),
        basis=str(row.basis or ""),
        decided_on=row.decided_on,
        ended_on=row.ended_on,
        synthetic=row.synthetic,
        held=held,
    )
