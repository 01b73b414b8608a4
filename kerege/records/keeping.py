"""Answers kept exactly until somebody writes what they rest on."""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import caches

from kerege.journal import queries as journal
from kerege.journal.rules import Words
from kerege.records.viewers import Viewer

Kept = TypeVar("Kept")

__all__ = ["Words", "clearance", "kept_until_written"]


def kept_until_written(what: str, make: Callable[[], Kept], *, by: Words) -> Kept:
    """`make()`, or what it gave before if nobody wrote since what it rests on. Every write is an act, and acts are
    chained.

    `what` names the question with all that the answer depends on, and `by` the acts that can change the answer; a
    test of the house demands of every word of the journal that it is told which answers it changes. None is made anew
    each time.
    """
    near = caches["near"]  # of this process: it is asked many times for one page
    marked = f"mark.{sha256(repr(by).encode()).hexdigest()}"
    before = near.get(marked)
    mark = journal.last_among(by, since=before)
    if mark is None:
        return make()
    if mark != before:
        caches["near"].set(marked, mark, timeout=3600)
    key = "kept." + sha256(f"{mark.found} {what}".encode()).hexdigest()
    found: Kept | None = near.get(key)
    if found is None:
        found = make()
        caches["near"].set(key, found, timeout=3600)
    return found


def clearance(viewer: Viewer) -> str:
    """What an answer depends on of its viewer: the same text for all viewers of one clearance with the same shares.

    A share that is made, confirmed or withdrawn is an act, so that nothing kept before it is given any more; one that
    begins or ends with a day is told apart by the day.
    """
    levels = (int(viewer.everywhere), sorted((owner, int(level)) for owner, level in viewer.by_owner))
    shared = viewer.shared
    lifts = (shared.readers, shared.on, sorted(shared.records), sorted(shared.lists)) if shared else ()
    return repr((levels, lifts, clearance(viewer.within) if viewer.within else ""))
