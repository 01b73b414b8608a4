"""Lots for readers, with where their pieces stand, and the plans by which they are given away."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.inventory.models import Item, Lot, LotMovement, LotSource, Plan, PlanAgreement, PlanShare
from kerege.inventory.queries.whereabouts import HolderRef, Holders
from kerege.inventory.words.equipment import Stage
from kerege.lib.figures import SourceRef
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.people.words import SeatKind
from kerege.records.citing import cited
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class LotLine:
    """One lot: how many pieces stand at each stage on the day, by stage in their order."""

    uid: str
    key: str
    owner: str
    title: str
    kind: str
    maker: str
    model: str
    territory: str
    project: str
    note: str
    synthetic: bool
    pieces: tuple[tuple[Stage, int], ...]

    @property
    def ordered(self) -> int:
        """How many there are in all."""
        return sum(pieces for _, pieces in self.pieces)


@dataclass(frozen=True)
class MovementLine:
    on: date
    pieces: int
    source: Stage
    giver: HolderRef
    target: Stage
    taker: HolderRef
    document: str
    note: str


@dataclass(frozen=True)
class HeldLine:
    """How many pieces one holder has, and of how many of them an item is accepted."""

    holder: HolderRef
    pieces: int
    accepted: int


@dataclass(frozen=True)
class LotPage:
    """A lot with all that is known of it."""

    lot: LotLine
    movements: tuple[MovementLine, ...]
    held: tuple[HeldLine, ...]
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True)
class ShareLine:
    lot: str
    holder: HolderRef
    pieces: int


@dataclass(frozen=True)
class PlanPage:
    uid: str
    key: str
    owner: str
    title: str
    letter: str
    made_on: date
    agreed_on: date | None
    members: int | None
    seats: tuple[str, ...]
    shares: tuple[ShareLine, ...]


def lots(viewer: Viewer, *, on: date, territory: str = "", kind: str = "", project: str = "") -> list[LotLine]:
    """Lots by title, with where their pieces stood at the end of the day."""
    wanted = {"territory_id": territory, "kind": kind, "project_key": project}
    rows = Lot.objects.seen_by(viewer).filter(**{name: value for name, value in wanted.items() if value})
    found = rows.order_by("title", "id").seen()
    stages = _stages(viewer, [lot.id for lot in found], on)
    return [_lot_line(lot, stages[lot.id]) for lot in found]


def lot(viewer: Viewer, key: str, *, on: date) -> LotPage | None:
    """One lot by its key; None where there is none that the viewer may see."""
    found = Lot.objects.seen_by(viewer).filter(key=key).one()
    if found is None:
        return None
    rows = LotMovement.objects.seen_by(viewer).filter(lot_id=found.id, on__lte=on).order_by("on", "id").seen()
    known = Holders(viewer, rows, ("source_", "target_"))
    moved = tuple(
        MovementLine(
            row.on,
            row.pieces,
            Stage(row.source_stage),
            known.of(row, "source_"),
            Stage(row.target_stage),
            known.of(row, "target_"),
            row.document,
            row.note,
        )
        for row in rows
    )
    held = _held(viewer, found.id, rows, known)
    sources = cited(LotSource, "lot", [found.id]).get(found.id, ())
    return LotPage(_lot_line(found, _stages(viewer, [found.id], on)[found.id]), moved, held, sources)


def lot_sources(viewer: Viewer, keys: Collection[str]) -> dict[str, tuple[SourceRef, ...]]:
    """The pages that lots cite, by the key of the lot; of lots that the viewer may see."""
    known = dict(Lot.objects.seen_by(viewer).filter(key__in=list(keys)).values_list("id", "key"))
    return {known[of]: refs for of, refs in cited(LotSource, "lot", known).items()}


def plans(viewer: Viewer, *, owner: str = "") -> list[PlanPage]:
    """Distribution plans with their lines, the newest first."""
    rows = Plan.objects.seen_by(viewer)
    found = (rows.filter(owner=owner) if owner else rows).order_by("-made_on", "-id").seen()
    return [_plan_page(viewer, plan) for plan in found]


def plan(viewer: Viewer, key: str) -> PlanPage | None:
    """One plan by its key; None where there is none that the viewer may see."""
    found = Plan.objects.seen_by(viewer).filter(key=key).one()
    return None if found is None else _plan_page(viewer, found)


def may_agree(*, by: Actor, owner: str, on: date) -> bool:
    """Whether the actor sits on the National Team of Experts of this owner on the day."""
    return bool(people.own_seats(by.uid, owner=owner, kind=SeatKind.EXPERT_TEAM, on=on))


def _lot_line(row: Any, stages: dict[Stage, int]) -> LotLine:
    return LotLine(
        str(row.uid),
        row.key,
        row.owner,
        row.title,
        row.kind,
        row.maker,
        row.model,
        row.territory_id,
        row.project_key,
        row.note,
        row.synthetic,
        tuple((stage, stages[stage]) for stage in Stage if stages.get(stage) and stage != Stage.OUTSIDE),
    )


def _stages(viewer: Viewer, ids: list[int], on: date) -> defaultdict[int, dict[Stage, int]]:
    found: defaultdict[int, dict[Stage, int]] = defaultdict(lambda: dict.fromkeys(Stage, 0))
    rows = LotMovement.objects.seen_by(viewer).filter(lot_id__in=ids, on__lte=on)
    for of, pieces, source, target in rows.values_list("lot_id", "pieces", "source_stage", "target_stage"):
        found[of][Stage(source)] -= pieces
        found[of][Stage(target)] += pieces
    return found


def _held(viewer: Viewer, lot_id: int, rows: Iterable[Any], known: "Holders") -> tuple[HeldLine, ...]:
    """Holders whom the viewer may see each by itself; all others together, as withheld."""
    pieces: defaultdict[HolderRef, int] = defaultdict(int)
    for row in rows:
        if row.source_stage == Stage.HELD:
            pieces[known.of(row, "source_")] -= row.pieces
        if row.target_stage == Stage.HELD:
            pieces[known.of(row, "target_")] += row.pieces
    accepted: defaultdict[HolderRef, int] = defaultdict(int)
    theirs = Item.objects.seen_by(viewer).filter(lot_id=lot_id).order_by("id").seen()
    own = Holders(viewer, theirs, ("",))
    for each in theirs:
        accepted[own.of(each, "")] += 1
    held = [HeldLine(holder, count, accepted[holder]) for holder, count in pieces.items() if count]
    return tuple(sorted(held, key=lambda line: (str(line.holder.title or line.holder.organisation), -line.pieces)))


def _plan_page(viewer: Viewer, row: Any) -> PlanPage:
    shares = PlanShare.objects.seen_by(viewer).filter(plan_id=row.id).order_by("id").seen()
    known = Holders(viewer, shares, ("",))
    keys = dict(Lot.objects.seen_by(viewer).filter(id__in={s.lot_id for s in shares}).values_list("id", "key"))
    agreeing = PlanAgreement.objects.seen_by(viewer).filter(plan_id=row.id).order_by("id")
    return PlanPage(
        str(row.uid),
        row.key,
        row.owner,
        row.title,
        row.letter,
        row.made_on,
        row.agreed_on,
        row.members,
        people.seat_keys(agreeing.values_list("seat_id", flat=True)),
        tuple(ShareLine(keys.get(s.lot_id, ""), known.of(s, ""), s.pieces) for s in shares),
    )
