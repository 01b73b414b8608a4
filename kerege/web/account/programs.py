"""Programs with the password of a device, by HTTP Basic: those that read maps (QGIS, GDAL) under /api/ogc/, those that
launch e-learning under /api/elearning/, and nowhere else.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from kerege.lib.refusal import Refusal
from kerege.people.rules import ANONYMOUS
from kerege.people.words.devices import PROGRAM_NOT_KNOWN, PROGRAM_NOT_LET_IN, PROGRAM_WEAK, DeviceScope
from kerege.web.account.letting_in import CHALLENGE, let_in, note_use
from kerege.web.shell.middleware import answered

READ_BY_PROGRAMS = "/api/ogc/"
ACTED_BY_PROGRAMS = "/api/elearning/"


class ProgramsMiddleware:
    """Who sends a password reads as that account would, and acts as nobody. Who sends none reads as before.

    What is sent and is not right is refused (401) and never answered as for a visitor: a map would lack what its reader
    expects, and nobody would notice.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(ACTED_BY_PROGRAMS):
            return self._acting(request)
        if not (request.path.startswith(READ_BY_PROGRAMS) and "Authorization" in request.headers):
            return self.get_response(request)
        try:
            caller = let_in(request, scope=DeviceScope.INVENTORY, nobody=PROGRAM_NOT_LET_IN, weak=PROGRAM_WEAK)
        except Refusal as refusal:
            answer = answered(request, refusal)
            if refusal.word is PROGRAM_NOT_LET_IN:
                answer["WWW-Authenticate"] = CHALLENGE
            return answer
        request.viewer, request.actor = caller.viewer, ANONYMOUS  # type: ignore[attr-defined]
        told = self.get_response(request)
        note_use(request, caller)
        told["Cache-Control"] = "private, no-store"
        return told

    def _acting(self, request: HttpRequest) -> HttpResponseBase:
        """Who sends the password of a device for this acts as that account; a session is not looked at, so nobody else
        is let in. No answer asks a browser for a password.
        """
        try:
            caller = let_in(request, scope=DeviceScope.ELEARNING, nobody=PROGRAM_NOT_KNOWN, weak=PROGRAM_WEAK)
        except Refusal as refusal:
            return answered(request, refusal)
        request.viewer, request.actor = caller.viewer, caller.actor  # type: ignore[attr-defined]
        told = self.get_response(request)
        note_use(request, caller)
        told["Cache-Control"] = "private, no-store"
        return told
