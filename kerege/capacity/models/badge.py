"""Where a certificate or badge stands in the status lists, and who agreed to stand in the public register."""

from typing import ClassVar

from django.db import models

from kerege.capacity.models.certificate import Certificate
from kerege.capacity.models.course_badge import GivenBadge
from kerege.lib.sensitivity import Sensitivity
from kerege.privacy.words import CERTIFIED_REGISTER
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal


class BadgePlace(OwnedModel):
    """The bit of a certificate, or of a badge that a course gave, in the status lists: drawn when it is first fetched
    as a file, and for ever its own.
    """

    part_of: ClassVar[tuple[str, ...]] = ("certificate", "given")

    certificate = models.OneToOneField(Certificate, null=True, on_delete=models.PROTECT, related_name="badge_place")
    given = models.OneToOneField(GivenBadge, null=True, on_delete=models.PROTECT, related_name="badge_place")
    place = models.PositiveIntegerField(unique=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    class Meta:
        app_label = "capacity"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(certificate__isnull=True, given__isnull=False)
                | models.Q(certificate__isnull=False, given__isnull=True),
                name="badge_place_of_one",
            )
        ]

    def __str__(self) -> str:
        return str(self.place)


class RegisterEntry(OwnedModel):
    """Somebody stands in the public register of certified people. It rests on a consent and goes with it.

    `reserve` is within which time they can come, one of privacy's codes; empty for not at all.
    """

    shareable: ClassVar[bool] = False

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    since = models.DateField()
    reserve = models.CharField(max_length=20, blank=True)

    personal = Personal(
        *("person", PERSON, "certificate", ("since", "reserve"), Erased.DELETED), rests_on=CERTIFIED_REGISTER
    )

    class Meta:
        app_label = "capacity"
        verbose_name = "entry in the register of certified people"

    def __str__(self) -> str:
        return str(self.uid)
