"""What countries state of their needs, as far as a reader may see it: their own, or shared with them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity import queries as capacity
from kerege.people.rules import Actor
from kerege.planning.models import StatedNeeds
from kerege.planning.rules.rows import Row
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing
from kerege.sharing.queries import ShareLine

STATED_KIND = "planning.statedneeds"


@dataclass(frozen=True)
class StatedLine:
    """What a country stated on a day. `source` says from where it knows."""

    uid: str
    owner: str
    stated_on: date
    source: str
    rows: tuple[Row, ...]
    synthetic: bool


def stated(viewer: Viewer, *, on: date) -> dict[str, StatedLine]:
    """The newest statement by the day of each country that the viewer may see, by owner. Where the newest is closed to
    them, an older one that was shared with them alone counts.
    """
    seen = StatedNeeds.objects.seen_by(viewer).filter(stated_on__lte=on).order_by("id").seen()
    return {row.owner: _line(row) for row in seen}


def statement(viewer: Viewer, uid: str) -> StatedLine | None:
    """One statement; None where there is none that the viewer may see."""
    row = StatedNeeds.objects.seen_by(viewer).filter(uid=uid).one()
    return _line(row) if row is not None else None


def shared_longest(viewer: Viewer, lines: Iterable[StatedLine]) -> dict[str, ShareLine]:
    """Of each of these statements (by uid) that is shared with the viewer the share that ends last."""
    shares = [share for share in sharing.received(viewer) if share.kind == STATED_KIND]
    found = {
        line.uid: [share for share in shares if share.owner == line.owner and share.record in {"", line.uid}]
        for line in lines
    }
    return {uid: max(own, key=lambda share: share.end) for uid, own in found.items() if own}


def _line(row: Any) -> StatedLine:
    return StatedLine(str(row.uid), row.owner, row.stated_on, row.source, tuple(row.rows), row.synthetic)


def computed(viewer: Viewer, acting: Actor, *, owner: str, on: date) -> list[Row]:
    """What would be stated for an owner of the needs that the reader may read: people by competence and language, the
    most people first.
    """
    told = capacity.needs(viewer, acting=acting, on=on, lang="en", choice=capacity.NeedChoice(territory=owner))
    people: defaultdict[tuple[str, str], int] = defaultdict(int)
    points: defaultdict[tuple[str, str], float] = defaultdict(float)
    for line in told.lines:
        if line.need.in_need:
            at = line.need.competence, line.need.place.language
            people[at] += line.need.in_need
            points[at] += float(line.need.total)
    found = [_row(at, people, points) for at in sorted(people)]
    return sorted(found, key=lambda row: -row["people"])


def _row(at: tuple[str, str], people: Mapping[Any, int], points: Mapping[Any, float]) -> Row:
    urgent = min(100, max(1, round(points[at] / people[at])))
    return {"competence": at[0], "language": at[1], "people": people[at], "points": urgent}
