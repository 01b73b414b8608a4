"""Certificates that other bodies gave to somebody: never mixed with our own."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.capacity.words.credentials import ExternalState
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace


class ExternalCertificate(OwnedModel):
    """What another body certified, recorded with its proof (`files`, about this record's uid) by the person or by
    whoever looks after the people of the owner, and verified by another person.

    `body_folded` is the body's name as it is compared, so that one number is not recorded twice under two spellings.
    """

    shareable: ClassVar[bool] = False

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    body = models.CharField(max_length=200)
    body_folded = models.CharField(max_length=400)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    state = models.CharField(max_length=10, default=ExternalState.RECORDED)
    note = models.CharField(max_length=500, blank=True)
    recorded_on = models.DateField()
    recorded_by = models.CharField(max_length=64)
    judged_on = models.DateField(null=True)
    judged_by = models.CharField(max_length=64, blank=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        *("person", PERSON, "certificate"),
        ("body", "title", "number", "valid_from", "valid_until", "state", "note", "recorded_on", "judged_on"),
        Erased.DELETED,
        other=("body_folded", "recorded_by", "judged_by"),
    )
    traces: ClassVar[Mapping[str, Trace]] = {
        "body": Trace.NOBODY,  # an organisation, in its own words
        "body_folded": Trace.NOBODY,
        "recorded_by": Trace.PSEUDONYM,
        "judged_by": Trace.PSEUDONYM,
    }

    class Meta:
        app_label = "capacity"
        verbose_name = "certificate of another body"
        constraints = [
            models.UniqueConstraint(
                fields=["body_folded", "number"],
                condition=~models.Q(state=ExternalState.WITHDRAWN),
                name="external_certificate_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ExternalState.VERIFIED)
                | (~models.Q(judged_by="") & ~models.Q(judged_by=models.F("recorded_by"))),
                name="external_is_verified_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
