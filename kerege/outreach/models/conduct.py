"""Codes of conduct in versions, organisations that adopted them, and people who signed."""

from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal
from kerege.records.versions import DraftedVersion, InVersions, each_once


class CodeOfConduct(InVersions):
    """A code that people sign, kept by its owner. `rights` says whose text it is."""

    class Meta:
        app_label = "outreach"
        verbose_name = "code of conduct"


class CodeVersion(DraftedVersion):
    """One version, as rules.conduct reads it. What somebody signed rests on it."""

    of = models.ForeignKey(CodeOfConduct, on_delete=models.PROTECT, related_name="versions")

    class Meta:
        app_label = "outreach"
        verbose_name = "version of a code of conduct"
        constraints = each_once("code")


class CodeAdoption(OwnedModel):
    """An organisation made the code its own, from a day until it ended that. It belongs to the organisation's owner."""

    part_of: ClassVar[tuple[str, ...]] = ("code",)

    code = models.ForeignKey(CodeOfConduct, on_delete=models.PROTECT, related_name="adoptions")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        app_label = "outreach"
        verbose_name = "adoption of a code of conduct"
        constraints = [
            models.UniqueConstraint(
                fields=["code", "organisation"],
                condition=models.Q(ended_on__isnull=True),
                name="adopts_a_code_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("from_day")),
                name="adoption_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Pledge(OwnedModel):
    """Somebody signed a version that they read in a language; `digest` is the version's as it was then.

    Open to everybody, with the name that the signer wrote, where the signer chose that; else restricted and without a
    name: then only the signer reads it, and others read numbers.
    """

    part_of: ClassVar[tuple[str, ...]] = ("version",)
    shareable: ClassVar[bool] = False

    version = models.ForeignKey(CodeVersion, on_delete=models.PROTECT, related_name="pledges")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    lang = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    signed_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    signed_as = models.CharField(max_length=120, blank=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "conduct",
        ("version", "lang", "digest", "signed_on", "withdrawn_on", "signed_as"),
        Erased.DELETED,
    )

    class Meta:
        app_label = "outreach"
        verbose_name = "pledge"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="signs_a_version_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_as="") | models.Q(label=Sensitivity.PUBLIC.value),
                name="name_only_where_open_to_everybody",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | models.Q(withdrawn_on__gte=models.F("signed_on")),
                name="withdrawn_after_signed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
