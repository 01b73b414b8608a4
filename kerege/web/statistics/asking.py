"""What an address asks of the statistics: the day, the country, and by what rows and columns are counted."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from kerege.inventory.queries import statistics
from kerege.inventory.rules.cards import code
from kerege.inventory.words.statistics import Dimension
from kerege.web.activities import lists


@dataclass(frozen=True)
class Wanted:
    """`table` is what is asked of the query; `row` and `column` are the figure that was opened, empty for none."""

    base: lists.Choice
    table: statistics.Asked
    row: str
    column: str

    @property
    def opened(self) -> bool:
        return bool(self.row and self.column)


def wanted(request: HttpRequest) -> Wanted:
    """Refuses inventory.unknown_code, inventory.same_twice and what `activities.lists.chosen` refuses."""
    base = lists.chosen(request)
    rows = _dimension(request, "rows") or Dimension.COUNTRY
    usual = Dimension.SECTOR if rows != Dimension.SECTOR else Dimension.COUNTRY
    table = statistics.Asked(
        request.viewer,
        base.on,
        timezone.localdate(),
        rows,
        _dimension(request, "columns") or usual,
        (base.country,) if base.country else (),
    )
    return Wanted(base, table, request.GET.get("row", "")[:60], request.GET.get("column", "")[:60])


def _dimension(request: HttpRequest, name: str) -> Dimension | None:
    typed = request.GET.get(name, "").strip()
    return Dimension(code(typed, Dimension, field=name)) if typed else None
