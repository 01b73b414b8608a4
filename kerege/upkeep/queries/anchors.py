"""Anchors that are kept somewhere, held against the journal."""

import json
from pathlib import Path

from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.upkeep import words
from kerege.upkeep.rules.anchors import Anchor, Judgement, PublicKey, judge, read_anchor, trusted
from kerege.upkeep.words import AnchorFault


def own_anchors(data: Path) -> Path:
    """Where a node keeps a copy of each anchor that it gave."""
    return data / "anchors"


def last_anchor(data: Path) -> Anchor | None:
    """The newest anchor that this node gave, where there is one."""
    names = sorted(own_anchors(data).glob("*.json"))
    found = _read(names[-1]) if names else None
    return found


def _read(path: Path) -> Anchor | None:
    try:
        return read_anchor(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def judged(folder: Path, *, node: str, keys: list[PublicKey], trust: list[str]) -> list[Judgement]:
    """Every file of the folder that claims to be an anchor, held against the journal.

    `keys` are the node's public keys, `trust` those of them, as text, from which the others have to follow.
    Refuses upkeep.no_anchors where the folder has none: nothing was proved then.
    """
    found = {path.name: _read(path) for path in sorted(folder.glob("*.json"))}
    if not found:
        raise Refusal(words.NO_ANCHORS, field="--anchors", place=str(folder))
    good = trusted(keys, first=trust)
    hashes = journal.hashes_at({anchor.seq for anchor in found.values() if anchor})
    last, _ = journal.head()
    return [
        judge(name, anchor, node=node, keys=good, hashes=hashes, last=last)
        if anchor
        else Judgement(name, None, AnchorFault.UNREADABLE)
        for name, anchor in found.items()
    ]
