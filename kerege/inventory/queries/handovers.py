"""Handovers, shaped for pages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kerege.inventory.models import Handover, HandoverSource
from kerege.inventory.words import Status
from kerege.lib.figures import SourceRef
from kerege.records.citing import cited
from kerege.records.labels import Withheld
from kerege.records.stated import NEWEST
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class HandoverLine:
    """One handover. `items` is None where no source gives a number; `value_text` is as the source words it."""

    uid: str
    key: str
    owner: str
    title: str
    recipient: str
    territory: str
    project: str
    status: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    items: int | None
    items_qualifier: str
    value_text: str | Withheld
    note: str
    sources: tuple[SourceRef, ...]
    synthetic: bool


def handovers(
    viewer: Viewer,
    *,
    on: date,
    project: str = "",
    territories: Collection[str] = (),
    status: str = "",
) -> list[HandoverLine]:
    """Handovers by day, newest first: those that had happened by `on`, and those planned."""
    rows = Handover.objects.seen_by(viewer).filter(Q(status=Status.HELD, done_by__lte=on) | ~Q(status=Status.HELD))
    wanted = {"project_key": project, "territory_id__in": list(territories), "status": status}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    found = rows.select_related("recipient").order_by(NEWEST, "key").seen()
    sources = cited(HandoverSource, "handover", [r.id for r in found])
    return [
        HandoverLine(
            uid=str(r.uid),
            key=r.key,
            owner=r.owner,
            title=r.title,
            recipient=r.recipient.key if r.recipient else "",
            territory=r.territory_id or "",
            project=r.project_key,
            status=r.status,
            first_day=r.first_day,
            last_day=r.last_day,
            precision=r.precision,
            date_text=r.date_text,
            items=r.items,
            items_qualifier=r.items_qualifier,
            value_text=r.value_text,
            note=r.note,
            sources=sources.get(r.id, ()),
            synthetic=r.synthetic,
        )
        for r in found
    ]
