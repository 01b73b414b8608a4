"""Schemes of certificates as files: the region's own, published through the room's action."""

from pathlib import Path
from typing import Any

from kerege.capacity import actions as capacity
from kerege.people.rules import REGION, Actor
from kerege.worlds import released

HERE = Path(__file__).resolve().parent / "certificate_schemes"


def load_schemes(*, by: Actor) -> int:
    """Publish every scheme of this release; how many there are. What is there already stays as it is.

    Refuses what capacity.publish_scheme refuses.
    """
    found = released_schemes()
    for told in found:
        given = {name: told[name] for name in ("key", "version", "content")}
        capacity.publish_scheme(by=by, owner=REGION, today=told["published_on"], **given)
    return len(found)


def released_schemes() -> list[dict[str, Any]]:
    """The schemes of this release, the oldest version first. One that `changes` an earlier version says only what is
    different in it.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for told in sorted(map(released.told, HERE.glob("*.toml")), key=lambda each: each["published_on"]):
        before = found[told["key"], told["changes"]]["content"] if "changes" in told else {}
        found[told["key"], told["version"]] = told | {"content": before | told["content"]}
    return list(found.values())
