"""The region's policy of needs as a file, set through the room's action."""

from pathlib import Path
from typing import Any

from kerege.capacity import actions as capacity
from kerege.people.rules import REGION, Actor
from kerege.worlds import released

HERE = Path(__file__).resolve().parent / "needs_policy"


def load_policy(*, by: Actor) -> str:
    """Set the region's policy of this release, unless it is set already; how it is called.

    Refuses what capacity.set_policy refuses. A release changes no policy that stands: the secretariat does.
    """
    told = _told()
    made = capacity.set_default_policy(by=by, owner=REGION, **told)
    return f"policy {made.owner} {made.version}"


def default_content() -> dict[str, Any]:
    """What the region's policy of this release says."""
    return dict(_told()["content"])


def _told() -> dict[str, Any]:
    return released.told(HERE / "policy.toml")
