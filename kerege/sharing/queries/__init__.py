"""Reading what sharing owns: who reads, nodes, and shares given and received."""

from kerege.sharing.queries.nodes import NodeLine, check_owner, nodes
from kerege.sharing.queries.shares import ShareLine, given, received, shareable, shareable_kinds, shared_with
from kerege.sharing.queries.viewers import acts, narrowed, viewer_as, viewer_for

__all__ = [
    "NodeLine",
    "ShareLine",
    "acts",
    "check_owner",
    "given",
    "narrowed",
    "nodes",
    "received",
    "shareable",
    "shareable_kinds",
    "shared_with",
    "viewer_as",
    "viewer_for",
]
