"""Which pages records rest on, for readers."""

from collections.abc import Iterable
from typing import Any

from kerege.lib.figures import SourceRef
from kerege.records.stated import Citation


def source_ref(source: Any) -> SourceRef:
    """One page for a reader."""
    day = source.page_date.isoformat() if source.page_date else ""
    addresses = tuple(line for line in source.address.split("\n") if line)
    shown = source.page_date_text or day
    return SourceRef(source.key, source.title, addresses[0] if addresses else "", shown, addresses)


def cited(citations: type[Citation], relation: str, ids: Iterable[int]) -> dict[int, tuple[SourceRef, ...]]:
    """The pages that each of these records cites, in the order of their recording; one query for all of them."""
    found: dict[int, list[SourceRef]] = {}
    links = citations.objects.filter(**{f"{relation}_id__in": list(ids)}).select_related("source").order_by("id")
    for link in links:
        found.setdefault(getattr(link, f"{relation}_id"), []).append(source_ref(link.source))
    return {key: tuple(refs) for key, refs in found.items()}
