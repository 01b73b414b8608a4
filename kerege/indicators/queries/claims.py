"""Published figures, as they were published."""

from datetime import date
from typing import Any

from kerege.indicators.models import Claim
from kerege.indicators.rules import ClaimLine
from kerege.lib.stated import read_stated
from kerege.records.citing import source_ref
from kerege.records.viewers import Viewer


def claims(
    viewer: Viewer, *, on: date, indicator: str = "", project: str = "", territory: str | None = None
) -> list[ClaimLine]:
    """Claims of an indicator and project (all when empty), for a country, "" for none, None for all.

    A claim whose page, or whose own date, lies after `on` had not been made then. Without a date it is never too late.
    """
    rows = Claim.objects.seen_by(viewer).exclude(source__page_date__gt=on)
    if indicator:
        rows = rows.filter(indicator=indicator)
    if project:
        rows = rows.filter(project_key=project)
    if territory is not None:
        rows = rows.filter(territory_id=territory) if territory else rows.filter(territory__isnull=True)
    found = rows.select_related("source").order_by("indicator", "territory_id", "id").seen()
    return [_line(row) for row in found if (read_stated(row.stated_on).first or on) <= on]


def _line(row: Any) -> ClaimLine:
    return ClaimLine(
        uid=str(row.uid),
        key=row.key,
        indicator=row.indicator,
        project=row.project_key,
        territory=row.territory_id or "",
        value=row.value,
        qualifier=row.qualifier,
        unit=row.unit,
        meaning=row.meaning,
        stated_by=row.stated_by,
        stated_on=row.stated_on,
        source=source_ref(row.source),
    )
