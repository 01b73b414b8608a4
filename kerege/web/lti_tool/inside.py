"""A guest of another platform opens what was launched, what belongs to their own data, and nothing else."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponseBase

from kerege.lib.refusal import Refusal
from kerege.training.queries.lti_platforms import opened_for
from kerege.training.words.lti_platforms import LAUNCH_ONLY_OPENED, Opens
from kerege.web.lti_tool.targets import page_of
from kerege.web.shell.context import is_guest
from kerege.web.shell.middleware import answered

FREE = (
    *("/lti/tool/", "/language/", "/account/logout/", "/static/", "/.well-known/", "/healthz", "/readyz"),
    *("/privacy/mine/", "/training/lessons/mine/"),
)
"""Opening and signing out, the language, one's own data, and one's own answers."""
OPEN_TO_READ = ("/privacy/", "/privacy/register/")
PLAYING = ("/training/elearning/play/", "/training/elearning/units/")
"""Own registrations: each asks whose it is."""


class GuestsMiddleware:
    """Stands before every page. Who is no guest of a platform passes at once, without a question to the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_guest(request) and not _open(request):
            return answered(request, Refusal(LAUNCH_ONLY_OPENED))
        return self.get_response(request)


def _open(request: HttpRequest) -> bool:
    if request.path.startswith(FREE) or request.path in OPEN_TO_READ:
        return True
    return request.path.startswith(tuple(_launched(request.user.pk)))


def _launched(account: int | None) -> Iterator[str]:
    """The pages that were launched and those below them: scenarios of a lesson, a package being played."""
    for kind, what in opened_for(account) if account is not None else ():
        yield page_of(kind, what)
        if kind == Opens.PACKAGE:
            yield from PLAYING
