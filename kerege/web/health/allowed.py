"""Who may ask: a direct connection from a listed network, or the bearer of the token."""

import hmac
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
"""What a proxy adds. Behind a proxy on this machine everybody would seem to come from this machine."""


def allowed(request: HttpRequest) -> bool:
    """False for everybody who is not listed, and for a list that cannot be read."""
    return _bears_token(request) or _listed(request)


def _bears_token(request: HttpRequest) -> bool:
    token = settings.KEREGE_METRICS_TOKEN
    said = request.META.get("HTTP_AUTHORIZATION", "")
    return bool(token) and hmac.compare_digest(said.encode(), f"Bearer {token}".encode())


def _listed(request: HttpRequest) -> bool:
    if any(name in request.META for name in FORWARDED):
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(address in network for network in settings.KEREGE_METRICS_FROM)
