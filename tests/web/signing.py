"""Signing in as a demo account, for tests of pages."""

from django.test import Client

from kerege.people.models import Account


def signed_in(email: str) -> Client:
    """A browser in which this demo account (the part before the @) is signed in."""
    client = Client()
    client.force_login(Account.objects.get(email=f"{email}@example.org"))
    return client
