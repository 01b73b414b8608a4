"""Nodes: the owners of records."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from kerege.lib.refusal import Refusal
from kerege.people.queries import current
from kerege.records import policies
from kerege.sharing import words
from kerege.sharing.models import FrozenPeriod, Node


@dataclass(frozen=True)
class NodeLine:
    """A node, and the day since which there is one."""

    key: str
    territory: str | None
    since: date | None


def nodes() -> list[NodeLine]:
    """All nodes, the region's first."""
    rows = Node.objects.order_by("key")
    lines = [NodeLine(n.key, n.territory_id, n.since) for n in rows]
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


@dataclass(frozen=True)
class FrozenLine:
    """A time in which nothing comes from a node. `end` is empty while it lasts; `revived` says who took it up again."""

    node: str
    start: date
    end: date | None
    reason: str
    revived: str


def frozen(*, on: date) -> dict[str, date]:
    """The countries whose node is frozen on the day, with the day since which nothing comes: silence is not zero."""
    rows = FrozenPeriod.objects.filter(current(on), node__territory__isnull=False)
    return dict(rows.values_list("node__territory_id", "start"))


def frozen_periods(*, on: date, key: str = "") -> list[FrozenLine]:
    """Every frozen time that had begun by the day, of one node where one is named, the latest first."""
    rows = FrozenPeriod.objects.filter(start__lte=on).select_related("node").order_by("-start", "node__key")
    if key:
        rows = rows.filter(node__key=key)
    return [_frozen(p, on) for p in rows]


def _frozen(period: FrozenPeriod, on: date) -> FrozenLine:
    over = period.end is not None and period.end <= on
    end, revived = (period.end, period.revived) if over else (None, "")
    return FrozenLine(period.node.key, period.start, end, period.reason, revived)
