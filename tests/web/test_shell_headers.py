"""Every answer has the headers that are declared: pages, errors, redirects, files, for visitors and for members."""

import pytest
from django.conf import settings
from django.test import Client, override_settings

from kerege.people import actions as people
from kerege.people import queries
from kerege.people.rules import SYSTEM
from kerege.web.shell.headers import ASKED_AGAIN, FIXED, NOT_KEPT
from tests.house.outlets import ROUTES

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
}
NOBODY = "00000000-0000-7000-8000-000000000000"


class Uids(dict):
    def __missing__(self, key):
        return NOBODY


def addresses(*places):
    """Of each route the addresses at these places of its list: first the page, last its last file."""
    named = [list(outlet.all_addresses()) for outlet in ROUTES.values()]
    found = dict.fromkeys(of[n].format_map(Uids()) for of in named if of for n in places)
    return [*found, "/nothing/", "/api/v1/nothing", "/static/kerege/nothing.js", "/courses/not-a-uid/"]


@pytest.fixture
def member(db):
    people.open_account(by=SYSTEM, email="officer@example.org", name="Officer", password="a long pass phrase")
    client = Client(headers={"host": "127.0.0.1:8000"})
    client.force_login(queries.account("officer@example.org"))
    return client


@pytest.fixture
def visitor(db):
    return Client(headers={"host": "127.0.0.1:8000"}, raise_request_exception=False)


def policy(answer):
    return set(answer["Content-Security-Policy"].split("; "))


def differing(answer):
    """Names of fixed headers that the answer does not have exactly as declared."""
    return {name: answer.get(name) for name, value in FIXED.items() if answer.get(name) != value}


def test_every_address_answers_a_visitor_with_the_declared_headers(visitor, settings):
    settings.KEREGE_DEMO = False  # the example world also takes platforms without TLS
    wrong, open_to_pages_of_others, held_in_frames = {}, set(), set()
    for address in addresses(0, -1):
        answer = visitor.get(address)
        if "X-Frame-Options" not in answer:
            held_in_frames.add(address.partition("?")[0])
            assert policy(answer) ^ (POLICY | MEDIA) == {"frame-ancestors 'none'", "frame-ancestors https:"}
            continue
        if "Access-Control-Allow-Origin" in answer:
            open_to_pages_of_others.add(address)
        kept = answer["Cache-Control"]
        found = differing(answer), policy(answer) ^ (POLICY | MEDIA), kept not in {ASKED_AGAIN, NOT_KEPT}
        if found != ({}, set(), False):
            wrong[address] = (answer.status_code, found, kept)
    assert wrong == {}
    assert held_in_frames == {"/lti/tool/login/"}, "where another platform begins, before anybody is known"
    assert open_to_pages_of_others == {"/.well-known/did.json"}, "what others check, where this node has something"


MEDIA = {
    "img-src 'self' data: http://localhost:8000",
    "frame-src http://localhost:8000",
    "media-src blob: http://localhost:8000",
}


def test_nothing_of_a_member_is_kept(member):
    kept = {address: member.get(address)["Cache-Control"] for address in addresses(0)}
    assert {a: c for a, c in kept.items() if c != NOT_KEPT and not a.startswith("/static/")} == {}
    assert len(kept) > 80


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["trace", "put", "delete", "patch"])
def test_methods_that_no_page_knows_are_refused(method, visitor):
    answer = getattr(visitor, method)("/courses/")
    assert answer.status_code == 405
    assert "shell.method" in answer.content.decode()
    assert differing(answer) == {}


def test_an_unknown_method_under_the_interface_is_a_problem_document(visitor):
    answer = visitor.generic("BREW", "/api/v1/courses")
    assert (answer.status_code, answer.json()["code"]) == (405, "shell.method")


def test_a_longer_query_than_any_of_ours_is_refused(visitor):
    assert visitor.get("/courses/?text=" + "a" * 3900).status_code != 414
    answer = visitor.get("/courses/?text=" + "a" * 4000)
    assert answer.status_code == 414
    assert "4005" in answer.content.decode()


def test_a_host_name_that_is_not_ours_is_refused_with_the_same_headers(db):
    answer = Client(headers={"host": "evil.example"}).get("/")
    assert answer.status_code == 400
    assert differing(answer) == {}
    assert answer["Content-Security-Policy"].count("default-src 'none'") == 1


def test_a_redirect_and_a_fault_have_the_headers_too(visitor, monkeypatch):
    redirect = visitor.get("/people/")
    assert redirect.status_code == 302
    assert differing(redirect) == {}
    monkeypatch.setattr("kerege.web.shell.views.safe_next", lambda request: 1 / 0)
    fault = visitor.get("/choose/")
    assert fault.status_code == 500
    assert differing(fault) == {}
    assert POLICY <= policy(fault)


def test_a_file_of_the_program_may_be_kept_by_everybody(visitor, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "page.js").write_text("1")
    answer = visitor.get("/static/page.js")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "max-age=31536000, public"
    assert differing(answer) == {}
    assert POLICY <= policy(answer)


def test_the_server_tells_neither_its_kind_nor_its_version(visitor):
    assert visitor.get("/help/")["Server"] == "Kerege"


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=31_536_000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True)
def test_behind_tls_plain_http_is_redirected_and_hsts_is_said(db):
    client = Client(headers={"host": "127.0.0.1"})
    assert client.get("/help/")["Location"] == "https://127.0.0.1/help/"
    assert client.get("/help/", secure=True)["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_REDIRECT_EXEMPT=[r"^api/", r"^openrosa/"])
def test_a_program_that_speaks_plain_http_is_refused_and_not_sent_on(db):
    client = Client(headers={"host": "127.0.0.1"})
    answer = client.get("/api/v1/courses")
    assert (answer.status_code, answer.json()["code"], answer.get("Location")) == (403, "shell.plain_http", None)
    assert client.get("/api/v1/courses", secure=True).status_code == 200
    told = client.get("/openrosa/formList")
    assert (told.status_code, told["Content-Type"], told.get("Location")) == (403, "text/xml; charset=utf-8", None)


def test_under_https_cookies_have_the_host_prefix_and_requests_are_upgraded():
    """Read from a fresh process, because settings are read once."""
    import subprocess
    import sys

    program = (
        "from kerege.config import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.KEREGE_PIN_COOKIE, s.LANGUAGE_COOKIE_NAME,"
        "s.KEREGE_NOTICE_COOKIE, s.KEREGE_KNOWN_COOKIE, s.SESSION_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE,"
        "s.CONTENT_SECURITY_POLICY['DIRECTIVES']['upgrade-insecure-requests'], s.SECURE_REDIRECT_EXEMPT)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={"KEREGE_HTTPS": "1", "DATA": str(settings.DATA), "KEREGE_SECRET_KEY": "x", "PATH": ""},
        capture_output=True,
        check=True,
    )
    names = ["session", "csrf", "read-from", "language", "notice", "device"]
    exempt = ["['^api/',", "'^openrosa/',", "'^xapi/']"]
    expected = [*(f"__Host-{name}" for name in names), "True", "True", "True", *exempt]
    assert told.stdout.decode().split() == expected


def test_security_txt_names_the_contact_and_a_day(visitor, settings):
    settings.KEREGE_SECURITY_CONTACT = "mailto:security@example.org"
    answer = visitor.get("/.well-known/security.txt")
    lines = answer.content.decode().splitlines()
    assert lines[0] == "Contact: mailto:security@example.org"
    assert lines[1].startswith("Expires: 20")
    assert lines[2] == "Preferred-Languages: en, ru"


def test_without_a_contact_there_is_no_security_txt(visitor):
    answer = visitor.get("/.well-known/security.txt")
    assert answer.status_code == 404
    assert "KEREGE_SECURITY_CONTACT" in answer.content.decode()


@pytest.mark.parametrize("path", ["/static/", "/static/kerege/", "/files/", "/media/", "/c/", "/.git/"])
def test_no_folder_is_listed(visitor, path, settings, tmp_path):
    (tmp_path / "kerege").mkdir()
    (tmp_path / "kerege" / "zqpageqz.js").write_text("1")
    settings.STATIC_ROOT = tmp_path
    answer = visitor.get(path)
    assert answer.status_code == 404
    assert "zqpageqz" not in answer.content.decode()
