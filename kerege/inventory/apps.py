from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class InventoryConfig(AppConfig):
    """Puts up the index of facilities after migrations, and lets it follow every act."""

    name = "kerege.inventory"
    label = "inventory"

    def ready(self) -> None:
        import_module("kerege.inventory.actions.finding")  # the index is kept from its being there on
        post_migrate.connect(_raise_indexes, sender=self)


def _raise_indexes(using: str, **_: Any) -> None:
    from kerege.records import fulltext

    fulltext.raise_indexes(connections[using])
