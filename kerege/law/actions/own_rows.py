"""Rows of national law by their uid, for those who work on it."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model

from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE, rows

LAW_DEEDS = (Deed.RECORD_LAW, Deed.REVIEW_LAW)
Row = TypeVar("Row", bound=Model)


def own_row(
    *,
    by: Actor,
    model: type[Row],
    uid: str,
    field: str,
    what: str = "",
    deeds: Iterable[Deed] = LAW_DEEDS,
    related: tuple[str, ...] = (),
) -> Row:
    """The row, for whoever works on its country's law; `what` is how the refusal calls it, else by its `field`.

    Refuses records.nothing_there in one word for all others, and where there is none.
    """
    number = uid_or_none(uid)
    with checking():
        there: Any = rows(model).select_related(*related) if related else rows(model)
        row = there.filter(uid=number).first() if number else None
    if row is None or not any(may(by, deed, row.owner) for deed in deeds):
        raise Refusal(NOTHING_THERE, field=field, what=what or field, key=str(uid)[:40])
    return row  # type: ignore[no-any-return]
