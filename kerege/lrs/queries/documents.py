"""Documents of programs, at their places."""

from dataclasses import dataclass

from kerege.lrs.models import Document
from kerege.lrs.queries.callers import Caller
from kerege.lrs.rules.asking import Place
from kerege.lrs.rules.credentials import check_opens
from kerege.lrs.rules.limits import check_place
from kerege.lrs.words import Kept as Kind


@dataclass(frozen=True)
class Kept:
    """A document as it is kept; `changed` is in microseconds since 1970."""

    content: bytes
    content_type: str
    etag: str
    changed: int


def document(caller: Caller, place: Place) -> Kept | None:
    """The document at a place; None where none is kept. Refuses lrs.not_in_scope and lrs.beyond_limit."""
    check_opens(caller.scopes, _read(place))
    check_place(caller.limits, place)
    row = Document.objects.filter(owner=caller.owner, uid=place.uid).first()
    return None if row is None else Kept(bytes(row.content), row.content_type, row.etag, row.changed)


def keys(caller: Caller, place: Place) -> tuple[list[str], int]:
    """The keys of all documents of a place, changed later than `since` where that is told, and the newest change.

    Refuses lrs.not_in_scope and lrs.beyond_limit.
    """
    check_opens(caller.scopes, _read(place))
    check_place(caller.limits, place)
    rows = Document.objects.filter(owner=caller.owner, kind=place.kind, activity=place.activity, agent=place.agent)
    if place.registration is not None:
        rows = rows.filter(registration=place.registration)
    if place.since is not None:
        rows = rows.filter(changed__gt=place.since)
    found = list(rows.order_by("id").values_list("key", "changed"))
    return [key for key, _ in found], max((changed for _, changed in found), default=0)


def _read(place: Place) -> str:
    return "read state" if place.kind == Kind.STATE else "read profile"
