"""Schemes of certificates as files: the region's own, published through the room's action."""

from pathlib import Path

from kerege.capacity import actions as capacity
from kerege.people.rules import REGION, Actor
from kerege.worlds import released

HERE = Path(__file__).resolve().parent / "certificate_schemes"


def load_schemes(*, by: Actor) -> int:
    """Publish every scheme of this release; how many there are. What is there already stays as it is.

    Refuses what capacity.publish_scheme refuses.
    """
    files = sorted(HERE.glob("*.toml"))
    for file in files:
        told = released.told(file)
        given = {name: told[name] for name in ("key", "version", "content")}
        capacity.publish_scheme(by=by, owner=REGION, today=told["published_on"], **given)
    return len(files)
