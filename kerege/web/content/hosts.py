"""Which host name serves pages and which one serves what was uploaded.

Browsers keep cookies apart by name and not by port, so two ports of one name would not do. A node that is reached as
127.0.0.1 has a second name for nothing: localhost. Passkeys belong to names and never to numbers, so the pages answer
as kerege.localhost too, which browsers take for this computer by themselves and for another site than localhost.

A class on a laptop has no second name that phones could find. Its files are at another port of the same name, which is
enough for what runs nothing: they keep their sandbox, and no cookie is read or set there. Packages are programs, and
are not played in a class (decision 97).
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

PAGES_ON_LOOPBACK, CONTENT_ON_LOOPBACK = ("127.0.0.1", "kerege.localhost"), "localhost"


def name_of(host: str) -> str:
    """The host name without its port, in small letters and without a trailing dot."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_content_host(request: HttpRequest) -> bool:
    """Whether the request was sent to the name that serves content, or to its port where they share the name."""
    if _only_a_port_apart():
        return _host(request) == str(settings.KEREGE_CONTENT_HOST)
    return name_of(_host(request)) == name_of(settings.KEREGE_CONTENT_HOST or CONTENT_ON_LOOPBACK)


def content_origin(request: HttpRequest) -> str:
    """Scheme and host under which this reader finds content, programs among it; empty where the node has no name for
    it that serves nothing else.
    """
    return "" if _only_a_port_apart() else files_origin(request)


def files_origin(request: HttpRequest) -> str:
    """Where this reader finds files, none of which runs: also at another port of the name that serves the pages."""
    return _origin(request, settings.KEREGE_CONTENT_HOST, PAGES_ON_LOOPBACK, CONTENT_ON_LOOPBACK)


def _only_a_port_apart() -> bool:
    content = settings.KEREGE_CONTENT_HOST
    return ":" in content and name_of(content) in {name_of(host) for host in settings.KEREGE_HOSTS}


def pages_origin(request: HttpRequest) -> str:
    """Where a reader who came to the content host on loopback finds the pages; empty on a node with set names."""
    return "" if settings.KEREGE_CONTENT_HOST else _origin(request, "", (CONTENT_ON_LOOPBACK,), PAGES_ON_LOOPBACK[0])


def _origin(request: HttpRequest, fixed: str, here: tuple[str, ...], there: str) -> str:
    if fixed:
        return f"{request.scheme}://{fixed}"
    host = _host(request)
    if name_of(host) not in here:
        return ""
    port = host.rpartition(":")[2] if ":" in host else ""
    return f"{request.scheme}://{there}:{port}" if port else f"{request.scheme}://{there}"


def _host(request: HttpRequest) -> str:
    """The name as it was sent; whether it is one of this node's is Django's question (ALLOWED_HOSTS)."""
    return str(request.META.get("HTTP_HOST", ""))


def fault() -> str:
    """What is wrong with the names in the settings; empty where nothing is."""
    if not settings.KEREGE_CONTENT_HOST:
        outside = [h for h in settings.ALLOWED_HOSTS if name_of(h) not in _ON_LOOPBACK]
        return (
            f"KEREGE_CONTENT_HOST: {outside[0]} has no host name for uploaded content, so files cannot be opened "
            "and e-learning packages cannot be played there"
            if outside
            else ""
        )
    content = name_of(settings.KEREGE_CONTENT_HOST)
    if content in {name_of(h) for h in settings.KEREGE_HOSTS}:
        return f"KEREGE_CONTENT_HOST: {content} serves pages too; uploaded content needs a host name of its own"
    return ""


_ON_LOOPBACK = {*PAGES_ON_LOOPBACK, CONTENT_ON_LOOPBACK, "::1", "testserver"}
