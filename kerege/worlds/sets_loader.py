"""Question sets as files: a passport and a table of questions, recorded and published through the room's actions."""

from pathlib import Path
from typing import Any

from kerege.capacity import actions as capacity
from kerege.people.rules import REGION, Actor
from kerege.worlds import released

HERE = Path(__file__).resolve().parent / "question_sets"
NOT_NEEDED = frozenset({"text", "date"})
"""Kinds of questions without which an assessment may be closed."""


def load_sets(*, by: Actor) -> int:
    """Record and publish every set of this release; how many there are. What is there already stays as it is.

    Refuses what the actions of `capacity` refuse.
    """
    found = released.folders(HERE)
    for folder in found:
        told = passport(folder)
        named = {name: told[name] for name in ("key", "version")}
        given = {name: told[name] for name in ("about", "wording", "rights")}
        row = capacity.record_version(by=by, owner=REGION, content=content(folder), **named, **given)
        if released.waits(row):
            capacity.publish_version(by=by, today=told["published_on"], **named)
    return len(found)


def passport(folder: Path) -> dict[str, Any]:
    return released.told(folder / "set.toml")


def content(folder: Path) -> dict[str, Any]:
    """The set of a folder, as capacity.rules.definitions reads it."""
    told = passport(folder)
    by_section: dict[str, list[dict[str, Any]]] = {section["key"]: [] for section in told["sections"]}
    for row in released.rows(folder / "questions.csv"):
        by_section[row["section"]].append(_question(row, told["languages"]))
    sections = [section | {"questions": by_section[section["key"]]} for section in told["sections"]]
    return {name: told[name] for name in ("title", "lead", "languages", "threshold", "scales")} | {"sections": sections}


def _question(row: dict[str, str], languages: dict[str, str]) -> dict[str, Any]:
    plain = {name: row[name] for name in ("key", "kind", "scale", "low", "high", "relevant")}
    return plain | {
        "weight": row["weight"] or "1",
        "critical": row["critical"] == "yes",
        "may_not_apply": row["na"] == "yes",
        "needed": row["kind"] not in NOT_NEEDED,
        "text": {lang: row[lang] for lang in languages if row[lang]},
        "evidence": {lang: row[f"proof_{lang}"] for lang in languages if row[f"proof_{lang}"]},
        "links": [_link(told) for told in row["rests_on"].split(";") if told.strip()],
    }


def _link(told: str) -> dict[str, str]:
    of, edition, *clause = told.split()
    return {"kind": "standard", "of": of, "edition": edition.replace("_", " "), "clause": " ".join(clause)}
