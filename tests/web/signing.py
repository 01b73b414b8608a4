"""Signing in as a demo account, for tests of pages."""

import time

from django.test import Client

from kerege.people.models import Account


def signed_in(email: str, *, minutes_ago: int = 0, strong: bool = True) -> Client:
    """A browser in which this demo account (the part before the @) is signed in.

    So many minutes ago, with a second factor or only with a password.
    """
    account = Account.objects.get(email=f"{email}@example.org")
    client = Client()
    client.force_login(account)
    has_proved(client, account, minutes_ago=minutes_ago, strong=strong)
    return client


def has_proved(client: Client, account: Account, *, minutes_ago: int = 0, strong: bool = True) -> None:
    """Let the session say that the account gave these proofs, as the sign-in library writes them down."""
    at = time.time() - 60 * minutes_ago
    session = client.session
    session["account_authentication_methods_user"] = str(account.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": at},
        *([{"method": "mfa", "type": "totp", "at": at}] if strong else []),
    ]
    session.save()
