"""The content host plays packages: signed addresses, their own policy, and nothing else under them."""

import gzip
import re

import pytest
from django.core import signing
from django.test import Client, RequestFactory

from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.training.actions import elearning
from kerege.web.content import playing
from tests import ground
from tests.training import elearning_made as made

PAGES, CONTENT = "127.0.0.1:8000", "localhost:8000"
STYLE = b"p { color: red }\n" * 100


@pytest.fixture(autouse=True)
def _here(db, settings, tmp_path):
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path / "files")}}}
    ground.lay()


@pytest.fixture
def package():
    more = {"style.css": STYLE, "Слайд №1.html": b"<p>x", "100%25.html": b"<p>y", "film.mp4": bytes(range(256))}
    row = elearning.hand_in_package(by=SYSTEM, owner="KAZ", file=made.scorm12(more=more), label=Sensitivity.NATIONAL)
    return elearning.publish_package(by=SYSTEM, uid=str(row.uid))


def address(row, host=PAGES, **changes):
    told = {"uid": str(row.uid), "owner": row.owner, "label": row.label, "standard": row.standard, "use": "u"}
    return playing.address_of(RequestFactory().get("/", headers={"host": host}), **told | changes)


def get(path, host=CONTENT, method="get", **headers):
    path = re.sub(r"^\w+://[^/]+", "", path)
    return getattr(Client(headers={"host": host}), method)(path, headers=headers)


def inside(row, path, **changes):
    return address(row, **changes).replace("/r/", "/e/") + path


def code(answer):
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    return answer.status_code, answer.content.decode().splitlines()[-1]


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_page_around_a_package_holds_the_run_time_and_may_be_framed_by_the_pages_alone(package):
    url = address(package)
    assert url.startswith("http://localhost:8000/r/")
    answer = get(url)
    page = answer.content.decode()
    assert re.findall(r'src="([^"]+)"', page) == ["/r/scorm12.js", "/r/player-frame.js"]
    assert 'data-pages="http://127.0.0.1:8000"' in page
    assert f'data-base="{url.removeprefix("http://localhost:8000").replace("/r/", "/e/")}"' in page
    assert not answer.cookies
    assert answer["Content-Security-Policy"] == (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self'; frame-src 'self'; "
        "worker-src 'self' blob:; form-action 'none'; base-uri 'self'; frame-ancestors 'self' http://127.0.0.1:8000; "
        "sandbox allow-scripts allow-same-origin allow-forms allow-modals"
    )
    assert (answer["Referrer-Policy"], answer["X-DNS-Prefetch-Control"]) == ("no-referrer", "off")
    assert answer["Cache-Control"] == "no-store"


def test_a_file_comes_with_its_own_type_and_the_same_policy(package):
    answer = get(inside(package, "one.html"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html")
    assert body(answer).startswith(b"<!doctype html>")
    assert "frame-ancestors 'self' http://127.0.0.1:8000" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert re.fullmatch(r"private, max-age=\d{5}", answer["Cache-Control"])
    assert not answer.cookies


@pytest.mark.parametrize(("path", "told"), [("Слайд №1.html", b"<p>x"), ("100%2525.html", b"<p>y")])
def test_names_in_any_script_are_found(package, path, told):
    assert body(get(inside(package, path))) == told


def test_texts_come_packed_and_films_in_parts(package):
    packed = get(inside(package, "style.css"), **{"accept-encoding": "gzip"})
    assert (packed["Content-Encoding"], gzip.decompress(packed.content)) == ("gzip", STYLE)
    plain = get(inside(package, "style.css"))
    assert ("Content-Encoding" in plain, body(plain)) == (False, STYLE)
    part = get(inside(package, "film.mp4"), range="bytes=3-4", **{"accept-encoding": "gzip"})
    assert (part.status_code, part["Content-Range"], body(part)) == (206, "bytes 3-4/256", b"\x03\x04")
    assert get(inside(package, "film.mp4"), range="bytes=999-").status_code == 416


@pytest.mark.parametrize("name", ["scorm12.js", "scorm2004.js", "player-frame.js"])
def test_the_run_time_is_there(name):
    answer = get(f"/r/{name}", **{"accept-encoding": "gzip"})
    assert answer["Content-Type"].startswith("text/javascript")
    plain = get(f"/r/{name}")
    assert gzip.decompress(answer.content) == plain.content
    assert name == "player-frame.js" or b"scorm-again 3.4.3, MIT" in plain.content[:80]


@pytest.mark.parametrize(
    "path", ["/r/kerege.js", "/r/../settings.py", "/r/scorm12.js/", "/r/", "/e/", "/e/x/", "/e/x/y"]
)
def test_there_is_nothing_else(path):
    assert code(get(path)) == (404, "content.no_such_address")


def test_a_path_leads_nowhere_but_into_the_package(package):
    for path in ("", "gone.html", "../one.html", "/one.html", "one.html/"):
        assert code(get(inside(package, path))) == (404, "training.no_such_elearning"), path
    assert code(get(address(package) + "one.html")) == (404, "content.no_such_address")


def test_an_address_that_was_changed_or_signed_for_something_else_is_none(package):
    changed = inside(package, "one.html").replace("/e/W", "/e/X")
    assert code(get(changed)) == (404, "content.no_such_address")
    other = signing.Signer(salt="kerege.content").sign_object([str(package.uid), "KAZ", 3, "scorm12", "x", "u", 9**12])
    assert code(get(f"/e/{other}/one.html")) == (404, "content.no_such_address")
    short = signing.Signer(salt="kerege.elearning").sign_object(["x"])
    assert code(get(f"/e/{short}/one.html")) == (404, "content.no_such_address")


def test_an_address_lasts_four_to_eight_hours(package, monkeypatch):
    url, now = inside(package, "one.html"), playing.time.time()
    monkeypatch.setattr(playing.time, "time", lambda: now + 4 * 3600 - 60)
    assert get(url).status_code == 200
    monkeypatch.setattr(playing.time, "time", lambda: now + 8 * 3600 + 1)
    assert code(get(url)) == (410, "content.over")


def test_an_address_reaches_the_label_that_it_was_made_with(package):
    assert code(get(inside(package, "one.html", label=0))) == (404, "training.no_such_elearning")
    assert code(get(inside(package, "one.html", owner="KGZ"))) == (404, "training.no_such_elearning")


def test_a_withdrawn_package_is_not_played_any_more(package):
    url = inside(package, "one.html")
    elearning.withdraw_package(by=SYSTEM, uid=str(package.uid), reason="Old.")
    assert code(get(url)) == (404, "training.no_such_elearning")


def test_packages_are_read_only_and_leave_no_worker_behind(package):
    assert code(get(inside(package, "one.html"), method="post")) == (405, "content.only_read")
    worker = {"service-worker": "script"}
    assert code(get(inside(package, "one.html"), **worker)) == (403, "content.no_workers")


def test_under_the_name_of_the_pages_no_package_is_there(package):
    assert get(inside(package, "one.html"), host=PAGES).status_code == 404


def test_without_a_second_name_there_is_no_address(package):
    assert address(package, host="node.example.org") == ""


def test_a_script_in_a_picture_does_not_run_and_one_in_a_page_does():
    """None comes in any more; those that came before are served so, too."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>'
    row = elearning.hand_in_package(by=SYSTEM, owner="KAZ", file=made.scorm12(more={"p.svg": svg, "P2.SVG": svg}))
    elearning.publish_package(by=SYSTEM, uid=str(row.uid))
    for name in ("p.svg", "P2.SVG"):
        answer = get(inside(row, name))
        assert (answer.status_code, answer["Content-Type"], body(answer)) == (200, "image/svg+xml", svg)
        assert answer["Content-Security-Policy"].endswith("; script-src 'none'")
    assert "script-src" not in get(inside(row, "one.html"))["Content-Security-Policy"]


def test_an_exercise_of_h5p_has_its_player_beside_it_and_nothing_else_of_the_node():
    row = elearning.hand_in_package(by=SYSTEM, owner="KAZ", file=made.h5p())
    url = address(elearning.publish_package(by=SYSTEM, uid=str(row.uid)))
    page = get(url).content.decode()
    assert re.findall(r'src="([^"]+)"', page) == ["/r/h5p/main.bundle.js", "/r/player-h5p.js"]
    assert b"H5P.TrueFalse" in body(get(url.replace("/r/", "/e/") + "h5p.json"))
    for name, kind in (
        ("main.bundle.js", "text/javascript; charset=utf-8"),
        ("frame.bundle.js", "text/javascript; charset=utf-8"),
        ("styles/h5p.css", "text/css; charset=utf-8"),
        ("fonts/h5p-core-30.woff2", "font/woff2"),
        ("images/throbber.gif", "image/gif"),
    ):
        answer = get(f"/r/h5p/{name}")
        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
        assert "sandbox allow-scripts" in answer["Content-Security-Policy"]
    for name in ("", "gone.js", "LICENSE", "../kerege.js", "%2e%2e/kerege.js", "a/b/c/d.js", "styles/../../kerege.js"):
        assert code(get(f"/r/h5p/{name}")) == (404, "content.no_such_address")
