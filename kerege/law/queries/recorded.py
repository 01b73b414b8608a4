"""Reading instruments, what states did with them, and milestones."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kerege.atlas import queries as atlas
from kerege.journal import queries as journal
from kerege.law.models import Instrument, Milestone, MilestoneSource, StatusRecord, StatusSource
from kerege.lib.figures import SourceRef
from kerege.people.rules import SYSTEM
from kerege.records.citing import cited
from kerege.records.stated import OLDEST
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class InstrumentLine:
    """An international instrument under its name in one language."""

    uid: str
    key: str
    name: str
    kind: str
    adopted_on: date | None
    opened_on: date | None
    in_force_on: date | None
    address: str
    note: str


def instruments(*, on: date, lang: str) -> list[InstrumentLine]:
    """Instruments by name. Everybody may read them."""
    rows = list(Instrument.objects.all())
    names = atlas.names_of([r.uid for r in rows], on=on, lang=lang)
    lines = [
        InstrumentLine(
            str(r.uid),
            r.key,
            names.get(r.uid, r.title),
            r.kind,
            r.adopted_on,
            r.opened_on,
            r.in_force_on,
            r.address,
            r.note,
        )
        for r in rows
    ]
    return sorted(lines, key=lambda line: line.name)


@dataclass(frozen=True)
class StatusLine:
    """What a state did about an instrument."""

    uid: str
    key: str
    territory: str
    instrument: str
    act: str
    first_day: date | None
    last_day: date | None
    precision: str
    note: str
    sources: tuple[SourceRef, ...]
    synthetic: bool


def statuses(viewer: Viewer, *, on: date, territories: Collection[str] = ()) -> list[StatusLine]:
    """What states had done by `on`, oldest first."""
    rows = StatusRecord.objects.seen_by(viewer).filter(done_by__lte=on)
    if territories:
        rows = rows.filter(territory_id__in=list(territories))
    found = rows.select_related("instrument").order_by(OLDEST, "key").seen()
    sources = cited(StatusSource, "status", [r.id for r in found])
    return [
        StatusLine(
            uid=str(r.uid),
            key=r.key,
            territory=r.territory_id,
            instrument=r.instrument.key,
            act=r.act,
            first_day=r.first_day,
            last_day=r.last_day,
            precision=r.precision,
            note=r.note,
            sources=sources.get(r.id, ()),
            synthetic=r.synthetic,
        )
        for r in found
    ]


@dataclass(frozen=True)
class MilestoneLine:
    """A step of national law; without a territory, of the whole region's."""

    uid: str
    key: str
    owner: str
    territory: str
    kind: str
    title: str
    number: str
    project: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    note: str
    sources: tuple[SourceRef, ...]
    synthetic: bool


def milestones(
    viewer: Viewer, *, on: date, project: str = "", territories: Collection[str] = ()
) -> list[MilestoneLine]:
    """Steps taken by `on`, oldest first, those without a date last."""
    rows = Milestone.objects.seen_by(viewer).filter(done_by__lte=on)
    if project:
        rows = rows.filter(project_key=project)
    if territories:
        rows = rows.filter(territory_id__in=list(territories))
    found = rows.order_by(OLDEST, "key").seen()
    sources = cited(MilestoneSource, "milestone", [r.id for r in found])
    return [
        MilestoneLine(
            uid=str(r.uid),
            key=r.key,
            owner=r.owner,
            territory=r.territory_id or "",
            kind=r.kind,
            title=r.title,
            number=r.number,
            project=r.project_key,
            first_day=r.first_day,
            last_day=r.last_day,
            precision=r.precision,
            date_text=r.date_text,
            note=r.note,
            sources=sources.get(r.id, ()),
            synthetic=r.synthetic,
        )
        for r in found
    ]


@dataclass(frozen=True)
class RefusedStatus:
    """What a published table said that a state did, and why it was not recorded: a refusal's code and its data."""

    territory: str
    instrument: str
    act: str
    on: str
    code: str
    data: dict[str, str]


def refused_statuses() -> list[RefusedStatus]:
    """The statuses that this node refused when it loaded a published table; everybody may read them.

    What people tried to record is not among them: that is for those who may read the journal.
    """
    acts = journal.acts(owners=None, word_prefix="law.status.recorded.refused", limit=200)
    facts = [a.facts for a in acts if a.actor == SYSTEM.uid]
    return [
        RefusedStatus(
            territory=str(fact["tried"].get("territory", "")),
            instrument=str(fact["tried"].get("instrument", "")),
            act=str(fact["tried"].get("act", "")),
            on=str(fact["tried"].get("on", "")),
            code=str(fact["code"]),
            data={name: str(value) for name, value in fact["data"].items()},
        )
        for fact in facts
    ]
