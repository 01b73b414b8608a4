"""Answers kept exactly until somebody writes what they rest on."""

from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from threading import Lock
from typing import Any, TypeVar

from django.core.cache import caches

from kerege.journal import queries as journal
from kerege.journal.queries import Mark
from kerege.journal.rules import Words
from kerege.records.viewers import Viewer

Kept = TypeVar("Kept")

__all__ = ["Words", "clearance", "kept_in_step", "kept_large_until_written", "kept_until_written"]


def kept_until_written(what: str, make: Callable[[], Kept], *, by: Words) -> Kept:
    """`make()`, or what it gave before if nobody wrote since what it rests on. Every write is an act, and acts are
    chained.

    `what` names the question with all that the answer depends on, and `by` the acts that can change the answer; a
    test of the house demands of every word of the journal that it is told which answers it changes. None is made anew
    each time.
    """
    key = _key(what, by)
    if not key:
        return make()
    found: Kept | None = caches["near"].get(key)  # of this process: it is asked many times for one page
    if found is None:
        found = make()
        caches["near"].set(key, found, timeout=3600)
    return found


MOST_LARGE = 12
_large: OrderedDict[str, Any] = OrderedDict()
_lock = Lock()


def kept_large_until_written(what: str, make: Callable[[], Kept], *, by: Words) -> Kept:
    """The same for something large that nobody changes: it is handed out itself and not as a copy, and only the few
    that were asked for last are kept.
    """
    key = _key(what, by)
    if not key:
        return make()
    with _lock:
        if key in _large:
            _large.move_to_end(key)
            found: Kept = _large[key]
            return found
    made = make()
    with _lock:
        _large[key] = made
        while len(_large) > MOST_LARGE:
            _large.popitem(last=False)
    return made


_stepped: OrderedDict[str, tuple[Mark, Any]] = OrderedDict()


def kept_in_step(
    what: str, make: Callable[[], Kept], step: Callable[[Kept, list[tuple[str, str]]], Kept | None], *, by: Words
) -> Kept:
    """The same for something large that one act changes a little: `step` makes it from what it was before and from the
    acts since then (what each says and what it is about). Where it gives None, all is made from nothing.

    `step` changes nothing of what it is given, and may be told of an act twice, or of one that it has seen already.
    """
    mark = _mark(by)
    if mark is None:
        return make()
    with _lock:
        kept: tuple[Mark, Kept] | None = _stepped.get(what)
    if kept is not None and kept[0].found == mark.found:
        return kept[1]
    acts = journal.written_since(by, kept[0]) if kept is not None else None
    made = step(kept[1], acts) if kept is not None and acts is not None else None
    made = make() if made is None else made
    with _lock:
        _stepped[what] = (mark, made)
        _stepped.move_to_end(what)
        while len(_stepped) > MOST_LARGE:
            _stepped.popitem(last=False)
    return made


def _key(what: str, by: Words) -> str:
    """Another one after every act among `by`; empty on a node on which nobody has done anything."""
    mark = _mark(by)
    return "kept." + sha256(f"{mark.found} {what}".encode()).hexdigest() if mark is not None else ""


def _mark(by: Words) -> Mark | None:
    near = caches["near"]
    marked = f"mark.{sha256(repr(by).encode()).hexdigest()}"
    before = near.get(marked)
    mark = journal.last_among(by, since=before)
    if mark is not None and mark != before:
        near.set(marked, mark, timeout=3600)
    return mark


def clearance(viewer: Viewer) -> str:
    """What an answer depends on of its viewer: the same text for all viewers of one clearance with the same shares.

    A share that is made, confirmed or withdrawn is an act, so that nothing kept before it is given any more; one that
    begins or ends with a day is told apart by the day.
    """
    levels = (int(viewer.everywhere), sorted((owner, int(level)) for owner, level in viewer.by_owner))
    shared = viewer.shared
    lifts = (shared.readers, shared.on, sorted(shared.records), sorted(shared.lists)) if shared else ()
    return repr((levels, lifts, clearance(viewer.within) if viewer.within else ""))
