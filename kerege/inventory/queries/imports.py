"""Imports for their pages and reports, through the viewer like every other record."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache

from kerege.inventory.models import Facility, ImportRow, SheetImport
from kerege.inventory.rules.import_states import progress_key
from kerege.inventory.rules.import_words import StrangeWord, strange_words
from kerege.inventory.words.importing import NO_SUCH_IMPORT, Decision, Done, ImportState, Outcome
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class ImportLine:
    """An import. `outcomes` and `done` count its rows, `asked` those that wait for somebody's word, `waits` those that
    would be written. `ready` is how many of these are ready while the node records them; None while it writes.
    """

    uid: str
    owner: str
    label: int
    level: int
    state: ImportState
    sender: str
    file_title: str
    sheet: str
    sheets: list[list[Any]]
    columns: list[dict[str, Any]]
    notices: list[list[Any]]
    mapping: dict[str, str]
    usual: dict[str, str]
    rows_found: int
    checked: int
    handed_in: datetime
    stepped_at: datetime
    finished_at: datetime | None
    outcomes: dict[str, int]
    done: dict[str, int]
    asked: int
    waits: int
    ready: int | None = None


@dataclass(frozen=True)
class RowLine:
    """One row. Faults and doubts are address, field, code and data; matches uid, score and reasons."""

    number: int
    title: str
    outcome: Outcome
    decision: str
    done: Done
    faults: list[list[Any]]
    doubts: list[list[Any]]
    matches: list[list[Any]]
    facility: str

    @property
    def decidable(self) -> bool:
        return bool(self.matches) and self.done in {Done.NOTHING, Done.REFUSED}


@dataclass(frozen=True)
class FaultGroup:
    """All errors of one kind in one field: how many, and the first cells."""

    field: str
    code: str
    count: int
    addresses: tuple[str, ...]
    data: dict[str, Any]


def imports(viewer: Viewer, *, limit: int = 100) -> list[ImportLine]:
    """The newest imports that the viewer may see."""
    rows = SheetImport.objects.seen_by(viewer).order_by("-id")[:limit]
    return [_line(viewer, row) for row in rows.seen()]


def sheet_import(viewer: Viewer, uid: object) -> ImportLine:
    """One import. Refuses inventory.no_such_import (404), also above the viewer's clearance."""
    asked = uid_or_none(str(uid))
    row = SheetImport.objects.seen_by(viewer).filter(uid=asked).one() if asked else None
    if row is None:
        raise Refusal(NO_SUCH_IMPORT)
    return _line(viewer, row)


def _line(viewer: Viewer, row: Any) -> ImportLine:
    rows = ImportRow.objects.seen_by(viewer).filter(of_id=row.id)
    counted = Counter(rows.values_list("outcome", "done", "decision"))
    outcomes: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for (outcome, what, _), count in counted.items():
        outcomes[outcome] += count
        done[what] += count
    open_ = [n for (o, _, d), n in counted.items() if o == Outcome.ASKED and d == Decision.OPEN]
    writes = {Outcome.NEW.value, Outcome.CHANGES.value}
    waits = [n for (o, w, _), n in counted.items() if o in writes and w in {Done.NOTHING.value, Done.REFUSED.value}]
    return ImportLine(
        uid=str(row.uid),
        owner=row.owner,
        label=row.label,
        level=row.level,
        state=ImportState(row.state),
        sender=row.sender,
        file_title=row.file_title,
        sheet=row.sheet,
        sheets=row.sheets,
        columns=row.columns,
        notices=row.notices,
        mapping=row.mapping,
        usual=row.usual,
        rows_found=row.rows_found,
        checked=row.checked,
        handed_in=row.handed_in,
        stepped_at=row.stepped_at,
        finished_at=row.finished_at,
        outcomes=dict(outcomes),
        done=dict(done),
        asked=sum(open_),
        waits=sum(waits),
        ready=_ready(row, sum(waits)),
    )


def _ready(row: Any, whole: int) -> int | None:
    found = cache.get(progress_key(row.uid), 0) if row.state == ImportState.APPLYING else whole
    return found if found < whole else None


def import_rows(viewer: Viewer, uid: object, *, outcome: str = "") -> list[RowLine]:
    """The rows of an import in their order, or those that would do one thing."""
    rows = ImportRow.objects.seen_by(viewer).filter(of__uid=uid_or_none(str(uid)))
    if outcome:
        rows = rows.filter(outcome=outcome)
    return [
        RowLine(
            row.number,
            row.title,
            Outcome(row.outcome),
            row.decision,
            Done(row.done),
            row.faults,
            row.doubts,
            row.matches,
            str(row.facility or ""),
        )
        for row in rows.order_by("number").seen()
    ]


def fault_groups(viewer: Viewer, uid: object, *, doubts: bool = False, first: int = 6) -> list[FaultGroup]:
    """What is wrong (or doubtful) by kind, the most frequent first, each with the first cells."""
    found: dict[tuple[str, str], list[list[Any]]] = {}
    name = "doubts" if doubts else "faults"
    rows = ImportRow.objects.seen_by(viewer).filter(of__uid=uid_or_none(str(uid))).order_by("number")
    for listed in rows.values_list(name, flat=True):
        for fault in listed:
            found.setdefault((fault[1], fault[2]), []).append(fault)
    groups = [
        FaultGroup(field, code, len(faults), tuple(f[0] for f in faults[:first]), faults[0][3])
        for (field, code), faults in found.items()
    ]
    return sorted(groups, key=lambda g: (-g.count, g.field, g.code))


def words_not_known(viewer: Viewer, uid: object) -> list[StrangeWord]:
    """The words of an import that no vocabulary knows, the most frequent first."""
    rows = ImportRow.objects.seen_by(viewer).filter(of__uid=uid_or_none(str(uid)), outcome=Outcome.FAULTY)
    return strange_words(
        fault for listed in rows.order_by("number").values_list("faults", flat=True) for fault in listed
    )


def titles(viewer: Viewer, uids: set[str]) -> dict[str, tuple[str, str]]:
    """Key and title of facilities that the viewer may see, by their uid as text."""
    asked = [uid for uid in map(uid_or_none, uids) if uid]
    rows = Facility.objects.seen_by(viewer).filter(uid__in=asked).values_list("uid", "key", "title")
    return {str(uid): (key, title) for uid, key, title in rows}
