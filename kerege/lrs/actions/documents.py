"""Documents are written by programs, again and again: no act tells of each, and what was there before is gone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction

from kerege.journal.rules import gated, writing
from kerege.lib.refusal import Refusal
from kerege.lrs.models import Document
from kerege.lrs.queries.callers import Caller
from kerege.lrs.rules import reading
from kerege.lrs.rules.asking import Place, micros
from kerege.lrs.rules.credentials import check_opens
from kerege.lrs.rules.documents import check_unchanged, etag_of, is_json, json_object, merged
from kerege.lrs.rules.forms import holds_control
from kerege.lrs.rules.limits import check_place
from kerege.lrs.words import Edition, Kept
from kerege.lrs.words.asking import CONTENT_TYPE


@contextmanager
def _open() -> Iterator[None]:
    with gated(), transaction.atomic(), writing():
        yield


def _write(place: Place) -> str:
    return "write state" if place.kind == Kept.STATE else "write profile"


def keep(
    *,
    by: Caller,
    place: Place,
    content: bytes,
    content_type: str,
    edition: Edition,
    at: datetime,
    merge: bool,
    if_match: str = "",
    if_none_match: str = "",
) -> None:
    """Keep a document at its place; with `merge` as one object with that which is there.

    Refuses lrs.not_in_scope, lrs.beyond_limit, lrs.content_type, lrs.not_an_object, lrs.precondition, lrs.needs_etag,
    lrs.says_nothing, and lrs.too_large for what would grow by merging.
    """
    check_opens(by.scopes, _write(place))
    check_place(by.limits, place)
    if holds_control(content_type):
        raise Refusal(CONTENT_TYPE, field="Content-Type", sent="", allowed="type/subtype")
    if is_json(content_type):
        _check_json(content, merge=merge)

    def write() -> None:
        row = Document.objects.select_for_update().filter(owner=by.owner, uid=place.uid).first()
        check_unchanged(
            row.etag if row else None,
            if_match=if_match,
            if_none_match=if_none_match,
            put=not merge,
            kind=place.kind,
            edition=edition,
        )
        now = content
        if row is None:
            row = _at(place, by.owner)
        elif merge:
            now = merged(bytes(row.content), row.content_type, content, content_type)
        row.content, row.content_type = now, content_type[:200]
        row.etag, row.changed = etag_of(now), micros(at)
        row.save()

    try:
        with _open():
            write()
    except IntegrityError:  # somebody was the first there a moment ago: now there is a document to compare with
        with _open():
            write()


def _at(place: Place, owner: str) -> Document:
    named = {"activity": place.activity, "agent": place.agent, "registration": place.registration}
    return Document(owner=owner, uid=place.uid, kind=place.kind, key=str(place.key), **named)


def _check_json(content: bytes, *, merge: bool) -> None:
    """What says that it is JSON has to be; what is merged has to be an object."""
    if merge:
        json_object(content)
    else:
        reading.parse(reading.text_of(content))


def forget(*, by: Caller, place: Place, edition: Edition, if_match: str = "", if_none_match: str = "") -> None:
    """Delete a document, or all documents of a place where none is named. Where there is none, nothing happens.

    Refuses lrs.not_in_scope, lrs.beyond_limit and lrs.precondition.
    """
    check_opens(by.scopes, _write(place))
    check_place(by.limits, place)
    with _open():
        if place.key is not None:
            row = Document.objects.select_for_update().filter(owner=by.owner, uid=place.uid).first()
            check_unchanged(
                row.etag if row else None,
                if_match=if_match,
                if_none_match=if_none_match,
                put=False,
                kind=place.kind,
                edition=edition,
            )
            if row is not None:
                row.delete()
            return
        rows = Document.objects.filter(owner=by.owner, kind=place.kind, activity=place.activity, agent=place.agent)
        if place.registration is not None:
            rows = rows.filter(registration=place.registration)
        rows.delete()
