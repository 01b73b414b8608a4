"""Accounts that sign in, and the roles they hold for a time."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from kerege.lib.ids import new_uid
from kerege.records.guarded import GuardedModel
from kerege.records.personal import ACCOUNT, Erased, Personal


class AccountManager(BaseUserManager):  # type: ignore[type-arg]  # not generic at run time
    """Django's sign-in asks for accounts by e-mail; there is deliberately no `create_superuser`."""

    def get_by_natural_key(self, email: str | None) -> Any:
        return self.get(email__iexact=email)


class Account(AbstractBaseUser):
    """What signs in. Not guarded: the sign-in library itself writes the last sign-in and renews password hashes.

    An account owns nothing; what its person made belongs to the node, so a handover only moves a seat.
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=12, blank=True)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)

    objects = AccountManager()

    personal = Personal(
        "",
        ACCOUNT,
        "account",
        ("email", "name", "password", "last_login", "language", "person"),
        Erased.BLANKED,
        other=("is_active", "demo"),
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        app_label = "people"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> Any:
        return self.name


class RoleGrant(GuardedModel):
    """A role that an account holds for one owner, from `start` up to and not including `end`."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30)
    owner = models.CharField(max_length=8)
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField(null=True)

    personal = Personal("account", ACCOUNT, "account", ("role", "organisation", "start", "end"), Erased.DELETED)

    class Meta:
        app_label = "people"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="grant_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.owner}"
