"""What programs of others ask this node as an issuer: its identifier's document, its status lists, what badges are for.

These documents are public and the same for everybody who asks; a checker that runs in a browser at another address may
read them (`Access-Control-Allow-Origin`), and nothing else of this node.
"""

import json
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from kerege.capacity.queries import schemes
from kerege.capacity.queries.course_badges import badge_seen
from kerege.capacity.rules import badges
from kerege.capacity.rules.badges import PURPOSES, did_document
from kerege.capacity.words.course_badges import ACHIEVEMENT_TYPES
from kerege.lib.ids import uid_or_none
from kerege.people.rules import REGION
from kerege.web.credentials.issuing import issuer, site, status_list
from kerege.web.credentials.of_courses import OF_COURSES, described, named_by
from kerege.web.credentials.wording import criteria, describe


@require_GET
def did(request: HttpRequest) -> HttpResponse:
    """The document of `did:web:…`: the public keys. A node that made none yet has none to show."""
    return _told(request, did_document(issuer()))


@require_GET
def status(request: HttpRequest, purpose: str, part: int) -> HttpResponse:
    """A signed status list. Who has it asks with its mark whether it is still the same."""
    if purpose not in PURPOSES or part > 999:
        raise Http404
    return _told(request, status_list(purpose, part))


@require_GET
def achievement(request: HttpRequest, key: str, version: str) -> HttpResponse:
    """What a badge was given for: a version of a scheme, the region's where a country has one of the same name; or what
    a course gives (`course` and its uid), for whoever may know of that course.
    """
    lang = get_language() or "en"
    number = uid_or_none(version) if key == OF_COURSES else None
    of = badge_seen(request.viewer, number) if number is not None else None
    if of is not None:
        kind = ACHIEVEMENT_TYPES[of.kind]
        told = badges.achievement(site(), named_by(of), of.title, described(of), of.said(lang), lang, kind)
        return _told(request, {"@context": [badges.VC, badges.OB]} | told)
    known = schemes.schemes(request.viewer, on=localdate(), lang=lang)
    found = [line for line in known if (line.key, line.version) == (key, version)]
    if not found:
        raise Http404
    line = max(found, key=lambda each: each.owner == REGION)
    said = describe(line.title, version)
    told = badges.achievement(site(), f"{key}/{version}", line.title, said, criteria(line.scheme), lang)
    return _told(request, {"@context": [badges.VC, badges.OB]} | told)


def _told(request: HttpRequest, document: dict[str, Any]) -> HttpResponse:
    raw = json.dumps(document, ensure_ascii=False).encode()
    mark = f'"{sha256(raw).hexdigest()[:32]}"'
    if mark in parse_etags(request.headers.get("If-None-Match", "")):
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(raw, content_type="application/json")
    answer["ETag"] = mark
    answer["Access-Control-Allow-Origin"] = "*"  # without anybody's cookies: a browser sends none to a star
    return answer
