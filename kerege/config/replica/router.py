"""Django's database router: reads go where the request was sent, writes always to the primary."""

from typing import Any

from django.db import connections

from kerege.config.replica.choosing import PRIMARY, REPLICA, current


class ReplicaRouter:
    """Inside a transaction everything is read from the primary: an action decides on what is true now."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        choice = current()
        if choice is None or choice.where == PRIMARY or connections[PRIMARY].in_atomic_block:
            return PRIMARY
        choice.read_replica = True
        return REPLICA

    def db_for_write(self, model: Any, **hints: Any) -> str:
        choice = current()
        if choice is not None:
            choice.where, choice.wrote = PRIMARY, True
        return PRIMARY

    def allow_relation(self, obj1: Any, obj2: Any, **hints: Any) -> bool:
        """Both databases hold the same records."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """The replica receives what is done to the primary."""
        return db == PRIMARY
