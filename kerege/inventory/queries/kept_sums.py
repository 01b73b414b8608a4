"""The sums that are kept over the index, for one reader: they say what all facilities of a reader, or of a country, are
without reading one of them.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q, Sum

from kerege.inventory.models import Cluster, Findable, Tally
from kerege.inventory.queries.facilities import Choice
from kerege.inventory.queries.scope import FINDS, by_shares, fullest, reach
from kerege.lib import clusters
from kerege.lib.geo import DEEPEST
from kerege.records.keeping import clearance, kept_until_written
from kerege.records.viewers import Viewer


def known(viewer: Viewer, choice: Choice, *, on: date) -> bool:
    """Whether the sums say all of a choice: it asks for no more than countries, by clearance alone, and on the day
    nothing that the viewer may see is still to open, or closes later.
    """
    if replace(choice, territories=()) != Choice() or by_shares(viewer):
        return False
    return kept_until_written(
        f"inventory.sums_known {clearance(viewer)} {on}", lambda: not _changing(viewer, on), by=FINDS
    )


def _changing(viewer: Viewer, on: date) -> bool:
    rows = Findable.objects.seen_by(viewer).filter(fullest(reach(viewer)))
    return any(rows.filter(**{f"{column}__gt": on}).exists() for column in ("start", "end"))


def tally(viewer: Viewer, choice: Choice) -> dict[str, int]:
    """How many facilities have each code (rules.sums)."""
    rows = _of(Tally, viewer, choice).order_by().values_list("code").annotate(total=Sum("n"))
    return {code: int(total) for code, total in rows}


Clusters = list[clusters.Cluster]


def gathered(viewer: Viewer, choice: Choice, cells: range, *, level: int) -> tuple[Clusters, Clusters]:
    """The clusters of one level that lie in a range of cells of the finest grid: of facilities that are known to the
    town or finer, and of those of which only the region or country is told.
    """
    shift = 2 * (DEEPEST - level)
    within = {"cell__gte": cells.start >> shift, "cell__lt": -(-cells.stop >> shift)}
    rows = _of(Cluster, viewer, choice).filter(level=level, wide__in=(False, True), **within)
    sums = {f"all_{name}": Sum(name) for name in ("n", "x", "y", "ids")}
    found: tuple[Clusters, Clusters] = ([], [])
    for wide, cell, n, x, y, ids in rows.order_by("wide", "cell").values_list("wide", "cell").annotate(**sums):
        place = range(cell << shift, (cell + 1) << shift)
        found[wide].append(clusters.cluster(int(n), int(x), int(y), int(ids) if n == 1 else 0, place))
    return found


def _of(model: Any, viewer: Viewer, choice: Choice) -> Any:
    rows = model.objects.seen_by(viewer).filter(fullest(reach(viewer)))
    return rows.filter(Q(territory__in=list(choice.territories))) if choice.territories else rows
