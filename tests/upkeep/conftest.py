"""Databases of their own for tests that copy, move and bring back whole nodes."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import connection

from kerege.config import environment
from kerege.upkeep.queries import databases


@contextmanager
def made(tmp_path) -> Iterator[dict]:
    """Settings of a new and empty database: a file, or a database on the server that the tests use."""
    name = f"kerege_{uuid4().hex[:12]}"
    if connection.vendor == "sqlite":
        yield environment.sqlite(str(tmp_path / f"{name}.sqlite3"))
        return
    settings = databases.settings_of(connection) | {"NAME": name}
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield settings
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def unblocked(django_db_setup, django_db_blocker):
    """Databases may be used, outside any transaction of the tests."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def empty_database(unblocked, tmp_path):
    """Settings of a new and empty database of the kind that this run tests."""
    with made(tmp_path) as settings:
        yield settings
