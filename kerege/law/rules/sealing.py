"""The seal of an approved judgement: a digest of all that was approved, evidence included. Plain Python."""

from collections.abc import Iterable
from typing import Any

from kerege.lib.canonical import digest

_JUDGED = ("obligation_id", "status", "grounds", "author", "reviewer", "reviewed_on", "overridden_by")
_CITED = ("uid", "relation", "work", "expression", "eid", "title", "place", "exact", "content_hash", "added_by")


def seal(row: Any, *, round_uid: object, cited: Iterable[Any]) -> str:
    """The digest over a judgement and its evidence, in whatever order; rows, or what a reader sees of them."""
    evidence = sorted([[str(getattr(each, name)) for name in _CITED] for each in cited])
    told = ["" if getattr(row, name) is None else str(getattr(row, name)) for name in _JUDGED]
    return digest(["kerege.judgement.1", str(round_uid), told, evidence])
