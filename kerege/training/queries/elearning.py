"""E-learning packages for readers, their files for the content host, and the reader's own registrations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from kerege.files import queries as stored
from kerege.files.queries import FileLine
from kerege.files.words import Purpose
from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.training.models import ElearningPackage, ElearningRegistration
from kerege.training.rules.elearning.cmi5_progress import progress_of_units
from kerege.training.rules.elearning.members import find
from kerege.training.rules.elearning.results import Progress, progress
from kerege.training.rules.elearning.shapes import Recognised, recognised
from kerege.training.words import elearning as words
from kerege.training.words.elearning import PackageState, Standard

DOOR = Viewer(uid="training.elearning", everywhere=Sensitivity.RESTRICTED)
"""Reads the files of a package that the reader was shown: they have no other label than the package."""


@dataclass(frozen=True)
class PackageLine:
    """A package in a list. `mine` tells how the reader stands with it, for whoever began it."""

    uid: str
    owner: str
    label: int
    title: str
    standard: str
    edition: str
    size: int
    count: int
    languages: tuple[str, ...]
    licence: str
    rights: str
    state: str
    handed_in_on: date
    published_on: date | None
    withdrawn_on: date | None
    reason: str
    digest: str
    what: Recognised
    own: bool
    mine: "RegistrationLine | None" = None


@dataclass(frozen=True)
class RegistrationLine:
    """One time that the reader plays a package."""

    uid: str
    started_at: datetime
    kept_at: datetime | None
    part: str
    data: Mapping[str, Mapping[str, Any]]
    standing: Progress


def keeps(me: Actor, owner: str) -> bool:
    """Whether somebody sees what waits for a review: who keeps curricula for its owner."""
    return may(me, Deed.KEEP_CURRICULA, owner)


def packages(viewer: Viewer, me: Actor) -> list[PackageLine]:
    """The packages that the reader may play, by title, and for whoever keeps curricula those of the same owner that
    wait or were withdrawn.
    """
    mine: dict[int, RegistrationLine] = {}
    rows = list(ElearningPackage.objects.seen_by(viewer).order_by("-id").seen())
    shown = [row for row in rows if row.state == PackageState.PUBLISHED or keeps(me, row.owner)]
    by_row = {row.id: recognised(row.told) for row in shown}
    for each in _mine(viewer).filter(package_id__in=list(by_row)).order_by("id"):
        mine[each.package_id] = _registration(each, by_row[each.package_id])
    lines = [_line(row, by_row[row.id], me, mine.get(row.id)) for row in shown]
    return sorted(lines, key=lambda line: line.title.casefold())


def package(viewer: Viewer, me: Actor, uid: str) -> PackageLine:
    """One package. Refuses training.no_such_elearning (404), also for one that the reader may not know of."""
    row = _seen(viewer, me, uid)
    what = recognised(row.told)
    mine = _mine(viewer).filter(package_id=row.id).order_by("-id").first()
    return _line(row, what, me, _registration(mine, what) if mine else None)


def registrations(viewer: Viewer, me: Actor, uid: str) -> list[RegistrationLine]:
    """The reader's own registrations for a package, the newest first. Refuses training.no_such_elearning."""
    row = _seen(viewer, me, uid)
    what = recognised(row.told)
    return [_registration(each, what) for each in _mine(viewer).filter(package_id=row.id).order_by("-id")]


def own_registration(viewer: Viewer, me: Actor, uid: str) -> tuple[PackageLine, RegistrationLine]:
    """One registration of the reader with its package. Refuses training.no_such_registration (404), also for somebody
    else's, and training.no_such_elearning for a package that the reader may not know of any more.
    """
    number = uid_or_none(uid)
    found = _mine(viewer).filter(uid=number).first() if number else None
    if found is None:
        raise Refusal(words.NO_SUCH_REGISTRATION)
    row = ElearningPackage.objects.seen_by(viewer).filter(id=found.package_id).one()
    if row is None or row.state == PackageState.WITHDRAWN:
        raise Refusal(words.NO_SUCH_ELEARNING)
    what = recognised(row.told)
    mine = _registration(found, what)
    return _line(row, what, me, mine), mine


def row_for(viewer: Viewer, me: Actor, uid: str) -> Any:
    """The row of a package for an action of the same room. Refuses training.no_such_elearning."""
    return _seen(viewer, me, uid)


def file_of(reader: Viewer, package_uid: str, path: str) -> tuple[FileLine, str]:
    """A file of a package with its type, for whoever holds a signed address. Refuses training.no_such_elearning for a
    path that is none of the package's, once it was withdrawn, and above the reader's clearance.
    """
    number = uid_or_none(package_uid)
    rows = ElearningPackage.objects.seen_by(reader).filter(uid=number) if number else None
    state = next(iter(rows.values_list("state", flat=True)), None) if rows is not None else None
    if state is None or state == PackageState.WITHDRAWN:
        raise Refusal(words.NO_SUCH_ELEARNING)
    paths = _paths(str(number))
    name = find(path, paths)
    if name is None:
        raise Refusal(words.NO_SUCH_ELEARNING)
    digest, media_type = paths[name]
    return stored_in(str(number))[digest], media_type


@lru_cache(maxsize=32)
def _paths(uid: str) -> dict[str, tuple[str, str]]:
    """What a package holds; it never changes."""
    row = ElearningPackage.objects.seen_by(DOOR).filter(uid=uid).one()
    return {path: (told["sha256"], told["type"]) for path, told in row.paths.items()} if row else {}


@lru_cache(maxsize=32)
def stored_in(uid: str) -> dict[str, FileLine]:
    """The files of a package by their digest, for whoever was shown it."""
    return {line.sha256: line for line in stored.files_of(DOOR, [uid], purpose=Purpose.ELEARNING)}


def _seen(viewer: Viewer, me: Actor, uid: str) -> Any:
    number = uid_or_none(uid)
    row = ElearningPackage.objects.seen_by(viewer).filter(uid=number).one() if number else None
    if row is None or (row.state != PackageState.PUBLISHED and not keeps(me, row.owner)):
        raise Refusal(words.NO_SUCH_ELEARNING)
    return row


def _mine(viewer: Viewer) -> Any:
    """The viewer's own registrations; nobody's for whoever looks as somebody else."""
    account = people.account_number(viewer.uid)
    rows = ElearningRegistration.objects
    return rows.filter(account_id=account) if account is not None else rows.none()


def _registration(row: Any, what: Recognised) -> RegistrationLine:
    standing = (progress_of_units if what.standard == Standard.CMI5 else progress)(what.parts, row.data)
    return RegistrationLine(str(row.uid), row.started_at, row.kept_at, row.part, row.data, standing)


def _line(row: Any, what: Recognised, me: Actor, mine: RegistrationLine | None) -> PackageLine:
    names = (
        *("owner", "label", "title", "standard", "edition", "size", "count", "licence", "rights", "state"),
        *("handed_in_on", "published_on", "withdrawn_on", "reason", "digest"),
    )
    told = {name: getattr(row, name) for name in names}
    own = bool(me.uid) and row.handed_in_by == known_as(me.uid)
    return PackageLine(uid=str(row.uid), languages=tuple(row.languages), what=what, own=own, mine=mine, **told)
