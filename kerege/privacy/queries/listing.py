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
    since: date
    until: date
    synthetic: bool


@dataclass(frozen=True)
class Experts:
    """Some of those who were found, and how many there are. Whoever is in `rows` is told that somebody looked."""

    rows: list[Listed]
    total: int


def experts(viewer: Viewer, *, on: date, text: str = "", owner: str = "", start: int = 0, size: int = 500) -> Experts:
    """Who chose to be found on the day and still does, of those that the viewer may see; by any word, in any script.

    A listing that is over, or that was withdrawn, is read for no day: what was agreed to ended with it.
    """
    rows = Listing.objects.seen_by(viewer).filter(start__lte=on, until__gt=on)
    if owner:
        rows = rows.filter(owner=owner)
    found = [row for row in rows.order_by("owner", "name", "id").seen() if _fits(row, text)]
    shown = found[start : start + size]
    for row in shown:
        looked_at_person(row.person_id)
    return Experts([_line(row) for row in shown], len(found))


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
    return Listed(str(row.uid), row.owner, *shown, row.start, row.until, row.synthetic)
