"""Procedures of drafting in country packs: how a draft of a law or a decree goes its way there, as data."""

import tomllib
from typing import Any

from kerege.law.actions.procedures import record_procedure
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.worlds import words
from kerege.worlds.packs import Pack
from kerege.worlds.rules import Refused

PROCEDURES = "data/procedures.toml"


def load_procedures(pack: Pack, *, by: Actor) -> tuple[int, list[Refused]]:
    """Bring in the pack's procedures: how many it has, and those that were refused. Loading again changes nothing.

    Refuses worlds.bad_passport for a file that cannot be read.
    """
    file = pack.folder / PROCEDURES
    if not file.is_file():
        return 0, []
    place = f"{pack.folder.name}/{PROCEDURES}"
    try:
        rows: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["procedure"]
    except (KeyError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise Refusal(words.BAD_PASSPORT, reason=f"{place}: {fault}") from None
    refused: list[Refused] = []
    for number, row in enumerate(rows, start=1):
        try:
            record_procedure(
                by=by,
                territory=pack.territory,
                key=str(row.get("key", "")),
                version=pack.version,
                kinds=[str(kind) for kind in row.get("kinds", [])],
                names=row.get("names", {}),
                steps=row.get("steps", []),
                source=str(row.get("source", "")),
            )
        except Refusal as refusal:
            refused.append(Refused(place, number, refusal.field or "", refusal))
    return len(rows) - len(refused), refused
