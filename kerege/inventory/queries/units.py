"""Units of facilities by their uid, for rooms whose records name one."""

from collections.abc import Iterable

from kerege.inventory.models import FacilityUnit
from kerege.records.viewers import Viewer


def unit_titles(viewer: Viewer, uids: Iterable[str]) -> dict[str, str]:
    """What the units with these uids are called; without those that the viewer may not see."""
    wanted = [uid for uid in set(uids) if uid]
    if not wanted:
        return {}
    rows = FacilityUnit.objects.seen_by(viewer).filter(uid__in=wanted).values_list("uid", "title")
    return {str(uid): title for uid, title in rows}
