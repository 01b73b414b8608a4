"""The query layer: clearance is applied here, once.

A queryset of owned records is closed until it is told who reads (`seen_by`) or until an act is open (`inside_action`).
After `seen_by`, rows above the viewer's clearance are gone, and a field with its own label can be used neither in a
filter nor in an order, a value or a sum; `reveal` gives a column `<field>_seen` that is NULL where the viewer may not
look, and that column can be used for all of these. Rows come out as `Seen`, never as model instances.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Self

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.constants import LOOKUP_SEP

from kerege.journal.rules import may_check
from kerege.records.guarded import GuardedQuerySet
from kerege.records.labels import LABEL_SUFFIX, WITHHELD, labelled_fields
from kerege.records.viewers import Viewer


class ViewerRequired(RuntimeError):
    """Owned records were read without saying who reads. This is a fault in the program."""


class FieldWithheld(RuntimeError):
    """A labelled field, or another owner's record behind a relation, was used past the query layer."""


def readable(column: str, viewer: Viewer) -> Q:
    """The rows whose `column` (a label) the viewer's clearance for the row's owner reaches."""
    rows = Q(**{f"{column}__lte": viewer.everywhere})
    for owner, level in viewer.by_owner:
        if level > viewer.everywhere:
            rows |= Q(**{"owner": owner, f"{column}__lte": level})
    return rows


class Seen:
    """One record as its viewer may see it: attributes as on the record, `WITHHELD` where clearance ends.

    A relation to another owned record is not followed (ask that record's own query); its `<name>_id` is there.
    """

    __slots__ = ("_record", "_viewer")

    def __init__(self, record: models.Model, viewer: Viewer) -> None:
        self._record = record
        self._viewer = viewer

    def __getattr__(self, name: str) -> Any:
        record = self._record
        if name in labelled_fields(type(record)) or name.removesuffix("_id") in labelled_fields(type(record)):
            label = getattr(record, name.removesuffix("_id") + LABEL_SUFFIX)
            if not self._viewer.may_see(label, record.owner):  # type: ignore[attr-defined]
                return WITHHELD
        value = getattr(record, name)
        if hasattr(type(value), "owner") and isinstance(value, models.Model):
            raise FieldWithheld(f"{type(record).__name__}.{name} is an owned record: ask its own query")
        return value

    @property
    def withheld(self) -> frozenset[str]:
        """The names of this record's fields that this viewer may not see."""
        return frozenset(n for n in labelled_fields(type(self._record)) if getattr(self, n) is WITHHELD)


def _names(used: Any) -> Iterator[str]:
    """Every field path that a lookup, an order or an expression speaks of."""
    if isinstance(used, str):
        yield used.lstrip("-")
    elif isinstance(used, F):
        yield used.name  # type: ignore[attr-defined]
    elif isinstance(used, tuple) and len(used) == 2 and isinstance(used[0], str):
        yield used[0]
        if not isinstance(used[1], str):
            yield from _names(used[1])
    elif isinstance(used, Q):
        for child in used.children:
            yield from _names(child)
    elif hasattr(used, "get_source_expressions"):
        for inner in used.get_source_expressions():
            yield from _names(inner)


class OwnedQuerySet(GuardedQuerySet):
    """See the module's text. `viewer` is None until `seen_by`."""

    viewer: Viewer | None = None
    _opened = False

    # -- opening -------------------------------------------------------------------------------------------------------
    def seen_by(self, viewer: Viewer) -> Self:
        """The rows that `viewer` may see. Nothing widens it again."""
        if not isinstance(viewer, Viewer):
            raise ViewerRequired(f"{self.model.__name__}: seen_by needs a Viewer, not {viewer!r}")
        rows = super().filter(readable("label", viewer))
        rows.viewer = viewer
        return rows

    def inside_action(self) -> Self:
        """All rows, for an action. Only inside `act`, or inside `journal.rules.checking` before it."""
        if not may_check():
            raise ViewerRequired(f"{self.model.__name__}: inside_action needs an open act or check")
        rows: Self = self._chain()  # type: ignore[attr-defined]
        rows._opened = True
        return rows

    def reveal(self, *fields: str) -> Self:
        """Add `<field>_seen` for labelled fields: the value where the viewer may see it, else NULL."""
        viewer = self._demand_viewer()
        columns = {
            f"{name}_seen": Case(When(readable(name + LABEL_SUFFIX, viewer), then=F(name)), default=None)
            for name in fields
        }
        return super().annotate(**columns)

    # -- reading -------------------------------------------------------------------------------------------------------
    def seen(self) -> list[Seen]:
        """The rows as the viewer may see them."""
        viewer = self._demand_viewer()
        return [Seen(record, viewer) for record in super().iterator(chunk_size=2000)]  # type: ignore[arg-type]

    def one(self) -> Seen | None:
        """The first row in the given order, as the viewer may see it; None where there is none."""
        found = self[:1].seen()
        return found[0] if found else None

    # -- the guard -----------------------------------------------------------------------------------------------------
    def _demand_viewer(self) -> Viewer:
        if self.viewer is None:
            raise ViewerRequired(f"{self.model.__name__} was read without a viewer: use seen_by(viewer)")
        return self.viewer

    def _demand_open(self) -> None:
        if self._opened and may_check():
            return
        self._demand_viewer()

    def _allow(self, *used: Any) -> None:
        if self.viewer is None:
            return
        for item in used:
            for path in _names(item):
                self._allow_path(path)

    def _allow_path(self, path: str) -> None:
        model: type[models.Model] = self.model
        parts = path.split(LOOKUP_SEP)
        if parts[0] in self.query.annotations:
            return
        for position, part in enumerate(parts):
            name = part.removesuffix("_id")
            if {part, name} & labelled_fields(model):
                raise FieldWithheld(f"{model.__name__}.{part} has a label: reveal it and use {part}_seen")
            try:
                field = model._meta.get_field(part)
            except FieldDoesNotExist:
                return
            further = position + 1 < len(parts)
            if not (further and field.is_relation and field.related_model):
                return
            model = field.related_model  # type: ignore[assignment]
            if hasattr(model, "owner") and not _is_lookup(parts[position + 1]):
                raise FieldWithheld(f"{path} looks into {model.__name__}: filter by its own scoped query")

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone.viewer, clone._opened = self.viewer, self._opened
        return clone

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._demand_open()
            if self.viewer is not None and self._fields is None:  # type: ignore[attr-defined]
                raise FieldWithheld(f"{self.model.__name__}: rows come out with seen(), not as records")
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        self._demand_open()
        if self.viewer is not None and self._fields is None:  # type: ignore[attr-defined]
            raise FieldWithheld(f"{self.model.__name__}: rows come out with seen(), not as records")
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._demand_open()
        return super().count()

    def exists(self) -> bool:
        self._demand_open()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._demand_open()
        self._allow(*args, *kwargs.values())
        return super().aggregate(*args, **kwargs)

    def values(self, *fields: Any, **expressions: Any) -> Any:
        self._allow_all(fields, expressions)
        return super().values(*fields, **expressions)

    def values_list(self, *fields: Any, **kwargs: Any) -> Any:
        self._allow_all(fields, {})
        return super().values_list(*fields, **kwargs)

    def _allow_all(self, fields: Iterable[Any], expressions: dict[str, Any]) -> None:
        if self.viewer is not None and not fields and not expressions and labelled_fields(self.model):
            raise FieldWithheld(f"{self.model.__name__}: name the values, some fields have labels")
        self._allow(*fields, *expressions.values())

    def _filter_or_exclude(self, negate: bool, args: Any, kwargs: Any) -> Any:
        self._allow(*args, *kwargs.items())
        return super()._filter_or_exclude(negate, args, kwargs)  # type: ignore[misc]

    def order_by(self, *fields: Any) -> Self:
        self._allow(*fields)
        return super().order_by(*fields)

    def annotate(self, *args: Any, **kwargs: Any) -> Self:
        self._allow(*args, *kwargs.values())
        return super().annotate(*args, **kwargs)

    def alias(self, *args: Any, **kwargs: Any) -> Self:
        self._allow(*args, *kwargs.values())
        return super().alias(*args, **kwargs)

    def dates(self, *args: Any, **kwargs: Any) -> Any:
        self._allow(*args[:1])
        return super().dates(*args, **kwargs)


def _is_lookup(part: str) -> bool:
    return part in {"in", "exact", "isnull", "id", "pk", "uid"}
