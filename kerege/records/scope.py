"""The query layer: clearance is applied here, once.

A queryset of owned records is closed until it is told who reads (`seen_by`) or until an act is open (`inside_action`).
After `seen_by`, rows above the viewer's clearance are gone, and a field with its own label can be used neither in a
filter nor in an order, a value or a sum; `reveal` gives a column `<field>_seen` that is NULL where the viewer may not
look, and that column can be used for all of these. Rows come out as `Seen`, never as model instances.
"""

from collections.abc import Iterator
from typing import Any, Self

from django.db import connections, models
from django.db.models import Case, F, Q, When
from django.db.models.sql import Query

from kerege.journal.rules import may_check
from kerege.records import fence
from kerege.records.asides import ASIDE, changed_rows, is_aside, labelled_fields, new_rows, side_table
from kerege.records.guarded import GuardedQuerySet
from kerege.records.paths import FieldWithheld, ViewerRequired
from kerege.records.seen import Seen
from kerege.records.shares import lifted
from kerege.records.viewers import Viewer

__all__ = ["FieldWithheld", "OwnedQuerySet", "OwnedRelations", "Seen", "ViewerRequired", "readable"]


def readable(model: type[models.Model], column: str, viewer: Viewer, *, field: str = "") -> Q:
    """The rows whose `column` (a label) the viewer's clearance for the row's owner, or a share, reaches.

    `field` is the labelled field whose label `column` is; empty for the row's own.
    """
    rows = Q(**{f"{column}__lte": viewer.everywhere})
    for owner, level in viewer.by_owner:
        if level > viewer.everywhere:
            rows |= Q(**{"owner": owner, f"{column}__lte": level})
    shared = lifted(model, column, field, viewer.shared) if viewer.shared else None
    if shared is not None:
        rows |= shared
    return rows & readable(model, column, viewer.within, field=field) if viewer.within else rows


class OwnedQuery(Query):
    """A query that tells the fence of PostgreSQL for whom it is compiled, alone or inside another query."""

    viewer: Viewer | None = None

    def get_compiler(self, using: Any = None, connection: Any = None, elide_empty: bool = True) -> Any:
        if self.viewer is not None:
            fence.reading(self.viewer, connection or connections[using])
        return super().get_compiler(using, connection, elide_empty)


class OwnedQuerySet(GuardedQuerySet):
    """See the module's text. `viewer` is None until `seen_by`."""

    viewer: Viewer | None = None
    _opened = False

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query or OwnedQuery(model), using, hints)

    # -- opening -------------------------------------------------------------------------------------------------------
    def seen_by(self, viewer: Viewer) -> Self:
        """The rows that `viewer` may see. Nothing widens it again, not even another viewer."""
        if not isinstance(viewer, Viewer):
            raise ViewerRequired(f"{self.model.__name__}: seen_by needs a Viewer, not {viewer!r}")
        if self.viewer not in {None, viewer}:
            raise ViewerRequired(f"{self.model.__name__} is already read by another viewer")
        unchecked: Any = models.QuerySet._filter_or_exclude  # type: ignore[attr-defined]  # noqa: SLF001 - past the guard
        rows: Self = unchecked(self, False, (self._readable_rows(viewer),), {})
        rows.viewer = viewer
        rows.query.opened, rows.query.viewer = True, viewer  # type: ignore[attr-defined]
        return rows

    def _readable_rows(self, viewer: Viewer) -> Q:
        """A value that stands aside is read where its label is reached and its record's is."""
        rows = readable(self.model, "label", viewer)
        if is_aside(self.model):
            rows &= readable(self.model, "record__label", viewer)
        return rows

    def inside_action(self) -> Self:
        """All rows with what stands aside. Only inside `act`, or inside `journal.rules.checking` before it."""
        if not may_check():
            raise ViewerRequired(f"{self.model.__name__}: inside_action needs an open act or check")
        model: type[models.Model] = self.model
        beside = sorted(name + ASIDE for name in labelled_fields(model))
        rows: Any = models.QuerySet.select_related(self, *beside) if beside else self.all()
        rows._opened = True  # noqa: SLF001 - a copy of this very class
        rows.query.opened = True
        opened: Self = rows
        return opened

    def reveal(self, *fields: str) -> Self:
        """Add `<field>_seen` for labelled fields: the value where the viewer may see it, else NULL."""
        viewer = self._demand_viewer()
        columns = {
            f"{name}_seen": Case(
                When(
                    readable(self.model, f"{name}{ASIDE}__label", viewer, field=name), then=F(f"{name}{ASIDE}__value")
                ),
                default=None,
            )
            for name in fields
            if f"{name}_seen" not in self.query.annotations
        }
        return models.QuerySet.annotate(self, **columns)

    def reveal_labels(self) -> Self:
        """Add `<field>_level`: how sensitive a labelled field is, where the viewer may read the field; else NULL."""
        model: type[models.Model] = self.model
        viewer, columns = self._demand_viewer(), {}
        for name in sorted(labelled_fields(model)):
            label = f"{name}{ASIDE}__label"
            columns[f"{name}_level"] = Case(
                When(readable(model, label, viewer, field=name), then=F(label)), default=None
            )
        return models.QuerySet.annotate(self, **columns)

    # -- reading -------------------------------------------------------------------------------------------------------
    def seen(self) -> list[Seen]:
        """The rows as the viewer may see them. What a labelled field holds is fetched only where it may be read."""
        self._demand_viewer()
        model: type[models.Model] = self.model
        rows = self.reveal(*sorted(labelled_fields(model)))
        return [Seen(record) for record in models.QuerySet.iterator(rows, chunk_size=2000)]

    def one(self) -> Seen | None:
        """The first row in the given order, as the viewer may see it; None where there is none."""
        found = self[:1].seen()
        return found[0] if found else None

    # -- writing several -----------------------------------------------------------------------------------------------
    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        made = super().bulk_create(objs, *args, **kwargs)
        for table, rows in new_rows(list(made)).items():
            table.objects.bulk_insert(rows)
        return made

    def bulk_insert(self, objs: Any) -> None:
        model: type[models.Model] = self.model
        if labelled_fields(model):
            raise TypeError(f"{self.model.__name__}: what stands aside has to know its record")
        super().bulk_insert(objs)

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        """Fields that stand aside may be among `fields`: what was set in them is written where they stand."""
        objs = list(objs)
        model: type[models.Model] = self.model
        for name in sorted(labelled_fields(model) & set(fields)):
            side_table(model, name).objects.bulk_update(changed_rows(objs, name), ["value", "label"])
        return super().bulk_update(objs, [name for name in fields if name not in labelled_fields(model)])

    # -- the guard -----------------------------------------------------------------------------------------------------
    def _demand_viewer(self) -> Viewer:
        if self.viewer is None:
            raise ViewerRequired(f"{self.model.__name__} was read without a viewer: use seen_by(viewer)")
        return self.viewer

    def _demand_open(self) -> None:
        if self._opened and may_check():
            return
        self._demand_viewer()

    def _demand_no_records(self) -> None:
        self._demand_open()
        if self.viewer is not None and self._fields is None:  # type: ignore[attr-defined]
            raise FieldWithheld(f"{self.model.__name__}: rows come out with seen(), not as records")

    def _unchecked(self) -> bool:
        """A query that is closed is checked like one with a viewer: it may be told later who reads."""
        return self.viewer is None and may_check()

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone.viewer, clone._opened = self.viewer, self._opened
        return clone

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._demand_no_records()
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        self._demand_no_records()
        return super().iterator(*args, **kwargs)

    def aiterator(self, *args: Any, **kwargs: Any) -> Any:
        self._demand_no_records()
        return super().aiterator(*args, **kwargs)

    def count(self) -> int:
        self._demand_open()
        return super().count()

    def exists(self) -> bool:
        self._demand_open()
        return super().exists()

    def explain(self, *args: Any, **kwargs: Any) -> str:
        self._demand_open()
        return super().explain(*args, **kwargs)

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._demand_open()
        return super().aggregate(*args, **kwargs)

    def values(self, *fields: Any, **expressions: Any) -> Any:
        self._demand_names(*fields, *expressions)
        return super().values(*fields, **expressions)

    def values_list(self, *fields: Any, **kwargs: Any) -> Any:
        self._demand_names(*fields)
        return super().values_list(*fields, **kwargs)

    def _demand_names(self, *fields: Any) -> None:
        model: type[models.Model] = self.model
        if not fields and labelled_fields(model) and not self._unchecked():
            raise FieldWithheld(f"{self.model.__name__}: name the values, some fields have labels")

    # -- joining two queries: only of the same reader ------------------------------------------------------------------
    def _demand_same(self, *others: Any) -> None:
        for other in others:
            mine = (self.model, self.viewer, self._opened)
            if (other.model, getattr(other, "viewer", None), getattr(other, "_opened", None)) != mine:
                raise ViewerRequired(f"{self.model.__name__}: only queries of the same viewer can be joined")

    def __and__(self, other: Any) -> Self:
        self._demand_same(other)
        return super().__and__(other)

    def __or__(self, other: Any) -> Self:
        self._demand_same(other)
        return super().__or__(other)

    def __xor__(self, other: Any) -> Self:
        self._demand_same(other)
        return super().__xor__(other)

    def _combinator_query(self, combinator: str, *others: Any, **kwargs: Any) -> Self:
        self._demand_same(*others)
        joined: Self = super()._combinator_query(combinator, *others, **kwargs)  # type: ignore[misc]
        return joined


class OwnedRelations(models.Manager[Any]):
    """What Django itself reads owned records with: along a foreign key, and when it saves or deletes.

    It is open inside an action and closed to everybody else, so a record that everybody may read (a citation, say) is
    no way to the owned record that it belongs to.
    """

    def get_queryset(self) -> OwnedQuerySet:
        rows = OwnedQuerySet(self.model, using=self._db)
        rows._opened = True  # noqa: SLF001 - a copy of this very class
        return rows
