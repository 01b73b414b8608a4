"""Which account an identity at a provider opens, and which identities open an account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.socialaccount.models import SocialAccount

from kerege.people.models import Account


@dataclass(frozen=True)
class IdentityLine:
    """An identity that opens an account. `label` is what it was called when it was linked; it may be empty."""

    provider: str
    subject: str
    label: str
    linked_at: datetime


def account_of_identity(*, provider: str, subject: str) -> Account | None:
    """The account that its owner linked with this identity, closed or not; None for an identity that nobody linked."""
    found = SocialAccount.objects.filter(provider=provider, uid=subject).select_related("user").first()
    return found.user if found is not None else None


def identities_of(account: Account) -> list[IdentityLine]:
    """The identities of an account, oldest first; for its owner.

    Whoever manages the account is told provider and day alone.
    """
    rows = SocialAccount.objects.filter(user=account).order_by("date_joined", "id")
    return [IdentityLine(r.provider, r.uid, str(r.extra_data.get("label", "")), r.date_joined) for r in rows]


def linked_counts(providers: Iterable[str]) -> dict[str, int]:
    """How many accounts sign in with each of these providers; for the node's administrator."""
    wanted = list(providers)
    rows = SocialAccount.objects.filter(provider__in=wanted).values_list("provider", flat=True)
    counted = dict.fromkeys(wanted, 0)
    for each in rows:
        counted[each] += 1
    return counted
