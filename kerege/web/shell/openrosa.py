"""What a program on a phone reads of an answer: the response of the OpenRosa specifications, and its headers."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.http import http_date

PHONES = "/openrosa/"
"""Below it stands what programs on phones ask for."""
SENT_TO = f"{PHONES}submission"
XML = "text/xml; charset=utf-8"
LONGEST_PART = 10_000_000
"""Bytes that one request is asked to have at most. A phone that loses the line sends that much again, and no more."""


def openrosa_answer(sentence: str, *, status: int, nature: str) -> HttpResponse:
    """One sentence for whoever holds the phone, with the headers that every answer to a phone has."""
    told = render_to_string("shell/openrosa.xml", {"sentence": sentence, "nature": nature})
    return with_headers(HttpResponse(told, status=status, content_type=XML))


def with_headers(answer: HttpResponse) -> HttpResponse:
    """The answer with the version of the protocol, the date and the most that a request may have."""
    answer["X-OpenRosa-Version"] = "1.0"
    answer["X-OpenRosa-Accept-Content-Length"] = str(LONGEST_PART)
    answer["Date"] = http_date()
    return answer
