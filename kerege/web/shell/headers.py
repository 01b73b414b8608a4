"""The headers that every answer has: pages, parts, files, redirects and errors alike.

The content security policy is declared in the settings and written by django-csp; what depends on the request is added
here. `declared` is the whole list, and a test compares every answer with it.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

from kerege.web.content.hosts import files_origin, is_content_host

_FEATURES = (
    "accelerometer autoplay bluetooth browsing-topics camera display-capture encrypted-media fullscreen gamepad "
    "geolocation gyroscope hid identity-credentials-get idle-detection local-fonts magnetometer microphone midi "
    "otp-credentials payment picture-in-picture publickey-credentials-create publickey-credentials-get "
    "screen-wake-lock serial storage-access usb web-share window-management xr-spatial-tracking"
).split()
_OURS = {"publickey-credentials-create", "publickey-credentials-get"}  # passkeys of the sign-in pages

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}={'(self)' if name in _OURS else '()'}" for name in _FEATURES),
}
NOT_KEPT, ASKED_AGAIN = "private, no-store", "private, no-cache"


class HeadersMiddleware:
    """Stands outside everything but the policy's own middleware, so that no answer goes around it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        for name, value in FIXED.items():
            if name != "X-Frame-Options" or not getattr(answer, "framed", False):
                answer.headers.setdefault(name, value)
        answer.headers["Server"] = "Kerege"  # else the web server tells its own name
        if not (is_content_host(request) or _is_static(request, answer)):
            _limit_keeping(request, answer)
        if origin := files_origin(request):
            answer._csp_update = {"img-src": [origin], "frame-src": [origin], "media-src": [origin]}  # type: ignore[attr-defined]  # noqa: SLF001 - as django-csp's decorators do
        return answer


def let_frame(answer: HttpResponseBase, *origins: str) -> None:
    """Let pages of other sites hold this answer in a frame: for one that shows nothing of anybody and needs no session.

    The older header knows no list, so it is left out; browsers that obey the policy do not look at it.
    """
    answer.framed = True  # type: ignore[attr-defined]
    _replace(answer, {"frame-ancestors": list(origins)})


def let_send_to(answer: HttpResponseBase, *origins: str) -> None:
    """Let a form of this page be sent to other sites as well."""
    _replace(answer, {"form-action": ["'self'", *origins]})


def _replace(answer: HttpResponseBase, directives: dict[str, list[str]]) -> None:
    kept = getattr(answer, "_csp_replace", {})
    answer._csp_replace = {**kept, **directives}  # type: ignore[attr-defined]  # noqa: SLF001 - as django-csp's decorators do


def _is_static(request: HttpRequest, answer: HttpResponseBase) -> bool:
    """A file of the program itself: the same for everybody, and its name changes with its content."""
    return request.path.startswith(settings.STATIC_URL) and answer.status_code in {200, 206, 304}


def _limit_keeping(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Nothing of somebody with a session stays on the machine; of a visitor, nothing is shown without asking again."""
    session = settings.SESSION_COOKIE_NAME
    secret = session in request.COOKIES or session in answer.cookies
    secret = secret or "no-store" in answer.headers.get("Cache-Control", "")
    answer.headers["Cache-Control"] = NOT_KEPT if secret else ASKED_AGAIN
    patch_vary_headers(answer, ["Cookie"])
