"""Records that belong to somebody."""

from typing import Any, ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.asides import LABEL_SUFFIX, forget, labelled_fields, write_asides
from kerege.records.guarded import GuardedModel
from kerege.records.labels import SensitivityField
from kerege.records.scope import OwnedQuerySet, OwnedRelations

REGION = "REG"


class OwnedModel(GuardedModel):
    """A record of one node. `owner` is the key of that node: REGION, or a territory's ISO 3166-1 alpha-3 code.

    `label` says who may know that the record exists; a field with a label of its own stands aside (records.asides) and
    says more strictly who may read it. `synthetic` marks example records about nobody. `objects` refuses to be read
    without a viewer. `part_of` names the foreign keys to records with which this one is shared; by itself it never is.
    What is not `shareable` is shared in no way at all. A row that says another way what a labelled field of a record
    says names the foreign key and the field in `labelled_as`, and always has that field's label.
    """

    part_of: ClassVar[tuple[str, ...]] = ()
    shareable: ClassVar[bool] = True
    labelled_as: ClassVar[tuple[str, str]] = ("", "")

    owner = models.CharField(max_length=8, db_index=True)
    label = SensitivityField(default=Sensitivity.PUBLIC)
    synthetic = models.BooleanField(default=False)

    objects = OwnedQuerySet.as_manager()  # type: ignore[misc]  # stricter than the guarded one
    relations = OwnedRelations()

    class Meta:
        abstract = True
        base_manager_name = "relations"

    def save(self, *args: Any, **kwargs: Any) -> None:
        created = self._state.adding
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = [n for n in kwargs["update_fields"] if n not in _aside_names(type(self))]
        super().save(*args, **kwargs)
        write_asides(self, created=created)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        forget(self)


class SideTable(OwnedModel):
    """The values of one labelled field: one row for each record, with the record's uid. `label` is the field's.

    The concrete table adds `record` (side_of) and `value`, which is never NULL: what reads as NULL is withheld.
    """

    part_of = ("record",)
    stands_aside: ClassVar[bool] = True

    class Meta:
        abstract = True
        base_manager_name = "relations"

    def __str__(self) -> str:
        return str(self.uid)


def _aside_names(model: type[models.Model]) -> frozenset[str]:
    return frozenset(name + end for name in labelled_fields(model) for end in ("", LABEL_SUFFIX))
