"""A record as one viewer may see it."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from kerege.records.asides import Aside, labelled_fields
from kerege.records.labels import WITHHELD
from kerege.records.paths import FieldWithheld, is_owned
from kerege.records.personal import looked_at


class Seen:
    """One record as its viewer may see it: attributes as on the record, `WITHHELD` where clearance ends.

    A relation to another owned record is not followed (ask that record's own query); its `<name>_id` is there. A
    property of the model is computed from what the viewer may see. Methods of the model are not there: they were
    written for a whole record.
    """

    __slots__ = ("_record",)

    def __init__(self, record: models.Model) -> None:
        """`record` was read with the columns of `reveal`: the database decided what this viewer may see."""
        self._record = record

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        record, model = self._record, type(self._record)
        if name in labelled_fields(model):
            value = getattr(record, f"{name}_seen")
            if value is None:
                return WITHHELD
            looked_at(record)
            return value
        kind = getattr(model, name, None)
        if isinstance(kind, Aside):
            raise FieldWithheld(f"{model.__name__}.{name} says how sensitive a field is: that is for actions")
        if isinstance(kind, property):
            return kind.fget(self) if kind.fget else None
        if callable(kind):
            raise AttributeError(f"{model.__name__}.{name} is a method; shape what you need in a query")
        if _leads_to_owned(model, name):
            raise FieldWithheld(f"{model.__name__}.{name} is an owned record: ask its own query")
        return getattr(record, name)

    @property
    def withheld(self) -> frozenset[str]:
        """The names of this record's fields that this viewer may not see."""
        return frozenset(n for n in labelled_fields(type(self._record)) if getattr(self, n) is WITHHELD)


def _leads_to_owned(model: type[models.Model], name: str) -> bool:
    """Whether `name` is a relation (and not the column behind it) to one owned record."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return getattr(field, "name", "") == name and field.is_relation and is_owned(field.related_model)
