"""Who has to have a second factor, what rests without it, and that no way in goes around it."""

import re
import time
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client

from kerege.journal import queries as journal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people import queries
from kerege.people.rules import SECOND_FACTOR, SYSTEM
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC
from kerege.sharing import queries as sharing
from tests.web.account.conftest import PASSWORD, SECRET, begins, code, kinds, person, roles, signs_in
from tests.web.signing import has_proved

pytestmark = pytest.mark.django_db
OBLIGED = sorted(SECOND_FACTOR)


# -- what rests --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_a_role_that_wants_a_second_factor_rests_without_it(role):
    account = person(role)
    weak = queries.actor_for(account, on=date(2026, 1, 1), strong=False)
    strong = queries.actor_for(account, on=date(2026, 1, 1), strong=True)
    assert strong.roles == {role}
    assert (weak.roles, weak.owes_factor) == ((set(), True) if role in SECOND_FACTOR else ({role}, False))


def test_all_roles_of_somebody_rest_not_only_the_one_that_wants_the_factor():
    account = person("focal_point", "KAZ")
    people.grant_role(by=SYSTEM, account=account, role="trainer", owner="KAZ", start=date(2024, 7, 1))
    viewer = sharing.viewer_for(account, on=date(2026, 1, 1), strong=False)
    assert (viewer.roles, viewer.everywhere, viewer.by_owner, viewer.journals) == (set(), Sensitivity.PUBLIC, (), set())
    assert sharing.viewer_for(None, on=date(2026, 1, 1), strong=True) == PUBLIC


def test_pages_and_interfaces_rest_alike():
    account = person("secretariat")
    client = Client()
    client.force_login(account)
    assert client.get("/journal/").status_code == 200
    has_proved(client, account, strong=False)
    assert client.get("/journal/").status_code == 403
    assert client.get("/claims/new/").status_code == 403
    assert client.get("/view-as/").status_code == 403


# -- setting one up ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", OBLIGED)
def test_whoever_has_none_is_led_to_set_one_up(role):
    client, answer = begins(person(role))
    assert answer["Location"] == "/account/second-factor/"
    assert "Until you have set one up" in client.get(answer["Location"]).content.decode()
    assert "Your role rests" in client.get("/").content.decode()
    assert roles(client) == set()


def test_other_roles_go_where_they_wanted():
    client, answer = begins(person("trainer", "KAZ"))
    assert (answer["Location"], roles(client)) == ("/", {"trainer"})
    assert "Your role rests" not in client.get("/").content.decode()


def sets_up_app(client: Client):
    page = client.get("/account/second-factor/app/").content.decode()
    secret = "".join(re.search(r'<code dir="ltr" class="long">([^<]+)<', page)[1].split())
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    shown = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return page, client.post("/account/second-factor/app/", {"code": shown})


def test_an_app_is_set_up_and_the_role_acts_at_once():
    account = person("focal_point", "KAZ")
    client, _ = begins(account)
    key = client.session.session_key
    page, answer = sets_up_app(client)
    assert '<img class="qr" src="data:image/svg+xml;base64,' in page
    assert answer["Location"] == "/account/second-factor/recovery-codes/"
    assert kinds(account) == ["recovery_codes", "totp"]
    assert roles(client) == {"focal_point"}
    assert client.session.session_key != key


def test_a_wrong_code_sets_nothing_up():
    account = person("focal_point", "KAZ")
    client, _ = begins(account)
    client.get("/account/second-factor/app/")
    answer = client.post("/account/second-factor/app/", {"code": "000000"})
    assert (answer.status_code, kinds(account), roles(client)) == (200, [], set())


def test_recovery_codes_are_shown_once_and_each_signs_in_once():
    account = person("focal_point", "KAZ")
    client, _ = begins(account)
    _, answer = sets_up_app(client)
    codes = re.findall(r"<li><code>(\d+)</code>", client.get(answer["Location"]).content.decode())
    assert len(codes) == 10
    again = client.get(answer["Location"]).content.decode()
    assert [c for c in codes if c in again] == []
    for expected in (302, 200):
        other, _ = begins(account)
        assert other.post("/account/second-factor/sign-in/", {"code": codes[0]}).status_code == expected


def test_secrets_and_codes_are_long_random_and_different():
    """160 bits for an app, eight digits (26 bits) for a recovery code, and none twice."""
    secrets, codes = [], []
    for n in range(3):
        client, _ = begins(person("focal_point", "KAZ", email=f"somebody{n}@example.org"))
        page, answer = sets_up_app(client)
        shown = re.search(r'<code dir="ltr" class="long">([^<]+)<', page)[1]
        secrets.append(re.fullmatch(r"[A-Z2-7]{32}", "".join(shown.split()))[0])
        codes += re.findall(r"<li><code>(\d+)</code>", client.get(answer["Location"]).content.decode())
    assert (len(secrets), len(set(secrets))) == (3, 3)
    assert (len(codes), len(set(codes)), {len(code) for code in codes}) == (30, 30, {8})
    assert {digit for code in codes for digit in code} == set("0123456789")


# -- signing in --------------------------------------------------------------------------------------------------------


def test_the_password_alone_signs_nobody_in_who_has_a_factor():
    account = person("focal_point", "KAZ", app=True)
    client, answer = begins(account)
    assert answer["Location"] == "/account/second-factor/sign-in/"
    assert "_auth_user_id" not in client.session
    assert (client.post(answer["Location"], {"code": code()})["Location"], roles(client)) == ("/", {"focal_point"})


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_period_wrong(steps, good, monkeypatch):
    fixed = time.time() // 30 * 30 + 5
    monkeypatch.setattr(time, "time", lambda: fixed)
    client, answer = begins(person("focal_point", "KAZ", app=True))
    assert client.post(answer["Location"], {"code": code(steps)}).status_code == (302 if good else 200)


def test_a_code_is_good_once_for_as_long_as_it_is_valid():
    account = person("focal_point", "KAZ", app=True)
    given = code()
    first, _ = begins(account)
    assert first.post("/account/second-factor/sign-in/", {"code": given}).status_code == 302
    second, _ = begins(account)
    answer = second.post("/account/second-factor/sign-in/", {"code": given})
    assert (answer.status_code, "was used already" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    "typed", ["{} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", "{0[0]}{0[1]}{0[2]}-{0[3]}{0[4]}{0[5]}"]
)
def test_a_code_is_read_as_people_type_it(typed):
    client, answer = begins(person("focal_point", "KAZ", app=True))
    assert client.post(answer["Location"], {"code": typed.format(code())}).status_code == 302


def test_a_code_is_read_from_a_persian_keyboard():
    client, answer = begins(person("focal_point", "KAZ", app=True))
    persian = code().translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert client.post(answer["Location"], {"code": persian}).status_code == 302


def test_wrong_codes_lock_and_the_right_one_waits_too():
    client, answer = begins(person("focal_point", "KAZ", app=True))
    told = [client.post(answer["Location"], {"code": "000000"}).content.decode() for _ in range(5)]
    assert all("Codes depend on the clock" in page for page in told)
    locked = client.post(answer["Location"], {"code": code()})
    assert "Too many tries" in locked.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_new_password_by_mail_does_not_skip_the_factor():
    account = person("focal_point", "KAZ", app=True)
    client = Client()
    client.post("/account/password/reset/", {"email": account.email})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True).request["PATH_INFO"]
    new = "quite another sentence 7"
    assert client.post(form, {"password1": new, "password2": new})["Location"] == "/account/password/reset/done/"
    assert "_auth_user_id" not in client.session
    answer = client.post("/account/sign-in/", {"login": account.email, "password": new})
    assert answer["Location"] == "/account/second-factor/sign-in/"


def test_nobody_reaches_the_second_half_without_the_first():
    assert Client().get("/account/second-factor/sign-in/")["Location"].startswith("/account/sign-in/")


# -- changing and removing ---------------------------------------------------------------------------------------------

GUARDED = (
    "/account/second-factor/app/",
    "/account/second-factor/app/remove/",
    "/account/second-factor/recovery-codes/",
    "/account/second-factor/recovery-codes/new/",
    "/account/second-factor/passkeys/add/",
    "/account/password/change/",
)


@pytest.mark.parametrize("address", GUARDED)
def test_factors_and_password_want_a_fresh_proof(address):
    account = person("focal_point", "KAZ", app=True)
    client = signs_in(account)
    has_proved(client, account, minutes_ago=11)
    assert client.get(address).templates[0].name == "shell/confirm.html"
    assert Client().get(address)["Location"].startswith("/account/sign-in/?next=")


def test_a_code_is_a_proof_and_a_code_that_was_used_is_none():
    account = person("focal_point", "KAZ", app=True)
    client = signs_in(account)
    has_proved(client, account, minutes_ago=11)
    address = "/account/second-factor/app/remove/"
    assert client.post(address, {"proof-of": "GET", "proof-code": code()}).status_code == 403
    assert client.post(address, {"proof-of": "GET", "proof-code": code(1)})["Location"] == address
    assert client.get(address).status_code == 200


def test_the_last_factor_of_an_obliged_role_stays():
    account = person("focal_point", "KAZ", app=True)
    client = signs_in(account)
    answer = client.post("/account/second-factor/app/remove/")
    assert "Add another first" in answer.content.decode()
    assert kinds(account) == ["totp"]


def test_somebody_else_may_remove_theirs():
    account = person("trainer", "KAZ", app=True)
    assert signs_in(account).post("/account/second-factor/app/remove/").status_code == 302
    assert kinds(account) == []


def test_the_secret_is_not_in_the_database_as_it_is():
    person("focal_point", "KAZ", app=True)
    assert SECRET not in str(Authenticator.objects.get().data)


@pytest.mark.parametrize("recovery", [False, True])
def test_after_the_nodes_key_was_replaced_no_old_code_signs_in_and_the_way_out_is_offered(recovery, settings):
    account = person("focal_point", "KAZ", app=True)
    typed = RecoveryCodes.activate(account).get_unused_codes()[0] if recovery else code()
    signed_in = signs_in(account)
    assert roles(signed_in) == {"focal_point"}
    settings.SECRET_KEY = "another"
    assert roles(signed_in) == set()
    client, answer = begins(account)
    answer = client.post(answer["Location"], {"code": typed})
    assert "is not right" in answer.content.decode()
    assert client.post("/account/second-factor/lost/").status_code == 200
    assert roles(client) == set()


def test_after_a_change_the_page_offers_to_end_the_other_sessions():
    account = person("focal_point", "KAZ")
    client, _ = begins(account)
    assert 'href="/account/sessions/"' not in client.get("/account/second-factor/").content.decode().split("<main")[1]
    sets_up_app(client)
    assert 'href="/account/sessions/"' in client.get("/account/second-factor/").content.decode().split("<main")[1]


def test_every_change_is_an_act_and_a_letter_in_the_language_of_the_account():
    account = person("trainer", "KAZ", app=True, language="ru")
    signs_in(account).post("/account/second-factor/app/remove/")
    acts = [a for a in journal.acts(owners=None, about=str(account.uid)) if a.word == "people.factor.changed"]
    assert [a.facts for a in acts] == [{"change": "removed", "kind": "totp"}]
    assert queries.actor_names([acts[0].actor]) == {acts[0].actor: "Somebody"}
    assert [m.subject for m in mail.outbox][-1:] == ["Второй фактор удалён"]


def test_a_line_for_the_guard_says_who_and_from_where_and_nothing_that_was_typed(caplog):
    account = person("trainer", "KAZ")
    begins(account)
    Client().post("/account/sign-in/", {"login": account.email, "password": "a wrong one 12345"})
    lines = [r for r in caplog.records if r.name == "kerege.security"]
    assert [(r.getMessage(), r.security["account"]) for r in lines] == [
        ("signed in", str(account.uid)),
        ("sign-in failed", ""),
    ]
    assert all(r.security["address"] == "127.0.0.1" for r in lines)
    assert lines[0].security["by"] == "password"
    assert [w for w in (account.email, PASSWORD, "a wrong one") if w in caplog.text] == []


def test_the_line_of_a_sign_in_says_with_which_factors(caplog):
    signs_in(person("focal_point", "KAZ", app=True))
    lines = [r for r in caplog.records if r.getMessage() == "signed in"]
    assert [line.security["by"] for line in lines] == ["password totp"]


# -- the demo ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("is_demo", "node_is_demo"), [(True, True), (True, False), (False, True)])
def test_the_code_is_shown_for_a_demo_account_on_a_demo_node_only(is_demo, node_is_demo, settings):
    settings.KEREGE_DEMO = node_is_demo
    account = person("focal_point", "KAZ", app=True, demo=is_demo)
    client, answer = begins(account)
    page = client.get(answer["Location"]).content.decode()
    shown = re.search(r'id="demo-code">(\d{6})<', page)
    assert (shown is not None) == (is_demo and node_is_demo)
    if shown:
        assert client.post(answer["Location"], {"code": shown[1]}).status_code == 302


def test_the_demo_shows_a_code_that_was_not_used_yet(settings):
    settings.KEREGE_DEMO = True
    account = person("focal_point", "KAZ", app=True, demo=True)
    used = set()
    for _ in range(3):
        client, answer = begins(account)
        shown = re.search(r'id="demo-code">(\d{6})<', client.get(answer["Location"]).content.decode())[1]
        assert client.post(answer["Location"], {"code": shown}).status_code == 302
        used.add(shown)
    assert len(used) == 3


def test_a_real_account_gets_no_factor_that_everybody_sees():
    from kerege.lib.refusal import Refusal

    with pytest.raises(Refusal, match="people.not_a_demo"):
        people.enrol_demo_factor(by=SYSTEM, account=person("focal_point", "KAZ"))
