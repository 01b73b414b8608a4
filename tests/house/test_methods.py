"""Every address answers HEAD as it answers GET, and a method that it has not with the names of those that it has."""

import pytest
from django.apps import apps
from django.db.models import QuerySet
from django.test import Client
from django.urls import get_resolver

from kerege.web.shell.methods import allowed
from tests.house.crawling import share
from tests.house.outlets import ROUTES
from tests.house.routes import NOBODY, an_address, routes
from tests.house.test_matrix import views
from tests.web.signing import signed_in

PAGES = sorted(route for route in ROUTES if not route.startswith(("api/", "xapi/", "lti/places/")))
INTERFACES = sorted(set(ROUTES) - set(PAGES))
PROBES = {"healthz", "readyz", "metrics"}
"""They are answered before anything is asked of a request, whatever its method."""
SAME = ("Content-Type", "Location", "Allow", "Content-Disposition", "Cache-Control", "Content-Security-Policy", "Vary")


WRITES = "api/v1/claims"
ANSWERED = {
    ("post", WRITES): {403},
    ("post", "xapi/au/<uuid:session>/fetch/<slug:key>"): {200},  # cmi5 8.2.2: what is wrong is told in the body
}
"""The one address of the interface that takes a record, and so wants a token."""
OWN_WAY = {"sessions.Session", "usersessions.UserSession", "privacy.Look", "journal.Act", "journal.Fact"}
"""Tables that grow with reading: sessions, and who looked at whom with its act."""


def says_how_to_read(answer) -> bool:
    """Whether the type is told, with the characters where it is text; JSON is UTF-8 without a word (RFC 8259, 8.1)."""
    kind, _, more = answer.get("Content-Type", "").partition("; ")
    is_text = kind.startswith("text/") or kind.endswith("+xml")
    return "charset=utf-8" in more if is_text else bool(kind)


@pytest.fixture
def visitor(db):
    return Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1:8000"})


def rows() -> dict[str, int]:
    """How many rows each table has, without what is kept of the reader's own way through the pages."""
    tables = [m for m in apps.get_models() if m._meta.label not in OWN_WAY]
    return {m._meta.label: QuerySet(m).count() for m in tables}


@pytest.mark.slow
@pytest.mark.parametrize("of", [4, pytest.param(1, marks=pytest.mark.crawl)])
def test_head_is_answered_as_get_at_every_address_and_neither_changes_anything(demo_world, of):
    """As somebody who could change much. One address of four; `make crawl` asks for each."""
    reader, wrong, found = signed_in("focal.point.kaz"), {}, []
    before = rows()
    for route in share(ROUTES, 0, of):
        read, head = reader.get(an_address(route)), reader.head(an_address(route))
        told = [(answer.status_code, *(answer.get(name) for name in SAME)) for answer in (read, head)]
        found += [read.status_code] if route in PAGES else []
        if told[0] != told[1] or head.content:
            wrong[route] = told
        if read.content and not says_how_to_read(read):
            wrong[f"{route}, its type"] = read.get("Content-Type")
    assert wrong == {}
    assert rows() == before
    assert found.count(200) > len(found) / 3, "many pages have to have something to answer"


def test_a_page_names_its_methods_to_whoever_sends_another(visitor):
    """Told before the token is asked for: who has no form has no token. One method is sent that the page has not,
    another one at the next page.
    """
    known, wrong = dict(views(get_resolver().url_patterns)), {}
    for n, route in enumerate(sorted(set(PAGES) - PROBES)):
        has = allowed(known[route])
        for method in {("put", "patch", "delete", "options", "post")[n % 5]} - {name.lower() for name in has}:
            answer = getattr(visitor, method)(an_address(route))
            if (answer.status_code, answer.get("Allow")) != (405, ", ".join(has)):
                wrong[f"{method} {route}"] = (answer.status_code, answer.get("Allow"))
    assert wrong == {}
    assert any("POST" not in allowed(known[route]) for route in PAGES), "no page is only read, so this proves less"


def test_an_interface_names_its_methods_to_whoever_sends_another(visitor):
    wrong, told = {}, []
    for route in INTERFACES:
        for method in ("put", "patch", "delete", "post"):
            answer = getattr(visitor, method)(an_address(route))
            told.append(answer.status_code)
            if answer.status_code == 405:
                allow = answer["Allow"].split(", ")
                right = answer["Content-Type"] == "application/problem+json" and method.upper() not in allow
                if not right or ("GET" in allow) != ("HEAD" in allow):
                    wrong[f"{method} {route}"] = answer["Allow"]
            elif answer.status_code not in ANSWERED.get((method, route), {400, 401, 404, 422}):
                wrong[f"{method} {route}"] = answer.status_code
    assert wrong == {}
    assert told.count(405) > len(told) / 2


def test_a_page_that_is_only_read_says_so(visitor):
    assert visitor.delete("/claims/")["Allow"] == "GET, HEAD"
    assert visitor.post("/claims/")["Allow"] == "GET, HEAD"
    assert visitor.put("/claims/new/")["Allow"] == "GET, HEAD, POST"
    assert visitor.delete(f"/api/v1/events/{NOBODY}")["Allow"] == "GET, HEAD"


@pytest.mark.nodb
def test_an_address_is_of_its_route():
    resolver = get_resolver()
    found = {route: resolver.resolve(an_address(route).partition("?")[0]).route for route in routes()}
    assert {route: other for route, other in found.items() if route.replace("^", "") != other} == {}
