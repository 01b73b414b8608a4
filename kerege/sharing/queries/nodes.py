"""Nodes: the owners of records."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from kerege.lib.refusal import Refusal
from kerege.records import policies
from kerege.sharing import words
from kerege.sharing.models import Node


@dataclass(frozen=True)
class NodeLine:
    """A node. `frozen_on` is the day since which nothing new comes, where there is one."""

    key: str
    territory: str | None
    since: date | None
    frozen_on: date | None


def nodes() -> list[NodeLine]:
    """All nodes, the region's first."""
    rows = Node.objects.order_by("key")
    lines = [NodeLine(n.key, n.territory_id, n.since, n.frozen_on) for n in rows]
    return sorted(lines, key=lambda n: (n.territory is not None, n.key))


def tables_without_fence() -> list[str]:
    """Owned tables that the database itself does not hold back; none on SQLite, which has no such fence."""
    return policies.open_tables(connection)


def role_past_the_fence() -> str:
    """The database role of this node where policies do not hold it (a superuser, say); else an empty text."""
    return policies.unfenced_role(connection)


def check_owner(owner: str) -> str:
    """`owner` if a node has that key, else sharing.unknown_owner."""
    if not Node.objects.filter(key=owner).exists():
        raise Refusal(words.UNKNOWN_OWNER, field="owner", owner=owner)
    return owner
