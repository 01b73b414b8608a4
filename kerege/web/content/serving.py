"""Answers of the content host: one file for one signed address. No session, no cookie, no page."""

import re
import time
from collections.abc import Iterator
from typing import IO, TypeVar
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext

from kerege.files import queries as files
from kerege.files.queries import FileLine
from kerege.files.words import CAPTIONS, MEDIA, PICTURES
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.web.content import words
from kerege.web.content.addresses import PREFIX, Signed, read

POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; sandbox"
_ADDRESS = re.compile(rf"{PREFIX}([A-Za-z0-9:_-]+)/[^/]+")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
_PIECE = 65_536
Answer = TypeVar("Answer", bound=HttpResponseBase)


def serve(request: HttpRequest) -> HttpResponseBase:
    """The file, whole or the part that `Range` asks for; else a sentence in plain text with the refusal's code."""
    try:
        signed = _signed(request)
        return _answer(request, _line(signed), signed)
    except Refusal as refusal:
        return told(refusal)


def told(refusal: Refusal) -> HttpResponse:
    """A refusal as this host tells it: it has no pages."""
    text = f"{refusal.told(gettext)}\n{refusal.code}\n"
    answer = HttpResponse(text, status=refusal.status, content_type="text/plain; charset=utf-8")
    return _with_headers(answer, "no-store")


def _signed(request: HttpRequest) -> Signed:
    if request.method not in {"GET", "HEAD"}:
        raise Refusal(words.ONLY_READ)
    found = _ADDRESS.fullmatch(request.path)
    signed = read(found.group(1)) if found else None
    if signed is None:
        raise Refusal(words.NO_SUCH_ADDRESS)
    if signed.until < time.time():
        raise Refusal(words.OVER)
    return signed


def _line(signed: Signed) -> FileLine:
    """The file as it is now: withdrawn, replaced or more restricted since, it is not there."""
    line = files.file(signed.viewer(), signed.uid)
    if line.owner != signed.owner or not line.sha256.startswith(signed.sha256):
        raise Refusal(words.NO_SUCH_ADDRESS)
    return line


def _answer(request: HttpRequest, line: FileLine, signed: Signed) -> HttpResponseBase:
    part = asked_part(request.headers.get("Range", ""), line.size)
    if part is None:
        answer: HttpResponseBase = HttpResponse(status=416, headers={"Content-Range": f"bytes */{line.size}"})
        return _with_headers(answer, "no-store")
    start, end = part
    whole = (start, end) == (0, line.size)
    answer = StreamingHttpResponse(pieces(files.opened(line), start, end), status=200 if whole else 206)
    answer.headers["Content-Type"] = line.media_type
    answer.headers["Content-Length"] = str(end - start)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Content-Disposition"] = disposition(line)
    if line.kind in MEDIA | CAPTIONS:  # a browser shows captions of another host only where it may read both
        answer.headers["Access-Control-Allow-Origin"] = "*"
    if not whole:
        answer.headers["Content-Range"] = f"bytes {start}-{end - 1}/{line.size}"
    left = max(0, signed.until - int(time.time()))
    return _with_headers(answer, "no-store" if line.label > Sensitivity.PUBLIC else f"private, max-age={left}")


def disposition(line: FileLine) -> str:
    """Pictures are shown, all else is downloaded; the name in RFC 6266's two forms, plain for old programs."""
    way = "inline" if line.kind in PICTURES else "attachment"
    plain = re.sub(r"[^A-Za-z0-9._ -]+", "_", line.name)
    return f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(line.name, safe='')}"


def asked_part(header: str, size: int) -> tuple[int, int] | None:
    """First byte and end of what is asked for; everything for what is no single range, None for one outside."""
    found = _RANGE.fullmatch(header.strip())
    if not found or len(header) > 60 or found.groups() == ("", ""):
        return 0, size
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size) if int(last) else None
    start, end = int(first), min(int(last) + 1 if last else size, size)
    return (start, end) if start < end else None


def pieces(stream: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    with stream:
        stream.seek(start)
        while start < end and (piece := stream.read(min(_PIECE, end - start))):
            start += len(piece)
            yield piece


def _with_headers(answer: Answer, keeping: str) -> Answer:
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Cache-Control"] = keeping
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
