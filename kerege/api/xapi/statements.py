"""The resource of statements: sent singly or as a list, with or without attachments; read singly or in pages."""

import json
import secrets
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import http_date

from kerege.api.xapi.door import Asking
from kerege.lib.refusal import Refusal
from kerege.lrs import actions, queries
from kerege.lrs.queries import Told
from kerege.lrs.rules import asking as rules
from kerege.lrs.rules import forms, reading, telling
from kerege.lrs.rules.asking import Asked
from kerege.lrs.rules.batches import ready
from kerege.lrs.rules.parts import Attached, attached, joined, named_attachments, parts_of, statements_part
from kerege.lrs.rules.reading import Sent
from kerege.lrs.words import Edition
from kerege.lrs.words.asking import CONTENT_TYPE, NEEDS_PARAMETER, NO_SUCH, PARAMETER
from kerege.lrs.words.statements import ONE_ONLY

JSON = "application/json"


def put(asking: Asking) -> HttpResponse:
    """Keep one statement under the id in the address."""
    told = id_of_put(asking)
    sent, is_list, contents = sent_by(asking)
    if is_list:
        raise Refusal(ONE_ONLY)
    _store(asking, sent, contents, told)
    return HttpResponse(status=204)


def id_of_put(asking: Asking) -> UUID:
    """The id in the address. Refuses lrs.unknown_parameter, lrs.needs_parameter and lrs.parameter."""
    rules.known(asking.params, ("statementId",))
    if "statementId" not in asking.params:
        raise Refusal(NEEDS_PARAMETER, field="statementId", name="statementId")
    told = asking.params["statementId"]
    try:
        forms.uuid(told, "statementId")
    except Refusal:
        raise Refusal(PARAMETER, field="statementId", name="statementId", form="UUID (RFC 4122)") from None
    return UUID(told)


def post(asking: Asking) -> HttpResponse:
    """Keep one statement or a list of them; the ids."""
    rules.known(asking.params, ())
    sent, _, contents = sent_by(asking)
    return _json(_store(asking, sent, contents, None))


def _store(asking: Asking, sent: Sequence[Sent], contents: dict[str, Attached], only: UUID | None) -> list[str]:
    batch = ready(sent, edition=asking.edition, contents=contents, only=only, known=asking.caller.public_key)
    return actions.store(by=asking.caller, batch=batch, edition=asking.edition, contents=contents)


def sent_by(asking: Asking) -> tuple[list[Sent], bool, dict[str, Attached]]:
    """The statements, whether they came as a list, and the contents of attachments. Refuses lrs.content_type."""
    kind = asking.content_type.split(";")[0].strip().lower()
    contents: dict[str, Attached] = {}
    body = asking.body
    if kind == "multipart/mixed":
        parts = parts_of(body, asking.content_type)
        body, contents = statements_part(parts), attached(parts[1:])
    elif kind != JSON:
        raise Refusal(CONTENT_TYPE, field="Content-Type", sent=kind[:60], allowed=f"{JSON}, multipart/mixed")
    found, is_list = reading.statements_of(reading.text_of(body))
    return found, is_list, contents


def get(asking: Asking, name: str = "", session: UUID | None = None) -> HttpResponse:
    """One statement by its id, or a page of those that fit. `name` and `session` are those of the address of a unit,
    where the next page is to be found.
    """
    asked = rules.asked(asking.params)
    if asked.one is not None:
        told = queries.one(asking.caller, asked)
        if told is None:
            raise Refusal(NO_SUCH, field="statementId")
        return _one(asking, asked, told)
    page = queries.page(asking.caller, asked)
    written, values = _written(asking, asked, page.statements)
    more = ""
    if page.more is not None:
        own = {"session": session, "rest": "statements"} if name else {"base": asking.base}
        address = reverse(name or "xapi_statements", kwargs=own)
        more = f"{address}?{urlencode({**asking.params, 'cursor': page.more})}"
    body = '{"statements":[' + ",".join(written) + '],"more":' + json.dumps(more) + "}"
    answer = _answer(asking, asked, body, values)
    if page.statements:
        answer["Last-Modified"] = _modified(max(each.stored for each in page.statements))
    return answer


def _one(asking: Asking, asked: Asked, told: Told) -> HttpResponse:
    written, values = _written(asking, asked, [told])
    answer = _answer(asking, asked, written[0], values)
    answer["Last-Modified"] = _modified(told.stored)
    return answer


def _modified(stored: int) -> str:
    return http_date(stored // 1_000_000)


def _answer(asking: Asking, asked: Asked, body: str, values: Sequence[dict[str, Any]]) -> HttpResponse:
    if not asked.attachments:
        return HttpResponse(body, content_type=JSON)
    hashes = {each["sha2"].lower() for value in values for _, each in named_attachments(value)}
    boundary = secrets.token_hex(16)
    content = joined(body.encode(), queries.contents_of(asking.caller, hashes), boundary)
    return HttpResponse(content, content_type=f"multipart/mixed; boundary={boundary}")


def _written(asking: Asking, asked: Asked, found: Sequence[Told]) -> tuple[list[str], list[dict[str, Any]]]:
    """The statements as they are told, and what they say."""
    values = [json.loads(each.raw) for each in found]
    kept = [_kept(each, value) for each, value in zip(found, values, strict=True)]
    if asked.format == "exact":
        return [
            telling.with_kept(each.raw, value, more) for each, value, more in zip(found, values, kept, strict=True)
        ], values
    whole = [{**value, **more} for value, more in zip(values, kept, strict=True)]
    if asked.format == "ids":
        return [_text(telling.ids_only(each)) for each in whole], values
    known = queries.activity_told(asking.caller, {iri for value in values for iri in telling.activities_in(value)})
    languages = telling.languages_of(asking.header("Accept-Language"))
    return [_text(telling.canonical(each, known, languages)) for each in whole], values


def _kept(told: Told, value: dict[str, Any]) -> dict[str, Any]:
    """What the store sets: of id, timestamp and version only where the statement has none."""
    stored = rules.iso(told.stored)
    version = "1.0.0" if told.version == Edition.XAPI_1 else told.version
    own = {"id": told.uid, "timestamp": stored, "version": version}
    return {
        **{name: inner for name, inner in own.items() if name not in value},
        "stored": stored,
        "authority": told.authority,
    }


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _json(value: Any) -> HttpResponse:
    return HttpResponse(_text(value), content_type=JSON)
