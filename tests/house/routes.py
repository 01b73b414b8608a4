"""The addresses of the node as the resolver knows them, and one address of each route of the register of outlets."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.outlets import ROUTES

NOBODY = "00000000-0000-7000-8000-000000000000"
_OF_NOTHING = {"uuid": NOBODY, "uid": NOBODY, "int": "1", "edition": "2.0", "base": "2.0"}


class _Nobody(dict[str, str]):
    def __missing__(self, kind: str) -> str:
        return NOBODY


def an_address(route: str) -> str:
    """One address of a route of the register: the first that it names, about a record that is not there."""
    named = next(ROUTES[route].all_addresses(), "")
    if named:
        return named.format_map(_Nobody())
    path = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda m: _OF_NOTHING.get(m[1], "nothing"), route)
    path = path.replace("^", "").rstrip("$")
    return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", lambda m: _OF_NOTHING.get(m[1] or m[2], "nothing"), path)


def routes() -> set[str]:
    """Every route of the node, as the resolver knows it."""
    return set(_walk(get_resolver().url_patterns, ""))


def names() -> list[tuple[str, str]]:
    """The routes that links name, each with its name; what a library registers under a namespace has its own."""
    return sorted((name, route) for route, name in _named(get_resolver().url_patterns, "") if name)


def _named(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str | None]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if not isinstance(pattern, URLResolver):
            yield route, pattern.name
        elif not pattern.namespace:
            yield from _named(pattern.url_patterns, route)


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route
