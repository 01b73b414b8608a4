"""The content host serves one file for one signed address, and the two host names never mix."""

import re
import time

import pytest
from django.core import signing
from django.test import Client, RequestFactory

from kerege.atlas import actions as atlas
from kerege.files import actions as files
from kerege.files import queries
from kerege.files.words import Purpose
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.web.content import addresses, hosts
from kerege.web.content.addresses import address_of
from kerege.web.content.serving import POLICY
from tests import ground
from tests.conftest import viewer
from tests.files import corpus

PAGES, CONTENT = "127.0.0.1:8000", "localhost:8000"
READER = viewer("KAZ", Sensitivity.NATIONAL)
NAME = "Отчёт №1 گزارش.txt"


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()


def kept(name=NAME, content=b"0123456789", label=Sensitivity.NATIONAL):
    uid = atlas.attach_document(by=SYSTEM, source_key="S1", owner="KAZ", label=label, name=name, chunks=[content])
    return queries.file(viewer("KAZ", Sensitivity.RESTRICTED), uid)


def address(line, reader=READER, host=PAGES):
    request = RequestFactory().get("/", headers={"host": host})
    request.viewer = reader
    return address_of(request, line)


def get(url, host=CONTENT, **headers):
    path = re.sub(r"^\w+://[^/]+", "", url)
    return Client(headers={"host": host}).get(path, headers=headers)


def body(answer):
    return b"".join(answer.streaming_content)


def code(answer):
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    return answer.content.decode().splitlines()[-1]


# -- the file ----------------------------------------------------------------------------------------------------------


def test_the_file_comes_with_its_own_headers_and_no_cookie():
    url = address(kept())
    assert url.startswith("http://localhost:8000/c/")
    answer = get(url)
    assert (answer.status_code, body(answer)) == (200, b"0123456789")
    assert answer["Content-Security-Policy"] == POLICY
    assert "sandbox" in POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert "Vary" not in answer


def test_names_in_any_script_come_in_both_forms():
    told = get(address(kept()))["Content-Disposition"]
    assert told == (
        "attachment; filename=\"_ _1 _.txt\"; filename*=UTF-8''"
        "%D0%9E%D1%82%D1%87%D1%91%D1%82%20%E2%84%961%20%DA%AF%D8%B2%D8%A7%D8%B1%D8%B4.txt"
    )


def test_pictures_are_shown_and_public_ones_may_be_kept_a_while():
    line = kept("photo.png", corpus.picture(), Sensitivity.PUBLIC)
    answer = get(address(line))
    assert answer["Content-Disposition"].startswith("inline;")
    assert re.fullmatch(r"private, max-age=\d{4,5}", answer["Cache-Control"])
    assert int(answer["Cache-Control"].rpartition("=")[2]) <= 4 * 3600


@pytest.mark.parametrize(
    ("asked", "status", "content", "told"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=-99", 200, b"0123456789", None),
        ("bytes=0-1,3-4", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
        ("bytes=-", 200, b"0123456789", None),
    ],
)
def test_a_part_can_be_asked_for(asked, status, content, told):
    answer = get(address(kept()), range=asked)
    assert (answer.status_code, body(answer), answer.get("Content-Range")) == (status, content, told)
    assert answer["Content-Length"] == str(len(content))


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=5-4", "bytes=-0", "bytes=99999999999999999999-"])
def test_a_part_outside_is_refused(asked):
    answer = get(address(kept()), range=asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */10")


# -- the address -------------------------------------------------------------------------------------------------------


def test_an_address_made_up_or_changed_leads_nowhere():
    url = address(kept())
    token = url.split("/c/")[1].split("/")[0]
    changed = token[:5] + ("A" if token[5] != "A" else "B") + token[6:]
    other_salt = signing.Signer(salt="other").sign_object(["x"])
    for wrong in (changed, other_salt, "x", token + "x"):
        answer = get(url.replace(token, wrong))
        assert (answer.status_code, code(answer)) == (404, "content.no_such_address")
    assert get(f"/c/{token}").status_code == 404
    assert get(f"/c/{token}/a/b").status_code == 404


def test_an_address_lasts_two_to_four_hours(monkeypatch):
    line, now = kept(), (int(time.time()) // 7200) * 7200
    monkeypatch.setattr(addresses.time, "time", lambda: now + 1)
    first = address(line)
    monkeypatch.setattr(addresses.time, "time", lambda: now + 7199)
    assert address(line) == first
    monkeypatch.setattr(addresses.time, "time", lambda: now + 4 * 3600)
    assert get(first).status_code == 200
    monkeypatch.setattr(addresses.time, "time", lambda: now + 4 * 3600 + 1)
    answer = get(first)
    assert (answer.status_code, code(answer)) == (410, "content.over")


def test_an_address_reads_no_more_than_its_reader_could_when_it_was_made():
    line = kept(label=Sensitivity.RESTRICTED)
    assert get(address(line, reader=READER)).status_code == 404
    assert get(address(line, reader=viewer("KAZ", Sensitivity.RESTRICTED))).status_code == 200
    assert get(address(line, reader=viewer("UZB", Sensitivity.RESTRICTED))).status_code == 404


def test_a_stricter_label_closes_addresses_that_are_under_way():
    from kerege.files.models import StoredFile

    line = kept()
    url = address(line)
    assert get(url).status_code == 200
    with act("tests.label", by=SYSTEM, about=line.uid):
        row = StoredFile.objects.inside_action().get(uid=line.uid)
        row.label = Sensitivity.RESTRICTED
        row.save()
    assert get(url).status_code == 404


def test_a_withdrawn_file_is_gone_for_addresses_under_way():
    line = kept()
    url = address(line)
    files.withdraw_file(by=SYSTEM, uid=line.uid, about=line.about, purpose=Purpose.EVIDENCE)
    assert code(get(url)) == "files.nothing_there"


def test_only_reading_is_answered():
    path = address(kept())[len("http://localhost:8000") :]
    client = Client(headers={"host": CONTENT})
    assert client.head(path).status_code == 200
    for method in ("post", "put", "delete", "options", "trace"):
        answer = getattr(client, method)(path)
        assert (answer.status_code, code(answer)) == (405, "content.only_read")


# -- two names ---------------------------------------------------------------------------------------------------------


def test_content_is_not_served_under_the_name_of_the_pages():
    answer = get(address(kept()), host=PAGES)
    assert answer.status_code == 404
    assert b"0123456789" not in answer.content


def test_pages_are_not_served_under_the_name_of_the_content(settings):
    answer = get("/courses/?page=2")
    assert (answer.status_code, answer["Location"]) == (302, "http://127.0.0.1:8000/courses/?page=2")
    assert Client(headers={"host": CONTENT}).post("/account/sign-in/").status_code == 421
    settings.KEREGE_CONTENT_HOST = "files.example.org"
    settings.ALLOWED_HOSTS = ["kerege.example.org", "files.example.org"]
    for path in ("/", "/account/sign-in/", "/static/kerege/kerege.js", "/api/v1/courses", "/nothing/"):
        answer = get(path, host="files.example.org")
        assert (answer.status_code, code(answer)) == (421, "content.no_pages")
        assert not answer.cookies


def test_a_set_name_is_used_for_addresses_and_in_the_policy(settings):
    settings.KEREGE_CONTENT_HOST = "files.example.org"
    settings.ALLOWED_HOSTS = ["kerege.example.org", "files.example.org"]
    url = address(kept(), host="kerege.example.org")
    assert url.startswith("http://files.example.org/c/")
    assert get(url, host="files.example.org").status_code == 200
    policy = get("/help/", host="kerege.example.org")["Content-Security-Policy"]
    assert "frame-src http://files.example.org" in policy
    assert "img-src 'self' data: http://files.example.org" in policy


@pytest.mark.parametrize("name", ["192.168.1.5:8000", "other.localhost:8000"])
def test_where_there_is_no_second_name_there_is_no_address(name):
    assert address(kept(), host=name) == ""


def test_the_name_for_passkeys_serves_pages_and_no_content():
    named = "kerege.localhost:8000"
    url = address(kept(), host=named)
    assert url.startswith("http://localhost:8000/c/")
    assert get(url, host=named).status_code == 404
    assert get(url).status_code == 200
    answer = get("/help/", host=named)
    assert answer.status_code == 200
    assert "frame-src http://localhost:8000" in answer["Content-Security-Policy"]


def test_in_a_class_files_are_at_another_port_and_packages_are_not_played(settings):
    name = "192.168.0.7"
    settings.KEREGE_HOSTS, settings.KEREGE_CONTENT_HOST = ["localhost", name], f"{name}:8001"
    settings.ALLOWED_HOSTS = settings.KEREGE_HOSTS
    pages, files = f"{name}:8000", f"{name}:8001"
    url = address(kept(), host=pages)
    assert url.startswith(f"http://{files}/c/")
    answer = get(url, host=files)
    assert (answer.status_code, body(answer), answer["Content-Security-Policy"]) == (200, b"0123456789", POLICY)
    assert not answer.cookies
    assert get(url, host=pages).status_code == 404
    assert (get("/help/", host=files).status_code, get("/help/", host=pages).status_code) == (421, 200)
    assert f"img-src 'self' data: http://{files}" in get("/help/", host=pages)["Content-Security-Policy"]
    assert hosts.content_origin(RequestFactory().get("/", headers={"host": pages})) == ""


@pytest.mark.parametrize(
    ("content", "pages", "told"),
    [
        ("", ["127.0.0.1", "localhost", "[::1]", "kerege.localhost"], ""),
        ("", ["127.0.0.1", "other.localhost"], "other.localhost has no host name for uploaded content"),
        ("", ["kerege.example.org", "localhost"], "kerege.example.org has no host name for uploaded content"),
        ("files.example.org", ["kerege.example.org"], ""),
        ("KEREGE.example.org:8443", ["kerege.example.org"], "kerege.example.org serves pages too"),
        ("localhost", ["127.0.0.1", "localhost"], "localhost serves pages too"),
    ],
)
def test_names_that_do_not_differ_are_a_fault(content, pages, told, settings):
    settings.KEREGE_CONTENT_HOST, settings.KEREGE_HOSTS, settings.ALLOWED_HOSTS = content, pages, pages
    found = hosts.fault()
    assert told in found
    assert bool(told) == bool(found)
