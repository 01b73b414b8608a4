"""What no view has to think of, refused before a body is read: methods, long addresses, large bodies, odd numbers."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponseBase

from kerege.lib.refusal import Refusal
from kerege.lrs.rules.batches import LONGEST_BODY as LONGEST_BODY_OF_STATEMENTS
from kerege.web.shell import words
from kerege.web.shell.fresh import OF
from kerege.web.shell.methods import allowed_at
from kerege.web.shell.middleware import INTERFACES, answered
from kerege.web.shell.openrosa import SENT_TO

READING = frozenset({"GET", "HEAD"})
METHODS = READING | {"POST", "OPTIONS"}
METHODS_OF_INTERFACES = METHODS | {"PUT", "PATCH", "DELETE"}
LONGEST_QUERY = 4000
MOST_PARAMETERS = 100
LONGEST_BODY = 2_621_440
LONGEST_UPLOAD = 26_000_000
STATEMENTS = "/xapi/"
"""Learning records come in batches, with their attachments in the same body."""
OF_TOOLS = "/lti/places/"
"""Tools of others ask here with a token, and change and remove columns that they made (LTI AGS 2.0)."""
MOST_FILES = 5
"""So many files has any form of a page at most. A phone alone sends more: the settings bound those."""


class LimitsMiddleware:
    """Stands before everything that reads a body, and after everything that the page of a refusal needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path != SENT_TO:
            request.upload_handlers.insert(0, FewFiles(request))
        refusal = out_of_bounds(request)
        if refusal is None:
            return self.get_response(request)
        answer = answered(request, refusal)
        if refusal.word is words.METHOD:
            answer["Allow"] = ", ".join(allowed_at(request.path_info))
        return answer


class FewFiles(FileUploadHandler):
    """Counts the files of a request while they are read, hands them on as they are, and takes no more than forms have.

    What it raises is answered like Django's own complaint about too many files.
    """

    count = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.count += 1
        if self.count > MOST_FILES:
            raise TooManyFilesSent

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def out_of_bounds(request: HttpRequest) -> Refusal | None:
    """shell.method, shell.plain_http, shell.address_too_long, shell.upload_too_large or shell.too_large.

    None where nothing is wrong.
    """
    of_interface = request.path.startswith((*INTERFACES, OF_TOOLS))
    if request.method not in (METHODS_OF_INTERFACES if of_interface else METHODS):
        return _wrong_method(request)
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():  # a page would have been sent on to HTTPS before
        return Refusal(words.PLAIN_HTTP)
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY or query.count("&") >= MOST_PARAMETERS:
        return Refusal(words.ADDRESS_TOO_LONG, length=len(query), most=LONGEST_QUERY)
    return _body(request) or (None if of_interface else _of_page(request))


def _of_page(request: HttpRequest) -> Refusal | None:
    """shell.method where a page has no such method. Asked before the token, which nobody has for a page without a form.

    A proof is sent to the page that asked for it, also to one that is only read: `fresh` takes it in.
    """
    if request.method in READING or request.method in allowed_at(request.path_info):
        return None
    is_proof = request.method == "POST" and OF in request.POST
    return None if is_proof else _wrong_method(request)


def _wrong_method(request: HttpRequest) -> Refusal:
    return Refusal(words.METHOD, method=str(request.method)[:12])


def _body(request: HttpRequest) -> Refusal | None:
    """Judged by what was announced. Django reads no further than that, and a body without a length it does not read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else LONGEST_UPLOAD + 1
    if request.path.startswith(STATEMENTS):
        return Refusal(words.TOO_LARGE) if size > LONGEST_BODY_OF_STATEMENTS else None
    if str(request.META.get("CONTENT_TYPE", "")).startswith("multipart/form-data"):
        return Refusal(words.UPLOAD_TOO_LARGE, most=LONGEST_UPLOAD // 1_000_000) if size > LONGEST_UPLOAD else None
    return Refusal(words.TOO_LARGE) if size > LONGEST_BODY else None
