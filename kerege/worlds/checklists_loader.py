"""Staged checklists as files: a passport and a table of activities, recorded through the room's action."""

from pathlib import Path
from typing import Any

from kerege.capacity import actions as capacity
from kerege.capacity.rules.checklists import TEXTS
from kerege.people.rules import REGION, Actor
from kerege.worlds import released

HERE = Path(__file__).resolve().parent / "quality_checklists"


def load_checklists(*, by: Actor) -> int:
    """Record every checklist of this release; how many there are. What is there already stays as it is.

    Refuses what capacity.actions.record_checklist refuses.
    """
    folders = released.folders(HERE)
    for folder in folders:
        told = passport(folder)
        given = {name: told[name] for name in ("key", "version", "rights", "published_on")}
        capacity.record_checklist(by=by, owner=REGION, content=content(folder), **given)
    return len(folders)


def passport(folder: Path) -> dict[str, Any]:
    return released.told(folder / "checklist.toml")


def content(folder: Path) -> dict[str, Any]:
    """The checklist of a folder, as capacity.rules.checklists reads it."""
    told = passport(folder)
    by_stage: dict[str, list[dict[str, Any]]] = {stage["key"]: [] for stage in told["stages"]}
    for row in released.rows(folder / "activities.csv"):
        texts = {name: {lang: row[f"{name}_{lang}"] for lang in told["languages"]} for name in TEXTS}
        by_stage[row["stage"]].append({"key": row["key"]} | texts)
    stages = [stage | {"activities": by_stage[stage["key"]]} for stage in told["stages"]]
    return {"title": told["title"], "languages": told["languages"], "stages": stages}
