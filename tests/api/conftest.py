"""The loaded demo, and clients that are signed in as somebody of it."""

import pytest
from django.test import Client

from kerege.people import queries as people

KAZ_FOCAL_POINT = "focal.point.kaz@example.org"
KGZ_FOCAL_POINT = "focal.point.kgz@example.org"


@pytest.fixture
def signed_in(demo_world):
    """`signed_in(email)`: a client with the session of that account."""

    def make(email: str, **kwargs: object) -> Client:
        client = Client(**kwargs)
        client.force_login(people.account(email))
        return client

    return make


@pytest.fixture
def reader(demo_world):
    """`reader(path)`: what the public gets, as data."""
    client = Client()

    def get(path: str, **headers: str) -> dict:
        answer = client.get(path, headers=headers)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    return get
