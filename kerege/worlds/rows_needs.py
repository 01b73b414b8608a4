"""Policies of needs in the example world."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kerege.capacity import actions as capacity
from kerege.people.rules import Actor
from kerege.worlds.policy_loader import default_content


def policy(
    *, by: Actor, owner: str, start: date, reason: str, source: str, changes: Mapping[str, str], **told: Any
) -> None:
    """The first policy of an owner: the region's of this release, with what the owner weighs otherwise."""
    content = default_content() | dict(changes) | {"weights": dict(told["weights"])}
    capacity.set_default_policy(by=by, owner=owner, content=content, reason=reason, source=source, start=start)
