"""Curricula as files: the tree (TOML) and the long texts beside it, brought in through the room's actions."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from kerege.lib.sensitivity import Sensitivity
from kerege.lib.versions import Wording
from kerege.people.rules import REGION, Actor
from kerege.records.viewers import Viewer
from kerege.training import actions as training
from kerege.training import queries as training_queries
from kerege.training.rules.curricula.shapes import children
from kerege.training.words.curricula import Node
from kerege.worlds import released

Content = dict[str, Any]
HERE = Path(__file__).resolve().parent / "curricula"
TREE = "curriculum.toml"
PASSPORT = ("published_on", "wording", "rights")
"""What the file says beside the curriculum itself."""
READER = Viewer(uid="worlds.curricula", everywhere=Sensitivity.RESTRICTED)
FIRST_DAY = date(2024, 1, 1)
"""From which curricula stand that say no other day: that of the first scheme of certificates, which names one."""


def load_curricula(*, by: Actor, home: Path = HERE) -> int:
    """Record and publish every curriculum of this release; how many there are. What is there already stays as it is,
    and where the region went on by a version of its own no further one comes.

    Refuses what the actions of `training` refuse; ValueError for a long text that belongs to no part.
    """
    found = released.folders(home) if home.is_dir() else []
    for folder in found:
        told, first = released.told(folder / TREE), content(folder)
        given = {"wording": told.get("wording", Wording.OWN), "rights": told.get("rights", "")}
        versions = [(first, told.get("published_on", FIRST_DAY)), *later(folder, first)]
        ours = {each["version"] for each, _day in versions}
        for each, day in versions:
            if each is not first and _standing(first["key"]) not in ours:
                break
            row = training.record_curriculum_version(by=by, owner=REGION, content=each, **given)
            if released.waits(row):
                training.publish_curriculum_version(by=by, today=day, key=each["key"], version=each["version"])
    return len(found)


def later(folder: Path, first: Content) -> list[tuple[Content, date]]:
    """The versions of a folder after its first, each with its day, the oldest first. Their files say only what changes:
    by the code of which equipment a material is known, the title, the summary, and by its id what a part says in a
    language (`words`). Long texts that change stand in a folder that is called as the version. ValueError for a part
    that is not there.
    """
    found, content = [], first
    for told in released.later(folder, first=TREE):
        content = {**deepcopy(content), "version": told["version"]}
        for name in ("title", "summary"):
            content[name] |= told.get(name, {})
        codes = dict(told.get("equipment", {}))
        for material in _with_ids(content):
            if code := codes.pop(material["id"], None):
                material["equipment"] = code
        texts = {each["id"]: each["text"] for each in _with_ids(content) if "text" in each}
        unknown = released.reworded(texts, told.get("words", {}))
        released.check_there(folder, [*codes, *unknown, *_with_bodies(content, folder / told["version"])])
        found.append((content, told["published_on"]))
    return found


def _standing(key: str) -> str:
    """Which version of a curriculum is taught now."""
    page = training_queries.curriculum(READER, key, on=date.max, lang="en")
    return page.shown.version if page is not None else ""


def _with_ids(within: Any) -> Iterator[Content]:
    """Whatever has an id in a tree, at any depth."""
    if isinstance(within, dict):
        if "id" in within:
            yield within
        within = list(within.values())
    if isinstance(within, list):
        for each in within:
            yield from _with_ids(each)


def content(folder: Path) -> dict[str, Any]:
    """The curriculum of a folder, as training.rules.curricula reads it."""
    told = {name: value for name, value in released.told(folder / TREE).items() if name not in PASSPORT}
    released.check_there(folder, _with_bodies(told, folder))
    return told


def _with_bodies(told: Content, folder: Path) -> list[str]:
    """Put the long texts of a folder into the tree; gives back those that belong to no part."""
    bodies = {(file.parent.name, file.stem): file for file in sorted(folder.glob("*/*.md"))}
    for part in _having_bodies(told, Node.PROGRAMME):
        for lang in told["languages"]:
            if file := bodies.pop((lang, part["id"]), None):
                part.setdefault("body", {})[lang] = file.read_text(encoding="utf-8")
    return ["/".join(each) for each in bodies]


def _having_bodies(told: dict[str, Any], node: Node) -> Iterator[dict[str, Any]]:
    """The modules and activities of a tree."""
    for name, of in children(node).items():
        if of in {Node.MODULE, Node.ACTIVITY}:
            for each in told.get(name, ()):
                yield each
                yield from _having_bodies(each, of)
