"""Standards with their editions, and what still cites a superseded one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kerege.atlas.models import StandardCitation, StandardEdition


@dataclass(frozen=True)
class EditionLine:
    """An edition; `current` on the day asked for. `replaced_by` is the newer one as `ISO 35001:2019`."""

    standard: str
    issuer: str
    title: str
    edition: str
    start: date | None
    start_precision: str
    end: date | None
    replaced_by: str
    current: bool
    citations: int


@dataclass(frozen=True)
class SupersededCitation:
    """Something that on the day cites an edition that was no longer valid then."""

    cited_by_uid: UUID
    cited_by_kind: str
    cited_by_key: str
    cited_on: date
    standard: str
    edition: str
    superseded_on: date
    replaced_by: str


def editions(*, on: date, standard: str | None = None) -> list[EditionLine]:
    """The editions that had been published by the day, by standard and date."""
    rows = StandardEdition.objects.select_related("standard", "replaced_by__standard").exclude(start__gt=on)
    if standard is not None:
        rows = rows.filter(standard__key=standard)
    cited = _open(on)
    return [
        EditionLine(
            row.standard.key,
            row.standard.issuer,
            row.standard.title,
            row.edition,
            row.start,
            row.start_precision,
            row.end,
            _newer(row, on),
            row.end is None or row.end > on,
            sum(c.edition_id == row.id for c in cited),
        )
        for row in rows.order_by("standard__key", "start", "id")
    ]


def superseded_citations(*, on: date) -> list[SupersededCitation]:
    """What cites, on the day, an edition whose validity had ended by then. Nothing is changed by being listed."""
    return [
        SupersededCitation(
            c.cited_by_uid,
            c.cited_by_kind,
            c.cited_by_key,
            c.cited_on,
            c.edition.standard.key,
            c.edition.edition,
            c.edition.end,
            _newer(c.edition, on),
        )
        for c in _open(on)
        if c.edition.end is not None and c.edition.end <= on
    ]


def _open(on: date) -> list[StandardCitation]:
    rows = StandardCitation.objects.select_related("edition__standard", "edition__replaced_by__standard")
    return list(rows.filter(cited_on__lte=on).exclude(end__lte=on).order_by("cited_by_kind", "cited_by_key", "id"))


def _newer(edition: StandardEdition, on: date) -> str:
    newer = edition.replaced_by
    return f"{newer.standard.key} {newer.edition}" if newer and edition.end and edition.end <= on else ""
