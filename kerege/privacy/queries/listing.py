"""The regional list of experts, and the own entry."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import fold
from kerege.privacy.models import Listing
from kerege.records.personal import looked_at_person
from kerege.records.viewers import Viewer

ONESELF = Viewer(uid="oneself", everywhere=Sensitivity.RESTRICTED)
"""Reads what is about the person who asks, and nothing else: every query with it is filtered by that person."""


@dataclass(frozen=True)
class Listed:
    """Somebody who chose to be found. What was not chosen is empty."""

    uid: str
    owner: str
    name: str
    organisation: str
    languages: str
    topics: str
    until: date
    synthetic: bool


def experts(viewer: Viewer, *, text: str = "", owner: str = "", limit: int = 500) -> list[Listed]:
    """Who chose to be found and still does, of those that the viewer may see; found by any word, in any script."""
    rows = Listing.objects.seen_by(viewer)
    if owner:
        rows = rows.filter(owner=owner)
    found = [row for row in rows.order_by("owner", "name", "id")[:limit].seen() if _fits(row, text)]
    for row in found:
        looked_at_person(row.person_id)
    return [_line(row) for row in found]


def my_listing(account: Any) -> Listed | None:
    """What the person of this account shows now."""
    if account.person_id is None:
        return None
    row = Listing.objects.seen_by(ONESELF).filter(person_id=account.person_id).one()
    return _line(row) if row else None


def _fits(row: Any, text: str) -> bool:
    shown = fold(" ".join((row.name, row.organisation, row.languages, row.topics)))
    return all(word in shown for word in fold(text).split())


def _line(row: Any) -> Listed:
    shown = (row.name, row.organisation, row.languages, row.topics)
    return Listed(str(row.uid), row.owner, *shown, row.until, row.synthetic)
