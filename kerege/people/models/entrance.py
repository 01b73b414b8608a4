"""How somebody gets in: by an invitation, or again after the second factor is lost."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.people.models.account import Account
from kerege.people.models.seat import Seat
from kerege.records.guarded import GuardedModel
from kerege.records.personal import ACCOUNT, Erased, Personal, Trace


class Invitation(GuardedModel):
    """A role that waits for somebody who has a mail address. Open until it is taken, withdrawn or too old.

    The link holds this row's uid and `round`, signed by the node; sending it again raises `round`, so that only the
    newest letter works.
    """

    email = models.EmailField()
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=12, blank=True)
    owner = models.CharField(max_length=8, db_index=True)
    role = models.CharField(max_length=30)
    seat = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    round = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")

    personal = Personal(
        "account",
        ACCOUNT,
        "account",
        ("email", "name", "language", "account", "sent_at", "accepted_at"),
        Erased.DELETED,
        other=("owner", "role", "seat", "invited_by", "round", "expires_at", "withdrawn_at"),
        repeats=("email",),  # a link that nobody took leads to no account
    )
    traces: ClassVar[Mapping[str, Trace]] = {"invited_by": Trace.EMPTIED}

    class Meta:
        app_label = "people"

    def __str__(self) -> str:
        return f"{self.role} {self.owner}"


class LostFactor(GuardedModel):
    """Somebody asks to get in without the second factor. `how` and `note` say how identity was proved, never the proof.

    Open until the factors are removed (`done_at`) or the request is refused (`refused_at`).
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    how = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=400, blank=True)
    proved_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    proved_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    personal = Personal(
        "account",
        ACCOUNT,
        "sign_in",
        ("account", "asked_at", "how", "note", "done_at", "refused_at"),
        Erased.DELETED,
        other=("proved_by", "proved_at", "confirmed_by"),
    )
    traces: ClassVar[Mapping[str, Trace]] = {"proved_by": Trace.EMPTIED, "confirmed_by": Trace.EMPTIED}

    class Meta:
        app_label = "people"
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(done_at__isnull=True, refused_at__isnull=True),
                name="one_open_request_per_account",
            )
        ]

    def __str__(self) -> str:
        return f"lost factor {self.uid}"
