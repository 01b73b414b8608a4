"""How what is kept as data comes with this release: a folder for each, with a passport (TOML) and tables (CSV)."""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kerege.lib.versions import VersionState


def folders(home: Path) -> list[Path]:
    return sorted(path for path in home.iterdir() if path.is_dir())


def told(file: Path) -> dict[str, Any]:
    """What a passport says."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def waits(row: Any) -> bool:
    """Whether a version that a release brings is still to be published: a node that went on from it, and superseded it
    by a version of its own, has it and leaves it as it is.
    """
    return bool(row.state == VersionState.DRAFT)


def rows(file: Path) -> Iterator[dict[str, str]]:
    """The rows of a table; ValueError for one that is wider or narrower than the heading."""
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=1):
            if None in row or None in row.values():
                raise ValueError(f"{file.parent.name}/{file.name}: row {number} has another number of cells")
            yield row
