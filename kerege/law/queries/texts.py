"""Reading the texts of measures: one on a day, two languages side by side, and the bytes as they came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.law.models import Expression, Provision
from kerege.law.queries.measures import MeasureLine, TextLine
from kerege.law.rules.timeline import AtDate, text_at
from kerege.law.words import measures_refused as words
from kerege.law.words.measures import Standing
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class ProvisionLine:
    """A part of a text, with how it stands on the day and how deep it lies."""

    uid: str
    eid: str
    wid: str
    parent: str
    kind: str
    num: str
    heading: str
    text: str
    content_hash: str
    standing: Standing
    depth: int

    @property
    def holds(self) -> bool:
        return self.standing in {Standing.IN_FORCE, Standing.UNKNOWN}


@dataclass(frozen=True)
class Reading:
    """A measure's text in one language on a day. `line` is None where none holds."""

    language: str
    line: TextLine | None
    at: AtDate
    provisions: tuple[ProvisionLine, ...] = ()

    @property
    def not_in_force(self) -> tuple[ProvisionLine, ...]:
        """The parts that do not hold on the day, each counted once with all that stands in it."""
        idle = {each.eid for each in self.provisions if not each.holds}
        return tuple(each for each in self.provisions if each.eid in idle and each.parent not in idle)


def reading(viewer: Viewer, of: MeasureLine, *, language: str, on: date) -> Reading:
    """The text of a measure that `queries.measure` gave this viewer."""
    at = text_at([each.text for each in of.texts], [each.event for each in of.events], language, on)
    line = next((each for each in of.texts if at.text and each.uid == at.text.key), None)
    return Reading(language, line, at, provisions(viewer, line.uid, at) if line else ())


def provisions(viewer: Viewer, text: str, at: AtDate | None = None) -> tuple[ProvisionLine, ...]:
    """The parts of a text in their order; without `at` nothing is said of how they stand."""
    rows = Provision.objects.seen_by(viewer).filter(expression__uid=uid_or_none(text)).order_by("ordinal")
    found: list[ProvisionLine] = []
    above: dict[str, tuple[str, ...]] = {}
    wids: dict[str, str] = {}
    for row in rows.seen():
        chain = (row.parent, *above.get(row.parent, ())) if row.parent else ()
        above[row.eid], wids[row.eid] = chain, row.wid
        found.append(
            _line(row, at.standing(row.wid, [wids.get(each, each) for each in chain]) if at else None, len(chain))
        )
    return tuple(found)


def _line(row: Any, standing: Standing | None, depth: int) -> ProvisionLine:
    return ProvisionLine(
        uid=str(row.uid),
        eid=row.eid,
        wid=row.wid,
        parent=row.parent,
        kind=row.kind,
        num=row.num,
        heading=row.heading,
        text=row.text,
        content_hash=row.content_hash,
        standing=standing or Standing.UNKNOWN,
        depth=depth,
    )


def content(viewer: Viewer, uid: str) -> tuple[TextLine, bytes]:
    """A text's bytes as they came, or as they were made. Refuses law.no_text (404), also above the clearance."""
    rows = Expression.objects.seen_by(viewer).filter(uid=uid_or_none(uid), withdrawn_on__isnull=True)
    row = rows.one()
    if row is None:
        raise Refusal(words.NO_TEXT)
    line = TextLine(
        str(row.uid),
        row.label,
        row.language,
        row.start,
        row.until,
        row.source_kind,
        row.schema,
        row.editable,
        tuple(row.losses),
        row.file_kind,
        row.sha256,
        row.translation_of_id,
    )
    return line, bytes(row.content)


@dataclass(frozen=True)
class Row:
    """Parts of two texts that stand side by side; one is None where the other text has no such part."""

    first: ProvisionLine | None
    second: ProvisionLine | None


def side_by_side(first: Sequence[ProvisionLine], second: Sequence[ProvisionLine]) -> list[Row]:
    """Two texts, part beside part by eId, in the order of the first; what only the second has stands after the part
    before it.
    """
    by_eid: Mapping[str, ProvisionLine] = {each.eid: each for each in second}
    mine = {each.eid for each in first}
    alone: dict[str, list[ProvisionLine]] = {}
    before = ""
    for each in second:
        if each.eid in mine:
            before = each.eid
        else:
            alone.setdefault(before, []).append(each)
    rows = [Row(None, each) for each in alone.get("", ())]
    for each in first:
        rows.append(Row(each, by_eid.get(each.eid)))
        rows += [Row(None, other) for other in alone.get(each.eid, ())]
    return rows
