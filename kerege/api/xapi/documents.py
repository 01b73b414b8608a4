"""The three resources of documents: the state of an activity, and profiles of activities and of agents."""

import json
from collections.abc import Callable

from django.http import HttpResponse
from django.utils.http import http_date

from kerege.api.xapi.door import Asking, Handler, resource
from kerege.lib.refusal import Refusal
from kerege.lrs import actions, queries
from kerege.lrs.rules.asking import NAMED, place
from kerege.lrs.words import Kept
from kerege.lrs.words.asking import NO_SUCH

USUAL = "application/octet-stream"


def documents(kind: Kept) -> Callable[..., HttpResponse]:
    """The view of one kind of documents."""
    view: Callable[..., HttpResponse] = resource(through=False, **documents_of(kind))
    return view


def documents_of(kind: Kept) -> dict[str, Handler]:
    """What is answered to each method, of one kind of documents."""

    def get(asking: Asking) -> HttpResponse:
        if NAMED[kind] not in asking.params:
            found, newest = queries.keys(asking.caller, place(kind, asking.params, keyed=False))
            answer = HttpResponse(json.dumps(found, ensure_ascii=False), content_type="application/json")
            if newest:
                answer["Last-Modified"] = http_date(newest // 1_000_000)
            return answer
        kept = queries.document(asking.caller, place(kind, asking.params, keyed=True))
        if kept is None:
            raise Refusal(NO_SUCH, field=NAMED[kind])
        answer = HttpResponse(kept.content, content_type=kept.content_type)
        answer["ETag"] = kept.etag
        answer["Last-Modified"] = http_date(kept.changed // 1_000_000)
        answer["Content-Disposition"] = "attachment"  # whatever it is, no browser runs it as a page of this node
        return answer

    def put(asking: Asking) -> HttpResponse:
        return _keep(asking, kind, merge=False)

    def post(asking: Asking) -> HttpResponse:
        return _keep(asking, kind, merge=True)

    def delete(asking: Asking) -> HttpResponse:
        several = kind == Kept.STATE and NAMED[kind] not in asking.params
        actions.forget(
            by=asking.caller,
            place=place(kind, asking.params, keyed=not several),
            edition=asking.edition,
            if_match=asking.header("If-Match"),
            if_none_match=asking.header("If-None-Match"),
        )
        return HttpResponse(status=204)

    return {"GET": get, "PUT": put, "POST": post, "DELETE": delete}


def _keep(asking: Asking, kind: Kept, *, merge: bool) -> HttpResponse:
    actions.keep(
        by=asking.caller,
        place=place(kind, asking.params, keyed=True),
        content=asking.body,
        content_type=asking.content_type or USUAL,
        edition=asking.edition,
        at=asking.at,
        merge=merge,
        if_match=asking.header("If-Match"),
        if_none_match=asking.header("If-None-Match"),
    )
    return HttpResponse(status=204)
