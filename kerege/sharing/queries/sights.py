"""What somebody with whom something is shared sees of it: read as they would read it, and not worked out again."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kerege.lib.sensitivity import ANY_ROLE
from kerege.people.rules import Grant
from kerege.people.words import Role
from kerege.records.labels import Withheld, labelled_fields
from kerege.records.shares import WHOLE
from kerege.records.viewers import Viewer
from kerege.sharing.queries.shares import shareable, shared_with, title_of
from kerege.sharing.rules import OWN, WORKING_ROLES, imagined, readers_of

Reader = tuple[str, str]
MOST = 20


@dataclass(frozen=True)
class Asked:
    """What is to be shared: one record (or one field of it), or, without `record`, an owner's records of a kind."""

    kind: str
    record: str = ""
    field: str = WHOLE
    owner: str = ""
    project: str = WHOLE


@dataclass(frozen=True)
class Sight:
    """What one reader sees: of how many records, the titles of the first of them, and the fields of a single one.

    `closed` counts the records that stay closed; `fields` are pairs of name and value, withheld where it stays closed.
    Of a list, `readable` tells in how many of the records each field that has a sensitivity of its own is read.
    """

    reader: Reader
    records: int
    closed: int
    titles: tuple[str, ...]
    fields: tuple[tuple[str, Any], ...] = ()
    readable: tuple[tuple[str, int], ...] = ()

    @property
    def open_fields(self) -> list[tuple[str, Any]]:
        return [(name, value) for name, value in self.fields if not isinstance(value, Withheld)]

    @property
    def closed_fields(self) -> list[str]:
        return [name for name, value in self.fields if isinstance(value, Withheld)]


def sight(viewer: Viewer, reader: Reader, asked: Asked, *, on: date) -> Sight:
    """What the reader sees on the day of what the viewer sees, by clearance and by all shares that stand."""
    model = shareable(asked.kind)
    seen, all_of_it = (_rows(model, who, asked) for who in (_reads_as(reader, on=on), viewer))
    count = seen.count()
    shown = seen.order_by("id")[:MOST].seen()
    names, titles = sorted(labelled_fields(model)), tuple(title_of(model, row) for row in shown)
    closed = all_of_it.count() - count
    if asked.record:
        fields = tuple((name, getattr(row, name)) for row in shown for name in names)
        return Sight(reader, count, closed, titles, fields)
    return Sight(reader, count, closed, titles, readable=tuple((name, _readable(seen, name)) for name in names))


def _readable(rows: Any, name: str) -> int:
    """In how many of the rows the viewer of them reads a labelled field: what may not be read is NULL there."""
    return int(rows.reveal(name).filter(**{f"{name}_seen__isnull": False}).count())


def _rows(model: Any, viewer: Viewer, asked: Asked) -> Any:
    rows = model.objects.seen_by(viewer)
    if asked.record:
        return rows.filter(uid=asked.record)
    rows = rows.filter(owner=asked.owner)
    return rows if asked.project == WHOLE else rows.filter(project_key=asked.project)


def _reads_as(reader: Reader, *, on: date) -> Viewer:
    """Somebody with this role; where any working role will do, one who reads least by clearance."""
    owner, named = reader
    least = min(WORKING_ROLES, key=lambda role: (OWN[role], role.value))
    role = least if named == ANY_ROLE else Role(named)
    shared = shared_with(readers_of([Grant(role, owner)]), on=on)
    return replace(imagined(role, owner), shared=shared)
