"""Facilities for maps of others: page by page behind a key, filtered by the position that the reader may know."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min

from kerege.inventory.models import Facility
from kerege.inventory.queries.facilities import Choice, FacilityLine
from kerege.inventory.queries.finding import lines_by_id
from kerege.inventory.queries.listing import chosen
from kerege.inventory.queries.scope import FINDS, matched
from kerege.inventory.queries.texts import asked_rows
from kerege.records.keeping import clearance, kept_until_written
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class Features:
    """Some facilities of a choice in the order in which they were recorded. `after` is the key behind which the next
    ones begin; empty at the end.
    """

    lines: tuple[FacilityLine, ...]
    total: int
    after: str


def features(
    viewer: Viewer, *, on: date, lang: str, choice: Choice | None = None, after: str = "", size: int = 100
) -> Features | None:
    """Facilities that stand on the day; None where the viewer may see none with the key `after`.

    A box holds the position that this viewer may know (rules.findable), which is also the one that is told. Pages go on
    behind a key, so that nothing is read twice or left out while others record, and the mark tells no number of a row.
    """
    choice = choice or Choice()
    rows = asked_rows(viewer, choice, on=on, lang=lang).order_by("facility_id")
    total = rows.count()
    if after:
        behind = Facility.objects.seen_by(viewer).filter(key=after.upper()).values_list("id", flat=True).first()
        if behind is None:
            return None
        rows = rows.filter(facility__in=Facility.objects.seen_by(viewer).filter(id__gt=behind).order_by().values("id"))
    ids = list(rows.values_list("facility_id", flat=True)[: size + 1])
    found = {line.id: line for line in lines_by_id(viewer, ids[:size], on=on, lang=lang)}
    shown = tuple(found[number] for number in ids[:size] if number in found)
    return Features(shown, total, shown[-1].key if shown and len(ids) > size else "")


def extent(viewer: Viewer, *, on: date) -> tuple[float, float, float, float] | None:
    """West, south, east and north of all positions that the viewer may know; None where there are none."""

    def made() -> tuple[float, ...]:
        edges = {"west": Min("longitude"), "south": Min("latitude"), "east": Max("longitude"), "north": Max("latitude")}
        found = matched(viewer, Choice(), None, on=on).order_by().aggregate(**edges)
        return tuple(found[edge] for edge in edges) if found["west"] is not None else ()

    kept = kept_until_written(f"inventory.extent {clearance(viewer)} {on}", made, by=FINDS)
    return (kept[0], kept[1], kept[2], kept[3]) if kept else None


def confirmed_by_country(viewer: Viewer, *, on: date) -> dict[str, date]:
    """The countries of which the viewer may see a facility, each with the last day on which a card was confirmed."""
    rows = chosen(viewer, Choice(), on=on).order_by().values("territory_id")
    return {row["territory_id"]: row["last"] for row in rows.annotate(last=Max("confirmed_on"))}
