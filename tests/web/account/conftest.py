"""Somebody with a role that wants a second factor, and the codes of their app."""

import time
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from kerege.people import actions as people
from kerege.people.rules import SYSTEM

PASSWORD = "a sentence for this test"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(steps: int = 0) -> str:
    """What the app shows, so many periods from now."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + steps))


def person(role: str = "", owner: str = "REG", email: str = "somebody@example.org", app: bool = False, **more):
    account = people.open_account(by=SYSTEM, email=email, name="Somebody", password=PASSWORD, **more)
    if role:
        people.grant_role(by=SYSTEM, account=account, role=role, owner=owner, start=date(2024, 7, 1))
    if app:
        TOTP.activate(account, SECRET)
    return account


def begins(account, client: Client | None = None):
    """Give the address and the password; the client and the answer."""
    client = client or Client()
    return client, client.post("/account/sign-in/", {"login": account.email, "password": PASSWORD})


def signs_in(account) -> Client:
    """Sign in with all that this account asks."""
    client, answer = begins(account)
    if answer["Location"] == "/account/second-factor/sign-in/":
        assert client.post(answer["Location"], {"code": code()}).status_code == 302
    return client


def roles(client: Client) -> set[str]:
    """With which roles this browser acts now."""
    return set(client.get("/people/seats/").context["actor"].roles)


def kinds(account) -> list[str]:
    return sorted(Authenticator.objects.filter(user=account).values_list("type", flat=True))
