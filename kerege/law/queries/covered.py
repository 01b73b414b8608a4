"""Coverage as figures: by topic and instrument, and beside other countries as far as these share it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from kerege.law.models import Obligation
from kerege.law.queries import judged
from kerege.law.queries.binding import binding_of
from kerege.law.queries.judged import JudgementLine, RoundLine
from kerege.law.rules.coverage import Counted, Coverage, counted_as, coverage
from kerege.law.words.coverage import CoverageStatus, JudgementState, RoundState
from kerege.lib.canonical import dumps
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class Row:
    """One obligation of a round. `approved` counts, `open` does not yet; `shared` is false where the reader cannot know
    whether there is a judgement.
    """

    key: str
    statement: Mapping[str, str]
    topic: str
    topic_label: Mapping[str, str]
    instrument: str
    place: str
    verified: bool
    applicability: str
    approved: JudgementLine | None = None
    open: JudgementLine | None = None
    shared: bool = True

    @property
    def status(self) -> CoverageStatus:
        return self.approved.status if self.approved is not None else CoverageStatus.UNKNOWN

    @property
    def counted(self) -> Counted:
        return counted_as(self.status, self.applicability)


@dataclass(frozen=True)
class RoundPage:
    """A round with its obligations; `cells` by topic and instrument, `whole` of all rows that are shared."""

    line: RoundLine
    rows: Sequence[Row]
    cells: Mapping[tuple[str, str], Coverage]
    whole: Coverage

    def within(self, topic: str = "", instrument: str = "") -> list[Row]:
        """The rows of a cell, of a topic, or of an instrument."""
        return [r for r in self.rows if topic in {"", r.topic} and instrument in {"", r.instrument}]

    def figure(self, topic: str = "", instrument: str = "") -> Coverage:
        return counted(self.within(topic, instrument), self.line.partly)


def round_page(viewer: Viewer, uid: object, *, on: date) -> RoundPage | None:
    """A round as the reader may see it; None where there is none."""
    line = judged.round_line(viewer, uid)
    return _page(viewer, line, on) if line is not None else None


def _page(viewer: Viewer, line: RoundLine, on: date) -> RoundPage:
    applied = judged.bound(line)
    rows = [_row(each, applied.get(each.key, "unknown")) for each in judged.obligations_of(line)]
    found = judged.judgements(viewer, on=on, round=line.id)
    approved = {j.obligation: j for j in found if j.state == JudgementState.APPROVED}
    pending = {j.obligation: j for j in found if j.state in judged.OPEN}
    rows = [
        replace(
            row,
            approved=approved.get(row.key),
            open=pending.get(row.key),
            shared=line.whole or row.key in approved,
        )
        for row in rows
    ]
    cells: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        cells.setdefault((row.topic, row.instrument), []).append(row)
    return RoundPage(
        line,
        rows,
        {at: counted(inside, line.partly) for at, inside in cells.items()},
        counted(rows, line.partly),
    )


def wholes(viewer: Viewer, lines: Sequence[RoundLine]) -> dict[int, Coverage]:
    """What each of these rounds comes to as a whole, by its id, as `round_page` says: without reading a judgement."""
    approved = judged.approved_statuses(viewer, [line.id for line in lines])
    return {line.id: _whole(line, approved.get(line.id, {}), applied) for line, applied in _bound(lines)}


def _bound(lines: Sequence[RoundLine]) -> Iterator[tuple[RoundLine, Mapping[str, str]]]:
    """Each round with whether each of its obligations applies. Open ones of one day and scope are asked together."""
    together: dict[tuple[Any, ...], list[RoundLine]] = {}
    for line in lines:
        if line.state == RoundState.OPEN:
            together.setdefault((line.as_of, dumps(line.scope)), []).append(line)
        else:
            yield line, line.frozen
    for alike in together.values():
        first = alike[0]
        found = binding_of([line.owner for line in alike], on=first.as_of, scope=first.scope)
        yield from ((line, found[line.owner]) for line in alike)


def _whole(line: RoundLine, approved: Mapping[str, CoverageStatus], applied: Mapping[str, str]) -> Coverage:
    keys = applied if line.whole else [key for key in applied if key in approved]
    rows = (counted_as(approved.get(key, CoverageStatus.UNKNOWN), applied[key]) for key in keys)
    return coverage(rows, partly=Fraction(line.partly))


def counted(rows: Iterable[Row], partly: str) -> Coverage:
    """What rows come to; those that are not shared are not among them."""
    return coverage((row.counted for row in rows if row.shared), partly=Fraction(partly))


def _row(each: Obligation, applicability: str) -> Row:
    return Row(
        key=each.key,
        statement=each.statement,
        topic=each.topic.key,
        topic_label=each.topic.label,
        instrument=each.instrument.key,
        place=each.provision.num,
        verified=each.verified,
        applicability=applicability,
    )


@dataclass(frozen=True)
class Beside:
    """One country beside others: the judgement that it shares, or None; the reader never learns why there is none."""

    owner: str
    judgement: JudgementLine | None
    round: RoundLine | None


def beside(viewer: Viewer, obligation: str, *, owners: Iterable[str], on: date) -> list[Beside]:
    """The newest approved judgement of each country about one obligation, as far as the reader may know of it."""
    known = {line.id: line for line in judged.rounds(viewer)}
    found = judged.judgements(viewer, on=on, obligation=obligation, states=[JudgementState.APPROVED])
    newest: dict[str, JudgementLine] = {}
    for each in sorted((j for j in found if j.round in known), key=lambda j: known[j.round].as_of):
        newest[each.owner] = each
    return [
        Beside(owner, newest.get(owner), known[newest[owner].round] if owner in newest else None) for owner in owners
    ]


def obligation_row(key: str) -> Row | None:
    """What an obligation asks, for the page of one."""
    rows = Obligation.objects.filter(key=key[:40]).select_related("instrument", "topic", "provision")
    found = rows.first()
    return _row(found, "unknown") if found is not None else None
