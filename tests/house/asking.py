"""What can be asked of an address: the filters, orders and days that pages offer and that the description names.

A page says itself what it can be asked, by its form and its links, and the interface by its description: so a new
filter is crawled without being entered anywhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.test import Client

from kerege.api.v1 import api
from tests.house import canaries
from tests.house.outlets import ROUTES

DAYS = ("2018-05-06", "2018-06-07", "2015-06-07", "1999-12-31", "2090-01-01")
"""A day of the canaries' activities and of their fields, a day before any of them, and one to come."""
LISTS = ("/search/", "/journal/")
"""Lists that can be asked and have no file, so that the register of outlets does not say that they are lists."""
KNOWN = {
    "on": DAYS,
    "known": DAYS,
    "country": (canaries.OWNER, "KGZ"),
    "owner": (canaries.OWNER, "KGZ"),
    "venue": (canaries.OWNER, "KGZ"),
    "project": ("P53", ""),
    "region": ("CA",),
    "indicator": ("trainers.part1", "awareness.events.national"),
    "standard": ("ISO 35001",),
    "lang": ("ru", "fa", "uz-Latn"),
    "page": ("1", "2", "3"),
    "size": ("1", "3", "200"),
    "text": ("zq",),
    "who": ("zq",),
    "q": ("zq",),
    "seat": ("HANDED-RESTRICTED", "DEMO-NFP-KAZ"),
    "before": ("10", "1000000"),
    "word": ("outreach", "training.course"),
    "about": ("x",),
    "after": ("",),
    "near": ("43.24,76.92",),
    "teaching": ("ru",),
    "language": ("ru",),
    "month": ("2024-05",),
    "week": ("2024-05-06",),
    "year": ("2024",),
    "seats": ("9",),
    "verb": ("https://verbs.example.org/answered",),
    "activity": ("x:canary",),
    "rows": ("country", "sector", "claimed"),
    "columns": ("kind", "staff"),
}
"""Values of parameters that have no list of their own. A new one is asked for 1."""
ALSO = {"lang": ("en",), "by": ("venue",), "page": ("2",), "on": DAYS}
"""What pages take that no form and no link of theirs shows."""


class _Asks(HTMLParser):
    """Names and values that the forms and the links of a page would send to that page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = defaultdict(list)
        self._select, self._asks = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._asks = told.get("method", "get").lower() == "get" and "action" not in told
        elif tag == "a" and told.get("href", "").startswith("?"):
            for name, value in parse_qsl(told["href"][1:], keep_blank_values=True):
                self.found[name].append(value)
        elif self._asks and tag == "select":
            self._select = told.get("name", "")
        elif self._asks and tag == "option":
            self.found[self._select].append(told.get("value", ""))
        elif self._asks and tag == "input" and told.get("type") != "hidden":
            chosen = told.get("type") in {"checkbox", "radio"}
            self.found[told.get("name", "")] += [told.get("value", "on")] if chosen else []

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._asks = False


def offered(page: str) -> dict[str, tuple[str, ...]]:
    """What a page can be asked, without the formats of its files, which the register of outlets has."""
    found = _Asks()
    found.feed(page)
    asked = {name: tuple(dict.fromkeys(values)) for name, values in found.found.items()}
    return {name: KNOWN.get(name) or values or KNOWN[name] for name, values in asked.items() if name != "format"}


def lists() -> list[str]:
    """The pages that are lists: those that leave as files, and LISTS."""
    found = [address for outlet in ROUTES.values() for address in outlet.exports if "{" not in address]
    return [address for address in dict.fromkeys([*found, *LISTS]) if "?" not in address]


def of_pages(client: Client) -> list[str]:
    """Every list of the node with each value of each of its parameters, as this reader is offered them."""
    asked = []
    for address in lists():
        told = {**ALSO, **offered(client.get(address).content.decode())}
        asked += [f"{address}?{urlencode({name: value})}" for name, values in told.items() for value in values]
    return asked


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    """Path and operation of everything that the interface lets read."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    for path, methods in schema["paths"].items():
        if "get" in methods:
            yield path, methods["get"]


def of_interface() -> list[str]:
    """Every list of the interface with each value of each of its parameters."""
    schemas = api.get_openapi_schema(path_prefix="/api/v1/")["components"]["schemas"]
    asked = []
    for path, operation in ((path, told) for path, told in operations() if "{" not in path):
        told = {p["name"]: values(p, schemas) for p in operation["parameters"]}
        needed = {p["name"]: told[p["name"]][0] for p in operation["parameters"] if p["required"]}
        asked += [f"{path}?{urlencode({**needed, name: value})}" for name, all_ in told.items() for value in all_]
    return asked


def values(parameter: dict[str, Any], schemas: dict[str, Any]) -> tuple[str, ...]:
    """The values to ask for: those that the description lists, else those that are known here."""
    found = list(_listed(parameter["schema"], schemas))
    return tuple(found) or KNOWN.get(parameter["name"], ("1",))


def _listed(schema: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    yield from (str(value) for value in schema.get("enum", ()))
    if schema.get("type") == "boolean":
        yield from ("true", "false")
    for each in schema.get("anyOf", ()):
        yield from _listed(each, schemas)
    if "$ref" in schema:
        yield from _listed(schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas)


def one_of_each(asked: Iterable[str], turn: int) -> list[str]:
    """Of the addresses that differ in a value only, one: another one for the next parameter, and at the next turn."""
    groups = defaultdict(list)
    for address in asked:
        path, _, query = address.partition("?")
        groups[path, tuple(name for name, _ in parse_qsl(query, keep_blank_values=True))].append(address)
    return [group[(n + turn) % len(group)] for n, group in enumerate(groups.values())]
