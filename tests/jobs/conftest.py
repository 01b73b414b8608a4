"""A worker closes connections that were left in a transaction; a test is one, so its connection has to stay."""

import pytest
from django_tasks_db.management.commands import db_worker

from kerege.config.cli import work


@pytest.fixture(autouse=True)
def the_connection_of_the_test_stays(monkeypatch):
    for worker in (db_worker, work):
        monkeypatch.setattr(worker, "close_old_connections", lambda: None)
