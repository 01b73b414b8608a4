"""What all actions of the atlas share: record once, end once, and bring in many rows with one act."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import models

from kerege.atlas.models.dated import Dated
from kerege.atlas.rules import Recorder, uid_of
from kerege.atlas.words import NOT_OPEN
from kerege.journal.actions import act
from kerege.lib.canonical import digest
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.stated import Precision
from kerege.records.recording import KEY_TAKEN

Record = TypeVar("Record", bound=models.Model)
Relation = TypeVar("Relation", bound=Dated)

# What may have moved on since something was recorded: recording it again is then no contradiction.
_MOVES = frozenset({"end", "end_precision", "replaced_by"})


def once(
    *, by: Recorder, model: type[Record], word: str, where: Mapping[str, Any], content: Mapping[str, Any]
) -> Record:
    """Create the record that `where` names, with one act; give back the one that is there when it is equal.

    A record that has ended since counts as equal. Refuses records.key_taken for other content.
    """
    found: Record | None = _rows(model).filter(**where).first()
    if found is not None:
        differs = [n for n, v in content.items() if n not in _MOVES and getattr(found, n) != v]
        if differs:
            key = ", ".join(str(value) for value in where.values())
            raise Refusal(KEY_TAKEN, field="key", key=key, differs=", ".join(sorted(differs)))
        return found
    with act(word, by=by) as done:
        record = model(**where, **content)
        record.save()
        done.about = record.uid  # type: ignore[attr-defined]
        done.note(**_told({**where, **content}))
    return record


def end_open(
    *, by: Recorder, model: type[Relation], word: str, where: Mapping[str, Any], subject: str, on: date
) -> Relation:
    """End the open relation that `where` names; `on` is the first day without it.

    Refuses atlas.not_open and periods.end_before_start.
    """
    found: Relation | None = _rows(model).filter(end__isnull=True, **where).first()
    if found is None:
        raise Refusal(NOT_OPEN, field="on", subject=subject)
    Period(found.start, on)
    with act(word, by=by, about=found.uid, subject=subject, end=on):  # type: ignore[attr-defined]
        found.end, found.end_precision = on, Precision.DAY
        found.save()
    return found


def bring_in(
    *, by: Recorder, model: type[Record], word: str, key: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> int:
    """Create the rows that are missing and correct those that differ, with one act that counts and digests them.

    `key` are the columns that name a row. Gives back how many rows it wrote; with none there is no act either.
    Refuses nothing itself: whoever makes the rows has checked them.
    """
    wanted = list(rows)
    related = [field.name for field in model._meta.fields if field.is_relation]
    present = _rows(model).select_related(*related) if related else _rows(model).all()
    there = {_key(o, key): o for o in present}
    new, changed = [], []
    for row in wanted:
        found = there.get(tuple(row[name] for name in key))
        if found is None:
            new.append(model(**row))
        elif any(getattr(found, name) != value for name, value in row.items()):
            for name, value in row.items():
                setattr(found, name, value)
            changed.append(found)
    if new or changed:
        with act(word, by=by, about=uid_of("bulk", word)) as done:
            _rows(model).bulk_create(new, batch_size=500)
            if changed:
                fields = [name for name in wanted[0] if name not in {*key, "uid"}]
                _rows(model).bulk_update(changed, fields, batch_size=500)
            done.note(created=len(new), corrected=len(changed), digest=digest([_told(row) for row in wanted]))
    return len(new) + len(changed)


def _rows(model: Any) -> Any:
    """The rows of a guarded model; typed loosely, because a mixin of columns is no model to the type checker."""
    return model.objects


def _key(record: models.Model, key: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in key)


def _told(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in content.items() if name != "uid"}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, models.Model | float) else value
