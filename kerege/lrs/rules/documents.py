"""Documents that programs keep: how two are merged, and when somebody else was there in between."""

import hashlib
import json
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lrs.rules import reading
from kerege.lrs.rules.batches import LONGEST_BODY
from kerege.lrs.words import Edition, Kept
from kerege.lrs.words.asking import NEEDS_ETAG, NOT_AN_OBJECT, PRECONDITION, SAYS_NOTHING
from kerege.lrs.words.statements import TOO_LARGE

JSON = "application/json"


def etag_of(content: bytes) -> str:
    """The name of the content, as RFC 9110 wants it: in quotes."""
    return f'"{hashlib.sha1(content, usedforsecurity=False).hexdigest()}"'


def is_json(content_type: str) -> bool:
    """Whether the content says that it is JSON."""
    return content_type.split(";")[0].strip().lower() == JSON


def json_object(content: bytes) -> dict[str, Any]:
    """Refuses lrs.not_an_object."""
    try:
        value = reading.parse(reading.text_of(content))
    except Refusal:
        raise Refusal(NOT_AN_OBJECT) from None
    if not isinstance(value, dict):
        raise Refusal(NOT_AN_OBJECT)
    return value


def merged(kept: bytes, kept_type: str, sent: bytes, sent_type: str) -> bytes:
    """Both as one object, what was sent above what was kept.

    Refuses lrs.not_an_object where one is no JSON object, and lrs.too_large where both are more than one body.
    """
    if not (is_json(kept_type) and is_json(sent_type)):
        raise Refusal(NOT_AN_OBJECT)
    told = {**json_object(kept), **json_object(sent)}
    whole = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    if len(whole) > LONGEST_BODY:
        raise Refusal(TOO_LARGE, most=LONGEST_BODY)
    return whole


def check_unchanged(
    etag: str | None, *, if_match: str, if_none_match: str, put: bool, kind: Kept, edition: Edition
) -> None:
    """Whether somebody wrote in between. `etag` is that of the document that is there, None where there is none.

    A profile is not replaced by somebody who does not say which one (lrs.needs_etag); a state is, in 1.0.3, because its
    only writer is the content that was launched. Refuses lrs.precondition too.
    """
    if if_match:
        if etag is None or (if_match.strip() != "*" and etag not in _listed(if_match)):
            raise Refusal(PRECONDITION)
        return
    if if_none_match:
        if etag is not None and (if_none_match.strip() == "*" or etag in _listed(if_none_match)):
            raise Refusal(PRECONDITION)
        return
    if put and etag is not None and (kind != Kept.STATE or edition == Edition.XAPI_2):
        raise Refusal(NEEDS_ETAG)
    if put and kind != Kept.STATE and edition == Edition.XAPI_1:
        raise Refusal(SAYS_NOTHING)


def _listed(header: str) -> list[str]:
    """The tags; one that became weak on its way, because an answer was packed, means the same content."""
    return [tag.strip().removeprefix("W/") for tag in header.split(",")]
