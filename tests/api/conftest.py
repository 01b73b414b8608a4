"""The loaded demo, and clients that are signed in as somebody of it."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread

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


@pytest.fixture
def served(db) -> Iterator[str]:
    """The address of a server on this machine that reads what the test has recorded."""
    connection = connections["default"]
    connection.inc_thread_sharing()
    server = LiveServerThread("127.0.0.1", lambda handler: handler, {connection.alias: connection})
    server.daemon = True
    server.start()
    server.is_ready.wait(20)
    try:
        if server.error:
            raise server.error
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()
        connection.dec_thread_sharing()
