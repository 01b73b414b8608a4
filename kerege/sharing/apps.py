from typing import Any

from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class SharingConfig(AppConfig):
    """Puts up the fence of PostgreSQL (records/fence.py, records/policies.py) when the program starts."""

    name = "kerege.sharing"
    label = "sharing"

    def ready(self) -> None:
        from kerege.records import fence

        connection_created.connect(_connected)
        request_started.connect(_between_readers)
        request_finished.connect(_between_readers)
        pre_migrate.connect(_lower, sender=self)
        post_migrate.connect(_raise, sender=self)
        for connection in connections.all(initialized_only=True):
            fence.install(connection)


def _connected(connection: Any, **_: Any) -> None:
    from kerege.records import fence

    fence.install(connection)


def _between_readers(**_: Any) -> None:
    from kerege.records import fence

    fence.nobody_reads()


def _lower(using: str, **_: Any) -> None:
    from kerege.records import policies

    policies.lower_fence(connections[using])


def _raise(using: str, **_: Any) -> None:
    from kerege.records import policies

    policies.raise_fence(connections[using])
