"""Reading what sharing owns: who reads, nodes, and shares given and received."""

from kerege.sharing.queries.holding import held_up_to
from kerege.sharing.queries.nodes import (
    FrozenLine,
    NodeLine,
    check_owner,
    frozen,
    frozen_periods,
    nodes,
    role_past_the_fence,
    tables_without_fence,
)
from kerege.sharing.queries.shares import (
    Shareable,
    ShareLine,
    given,
    pseudonym_of,
    readers_today,
    received,
    record_to_share,
    shareable,
    shareable_kinds,
    shared_with,
)
from kerege.sharing.queries.sights import Asked, Sight, sight
from kerege.sharing.queries.viewers import acts, narrowed, seated, viewer_as, viewer_for, viewer_of_actor

__all__ = [
    "Asked",
    "FrozenLine",
    "NodeLine",
    "ShareLine",
    "Shareable",
    "Sight",
    "acts",
    "check_owner",
    "frozen",
    "frozen_periods",
    "given",
    "held_up_to",
    "narrowed",
    "nodes",
    "pseudonym_of",
    "readers_today",
    "received",
    "record_to_share",
    "role_past_the_fence",
    "seated",
    "shareable",
    "shareable_kinds",
    "shared_with",
    "sight",
    "tables_without_fence",
    "viewer_as",
    "viewer_of_actor",
    "viewer_for",
]
