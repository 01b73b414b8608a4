"""The example world's questions: a collection from each file, reviewed by nobody and released."""

from pathlib import Path
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, Actor
from kerege.records.recording import KEY_TAKEN
from kerege.training.actions import bank
from kerege.training.words.items import FORMAT
from kerege.worlds import released

HERE = Path(__file__).resolve().parent / "questions"
LANGUAGES = ["en", "ru"]


def load_questions(*, by: Actor, home: Path = HERE) -> int:
    """Draft, review and release every question; how many came. What is there already stays as it is.

    Refuses what the actions of `training` refuse.
    """
    count = 0
    for file in sorted(home.glob("*.toml")):
        told = released.told(file)
        kept = bank.keep_collection(
            by=by, owner=REGION, key=told["key"], title=told["title"], about=told["about"], synthetic=True
        )
        for each in told["item"]:
            count += _once(by, kept.key, each, told["licence"])
    return count


def _once(by: Actor, collection: str, told: dict[str, Any], licence: str) -> bool:
    given = dict(told)
    key, tags = str(given.pop("key")), {name: given.pop(name, None) for name in ("topics", "bloom", "difficulty")}
    said = bank.Tags(
        topics=tuple(tags["topics"] or ()),
        bloom=str(tags["bloom"] or ""),
        difficulty=tags["difficulty"],
        licence=licence,
        source="Kerege",
    )
    body = {"format": FORMAT, "source": "en", "languages": LANGUAGES, **given}
    try:
        row = bank.draft_item(by=by, collection=collection, key=key, body=body, tags=said)
    except Refusal as refusal:
        if refusal.word != KEY_TAKEN:
            raise
        return False
    bank.review_item(by=by, version=str(row.uid))
    bank.release_item(by=by, version=str(row.uid))
    return True
