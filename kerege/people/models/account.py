"""Accounts that sign in, and the roles they hold for a time."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from kerege.lib.ids import new_uid
from kerege.records.guarded import GuardedModel
from kerege.records.personal import ACCOUNT, Erased, Personal, Trace


class AccountManager(BaseUserManager):  # type: ignore[type-arg]  # not generic at run time
    """Django's sign-in asks for accounts by e-mail; there is deliberately no `create_superuser`."""

    def get_by_natural_key(self, email: str | None) -> Any:
        return self.get(email__iexact=email)


class Account(AbstractBaseUser):
    """What signs in. Not guarded: the sign-in library itself writes the last sign-in and renews password hashes.

    An account owns nothing; what its person made belongs to the node, so a handover only moves a seat. `person` is who
    signs in with it: roles that stand on a seat come and go with the terms of this person.
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12, blank=True)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    session_round = models.PositiveIntegerField(default=0)
    sessions_end_on = models.DateField(null=True)
    calendar_round = models.PositiveIntegerField(default=0)

    objects = AccountManager()

    personal = Personal(
        "",
        ACCOUNT,
        "account",
        ("email", "name", "password", "last_login", "language", "person"),
        Erased.BLANKED,
        other=("is_active", "demo", "session_round", "sessions_end_on", "calendar_round"),
    )
    traces: ClassVar[Mapping[str, Trace]] = {"person": Trace.EMPTIED}

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        app_label = "people"
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(person__isnull=False), name="one_account_per_person")
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """What a session keeps and every request compares: another round, or a day that has come, ends all sessions.

        `sessions_end_on` ends those that began before that day, when it comes, without anything that has to run then.
        """
        parts = [self.password]
        if self.session_round:
            parts.append(f"round {self.session_round}")
        if self.sessions_end_on and self.sessions_end_on <= localdate():
            parts.append(f"since {self.sessions_end_on}")
        return salted_hmac("kerege.people.session", "|".join(parts), secret=secret, algorithm="sha256").hexdigest()

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> Any:
        return self.name


class RoleGrant(GuardedModel):
    """A role for one owner, from `start` up to and not including `end`: an account's, a seat's, or both.

    Without a seat the account holds it as it is. On a seat it is held only while the account's person is the seat's
    holder (or, with `deputies`, its deputy) and the seat exists; without an account it is the seat's own, and whoever
    sits there holds it. `withdrawn` says that it ended before it began. `people.queries.held` decides.
    """

    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="grants")
    seat = models.ForeignKey("people.Seat", null=True, on_delete=models.PROTECT, related_name="grants")
    deputies = models.BooleanField(default=False)
    role = models.CharField(max_length=30)
    owner = models.CharField(max_length=8)
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField(null=True)
    withdrawn = models.BooleanField(default=False)

    personal = Personal(
        "account",
        ACCOUNT,
        "account",
        ("role", "seat", "deputies", "organisation", "start", "end", "withdrawn"),
        Erased.DELETED,
    )

    class Meta:
        app_label = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="grant_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=False) | Q(seat__isnull=False), name="grant_has_account_or_seat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.owner}"
