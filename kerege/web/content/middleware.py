"""Keeps the two host names apart: files here, pages there."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from kerege.lib.refusal import Refusal
from kerege.web.content import playing, words
from kerege.web.content.addresses import PREFIX
from kerege.web.content.hosts import is_content_host, pages_origin
from kerege.web.content.serving import serve, told


class ContentHostMiddleware:
    """Answers everything that is sent to the content host, before sessions and pages begin.

    Files exist under that name only: no address of the pages leads to them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_content_host(request):
            return self.get_response(request)
        request.get_host()  # refuses names that are not this node's
        if request.path.startswith(PREFIX):
            return serve(request)
        if request.path.startswith((playing.PACKAGES, playing.AROUND)):
            return playing.serve(request)
        pages = pages_origin(request)
        if pages and request.method in {"GET", "HEAD"}:  # somebody who typed localhost out of habit
            return HttpResponseRedirect(pages + request.get_full_path())
        return told(Refusal(words.NO_PAGES))
