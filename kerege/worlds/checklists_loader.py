"""Staged checklists as files: a passport and a table of activities, recorded through the room's action."""

import csv
import tomllib
from pathlib import Path
from typing import Any

from kerege.capacity import actions as capacity
from kerege.people.rules import REGION, Actor

HERE = Path(__file__).resolve().parent / "quality_checklists"
TEXTS = ("what", "why", "how", "role", "proof")


def load_checklists(*, by: Actor) -> int:
    """Record every checklist of this release; how many there are. What is there already stays as it is.

    Refuses what capacity.actions.record_checklist refuses.
    """
    folders = sorted(path for path in HERE.iterdir() if path.is_dir())
    for folder in folders:
        told = passport(folder)
        given = {name: told[name] for name in ("key", "version", "rights", "published_on")}
        capacity.record_checklist(by=by, owner=REGION, content=content(folder), **given)
    return len(folders)


def passport(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "checklist.toml").read_text(encoding="utf-8"))


def content(folder: Path) -> dict[str, Any]:
    """The checklist of a folder, as capacity.rules.checklists reads it."""
    told = passport(folder)
    by_stage: dict[str, list[dict[str, Any]]] = {stage["key"]: [] for stage in told["stages"]}
    with (folder / "activities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            texts = {name: {lang: row[f"{name}_{lang}"] for lang in told["languages"]} for name in TEXTS}
            by_stage[row["stage"]].append({"key": row["key"]} | texts)
    stages = [stage | {"activities": by_stage[stage["key"]]} for stage in told["stages"]]
    return {"title": told["title"], "languages": told["languages"], "stages": stages}
