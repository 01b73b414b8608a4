"""Competence frameworks as files: a passport and tables, recorded and published through the room's actions."""

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from kerege.capacity import actions as capacity
from kerege.capacity import queries
from kerege.capacity.rules.framework_table import content_of
from kerege.people.rules import REGION, Actor
from kerege.records.viewers import PUBLIC
from kerege.worlds import released

HERE = Path(__file__).resolve().parent / "competences"
PASSPORT = "framework.toml"
TABLES = ("competences.csv", "roles.csv")


def load_frameworks(*, by: Actor) -> int:
    """Record and publish every framework of this release; how many there are. What is there already stays as it is, and
    where the region went on by a version of its own no further one comes.

    Refuses what the actions of `capacity` refuse; ValueError for words of a level that is not there.
    """
    found = released.folders(HERE)
    standing = {line.key: line.version for line in queries.frameworks(PUBLIC, on=date.max, lang="en")}
    for folder in found:
        told, first = passport(folder), content(folder)
        given = {name: told[name] for name in ("wording", "rights")}
        all_ = [(told["version"], first, told["published_on"]), *later(folder, first)]
        for number, (version, said, day) in enumerate(all_):
            if number and standing.get(told["key"], "") not in {"", *(each for each, *_ in all_)}:
                break
            named = {"key": told["key"], "version": version}
            row = capacity.record_framework(by=by, owner=REGION, content=said, **named, **given)
            if released.waits(row):
                capacity.publish_framework(by=by, today=day, **named)
    return len(found)


def later(folder: Path, first: dict[str, Any]) -> list[tuple[str, dict[str, Any], date]]:
    """The versions after the first, each with its content and its day, the oldest first. Their files say only what is
    said anew in a language, named by competence, level and its place there ("12.1 4 1"). ValueError for one that is not
    there.
    """
    found, said = [], first
    for told in released.later(folder, first=PASSPORT):
        said = deepcopy(said)
        released.check_there(folder, released.reworded(_statements(said), told["words"]))
        found.append((told["version"], said, told["published_on"]))
    return found


def _statements(said: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Everything that is said of levels, by its name."""
    competences = [each for domain in said["domains"] for each in domain["competences"]]
    levels = [(each["code"], level, texts) for each in competences for level, texts in each["statements"].items()]
    return {f"{code} {level} {place}": text for code, level, texts in levels for place, text in enumerate(texts, 1)}


def passport(folder: Path) -> dict[str, Any]:
    return released.told(folder / PASSPORT)


def content(folder: Path) -> dict[str, Any]:
    """The framework of a folder, as capacity.rules.framework reads it."""
    told = passport(folder)
    lines = [row for name in TABLES for row in released.rows(folder / name)]
    rows = list(enumerate(lines, start=1))
    columns = [*rows[0][1]] if rows else []
    return content_of(rows, columns) | {name: told[name] for name in ("title", "lead", "languages", "teaching")}
