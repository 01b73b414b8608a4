"""Shares as the query layer reads them: which rows and fields a share lifts for whom.

The table stands in `sharing`, and only its actions write it. Here is what a share *means*, so that pages, counts,
exports and API cannot read it differently. Nothing that is empty means everybody: no readers, an unknown field, an
empty project, or a share that is waiting or withdrawn, match no row at all.
"""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from kerege.lib.sensitivity import ANY_ROLE, Sensitivity, ShareState
from kerege.records.asides import ASIDE, is_aside
from kerege.records.guarded import GuardedModel
from kerege.records.labels import SensitivityField
from kerege.records.viewers import Shared

WHOLE = "*"
"""In `field`: the whole record. In `project`: records of every project, and of none."""


class ShareRow(GuardedModel):
    """One owner lets others read one record, or its records of one kind, from `start` up to and not including `end`.

    `kind` is the model ("outreach.event"), `record` its uid; without `record` it is a list: all records of the kind
    that the owner has in `project`. `field` is WHOLE or one labelled field. `level` is the highest label that the share
    reaches: what is labelled higher, or will be, stays closed. The concrete table has rows `readers` (owner, role).
    """

    owner = models.CharField(max_length=8, db_index=True)
    kind = models.CharField(max_length=60)
    record = models.UUIDField(null=True, db_index=True)
    project = models.CharField(max_length=20, blank=True)
    field = models.CharField(max_length=40)
    level = SensitivityField(default=Sensitivity.NATIONAL)
    start = models.DateField()
    end = models.DateField()
    state = models.CharField(max_length=10, default=ShareState.WAITING)

    class Meta:
        abstract = True


def kind_of(model: type[models.Model]) -> str:
    """What stands in `kind` for the records of a model."""
    return model._meta.label_lower


def standing(shared: Shared) -> Q:
    """The shares that open something on the day for one of these readers."""
    readers = Q()
    for owner in sorted({owner for owner, _ in shared.readers}):
        roles = {role for at, role in shared.readers if at == owner}
        readers |= Q(owner=owner, role__in=sorted({*roles, ANY_ROLE}))
    if not readers:
        return Q(pk__in=())
    days = Q(start__lte=shared.on, end__gt=shared.on, state=ShareState.STANDING)
    # asked share by share: joined, or as a list of shares, the database would walk all shares with this reader once for
    # every row that clearance does not open
    return days & Q(Exists(_readers_table().objects.filter(readers, share=OuterRef("pk"))))


def lifted(model: type[models.Model], column: str, field: str, shared: Shared) -> Q | None:
    """The rows of `model` that shares open up to their `column` (a label); None where no share of the kind is known.

    `field` is the labelled field that is to be read, or empty for the row itself: a share of one field opens that field
    and the row it stands in. A part (`part_of` of its model) is opened with the whole record that it is a part of.
    """
    conditions: list[Q] = []
    fields = {WHOLE, field} if field else None
    for path, kind in _whose(model):
        reached = standing(shared) & Q(kind=kind, owner=OuterRef("owner"), level__gte=OuterRef(column))
        wanted = fields if not path else {WHOLE, *_held(model)}
        if wanted is not None:
            reached &= Q(field__in=sorted(wanted))
        if kind in shared.records:
            conditions.append(_exists(reached & Q(record=_of_whole(model, path, "uid"))))
        if kind in shared.lists:
            conditions.append(_exists(reached & Q(record__isnull=True) & _of_project(model, path)))
    if not conditions:
        return None
    found = conditions[0]
    for condition in conditions[1:]:
        found |= condition
    return found


def _whose(model: Any) -> list[tuple[str, str]]:
    """The record itself, and what it is a part of: the path to it, and its kind."""
    parents = [(f"{name}__", kind_of(model._meta.get_field(name).related_model)) for name in model.part_of]
    return [("", kind_of(model)), *parents]


def _held(model: Any) -> list[str]:
    """The field whose values stand in a side table; nothing for other models."""
    return [model._meta.get_field("record").remote_field.related_name.removesuffix(ASIDE)] if is_aside(model) else []


def _of_project(model: Any, path: str) -> Q:
    holder = model._meta.get_field(path.removesuffix("__")).related_model if path else model
    if any(f.name == "project_key" for f in holder._meta.fields):
        return Q(project=WHOLE) | (Q(project=_of_whole(model, path, "project_key")) & ~Q(project=""))
    return Q(project=WHOLE)


def _of_whole(model: Any, path: str, column: str) -> Any:
    """A column of the record, or of the one that it is a part of. That one is asked for by itself and not joined: where
    PostgreSQL holds it back, a join would take the part with it.
    """
    if not path:
        return OuterRef(column)
    name = path.removesuffix("__")
    whole: Any = models.QuerySet(model._meta.get_field(name).related_model)
    found = whole.filter(pk=OuterRef(OuterRef(f"{name}_id"))).values(column)
    found.query.opened = True  # only its name is compared
    return Subquery(found[:1])


def _readers_table() -> Any:
    shares: Any = ShareRow.__subclasses__()[0]
    return shares._meta.get_field("readers").related_model


def _exists(reached: Q) -> Q:
    table: Any = ShareRow.__subclasses__()[0]
    return Q(Exists(table.objects.filter(reached)))
