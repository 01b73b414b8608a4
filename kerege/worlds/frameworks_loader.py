"""Competence frameworks as files: a passport and tables, recorded and published through the room's actions."""

from pathlib import Path
from typing import Any

from kerege.capacity import actions as capacity
from kerege.capacity.rules.framework_table import content_of
from kerege.people.rules import REGION, Actor
from kerege.worlds import released

HERE = Path(__file__).resolve().parent / "competences"
TABLES = ("competences.csv", "roles.csv")


def load_frameworks(*, by: Actor) -> int:
    """Record and publish every framework of this release; how many there are. What is there already stays as it is.

    Refuses what the actions of `capacity` refuse.
    """
    found = released.folders(HERE)
    for folder in found:
        told = passport(folder)
        named = {name: told[name] for name in ("key", "version")}
        given = {name: told[name] for name in ("wording", "rights")}
        row = capacity.record_framework(by=by, owner=REGION, content=content(folder), **named, **given)
        if released.waits(row):
            capacity.publish_framework(by=by, today=told["published_on"], **named)
    return len(found)


def passport(folder: Path) -> dict[str, Any]:
    return released.told(folder / "framework.toml")


def content(folder: Path) -> dict[str, Any]:
    """The framework of a folder, as capacity.rules.framework reads it."""
    told = passport(folder)
    lines = [row for name in TABLES for row in released.rows(folder / name)]
    rows = list(enumerate(lines, start=1))
    columns = [*rows[0][1]] if rows else []
    return content_of(rows, columns) | {name: told[name] for name in ("title", "lead", "languages", "teaching")}
