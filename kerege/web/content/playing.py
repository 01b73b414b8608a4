"""E-learning packages on the content host: the page around a package, and its files.

A package is a program that somebody else wrote. It runs under this name only, where no session is, in a frame whose
sandbox and whose policy let it speak with this name and with nobody else; the page of the node is its only way out, by
messages. The variant was measured against six others: whatever runs in the frame reads no cookie of the pages, reaches
into no page, asks the node nothing as its reader, and sends nothing elsewhere (docs/explanation/elearning.md).
"""

import gzip
import re
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.html import escape

from kerege.files import queries as files
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import Viewer
from kerege.training.queries.elearning import file_of
from kerege.training.rules.elearning.members import type_of
from kerege.training.rules.elearning.weight import PACKED, packs
from kerege.training.words.elearning import Standard
from kerege.web.content import words
from kerege.web.content.ended import OVER, over
from kerege.web.content.ended import POLICY as ENDED
from kerege.web.content.hosts import content_origin
from kerege.web.content.nothing import nothing_of
from kerege.web.content.serving import Answer, asked_part, pieces, told

PACKAGES, AROUND = "/e/", "/r/"
UNITS = "/xapi/au/"
"""Where units of cmi5 ask (kerege/api/cmi5)."""
STEP = 4 * 3600
"""Addresses that are made in the same four hours are equal, so that a part that is opened again loads nothing again."""
SANDBOX = "allow-scripts allow-same-origin allow-forms allow-modals"
SVG = "image/svg+xml"
_SALT = "kerege.elearning"
_RUNTIMES = {Standard.SCORM12: "scorm12.js", Standard.SCORM2004: "scorm2004.js"}
_SCRIPTS = frozenset({*_RUNTIMES.values(), "player-frame.js", "player-h5p.js"})
_H5P = "h5p"
_H5P_PIECE = re.compile(r"(?:[a-z-]+/){0,2}[A-Za-z0-9_-]+(?:\.bundle)?\.(?:js|css|woff2?|svg|gif)")


@dataclass(frozen=True)
class Ticket:
    """What an address says: which package, with which clearance, framed by which pages, for which use, until when."""

    uid: str
    owner: str
    label: int
    standard: str
    pages: str
    use: str
    until: int
    light: int = 0
    """Whether films and sound are left out."""

    def viewer(self) -> Viewer:
        return Viewer(uid="content", by_owner=((self.owner, Sensitivity(self.label)),))


def address_of(
    request: HttpRequest, *, uid: str, owner: str, label: int, standard: str, use: str, light: bool = False
) -> str:
    """Where the package is played for the next four to eight hours; empty where the node has no content host. `use`
    is the registration, so that addresses of two people differ. What is `light` goes without films and sound.
    """
    origin = content_origin(request)
    if not origin:
        return ""
    pages = f"{request.scheme}://{request.get_host()}"
    until = (int(time.time()) // STEP + 2) * STEP
    token = signing.Signer(salt=_SALT).sign_object([uid, owner, int(label), standard, pages, use, until, int(light)])
    around = PACKAGES if standard == Standard.CMI5 else AROUND  # a unit of cmi5 asks the node itself: none is around it
    return f"{origin}{around}{token}/"


def serve(request: HttpRequest) -> HttpResponseBase:
    """A file of a package, the page around it, or the run-time; else a sentence in plain text."""
    try:
        if request.method not in {"GET", "HEAD"}:
            raise Refusal(words.ONLY_READ)
        if request.headers.get("Service-Worker"):
            raise Refusal(words.NO_WORKERS)  # it would outlive the package, and stand between others and their files
        where, _, rest = request.path.removeprefix("/").partition("/")
        first, slash, path = rest.partition("/")
        if where == "r" and not slash:
            return _script(request, first, known=first in _SCRIPTS)
        if where == "r" and first == _H5P:
            return _script(request, f"{_H5P}/{path}", known=bool(_H5P_PIECE.fullmatch(path)))
        if where == "r" and first == OVER:
            return _with_headers(over(path), None, "no-store", rules=ENDED)
        ticket = _ticket(first)
        if where == "r":
            return _around(ticket, first, path)
        return _file(request, ticket, path)
    except Refusal as refusal:
        return told(refusal)


def _ticket(token: str) -> Ticket:
    try:
        found = Ticket(*signing.Signer(salt=_SALT).unsign_object(token))
    except (signing.BadSignature, ValueError, TypeError):
        raise Refusal(words.NO_SUCH_ADDRESS) from None
    if found.until < time.time():
        raise Refusal(words.OVER)
    return found


def policy(ticket: Ticket | None) -> str:
    """What a package may do: everything with its own name, and nothing with any other. A unit of cmi5 asks the node, at
    the address for units and no other.
    """
    above = f"'self' {ticket.pages}" if ticket else "'self'"
    asks = f" {ticket.pages}{UNITS}" if ticket and ticket.standard == Standard.CMI5 else ""
    return (
        f"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self'{asks}; frame-src 'self'; "
        f"worker-src 'self' blob:; form-action 'none'; base-uri 'self'; frame-ancestors {above}; sandbox {SANDBOX}"
    )


def _around(ticket: Ticket, token: str, path: str) -> HttpResponse:
    """The page that holds the run-time where a package looks for it, and the package in a frame."""
    scripts = _scripts(Standard(ticket.standard))
    if path or not scripts:
        raise Refusal(words.NO_SUCH_ADDRESS)
    page = (
        f'<!doctype html><html lang="und" data-pages="{escape(ticket.pages)}" data-base="{PACKAGES}{escape(token)}/">'
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kerege</title>'
        "<style>html,body,body>iframe{margin:0;padding:0;border:0;inline-size:100%;block-size:100%}"
        "body:has(>iframe){overflow:hidden}body>iframe{display:block}</style></head><body>"
    )
    page += "".join(f'<script src="{AROUND}{each}"></script>' for each in scripts)
    return _with_headers(
        HttpResponse(f"{page}</body></html>", content_type="text/html; charset=utf-8"), ticket, "no-store"
    )


def _scripts(standard: Standard) -> tuple[str, ...]:
    """The run-time of a standard and its bridge; none for what is not played in a page around it."""
    if standard == Standard.H5P:
        return f"{_H5P}/main.bundle.js", "player-h5p.js"
    return (_RUNTIMES[standard], "player-frame.js") if standard in _RUNTIMES else ()


def around(standard: Standard) -> int:
    """Bytes on the line of what is around a package: its run-time and the bridge."""
    return sum(len(_read(each)[1]) for each in _scripts(standard))


def _script(request: HttpRequest, name: str, *, known: bool) -> HttpResponse:
    if not known:
        raise Refusal(words.NO_SUCH_ADDRESS)
    plain, packed = _read(name)
    media_type = type_of(name)
    packing = media_type.startswith(PACKED) and "gzip" in request.headers.get("Accept-Encoding", "")
    written = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    answer = HttpResponse(packed if packing else plain, content_type=written)
    if packing:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = "Accept-Encoding"
    return _with_headers(answer, None, "public, max-age=3600")


@lru_cache(maxsize=40)
def _read(name: str) -> tuple[bytes, bytes]:
    found = finders.find(f"kerege/{name}")
    if not found:
        raise Refusal(words.NO_SUCH_ADDRESS)
    plain = Path(found).read_bytes()
    return plain, gzip.compress(plain, mtime=0)


def _file(request: HttpRequest, ticket: Ticket, path: str) -> HttpResponseBase:
    line, media_type = file_of(ticket.viewer(), ticket.uid, path)
    left = max(0, ticket.until - int(time.time()))
    instead = nothing_of(media_type) if ticket.light else None
    size = line.size if instead is None else len(instead[0])
    part = asked_part(request.headers.get("Range", ""), size)
    if part is None:
        outside: HttpResponseBase = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return _with_headers(outside, ticket, "no-store")
    start, end = part
    whole = (start, end) == (0, size)
    answer: HttpResponseBase
    if instead is not None:
        content, media_type = instead
        answer = HttpResponse(content[start:end], status=200 if whole else 206)
    elif whole and _packs(request, media_type, line.size):
        with files.opened(line) as stream:
            answer = HttpResponse(gzip.compress(stream.read(), 6, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    else:
        answer = StreamingHttpResponse(pieces(files.opened(line), start, end), status=200 if whole else 206)
    if "Content-Encoding" not in answer.headers:
        answer.headers["Content-Length"] = str(end - start)
        answer.headers["Accept-Ranges"] = "bytes"
        if not whole:
            answer.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    answer.headers["Content-Type"] = media_type
    answer.headers["Vary"] = "Accept-Encoding"
    answer = _with_headers(answer, ticket, f"private, max-age={left}")
    if media_type == SVG:  # a picture; a package that wants a program has pages for it
        answer.headers["Content-Security-Policy"] += "; script-src 'none'"
    return answer


def _packs(request: HttpRequest, media_type: str, size: int) -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "") and packs(media_type, size)


def _with_headers(answer: Answer, ticket: Ticket | None, keeping: str, rules: str = "") -> Answer:
    answer.headers["Content-Security-Policy"] = rules or policy(ticket)
    answer.headers["Cache-Control"] = keeping
    answer.headers["X-DNS-Prefetch-Control"] = "off"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "no-referrer"  # an address is a key
    return answer
