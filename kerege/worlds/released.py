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


def later(folder: Path, *, first: str) -> list[dict[str, Any]]:
    """The passports of the versions of a folder after its first (whose passport has this name), the oldest first."""
    files = [told(file) for file in folder.glob("*.toml") if file.name != first]
    return sorted(files, key=lambda each: each["published_on"])


def reworded(parts: dict[str, dict[str, str]], words: dict[str, dict[str, str]]) -> list[str]:
    """Say anew what parts say, by language and by the name of the part; gives back the names that no part has."""
    for lang, texts in words.items():
        for name, said in texts.items():
            if name in parts:
                parts[name][lang] = said
    return [name for texts in words.values() for name in texts if name not in parts]


def check_there(folder: Path, missing: list[str]) -> None:
    """ValueError for parts that a file names and that are not there."""
    if missing:
        raise ValueError(f"{folder.name}: no part has the id of {', '.join(sorted(missing))}")


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
