"""Rows that are made of other records and follow them, inside the act that changes those.

A room that keeps such rows (an index for search, say) tells which models they are made of, by the path from a record
to the whole that it is a part of. Every write of such a model, also of many rows at once, then marks that whole, and
before the act ends its rows are made anew. Whoever writes does not have to know, so nobody can forget: an index that
still held what was raised, corrected or erased a moment ago would tell it to readers.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from kerege.journal.rules import before_acts_end

Remake = Callable[[set[int]], None]

_paths: dict[Any, tuple[str, str]] = {}
_remakes: dict[str, Remake] = {}
_marked: ContextVar[dict[str, set[int]] | None] = ContextVar("marked", default=None)
_remaking: ContextVar[bool] = ContextVar("remaking", default=False)


def follow(what: str, remake: Remake, paths: dict[Any, str]) -> None:
    """From now on call `remake` with the ids of the wholes that an act has touched. `paths` leads from each model to
    the id of its whole: "id" for the whole itself, "facility_id", "unit__facility_id".
    """
    _remakes[what] = remake
    _paths.update({model: (what, path) for model, path in paths.items()})


def touched(*records: Any) -> None:
    """These records were written, or are about to be deleted."""
    for record in records:
        if (told := _paths.get(type(record))) is None:
            continue
        what, path = told
        value = record
        for name in path.split("__"):
            value = getattr(value, name)
        _mark(what, [value])


def touched_rows(rows: Any) -> None:
    """These rows of a queryset are about to be changed or deleted."""
    if (told := _paths.get(rows.model)) is not None:
        what, path = told
        opened = rows.inside_action() if hasattr(rows, "inside_action") else rows
        _mark(what, opened.order_by().values_list(path, flat=True).distinct())


def _mark(what: str, ids: Iterable[int | None]) -> None:
    if _remaking.get():
        return
    marked = _marked.get()
    if marked is None:
        marked = {}
        _marked.set(marked)
    marked.setdefault(what, set()).update(number for number in ids if number is not None)


def remake_marked() -> None:
    """Make anew what was marked. What a remaking itself writes marks nothing."""
    marked = _marked.get()
    forget_marked()
    token = _remaking.set(True)
    try:
        for what, ids in (marked or {}).items():
            if ids:
                _remakes[what](ids)
    finally:
        _remaking.reset(token)


@contextmanager
def written_along() -> Iterator[None]:
    """While open, nothing is marked: whoever records thousands of new wholes writes what follows them along with them,
    made by the same function.
    """
    token = _remaking.set(True)
    try:
        yield
    finally:
        _remaking.reset(token)


def forget_marked() -> None:
    """Of an act that failed nothing has to be made anew."""
    _marked.set(None)


before_acts_end(remake_marked, instead=forget_marked)
