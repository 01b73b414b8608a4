"""Addresses of tools: https, one plain host, nothing that two readers could understand in two ways."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from kerege.lib.refusal import Refusal
from kerege.training.words.lti_tools import TOOL_ADDRESS

LONGEST = 1_000
_PLAIN = re.compile(r"[\x21-\x5b\x5d-\x7e]+")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?")


def address(text: str, *, field: str = "", loopback: bool = False) -> str:
    """The address as it is kept. With `loopback` also http:// of this machine, for a development node.

    Refuses training.tool_address.
    """
    told = text.strip()
    wrong = Refusal(TOOL_ADDRESS, field=field or None, address=told[:100])
    if len(told) > LONGEST or not _PLAIN.fullmatch(told) or set(told) & set("\"'<>;,`"):
        raise wrong
    try:
        parts, port = urlsplit(told), urlsplit(told).port
    except ValueError:
        raise wrong from None
    host = parts.hostname or ""
    here = loopback and parts.scheme == "http" and host in {"127.0.0.1", "localhost"}
    if not (parts.scheme == "https" or here) or "@" in parts.netloc or parts.fragment or port == 0:
        raise wrong
    if not _HOST.fullmatch(host):
        raise wrong
    return told


def origin(told: str) -> str:
    """The origin of an address that was taken."""
    parts = urlsplit(told)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def origins(addresses: Iterable[str]) -> list[str]:
    """The origins of addresses, each once, in their order."""
    return list(dict.fromkeys(origin(each) for each in addresses if each))


def lines(text: str, *, field: str, most: int = 10, loopback: bool = False) -> list[str]:
    """Addresses of a text, one a line, each once. Refuses training.tool_address."""
    found = list(dict.fromkeys(each.strip() for each in text.splitlines() if each.strip()))
    if not found or len(found) > most:
        raise Refusal(TOOL_ADDRESS, field=field, address=(found[most] if found else "")[:100])
    return [address(each, field=field, loopback=loopback) for each in found]
