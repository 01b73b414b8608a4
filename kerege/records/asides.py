"""Fields that have a label of their own. What they hold stands aside, in a table of its own.

The record's own table then has nothing to leak: `SELECT *`, a dump, an index or a careless export of it cannot carry a
value that is for fewer readers than the record. A model says `note, note_label = aside("note")`, and beside it stands
a concrete SideTable. Actions read and write `record.note` and `record.note_label` as if they were columns; readers get
the value through `reveal` and `Seen`, where their clearance or a share reaches its label.
"""

from functools import cache
from typing import Any

from django.db import models

from kerege.lib.sensitivity import Sensitivity

ASIDE = "_aside"
"""The relation from a record to the row of its field `x` is `x_aside`."""

LABEL_SUFFIX = "_label"


class Aside(property):
    """The value of a labelled field, or its label, on a whole record: for actions. A property is what Django takes in
    `Model(note=…)`; what is set is written by `save`.
    """

    def __init__(self, field: str, column: str, default: Any) -> None:
        super().__init__(self._read, self._set)
        self.field, self.column, self.default = field, column, default

    def _read(self, record: Any) -> Any:
        changed = _changed(record, self.field)
        if self.column in changed:
            return changed[self.column]
        row = row_of(record, self.field)
        return self.default if row is None else getattr(row, self.column)

    def _set(self, record: Any, value: Any) -> None:
        _changed(record, self.field)[self.column] = value


def aside(field: str, *, label: Sensitivity = Sensitivity.PUBLIC) -> tuple[Any, Any]:
    """The field and its label. `label` is what it has where nobody chose one."""
    return Aside(field, "value", ""), Aside(field, "label", label)


def side_of(model: Any, field: str) -> Any:
    """The key of a SideTable: one row for each record, and gone with it."""
    return models.OneToOneField(model, on_delete=models.CASCADE, related_name=field + ASIDE)


@cache
def labelled_fields(model: type[models.Model]) -> frozenset[str]:
    """Names of the fields of `model` that have a sensitivity of their own."""
    return frozenset(a.field for of in model.__mro__ for a in vars(of).values() if isinstance(a, Aside))


def is_aside(model: Any) -> bool:
    """Whether a model is a side table."""
    return bool(getattr(model, "stands_aside", False))


def _fields_of(record: Any) -> list[str]:
    model: type[models.Model] = type(record)
    return sorted(labelled_fields(model))


def side_table(model: type[models.Model], field: str) -> Any:
    """The model of the table in which a field's values stand."""
    return model._meta.get_field(field + ASIDE).related_model


def row_of(record: Any, field: str) -> Any:
    """The side row of a record, read once; None for a record that was not saved. Only inside an act or a check."""
    if record.pk is None or record._state.adding:  # noqa: SLF001 - how Django says that a record is new
        return None
    return getattr(record, field + ASIDE, None)


def write_asides(record: Any, *, created: bool) -> None:
    """Write what was set since the record was read, and keep every side row under its record's uid and owner."""
    for field in _fields_of(record):
        changed = _changed(record, field)
        row = None if created else row_of(record, field)
        if row is not None and not changed and (row.owner, row.uid) == (record.owner, record.uid):
            continue
        row = row or _new_row(record, field)
        row.owner, row.uid, row.synthetic = record.owner, record.uid, record.synthetic
        for column, value in changed.items():
            setattr(row, column, value)
        row.save()
        setattr(record, field + ASIDE, row)
        changed.clear()


def new_rows(records: list[Any]) -> dict[Any, list[Any]]:
    """The side rows of records that were created together, by their table."""
    made: dict[Any, list[Any]] = {}
    for record in records:
        for field in _fields_of(record):
            row = _new_row(record, field)
            for column, value in _changed(record, field).items():
                setattr(row, column, value)
            made.setdefault(type(row), []).append(row)
    return made


def changed_rows(records: list[Any], field: str) -> list[Any]:
    """The side rows of one field, with what was set since the records were read; of those records where it was."""
    rows = []
    for record in records:
        if changed := _changed(record, field):
            row = row_of(record, field)
            for column, value in changed.items():
                setattr(row, column, value)
            changed.clear()
            rows.append(row)
    return rows


def forget(record: Any) -> None:
    """Drop what was read or set and not saved."""
    record.__dict__.pop("_asides", None)
    for field in _fields_of(record):
        record._state.fields_cache.pop(field + ASIDE, None)  # noqa: SLF001 - where Django keeps what a relation read


def _changed(record: Any, field: str) -> dict[str, Any]:
    kept: dict[str, dict[str, Any]] = record.__dict__.setdefault("_asides", {})
    return kept.setdefault(field, {})


def _new_row(record: Any, field: str) -> Any:
    model = type(record)
    table = side_table(model, field)
    label = getattr(model, field + LABEL_SUFFIX).default
    row = table(record=record, owner=record.owner, synthetic=record.synthetic, value="", label=label)
    row.uid = record.uid  # the same name: it is a piece of that record
    return row
