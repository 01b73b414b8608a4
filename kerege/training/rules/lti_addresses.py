"""Addresses of the other side in LTI, of tools and of platforms: one plain host, nothing that two readers could
understand in two ways, and no sign that would end a rule of the content security policy.
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode, urlsplit, urlunsplit

from kerege.lib.refusal import Refusal, RefusalWord

LONGEST = 1_000
_PLAIN = re.compile(r"[\x21-\x5b\x5d-\x7e]+")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?")
_HERE = re.compile(r"localhost|127(\.(0|[1-9]\d{0,2})){3}")
"""This machine, by each of its own addresses: two nodes of one machine need two, or they share their cookies."""


def is_plain(text: str, *, schemes: Iterable[str] = ("https",), longest: int = LONGEST) -> bool:
    """Whether a text is an address of a plain host by one of these schemes, without a name to sign in with."""
    if len(text) > longest or not _PLAIN.fullmatch(text) or set(text) & set("\"'<>`"):
        return False
    try:
        parts, port = urlsplit(text), urlsplit(text).port
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in set(schemes) and "@" not in parts.netloc and port != 0 and bool(_HOST.fullmatch(host))


def address(
    text: str,
    *,
    refused: RefusalWord,
    wanted: RefusalWord | None = None,
    field: str = "",
    longest: int = LONGEST,
    loopback: bool = False,
) -> str:
    """An address as it is kept: https and without a fragment. With `loopback` also http:// of this machine, for a
    development node. Refuses with `refused`, which tells the `address`, and with `wanted` where there is none.
    """
    told = text.strip()
    if not told and wanted is not None:
        raise Refusal(wanted, field=field or None)
    here = loopback and is_plain(told, schemes=("http",)) and bool(_HERE.fullmatch(urlsplit(told).hostname or ""))
    if not is_plain(told, schemes=("https", "http") if here else ("https",), longest=longest) or "#" in told:
        raise Refusal(refused, field=field or None, address=told[:100])
    return told


def lines(
    text: str,
    *,
    refused: RefusalWord,
    field: str,
    wanted: RefusalWord | None = None,
    most: int = 10,
    loopback: bool = False,
) -> list[str]:
    """Addresses of a text, one a line, each once. Refuses as `address` does."""
    found = list(dict.fromkeys(each.strip() for each in text.splitlines() if each.strip()))
    if not found and wanted is not None:
        raise Refusal(wanted, field=field)
    if not found or len(found) > most:
        raise Refusal(refused, field=field, address=(found[most] if found else "")[:100])
    return [address(each, refused=refused, field=field, loopback=loopback) for each in found]


def origin_of(address: str) -> str:
    """Scheme and host of an address; empty where it has none."""
    try:
        parts = urlsplit(address)
        there = parts.scheme in {"http", "https"} and parts.hostname
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc.lower()}" if there else ""


def with_query(address: str, told: Mapping[str, str]) -> str:
    """An address that says these things too; what it said before stays."""
    parts = urlsplit(address)
    query = "&".join(each for each in (parts.query, urlencode(told)) if each)
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def origins_of(addresses: Iterable[str]) -> list[str]:
    """The origins of addresses, each once, in their order."""
    return list(dict.fromkeys(origin_of(each) for each in addresses if each))
