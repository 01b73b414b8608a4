"""When nothing may be written: reading goes on, also for who is signed in, and nothing pretends to be kept."""

from collections.abc import Callable

from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.db import OperationalError
from django.http import HttpRequest, HttpResponseBase

from kerege.upkeep.queries import standing
from kerege.web.shell.middleware import answered

SAFE = {"GET", "HEAD", "OPTIONS"}


class SessionStore(DatabaseSession):
    """A session that is there can be read on; what it would remember anew is forgotten. A new one cannot begin."""

    def save(self, must_create: bool = False) -> None:  # type: ignore[override]
        try:
            super().save(must_create)
        except OperationalError as fault:
            if must_create or not (isinstance(fault, standing.NotNow) or standing.says_full(fault)):
                raise


class ClosedMiddleware:
    """Refuses a request whose only effect would be in the session, such as the choice of a day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if request.method in SAFE or not request.session.modified or answer.status_code >= 400:
            return answer
        why = standing.why_closed()
        if why is None:
            return answer
        request.session.modified = False
        return answered(request, standing.refusal(why))
