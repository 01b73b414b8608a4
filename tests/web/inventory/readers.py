"""Who reads and keeps cards in these tests: an account is opened when it is first asked for."""

from django.test import Client

from kerege.people import actions as people
from kerege.people.models import Account
from kerege.people.rules import SYSTEM
from tests import ground
from tests.web import signing

ROLES = {
    "head": ("laboratory_head", "KAZ"),
    "focal": ("focal_point", "KAZ"),
    "officer": ("biosafety_officer", "KAZ"),
    "neighbour": ("focal_point", "KGZ"),
}


def signed_in(name: str) -> Client:
    """A browser in which somebody with this role is signed in; nobody without a name."""
    if not name:
        return Client()
    email, (role, owner) = f"{name}@example.org", ROLES[name]
    if not Account.objects.filter(email=email).exists():
        account = people.open_account(by=SYSTEM, email=email, name=name.title(), password="kerege-demo-2026")
        start = ground.TODAY.replace(year=2020)
        people.grant_role(by=SYSTEM, account=account, role=role, owner=owner, start=start)
    return signing.signed_in(name)
