"""Who signs in with an identity at a provider: said by the owner of the account, and taken back by nobody else."""

from collections.abc import Collection

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people import words
from kerege.people.models import Account
from kerege.people.rules import Actor


def link_identity(*, by: Actor, account: Account, provider: str, subject: str, label: str) -> None:
    """Let this identity open the account from now on. The same link again changes nothing.

    `subject` is the digest that names the identity, `label` what its owner recognises it by; it may be empty.

    Refuses people.not_your_account (anybody but its owner), people.identity_taken (it opens another account) and
    people.already_linked (the account has another identity of this provider).
    """
    _check_oneself(by, account)
    of_provider = SocialAccount.objects.filter(provider=provider)
    if of_provider.filter(user=account, uid=subject).exists():
        return
    told = {"label": clean_line(label, field="label", max_length=200)} if label.strip() else {}
    try:
        with act("people.identity.linked", by=by, about=account.uid, provider=provider):
            Account.objects.select_for_update().get(pk=account.pk)
            if of_provider.filter(uid=subject).exists():
                raise Refusal(words.IDENTITY_TAKEN)
            if of_provider.filter(user=account).exists():
                raise Refusal(words.ALREADY_LINKED)
            SocialAccount.objects.create(user=account, provider=provider, uid=subject, extra_data=told)
    except IntegrityError:  # another account took it in this moment
        raise Refusal(words.IDENTITY_TAKEN) from None


def unlink_identity(*, by: Actor, account: Account, provider: str, offered: Collection[str]) -> None:
    """Take the link back. Without one nothing changes. `offered` are the providers with which people can sign in now.

    Refuses people.not_your_account (anybody but its owner) and people.last_way_in (nothing else would open it).
    """
    _check_oneself(by, account)
    rows = SocialAccount.objects.filter(user=account, provider=provider)
    if not rows.exists():
        return
    with act("people.identity.unlinked", by=by, about=account.uid, provider=provider):
        locked = Account.objects.select_for_update().get(pk=account.pk)
        if not _opens_without(locked, provider, offered):
            raise Refusal(words.LAST_WAY_IN)
        rows.delete()


def _check_oneself(by: Actor, account: Account) -> None:
    if not by.uid or by.uid != str(account.uid):
        raise Refusal(words.NOT_YOUR_ACCOUNT)


def _opens_without(account: Account, provider: str, offered: Collection[str]) -> bool:
    """Whether the account has a password, a passkey, or an identity at another provider that is offered."""
    if account.has_usable_password():
        return True
    if Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).exists():
        return True
    others = set(offered) - {provider}
    return bool(SocialAccount.objects.filter(user=account, provider__in=others).exists())
