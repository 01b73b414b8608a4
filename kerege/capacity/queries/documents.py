"""The register of controlled documents, and the door by which other rooms ask whether what they cite holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import ControlledDocument, DocumentVersion
from kerege.capacity.queries.findings import names_of
from kerege.capacity.queries.places import keeps, own_facilities, rows_at
from kerege.capacity.queries.teams import DOOR, through
from kerege.capacity.rules.definitions import text_in
from kerege.capacity.rules.documents import SOON, Dated, state_on, unfit_on
from kerege.capacity.words.documents import Unfit, VersionState
from kerege.files import queries as files
from kerege.files.queries import FileLine
from kerege.files.words import Purpose
from kerege.lib.ids import uid_or_none
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class ControlledVersion:
    """One version as on the day, with its file where one was handed in."""

    uid: str
    version: str
    state: str
    kept_at: str
    written_on: date
    approved_on: date | None
    effective_from: date | None
    review_by: date | None
    withdrawn_on: date | None
    note: str
    file: FileLine | None


@dataclass(frozen=True)
class DocumentLine:
    """A document with all its versions, the newest first. `unfit` says why it should not be relied on, `keeps` whether
    the reader answers for it.
    """

    uid: str
    owner: str
    facility: str
    place: str
    code: str
    title: str
    seat: str
    versions: tuple[ControlledVersion, ...]
    unfit: Unfit | None
    keeps: bool
    synthetic: bool

    @property
    def current(self) -> ControlledVersion | None:
        return next((each for each in self.versions if each.state == VersionState.EFFECTIVE), None)

    def due_soon(self, on: date) -> bool:
        """Whether its review comes within two months."""
        due = self.current.review_by if self.current is not None else None
        return due is not None and on <= due <= on + SOON


def register(
    viewer: Viewer, *, me: Actor, on: date, lang: str, owner: str = "", facility: str = "", state: str = ""
) -> list[DocumentLine]:
    """The documents that the reader may read by clearance or at the own facility, what is unfit first. `state` is that
    of a version (VersionState), or why a document is unfit (Unfit).
    """
    wanted = {name: value for name, value in {"owner": owner, "facility": facility}.items() if value}
    lines = _lines(viewer, me, _readable(viewer, me, wanted, on), on, lang)
    if state:
        lines = [line for line in lines if state in {line.unfit, *(each.state for each in line.versions)}]
    return sorted(lines, key=lambda line: (line.unfit is None, not line.due_soon(on), line.place, line.code))


def document(viewer: Viewer, uid: object, *, me: Actor, on: date, lang: str) -> DocumentLine | None:
    """One document; None where there is none that the reader may read."""
    number = uid_or_none(uid)
    rows = _readable(viewer, me, {"uid": number}, on) if number else []
    return next(iter(_lines(viewer, me, rows, on, lang)), None)


def cited(viewer: Viewer, uids: Iterable[object], *, me: Actor, on: date, lang: str) -> dict[str, DocumentLine]:
    """The documents that something cites, by their uids, as far as the reader may read them."""
    numbers = [number for number in map(uid_or_none, uids) if number is not None]
    rows = _readable(viewer, me, {"uid__in": numbers}, on) if numbers else []
    return {line.uid: line for line in _lines(viewer, me, rows, on, lang)}


def expired(cited: Iterable[tuple[object, date]]) -> dict[tuple[str, date], Unfit]:
    """Which of the documents that something cites, each with a day, should not be relied on as on that day, and why.

    For other rooms that flag what cites them: it tells no code, no title and no place, and so asks for no viewer.
    """
    pairs = [(number, on) for uid, on in cited if (number := uid_or_none(uid)) is not None]
    numbers = {number for number, _ in pairs}
    rows = ControlledDocument.objects.seen_by(DOOR).filter(uid__in=numbers).seen() if numbers else []
    of, ids = _versions([row.id for row in rows]), {row.uid: row.id for row in rows}
    told = {
        (str(uid), on): unfit_on([_dated(each) for each in of.get(ids[uid], [])], on) for uid, on in pairs if uid in ids
    }
    return {pair: why for pair, why in told.items() if why is not None}


def _readable(viewer: Viewer, me: Actor, chosen: dict[str, Any], on: date) -> list[Any]:
    doors = (ControlledDocument.objects.seen_by(viewer), rows_at(own_facilities(me, on=on), ControlledDocument))
    return through(*(rows.filter(**chosen).select_related("seat").order_by("id") for rows in doors))


def _lines(viewer: Viewer, me: Actor, rows: list[Any], on: date, lang: str) -> list[DocumentLine]:
    names = names_of(viewer, {row.facility for row in rows}, on=on, lang=lang)
    own, dated = own_facilities(me, on=on), _versions([row.id for row in rows])
    about = [str(each.uid) for versions in dated.values() for each in versions]
    kept = {line.about: line for line in files.files_of(DOOR, about, purpose=Purpose.EVIDENCE)} if about else {}
    found = []
    for row in rows:
        known = [each for each in dated.get(row.id, []) if each.written_on <= on]
        if not known and dated.get(row.id):
            continue
        every = [_dated(each) for each in known]
        versions = tuple(_version(each, every, kept.get(str(each.uid)), on) for each in known)
        found.append(
            DocumentLine(
                uid=str(row.uid),
                owner=row.owner,
                facility=row.facility,
                place=names.get(row.facility, row.facility),
                code=row.code,
                title=text_in(row.titles, lang, "en"),
                seat=row.seat.title,
                versions=versions,
                unfit=unfit_on(every, on),
                keeps=keeps(me, own, owner=row.owner, facility=row.facility),
                synthetic=row.synthetic,
            )
        )
    return found


def _versions(ids: list[int]) -> dict[int, list[Any]]:
    """The versions of documents that somebody may read, the newest first."""
    found: dict[int, list[Any]] = {}
    for row in DocumentVersion.objects.seen_by(DOOR).filter(document_id__in=ids).order_by("-id").seen():
        found.setdefault(row.document_id, []).append(row)
    return found


def _dated(row: Any) -> Dated:
    return Dated(row.step, row.effective_from, row.review_by, row.withdrawn_on)


def _version(row: Any, every: list[Dated], file: FileLine | None, on: date) -> ControlledVersion:
    return ControlledVersion(
        uid=str(row.uid),
        version=row.version,
        state=state_on(_dated(row), every, on).value,
        kept_at=row.kept_at,
        written_on=row.written_on,
        approved_on=row.approved_on,
        effective_from=row.effective_from,
        review_by=row.review_by,
        withdrawn_on=row.withdrawn_on,
        note=row.note,
        file=file,
    )
