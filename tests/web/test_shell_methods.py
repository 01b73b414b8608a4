"""HEAD reaches no view, and nothing of a body leaves."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from kerege.web.shell.methods import HeadMiddleware
from kerege.web.shell.requests import told

pytestmark = pytest.mark.nodb


def asked(answer, **headers):
    """The answer to HEAD, and the request as the view saw it."""
    seen = []

    def view(request):
        seen.append((request.method, request.headers.get("Range")))
        return answer

    request = RequestFactory(headers=headers).head("/")
    return HeadMiddleware(view)(request), seen, request


def test_a_view_sees_get_and_all_outside_see_head():
    answer, seen, request = asked(HttpResponse(b"abc", headers={"Content-Length": "3"}))
    assert (answer.content, answer["Content-Length"]) == (b"", "3")
    assert (seen, request.method) == ([("GET", None)], "HEAD")


def test_a_stream_is_not_read():
    def read():
        raise AssertionError("nobody wants the bytes")
        yield b""

    answer, _, _ = asked(StreamingHttpResponse(read(), headers={"Content-Length": "7"}))
    assert (b"".join(answer.streaming_content), answer["Content-Length"]) == (b"", "7")


def test_a_part_is_not_asked_for():
    assert asked(HttpResponse(), Range="bytes=0-1")[1] == [("GET", None)]


def test_get_goes_through_as_it_is():
    whole = HttpResponse(b"abc")
    assert HeadMiddleware(lambda request: whole)(RequestFactory().get("/")).content == b"abc"


def test_a_fault_leaves_the_request_as_it_was():
    request = RequestFactory().head("/")
    with pytest.raises(ZeroDivisionError):
        HeadMiddleware(lambda request: 1 / 0)(request)
    assert request.method == "HEAD"


def test_the_log_says_head():
    request = RequestFactory().head("/")
    request.id, request.method, request.resolver_match = "x", "GET", None
    assert told(request)["method"] == "HEAD"
