"""The register: one row is one person in one course."""

from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal
from kerege.training.words import InstitutionType, Part, Sex


class Participation(OwnedModel):
    """Somebody took part in a course. Restricted unless its owner says otherwise; figures leave only as sums.

    Without `person` the register had no name that could be matched; the row then counts as one more person.
    Marks, answers and health are deliberately absent.
    """

    shareable: ClassVar[bool] = False  # who sat in which course is told by no share: figures leave as sums

    course = models.ForeignKey("training.Course", on_delete=models.PROTECT, related_name="register", db_index=False)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=10, default=Part.TRAINEE)
    sex = models.CharField(max_length=12, default=Sex.NOT_STATED)
    institution_type = models.CharField(max_length=20, default=InstitutionType.NOT_STATED)
    unit = models.ForeignKey("atlas.AdminUnit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    registered_on = models.DateField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        ("course", "role", "sex", "institution_type", "unit", "registered_on"),
        Erased.KEPT,
        why="figures that were published rest on it; it then tells of one participant without a name",
    )

    class Meta:
        app_label = "training"
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person", "role"],
                condition=models.Q(person__isnull=False),
                name="nobody_twice_in_register",
            )
        ]
        indexes = [
            models.Index(fields=["role", "course", "person"], name="register_persons"),
            models.Index(fields=["role", "course", "sex"], name="register_sex"),
            models.Index(fields=["role", "course", "institution_type"], name="register_institution"),
            models.Index(fields=["role", "course", "unit"], name="register_unit"),
            models.Index(fields=["course", "id"], name="register_order"),
            models.Index(fields=["person", "role", "course"], name="courses_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.uid}"
