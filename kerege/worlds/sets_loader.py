"""Question sets as files: a passport and a table of questions, recorded and published through the room's actions."""

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from kerege.capacity import actions as capacity
from kerege.capacity import queries
from kerege.people.rules import REGION, Actor
from kerege.records.viewers import PUBLIC
from kerege.worlds import released

HERE = Path(__file__).resolve().parent / "question_sets"
PASSPORT = "set.toml"
NOT_NEEDED = frozenset({"text", "date"})
"""Kinds of questions without which an assessment may be closed."""


def load_sets(*, by: Actor) -> int:
    """Record and publish every set of this release; how many there are. What is there already stays as it is, and where
    the region went on by a version of its own no further one comes.

    Refuses what the actions of `capacity` refuse; ValueError for words of a question that is not there.
    """
    found = released.folders(HERE)
    standing = {line.key: line.version for line in queries.sets(PUBLIC, on=date.max, lang="en")}
    for folder in found:
        told, asked = passport(folder), content(folder)
        given = {name: told[name] for name in ("about", "wording", "rights")}
        all_ = [(told["version"], asked, told["published_on"]), *later(folder, asked)]
        for number, (version, said, day) in enumerate(all_):
            if number and standing.get(told["key"], "") not in {"", *(each for each, *_ in all_)}:
                break
            named = {"key": told["key"], "version": version}
            row = capacity.record_version(by=by, owner=REGION, content=said, **named, **given)
            if released.waits(row):
                capacity.publish_version(by=by, today=day, **named)
    return len(found)


def later(folder: Path, first: dict[str, Any]) -> list[tuple[str, dict[str, Any], date]]:
    """The versions after the first, each with its content and its day, the oldest first. Their files say only which
    questions are said anew in a language. ValueError for a question that is not there.
    """
    found, said = [], first
    for told in released.later(folder, first=PASSPORT):
        said = deepcopy(said)
        texts = {each["key"]: each["text"] for section in said["sections"] for each in section["questions"]}
        released.check_there(folder, released.reworded(texts, told["words"]))
        found.append((told["version"], said, told["published_on"]))
    return found


def passport(folder: Path) -> dict[str, Any]:
    return released.told(folder / PASSPORT)


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
