"""The sign-in library asks providers with `requests`; here its requests are led through the one door outwards."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import requests
from django.conf import settings
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from kerege.lib.outgoing import ask
from kerege.web.account.sso.providers import Provider

MOST, SECONDS = 1_000_000, 10
_asked: ContextVar[Provider | None] = ContextVar("asked", default=None)


@contextmanager
def asking(provider: Provider) -> Iterator[None]:
    """While open, the library may ask the hosts of this provider, and no others."""
    token = _asked.set(provider)
    try:
        yield
    finally:
        _asked.reset(token)


def session() -> requests.Session:
    """A session all of whose requests go through `lib.outgoing.ask`: no redirects, no proxies, no private addresses."""
    made = requests.Session()
    made.trust_env = False
    made.max_redirects = 0
    made.headers = CaseInsensitiveDict({"Accept": "application/json"})
    made.adapters.clear()
    for scheme in ("https://", "http://"):
        made.mount(scheme, _Door(_asked.get()))
    return made


class _Door(BaseAdapter):
    """Refuses what `ask` refuses; without a provider no host is allowed."""

    def __init__(self, provider: Provider | None) -> None:
        super().__init__()
        self._hosts = provider.hosts if provider else frozenset()
        self._private = provider.private_hosts if provider else frozenset()

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        body: Any = request.body.encode() if isinstance(request.body, str) else request.body
        answer = ask(
            request.url or "",
            allowed=self._hosts,
            method=request.method or "GET",
            body=body,
            headers={name: value for name, value in request.headers.items() if isinstance(value, str)},
            seconds=SECONDS,
            most=MOST,
            loopback=settings.KEREGE_DEMO,
            private=self._private,
        )
        response = requests.Response()
        response.status_code = answer.status
        response.headers = CaseInsensitiveDict(answer.headers)
        response.raw = io.BytesIO(answer.body)
        response.url, response.request = request.url or "", request
        return response

    def close(self) -> None:
        """Nothing stays open between two requests."""
