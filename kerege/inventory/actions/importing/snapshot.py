"""What stands on a card, to be put back as it was."""

from typing import Any

from kerege.inventory.actions.changing import Names
from kerege.inventory.models import Facility
from kerege.people.rules import Actor
from kerege.records.asides import labelled_fields

_NOT_CONTENT = {"id", "uid", "owner", "label", "synthetic", "key", "number", "version", "origin"}


def snapshot(*, by: Actor, facility: Facility, present: Names) -> dict[str, Any]:
    """Every column and labelled field by name, as text, and the present names; inside an open act. Refuses nothing."""
    columns = [f for f in Facility._meta.concrete_fields if f.name not in _NOT_CONTENT]
    kept = {
        f.attname: f.value_to_string(facility) if getattr(facility, f.attname) is not None else None for f in columns
    }
    kept |= {name: getattr(facility, name) for name in labelled_fields(Facility)}
    return {"columns": kept, "names": {lang: name.text for lang, name in present.items()}}


def put_back(*, by: Actor, facility: Facility, kept: dict[str, Any]) -> None:
    """Set what `snapshot` gave; the caller saves. Refuses nothing."""
    fields: dict[str, Any] = {f.attname: f for f in Facility._meta.concrete_fields}
    for name, value in kept["columns"].items():
        field = fields.get(name)
        setattr(facility, name, value if field is None or value is None else field.to_python(value))
