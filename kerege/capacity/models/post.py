"""How many people work in which role in a unit, and who of them is known by name."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.capacity.models.framework import Framework
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace


class Post(OwnedModel):
    """A role of a framework in a facility or one unit of it, from `start` up to and not including `end`.

    `facility` is that record's key, `unit` the uid of the unit, empty for the facility as a whole. Other numbers from
    another day are another row. Restricted: who has how many people for what is told by no share.
    """

    shareable: ClassVar[bool] = False

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="posts")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    facility = models.CharField(max_length=20, db_index=True)
    unit = models.CharField(max_length=36, blank=True)
    role = models.CharField(max_length=60)
    people = models.PositiveSmallIntegerField()
    fte = models.DecimalField(max_digits=6, decimal_places=2)
    start = models.DateField()
    end = models.DateField(null=True)

    traces: ClassVar[Mapping[str, Trace]] = {"unit": Trace.NOBODY}  # a department, not who works there

    class Meta:
        app_label = "capacity"
        verbose_name = "post"
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "unit", "framework", "role"], condition=Q(end__isnull=True), name="post_once_now"
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1, fte__gt=0, fte__lte=F("people")), name="post_is_of_somebody"
            ),
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="post_ends_after_start"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class PostHolder(OwnedModel):
    """Somebody known by name on a post, with the share of a full week in percent, for a time."""

    shareable: ClassVar[bool] = False

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holders")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    share = models.PositiveSmallIntegerField(default=100)
    start = models.DateField()
    end = models.DateField(null=True)

    personal = Personal("person", PERSON, "competence", ("post", "share", "start", "end"), Erased.DELETED)

    class Meta:
        app_label = "capacity"
        verbose_name = "holder of a post"
        constraints = [
            models.UniqueConstraint(fields=["post", "person"], condition=Q(end__isnull=True), name="holder_once_now"),
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=100), name="holder_has_a_share"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="holder_leaves_after_start"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
