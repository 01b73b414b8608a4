"""Passwords of devices that sign in by themselves, for one purpose each."""

from django.db import models

from kerege.people.models.account import Account
from kerege.people.words.devices import DeviceScope
from kerege.records.guarded import GuardedModel
from kerege.records.personal import ACCOUNT, Erased, Personal


class DevicePassword(GuardedModel):
    """A password that a program on one device keeps, for what `scope` says and nothing else.

    Only its digest is kept. `strong` says whether the session in which it was made had proved a second factor: roles
    that want one rest otherwise. It is over with its day, and with every `session_round` of its account.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    scope = models.CharField(max_length=10, default=DeviceScope.FORMS)
    digest = models.CharField(max_length=64, unique=True)
    strong = models.BooleanField(default=False)
    session_round = models.PositiveIntegerField(default=0)
    made_on = models.DateField()
    ends_on = models.DateField()
    used_on = models.DateField(null=True)

    personal = Personal(
        "account",
        ACCOUNT,
        "sign_in",
        ("name", "made_on", "used_on"),
        Erased.DELETED,
        other=("scope", "digest", "strong", "session_round", "ends_on"),
    )

    class Meta:
        app_label = "people"

    def __str__(self) -> str:
        return f"device {self.uid}"
