"""Sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.atlas.models import Source
from kerege.atlas.rules import unknown


@dataclass(frozen=True)
class SourceLine:
    """A source as a page shows it. `addresses` are several where the source is several pages."""

    key: str
    title: str
    addresses: tuple[str, ...]
    page_date: date | None
    page_date_text: str
    note: str

    @property
    def dated(self) -> str:
        """The page's own date in its words, or as a day; empty where it states none."""
        return self.page_date_text or (self.page_date.isoformat() if self.page_date else "")


def source(key: str) -> Source:
    """The record, for rooms that cite it. Refuses atlas.unknown_code."""
    found = Source.objects.filter(key=key).first()
    if found is None:
        raise unknown(key, scheme="source", field="source")
    return found  # type: ignore[no-any-return]


def source_lines(keys: Iterable[str] | None = None) -> dict[str, SourceLine]:
    """Sources by key, all of them or those asked for; unknown keys are left out."""
    rows = Source.objects.all() if keys is None else Source.objects.filter(key__in=list(keys))
    return {row.key: _line(row) for row in rows.order_by("id")}


def _line(row: Source) -> SourceLine:
    addresses = tuple(part for part in row.address.split("\n") if part)
    return SourceLine(row.key, row.title, addresses, row.page_date, row.page_date_text, row.note)
