"""Attacks on what surrounds a form: addresses that lead away, values that become headers, bodies that are none."""

from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.house.routes import an_address
from tests.house.test_attacks import KAZ, done_since, head
from tests.house.test_matrix import writing
from tests.web.signing import signed_in

EVIL = "evil.example"


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def world(demo_world):
    return demo_world


# -- addresses and headers that lead away ------------------------------------------------------------------------------

NEXT = [
    f"https://{EVIL}/",
    f"//{EVIL}",
    f"///{EVIL}",
    f"/\\{EVIL}",
    f"\\\\{EVIL}",
    f"http:{EVIL}",
    f"https:/{EVIL}",
    f"\t//{EVIL}",
    f"/\t/{EVIL}",
    f"//testserver@{EVIL}/",
    f"https://testserver.{EVIL}/",
    f"javascript:alert('{EVIL}')",
    f"data:text/html,{EVIL}",
    f"/help/\r\nX-Evil: {EVIL}",
    f"//[::1{EVIL}",
]
LEADING: dict[str, tuple[str, dict[str, str]]] = {
    "choosing a day": ("/choose/", {"on": "2018-04-04", "country": ""}),
    "choosing a language": ("/language/", {"language": "ru"}),
    "signing in": ("/account/sign-in/", {"login": "donor@example.org", "password": "kerege-demo-2026"}),
    "signing out": ("/account/sign-out/", {}),
    "confirming": ("/account/reauthenticate/", {}),
    "a passkey": ("/account/passkey/", {}),
}


def leaves(answer: Any, address: str) -> bool:
    """Whether a browser would go to another host, or follow another scheme."""
    if "Location" not in answer:
        return False
    place = urlsplit(urljoin(f"http://testserver{address}", answer["Location"].replace("\\", "/").replace("\t", "")))
    return (place.scheme, place.netloc) != ("http", "testserver")


@pytest.mark.parametrize("what", LEADING)
def test_no_next_leads_to_another_host(world, what, settings):
    address, typed = LEADING[what]
    for there in NEXT:
        client = Client(raise_request_exception=False)
        for answer in (
            client.get(address, {"next": there}),
            client.post(address, {**typed, "next": there}),
            client.post(f"{address}?next=", {**typed, "next": there}, headers={"referer": there.strip()}),
        ):
            assert (there, answer.status_code < 500, leaves(answer, address)) == (there, True, False)
            assert "X-Evil" not in answer.headers
        cache.clear()
    good = Client().post(address, {**typed, "next": "/help/"})
    assert "Location" not in good or "/" in good["Location"]


ODD_HEADERS = {
    "X-Forwarded-Host": EVIL,
    "X-Forwarded-Server": EVIL,
    "X-Original-URL": "/journal/",
    "X-Rewrite-URL": "/journal/",
    "Forwarded": f"host={EVIL}",
    "X-Host": EVIL,
    "Origin": f"https://{EVIL}",
}


def test_no_header_puts_another_host_into_a_letter_or_a_page(world):
    client = Client(headers=ODD_HEADERS)
    assert client.get("/help/").status_code == 200
    assert EVIL not in client.get("/help/").content.decode()
    client.post("/account/password/reset/", {"email": "donor@example.org"})
    assert len(mail.outbox) == 1
    assert EVIL not in str(mail.outbox[0].message())
    assert (
        client.post("/account/password/reset/", {"email": "donor@example.org"}, headers={"host": EVIL}).status_code
        == 400
    )
    assert len(mail.outbox) == 1


CRLF = "x\r\nX-Evil: 1\r\n\r\n<b>"


def test_no_value_becomes_a_header(world):
    client = signed_in(KAZ)
    asked = [
        client.get("/courses/", {"format": CRLF}),
        client.get("/courses/", {"on": CRLF}),
        client.get("/search/", {"q": CRLF}),
        client.get("/indicators/trainers.part1/", {"country": CRLF}),
        client.get("/api/v1/courses", {"text": CRLF}),
        client.get("/courses/%0d%0aX-Evil:%201/"),
        client.post("/language/", {"language": CRLF, "next": "/help/"}),
        client.post("/choose/", {"on": "2018-04-04", "country": "KAZ", "next": f"/help/?a={CRLF}"}),
        client.post(
            "/people/invitations/", {"name": CRLF, "email": f"a@example.org{CRLF}", "owner": "KAZ", "role": "trainer"}
        ),
        client.post(
            "/people/invitations/", {"name": CRLF, "email": "b@example.org", "owner": "KAZ", "role": "trainer"}
        ),
    ]
    for answer in asked:
        assert (answer.status_code < 500, [n for n, v in answer.items() if "evil" in n.lower() or "\n" in v]) == (
            True,
            [],
        )
    assert mail.outbox == []


# -- bodies that no browser sends --------------------------------------------------------------------------------------

FORM = "application/x-www-form-urlencoded"
BODIES: list[tuple[str, bytes]] = [
    (FORM, b"\xff\xfe=%ff%fe&owner=%00&title=%ed%a0%80"),
    (FORM, b"&".join(b"f%d=1" % n for n in range(1100))),
    (FORM, b"do=" + b"x" * 200_000),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="owner"\r\n\r\ncut'),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="file"; filename="../../a"\r\n'),
    ("application/json", b'{"owner": "KAZ"'),
    ("text/plain", b"owner=KAZ"),
    (f"{FORM}; charset=utf-7", b"owner=+ADw-"),
    (f"{FORM}; charset=nothing", b"owner=KAZ"),
]


@pytest.mark.slow
@pytest.mark.sqlite_alone
@pytest.mark.parametrize("turn", range(2))
def test_a_body_that_no_browser_sends_is_refused_everywhere(world, turn):
    """Each address gets five of them, so that all are asked for many times; `make crawl` sends all to all."""
    client = signed_in(KAZ)
    client.raise_request_exception = False
    buttons = {"account/sign-out/", "privacy/mine/erase/", "courses/plan/feed/"}  # nothing of the body is read
    routes = sorted(writing() - buttons)
    assert len(routes) > 40
    _all_refused(client, routes, [(n, BODIES[(n * 3 + turn) % len(BODIES)]) for n in range(len(routes))])


@pytest.mark.crawl
def test_every_body_that_no_browser_sends_is_refused_everywhere(world):
    client = signed_in(KAZ)
    client.raise_request_exception = False
    routes = sorted(writing() - {"account/sign-out/", "privacy/mine/erase/"})
    _all_refused(client, routes, [(n, body) for n in range(len(routes)) for body in BODIES])


def _all_refused(client: Client, routes: list[str], asked: list[tuple[int, tuple[str, bytes]]]) -> None:
    wrong = []
    for n, (kind, body) in asked:
        last = head()
        answer = client.generic("POST", an_address(routes[n]), body, content_type=kind)
        if answer.status_code >= 500 or done_since(last):
            wrong.append(f"{routes[n]} {kind} {body[:30]!r}: {answer.status_code}, {done_since(last)}")
    assert not wrong, "\n".join(wrong)
