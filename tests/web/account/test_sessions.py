"""Sessions: how long they last, what is seen of them, who ends them, and the letter about a new device."""

import time

import pytest
from django.core import mail
from django.test import Client

from kerege.web.account.sessions import BEGAN, GUARDED, SEEN, device, over, shortened
from tests.web.account.conftest import PASSWORD, begins, person, roles, signs_in

pytestmark = pytest.mark.django_db
HOUR = 3600


@pytest.mark.parametrize(
    ("guarded", "idle", "whole", "expected"),
    [
        (True, 1799, 0, False),
        (True, 1801, 0, True),
        (True, 0, 12 * HOUR + 1, True),
        (False, 1801, 0, False),
        (False, 12 * HOUR + 1, 0, True),
        (False, 0, 14 * 24 * HOUR - 1, False),
        (False, 0, 14 * 24 * HOUR + 1, True),
    ],
)
def test_how_long_a_session_lasts(guarded, idle, whole, expected):
    assert over({GUARDED: guarded, SEEN: 1e9 - idle, BEGAN: 1e9 - max(idle, whole)}, now=1e9) is expected


def test_a_session_that_is_over_is_ended_and_the_page_says_why():
    client = signs_in(person("focal_point", "KAZ", app=True))
    assert roles(client) == {"focal_point"}
    session = client.session
    assert session[GUARDED] is True
    session[SEEN] = time.time() - 1801
    session.save()
    answer = client.get("/people/seats/")
    assert (answer.status_code, answer.context["actor"].uid) == (200, "")
    assert "You were signed out" in answer.content.decode()
    assert answer["Clear-Site-Data"] == '"cache"'
    assert roles(client) == set()
    assert "Clear-Site-Data" not in client.get("/people/seats/").headers


def test_a_session_that_was_never_used_after_signing_in_ends_too():
    session = signs_in(person("focal_point", "KAZ", app=True)).session
    assert (session[GUARDED], over(session, now=time.time() + 1801)) == (True, True)


def test_a_request_writes_only_once_a_minute():
    client = signs_in(person("trainer", "KAZ"))
    seen = client.session[SEEN]
    client.get("/help/")
    assert client.session[SEEN] == seen
    session = client.session
    session[SEEN] = time.time() - 61
    session.save()
    client.get("/help/")
    assert client.session[SEEN] > time.time() - 30


def test_one_session_is_ended_and_all_others():
    account = person("trainer", "KAZ")
    here, there, elsewhere = (signs_in(account) for _ in range(3))
    for client in (here, there, elsewhere):
        client.get("/help/")
    page = here.get("/account/sessions/")
    lines = page.context["lines"]
    assert ([line.here for line in lines], len(lines)) == ([True, False, False], 3)
    assert "127.0.0.…" in page.content.decode()
    here.post("/account/sessions/", {"session": lines[1].id})
    assert sorted(bool(roles(c)) for c in (here, there, elsewhere)) == [False, True, True]
    here.post("/account/sessions/", {"do": "others"})
    assert [bool(roles(c)) for c in (here, there, elsewhere)] == [True, False, False]


def test_nobody_ends_the_session_of_somebody_else():
    mine, other = signs_in(person("trainer", "KAZ")), signs_in(person("trainer", "KAZ", email="other@example.org"))
    other.get("/help/")
    mine.get("/help/")
    theirs = other.get("/account/sessions/").context["lines"][0].id
    for wanted in (theirs, "x", ""):
        assert mine.post("/account/sessions/", {"session": wanted}).status_code == 302
    assert roles(other) == {"trainer"}


def test_a_new_password_ends_all_other_sessions():
    account = person("trainer", "KAZ")
    here, there = signs_in(account), signs_in(account)
    new = "quite another sentence 7"
    answer = here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    assert (roles(here), roles(there)) == ({"trainer"}, set())


def test_a_new_device_is_told_once_in_the_language_of_the_account():
    account = person("trainer", "KAZ", language="ru")
    client, _ = begins(account)
    client.post("/account/sign-out/")
    begins(account, client)
    assert [m.subject for m in mail.outbox] == ["В вашу учётную запись вошли с нового устройства"]
    begins(account)
    assert len(mail.outbox) == 2


def test_signing_out_lets_the_browser_forget():
    answer = signs_in(person()).post("/account/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert Client().get("/account/sessions/")["Location"].startswith("/account/sign-in/")


def test_cookies_stay_on_this_site_and_scripts_read_none_that_says_who_somebody_is():
    client = signs_in(person("focal_point", "KAZ", app=True))
    client.get("/account/sessions/")
    told = {name: (cookie["samesite"], bool(cookie["httponly"])) for name, cookie in client.cookies.items()}
    assert told.pop("notice", ("Lax", True)) == ("Lax", True)
    assert told == dict.fromkeys(("sessionid", "csrftoken", "device"), ("Lax", True))


def test_a_notice_and_a_known_browser_are_kept_under_the_names_of_the_settings(settings):
    settings.KEREGE_NOTICE_COOKIE, settings.KEREGE_KNOWN_COOKIE = "__Host-notice", "__Host-device"
    client = signs_in(person("trainer", "KAZ"))
    new = "quite another sentence 7"
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert set(client.cookies) == {"sessionid", "csrftoken", "__Host-notice", "__Host-device"}
    assert "Your password is changed." in client.get("/help/").content.decode()


@pytest.mark.parametrize("path", ["/", "/courses/", "/account/sessions/", "/people/seats/"])
def test_every_page_offers_to_sign_out(path):
    shown = signs_in(person("trainer", "KAZ")).get(path).content.decode()
    assert shown.count('action="/account/sign-out/"') == 1


def test_the_key_of_a_session_is_new_for_each_and_cannot_be_guessed():
    account = person("trainer", "KAZ")
    keys = {signs_in(account).session.session_key for _ in range(3)}
    assert (len(keys), {len(key) for key in keys}) == (3, {32})


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126 Safari/537.36 Edg/126", "Edge, Windows"),
        ("curl/8.5 <b>", "curl/8.5 b"),
        ("", ""),
    ],
)
def test_a_device_is_named_as_people_know_it(agent, said):
    assert device(agent) == said


@pytest.mark.parametrize(("address", "said"), [("192.0.2.17", "192.0.2.…"), ("2001:db8::1", "2001:0db8:0000:…")])
def test_an_address_is_shortened(address, said):
    assert shortened(address) == said
