"""What is read of this room."""

from kerege.lrs.queries.callers import Caller, CredentialLine, authority, caller_of, credentials_of, own_caller
from kerege.lrs.queries.documents import Kept, document, keys
from kerege.lrs.queries.handing_on import StoreLine, stores_of
from kerege.lrs.queries.reading import (
    Page,
    Told,
    activity_told,
    consistent_through,
    contents_of,
    kept_already,
    one,
    page,
)
from kerege.lrs.queries.showing import MOST, Line, Shown, statements_of, statements_seen

__all__ = [
    "Caller",
    "CredentialLine",
    "Kept",
    "MOST",
    "Line",
    "Page",
    "Shown",
    "StoreLine",
    "Told",
    "activity_told",
    "authority",
    "caller_of",
    "consistent_through",
    "contents_of",
    "credentials_of",
    "document",
    "kept_already",
    "keys",
    "one",
    "own_caller",
    "page",
    "statements_of",
    "statements_seen",
    "stores_of",
]
