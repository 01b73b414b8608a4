"""Competence frameworks as files: a passport and tables, recorded and published through the room's actions."""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kerege.capacity import actions as capacity
from kerege.capacity.rules.framework_table import content_of
from kerege.people.rules import REGION, Actor

HERE = Path(__file__).resolve().parent / "competences"
TABLES = ("competences.csv", "roles.csv")


def load_frameworks(*, by: Actor) -> int:
    """Record and publish every framework of this release; how many there are. What is there already stays as it is.

    Refuses what the actions of `capacity` refuse.
    """
    found = 0
    for folder in sorted(path for path in HERE.iterdir() if path.is_dir()):
        told = passport(folder)
        named = {name: told[name] for name in ("key", "version")}
        given = {name: told[name] for name in ("wording", "rights")}
        capacity.record_framework(by=by, owner=REGION, content=content(folder), **named, **given)
        capacity.publish_framework(by=by, today=told["published_on"], **named)
        found += 1
    return found


def passport(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "framework.toml").read_text(encoding="utf-8"))


def content(folder: Path) -> dict[str, Any]:
    """The framework of a folder, as capacity.rules.framework reads it."""
    told = passport(folder)
    rows = list(enumerate(_rows(folder), start=1))
    columns = [*rows[0][1]] if rows else []
    return content_of(rows, columns) | {name: told[name] for name in ("title", "lead", "languages", "teaching")}


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    """The rows of its tables; ValueError for a row that is wider or narrower than the heading."""
    for name in TABLES:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if None in row or None in row.values():
                    raise ValueError(f"{folder.name}/{name}: {row.get('code')} has another number of cells")
                yield row
