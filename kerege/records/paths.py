"""Where a lookup, an order or an expression would look, and whether it may look there.

Two things are out of reach for whoever reads with a clearance: a field that has a label of its own, and an owned record
behind a relation. The first would tell a withheld value by which rows match or by their order; the second would read
another record without asking for it. What may be asked of a relation is only what the row itself holds: its key.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import F, FilteredRelation, Q, QuerySet, Subquery
from django.db.models.constants import LOOKUP_SEP

from kerege.records.asides import labelled_fields

KEYS = frozenset({"in", "exact", "isnull", "id", "pk", "uid"})


class ViewerRequired(RuntimeError):
    """Owned records were read without saying who reads. This is a fault in the program."""


class FieldWithheld(RuntimeError):
    """A labelled field, or another owner's record behind a relation, was used past the query layer."""


def is_owned(model: Any) -> bool:
    """Whether the records of `model` belong to somebody; see records.owned.OwnedModel."""
    return hasattr(model, "owner") and hasattr(model, "label")


def field_paths(used: Any) -> Iterator[str]:
    """Every field path that a lookup, an order or an expression speaks of.

    Raises ViewerRequired for a query of owned records inside it that nobody opened, and FieldWithheld for a filtered
    relation, whose condition nobody could check afterwards.
    """
    if isinstance(used, str):
        yield used.lstrip("-")
    elif isinstance(used, F):
        yield used.name  # type: ignore[attr-defined]
    elif isinstance(used, FilteredRelation):
        raise FieldWithheld(f"{used.relation_name}: a filtered relation looks past the query layer")
    elif isinstance(used, QuerySet | Subquery):
        _check_opened(used.query)
    elif isinstance(used, Q):
        for child in used.children:
            yield from _of_condition(child)
    elif isinstance(used, tuple):
        yield from _of_condition(used)
    elif hasattr(used, "get_source_expressions"):
        for inner in used.get_source_expressions():
            yield from field_paths(inner)


def _of_condition(condition: Any) -> Iterator[str]:
    """A pair of path and value, where the value may speak of fields too; or anything else that filters."""
    if not isinstance(condition, tuple):
        yield from field_paths(condition)
        return
    path, value = condition
    yield path
    if not isinstance(value, str | tuple | list | set):
        yield from field_paths(value)


def _check_opened(query: Any) -> None:
    if is_owned(query.model) and not getattr(query, "opened", False):
        raise ViewerRequired(f"{query.model.__name__} is asked inside another query: use seen_by(viewer) there too")


def check_path(model: type[models.Model], path: str) -> None:
    """Raise FieldWithheld when the path from `model` uses a labelled field or looks into an owned record."""
    parts = path.split(LOOKUP_SEP)
    for position, part in enumerate(parts):
        if {part, part.removesuffix("_id")} & labelled_fields(model):
            raise FieldWithheld(f"{model.__name__}.{part} has a label: reveal it and use {part}_seen")
        try:
            field = model._meta.get_field(part)
        except FieldDoesNotExist:
            return
        if not (field.is_relation and field.related_model):
            return
        model = field.related_model  # type: ignore[assignment]
        if not is_owned(model):
            continue
        further = parts[position + 1 : position + 2]
        if field.auto_created or (further and further[0] not in KEYS):
            raise FieldWithheld(f"{path} looks into {model.__name__}: ask {model.__name__} with a viewer of its own")
