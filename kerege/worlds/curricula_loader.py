"""Curricula as files: the tree (TOML) and the long texts beside it, brought in through the room's actions."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kerege.lib.versions import Wording
from kerege.people.rules import REGION, Actor
from kerege.training import actions as training
from kerege.training.rules.curricula.shapes import children
from kerege.training.words.curricula import Node
from kerege.worlds import released

HERE = Path(__file__).resolve().parent / "curricula"
TREE = "curriculum.toml"
PASSPORT = ("published_on", "wording", "rights")
"""What the file says beside the curriculum itself."""
FIRST_DAY = date(2024, 1, 1)
"""From which curricula stand that say no other day: that of the first scheme of certificates, which names one."""


def load_curricula(*, by: Actor, home: Path = HERE) -> int:
    """Record and publish every curriculum of this release; how many there are. What is there already stays as it is.

    Refuses what the actions of `training` refuse; ValueError for a long text that belongs to no part.
    """
    found = released.folders(home) if home.is_dir() else []
    for folder in found:
        told = released.told(folder / TREE)
        given = {"wording": told.get("wording", Wording.OWN), "rights": told.get("rights", "")}
        row = training.record_curriculum_version(by=by, owner=REGION, content=content(folder), **given)
        named, day = {name: told[name] for name in ("key", "version")}, told.get("published_on", FIRST_DAY)
        if released.waits(row):
            training.publish_curriculum_version(by=by, today=day, **named)
    return len(found)


def content(folder: Path) -> dict[str, Any]:
    """The curriculum of a folder, as training.rules.curricula reads it."""
    told = {name: value for name, value in released.told(folder / TREE).items() if name not in PASSPORT}
    bodies = {(file.parent.name, file.stem): file for file in sorted(folder.glob("*/*.md"))}
    for part in _with_bodies(told, Node.PROGRAMME):
        for lang in told["languages"]:
            if file := bodies.pop((lang, part["id"]), None):
                part.setdefault("body", {})[lang] = file.read_text(encoding="utf-8")
    if bodies:
        raise ValueError(f"{folder.name}: no part has the id of {', '.join('/'.join(each) for each in bodies)}")
    return told


def _with_bodies(told: dict[str, Any], node: Node) -> Iterator[dict[str, Any]]:
    """The modules and activities of a tree."""
    for name, of in children(node).items():
        if of in {Node.MODULE, Node.ACTIVITY}:
            for each in told.get(name, ()):
                yield each
                yield from _with_bodies(each, of)
