"""When a record was made and by whom, for those who may read the journal."""

from dataclasses import dataclass
from datetime import datetime

from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import SYSTEM
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing

MOST = 8


@dataclass(frozen=True)
class Recorded:
    """One act about the record. An empty `who` is the node itself."""

    at: datetime
    who: str
    word: str


def history(viewer: Viewer, uid: str) -> list[Recorded] | None:
    """The acts about one record, newest first, at most MOST; None for a viewer who may not read the journal."""
    try:
        acts = sharing.acts(viewer, about=uid)[:MOST]
    except Refusal:
        return None
    names = people.actor_names(a.actor for a in acts)
    return [Recorded(a.at, "" if a.actor == SYSTEM.uid else names.get(a.actor, a.actor), a.word) for a in acts]
