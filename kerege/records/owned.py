"""Records that belong to somebody."""

from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.guarded import GuardedModel
from kerege.records.labels import SensitivityField
from kerege.records.scope import OwnedQuerySet, OwnedRelations

REGION = "REG"


class OwnedModel(GuardedModel):
    """A record of one node. `owner` is the key of that node: REGION, or a territory's ISO 3166-1 alpha-3 code.

    `label` says who may know that the record exists; a field `x` with a column `x_label` says more strictly who may
    read `x`. `synthetic` marks example records about nobody. `objects` refuses to be read without a viewer.
    `part_of` names the foreign keys to records with which this one is shared; by itself it never is.
    """

    part_of: ClassVar[tuple[str, ...]] = ()

    owner = models.CharField(max_length=8, db_index=True)
    label = SensitivityField(default=Sensitivity.PUBLIC)
    synthetic = models.BooleanField(default=False)

    objects = OwnedQuerySet.as_manager()  # type: ignore[misc]  # stricter than the guarded one
    relations = OwnedRelations()

    class Meta:
        abstract = True
        base_manager_name = "relations"
