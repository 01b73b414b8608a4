"""Which records rest on a page, whatever room they are in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.records.counts import SourcedCount
from kerege.records.owned import OwnedModel
from kerege.records.stated import Citation
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class CitingRecord:
    """One record that cites a page. `kind` is its model, in lower case; `title` is empty where it has none."""

    kind: str
    uid: str
    key: str
    title: str
    owner: str
    synthetic: bool


def citing_records(viewer: Viewer, *, source: str, on: date, limit: int = 200) -> list[CitingRecord]:
    """Of each kind the records, at most `limit`, that cite the page and that the viewer may see, as on the day.

    Three queries for a kind at most, whatever the number of records.
    """
    found: list[CitingRecord] = []
    for model, cites in _ways(viewer, source).items():
        rows = model.objects.seen_by(viewer).filter(cites)
        if any(f.name == "done_by" for f in model._meta.fields):
            rows = rows.filter(Q(done_by__lte=on) | Q(done_by__isnull=True))
        found += [_line(model, seen) for seen in rows.order_by("id")[:limit].seen()]
    return found


def _ways(viewer: Viewer, source: str) -> dict[Any, Q]:
    """Every owned model with the condition under which its records rest on the page: citing it, or by a figure."""
    ways: dict[Any, Q] = {}
    for citation in Citation.__subclasses__():
        cited = citation.objects.filter(source__key=source)
        for field in _to_records(citation):
            ways[field.related_model] = ways.get(field.related_model, Q()) | Q(id__in=cited.values(field.attname))
    for count in SourcedCount.__subclasses__():
        stated = count.objects.seen_by(viewer).filter(source__key=source)
        for field in _to_records(count):
            ways[field.related_model] = ways.get(field.related_model, Q()) | Q(id__in=stated.values(field.attname))
    for model in OwnedModel.__subclasses__():
        if not model._meta.abstract and any(f.name == "source" and f.is_relation for f in model._meta.fields):
            ways[model] = Q(source__key=source)
    return ways


def _to_records(model: Any) -> Iterator[Any]:
    """The foreign keys of a citation or a figure that lead to the record it is about."""
    for field in model._meta.fields:
        if isinstance(field.related_model, type) and issubclass(field.related_model, OwnedModel):
            yield field


def _line(model: Any, seen: Any) -> CitingRecord:
    names = {f.name for f in model._meta.fields}
    title = next((getattr(seen, name) for name in ("title", "programme", "meaning") if name in names), "")
    key = seen.key if "key" in names else ""
    return CitingRecord(model._meta.model_name, str(seen.uid), key, title or "", seen.owner, seen.synthetic)
