"""Records that only an act may write, and that nobody uses as a way around into owned ones."""

from collections.abc import Iterator, Sequence
from typing import Any, Self

from django.db import connections, models

from kerege.journal.rules import may_check, may_write
from kerege.lib.ids import new_uid
from kerege.records.following import touched, touched_rows
from kerege.records.paths import FieldWithheld, check_path, field_paths
from kerege.records.rewriting import insert, insert_rows, rewrite


class GuardError(RuntimeError):
    """A write outside an act. This is a fault in the program, not something that a person did."""


def demand_act(what: str) -> None:
    """Raise GuardError unless an act is open."""
    if not may_write():
        raise GuardError(f"{what}: write through an action; only inside journal.actions.act may records change")


class GuardedQuerySet(models.QuerySet[Any]):
    """Refuses writes outside an act, and reads that look past the query layer into owned records."""

    # -- writes that go past `save` ------------------------------------------------------------------------------------
    def update(self, **kwargs: Any) -> int:
        demand_act(f"update of {self.model.__name__}")
        touched_rows(self)
        return super().update(**kwargs)

    def delete(self) -> Any:
        demand_act(f"delete of {self.model.__name__}")
        touched_rows(self)
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        demand_act(f"bulk creation of {self.model.__name__}")
        made = super().bulk_create(objs, *args, **kwargs)
        touched(*made)
        return made

    def bulk_insert(self, objs: Any) -> None:
        """As `bulk_create` and quicker on SQLite, for records whose row numbers nobody has to know."""
        demand_act(f"bulk insertion into {self.model.__name__}")
        objs = list(objs)
        self._for_write = True
        if connections[self.db].vendor == "sqlite":
            insert(objs, using=self.db)
        else:
            super().bulk_create(objs)
        touched(*objs)

    def insert_rows(self, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Rows of values (records.rewriting), for models that nothing follows; `uid` too has to be among `names`."""
        demand_act(f"rows into {self.model.__name__}")
        self._for_write = True
        insert_rows(self.model, names, rows, using=self.db)

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        """Plain values only, and no expressions (records.rewriting)."""
        demand_act(f"bulk update of {self.model.__name__}")
        objs = list(objs)
        touched(*objs)
        self._for_write = True
        return rewrite(objs, list(fields), using=self.db)

    # -- where a read looks --------------------------------------------------------------------------------------------
    def _unchecked(self) -> bool:
        """Actions look everywhere: they decide about writing and show nothing to anybody."""
        return may_check()

    def _allow(self, *used: Any) -> None:
        if self._unchecked():
            return
        for item in used:
            for path in field_paths(item):
                if path.split("__")[0] not in self.query.annotations:
                    check_path(self.model, path)

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

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._allow(*args, *kwargs.values())
        return super().aggregate(*args, **kwargs)

    def values(self, *fields: Any, **expressions: Any) -> Any:
        self._allow(*fields, *expressions.values())
        return super().values(*fields, **expressions)

    def values_list(self, *fields: Any, **kwargs: Any) -> Any:
        self._allow(*fields)
        return super().values_list(*fields, **kwargs)

    def dates(self, field_name: str, *args: Any, **kwargs: Any) -> Any:
        self._allow(field_name)
        return super().dates(field_name, *args, **kwargs)

    def datetimes(self, field_name: str, *args: Any, **kwargs: Any) -> Any:
        self._allow(field_name)
        return super().datetimes(field_name, *args, **kwargs)

    def distinct(self, *fields: str) -> Self:
        self._allow(*fields)
        return super().distinct(*fields)

    def earliest(self, *fields: Any) -> Any:
        self._allow(*fields)
        return super().earliest(*fields)

    def latest(self, *fields: Any) -> Any:
        self._allow(*fields)
        return super().latest(*fields)

    def in_bulk(self, id_list: Any = None, *, field_name: str = "pk") -> dict[Any, Any]:
        self._allow(field_name)
        return super().in_bulk(id_list, field_name=field_name)

    def select_related(self, *fields: Any) -> Self:
        self._allow(*_joined(fields, self.model))
        return super().select_related(*fields)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise FieldWithheld(f"{self.model.__name__}: raw SQL goes past the query layer")

    def extra(self, *args: Any, **kwargs: Any) -> Any:
        raise FieldWithheld(f"{self.model.__name__}: extra SQL goes past the query layer")


def _joined(fields: Any, model: type[models.Model]) -> Iterator[str]:
    """The paths whose records a join brings along; `select_related()` without names takes whatever there is."""
    if fields == (None,):
        return
    if not fields:
        raise FieldWithheld(f"{model.__name__}: name the relations to select")
    for path in fields:
        yield f"{path}__key"  # any field of the joined record stands for all of it


class GuardedModel(models.Model):
    """`id` counts inside this node, `uid` is the record's name on every node and never changes."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        demand_act(f"save of {type(self).__name__}")
        super().save(*args, **kwargs)
        touched(self)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        demand_act(f"delete of {type(self).__name__}")
        touched(self)
        return super().delete(*args, **kwargs)
