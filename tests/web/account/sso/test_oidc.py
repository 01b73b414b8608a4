"""Signing in over OpenID Connect with a provider that really answers: what is taken, and every lie that is not."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from joserfc.jwk import OctKey

from tests.web.account.sso.conftest import code_of, comes_back, goes, is_in, linked, why
from tests.web.account.sso.oidc_provider import FOREIGN

pytestmark = pytest.mark.django_db
BACK = "/account/single-sign-on/moh/callback/"


@pytest.fixture
def account(somebody, ministry, offers):
    return linked(somebody, ministry.issuer)


def test_a_linked_identity_signs_its_owner_in(account, ministry):
    client = Client()
    answer = comes_back(client, ministry, next="/courses/?country=KAZ")
    assert (answer.status_code, answer["Location"]) == (302, "/courses/?country=KAZ")
    assert is_in(client) == str(account.pk)
    assert sorted(set(ministry.asked)) == ["/.well-known/openid-configuration", "/jwks", "/token"]


def test_what_the_provider_is_asked_is_neither_silent_nor_guessable(account, ministry):
    asked = parse_qs(urlsplit(goes(Client())).query)
    assert (asked["prompt"], asked["max_age"], asked["response_type"]) == (["login"], ["600"], ["code"])
    assert (asked["code_challenge_method"], len(asked["code_challenge"][0])) == (["S256"], 43)
    assert (len(asked["nonce"][0]), len(asked["state"][0])) == (32, 16)
    assert asked["redirect_uri"] == ["http://testserver/account/single-sign-on/moh/callback/"]
    again = parse_qs(urlsplit(goes(Client())).query)
    assert [n for n in ("nonce", "state", "code_challenge") if asked[n] == again[n]] == []


def test_a_provider_that_need_not_ask_again_still_shows_a_page(account, offers):
    offers(oidc="ask_again = false")
    asked = parse_qs(urlsplit(goes(Client())).query)
    assert (asked["prompt"], "max_age" in asked) == (["select_account"], False)


NOW = int(time.time())
LIES = {
    "wrong nonce": ({"nonce": "another"}, "the nonce is not ours"),
    "no nonce": ({"nonce": None}, "MissingRequiredClaimError"),
    "nonce of another kind": ({"nonce": 7}, "the nonce is not ours"),
    "wrong audience": ({"aud": "somebody-else"}, "InvalidAudienceError"),
    "also for others": ({"aud": ["kerege", "somebody-else"]}, "the token is for others too"),
    "also for others, with us named": ({"aud": ["kerege", "x"], "azp": "kerege"}, "the token is for others too"),
    "authorised for another": ({"azp": "somebody-else"}, "the token is for others too"),
    "wrong issuer": ({"iss": "https://elsewhere.example"}, "InvalidIssuerError"),
    "no issuer": ({"iss": None}, "MissingRequiredClaimError"),
    "expired": ({"exp": NOW - 120}, "ExpiredSignatureError"),
    "without an end": ({"exp": None}, "MissingRequiredClaimError"),
    "of tomorrow": ({"iat": NOW + 86_400}, "ImmatureSignatureError"),
    "not yet": ({"nbf": NOW + 86_400}, "ImmatureSignatureError"),
    "nobody": ({"sub": None}, "MissingRequiredClaimError"),
    "an empty name": ({"sub": " "}, "the token names nobody"),
    "asked tomorrow": ({"auth_time": NOW + 86_400}, "auth_time lies ahead"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_with_a_lie_signs_nobody_in(account, ministry, caplog, lie):
    ministry.claims, reason = LIES[lie]
    client = Client()
    answer = comes_back(client, ministry)
    assert (answer.status_code, code_of(answer), is_in(client)) == (400, "sso.bad_answer", "")
    assert why(caplog) == reason


SIGNED_WRONGLY = {
    "by another key of the same name": ({"key": FOREIGN}, "InvalidSignatureError"),
    "by nobody": ({"head": {"alg": "none"}}, "the token's algorithm is not taken here"),
    "by a key that is not listed": ({"head": {"alg": "ES256", "kid": "two"}}, "no key fits the token"),
    "by what everybody knows": (
        {"head": {"alg": "HS256", "kid": "one"}, "key": OctKey.import_key("x" * 32)},
        "the token's algorithm is not taken here",
    ),
}


@pytest.mark.parametrize("how", SIGNED_WRONGLY)
def test_a_token_that_is_signed_wrongly_signs_nobody_in(account, ministry, caplog, how):
    told, reason = SIGNED_WRONGLY[how]
    for name, value in told.items():
        setattr(ministry, name, value)
    client = Client()
    answer = comes_back(client, ministry)
    assert (answer.status_code, code_of(answer), is_in(client)) == (400, "sso.bad_answer", "")
    assert why(caplog) == reason


def test_a_token_without_a_key_id_is_verified_with_the_only_key(account, ministry):
    ministry.head = {"alg": "ES256"}
    client = Client()
    comes_back(client, ministry)
    assert is_in(client) == str(account.pk)


def test_a_code_is_good_once_and_a_state_too(account, ministry):
    client = Client()
    back = ministry.goes_back(goes(client)).replace("http://testserver", "")
    assert client.get(back).status_code == 302
    client.post("/account/sign-out/")
    assert code_of(client.get(back)) == "sso.no_state"
    other = Client()
    state = parse_qs(urlsplit(goes(other)).query)["state"][0]
    code = parse_qs(urlsplit(back).query)["code"][0]
    assert code_of(other.get(BACK, {"code": code, "state": state})) == "sso.bad_answer"
    assert is_in(other) == ""


def test_a_code_of_another_browser_opens_nothing_here(account, ministry):
    """Whoever catches a code, or pushes one of their own into somebody's browser, has not the secret of PKCE."""
    attacker, victim = Client(), Client()
    caught = parse_qs(urlsplit(ministry.goes_back(goes(attacker))).query)
    assert code_of(victim.get(BACK, {"code": caught["code"][0], "state": caught["state"][0]})) == "sso.no_state"
    state = parse_qs(urlsplit(goes(victim)).query)["state"][0]
    assert code_of(victim.get(BACK, {"code": caught["code"][0], "state": state})) == "sso.bad_answer"
    assert is_in(victim) == ""


def test_an_answer_of_one_provider_does_not_fit_the_request_to_another(account, ministry):
    client = Client()
    back = ministry.goes_back(goes(client), iss="https://elsewhere.example").replace("http://testserver", "")
    assert code_of(client.get(back)) == "sso.bad_answer"
    ministry.lies = {"authorization_response_iss_parameter_supported": True}
    assert code_of(comes_back(client, ministry)) == "sso.bad_answer"
    back = ministry.goes_back(goes(client), iss=ministry.issuer).replace("http://testserver", "")
    assert client.get(back).status_code == 302


@pytest.mark.parametrize(
    "lies",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": "http://127.0.0.1:1/token"},
        {"token_endpoint": "https://elsewhere.example/token"},
        {"jwks_uri": "http://169.254.169.254/latest/"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": None},
    ],
)
def test_discovery_speaks_only_of_hosts_that_the_file_names(account, ministry, lies):
    ministry.lies = lies
    answer = Client().post("/account/single-sign-on/moh/sign-in/")
    assert (answer.status_code, code_of(answer)) == (400, "sso.bad_answer")
    assert set(ministry.asked) == {"/.well-known/openid-configuration"}


def test_a_provider_that_does_not_answer_is_told(account, ministry, tmp_path):
    file = tmp_path / "sso.toml"
    file.write_text(file.read_text().replace(ministry.issuer, "http://127.0.0.1:1"))
    answer = Client().post("/account/single-sign-on/moh/sign-in/")
    assert (answer.status_code, code_of(answer)) == (502, "sso.unreachable")


def test_somebody_who_does_not_go_on_there_is_told_so(account, ministry):
    client = Client()
    state = parse_qs(urlsplit(goes(client)).query)["state"][0]
    assert code_of(client.get(BACK, {"error": "access_denied", "state": state})) == "sso.cancelled"
    state = parse_qs(urlsplit(goes(client)).query)["state"][0]
    assert code_of(client.get(BACK, {"error": "server_error", "state": state})) == "sso.bad_answer"
    assert code_of(client.get(BACK, {"error": "access_denied"})) == "sso.no_state"


@pytest.mark.parametrize(
    "where", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "\\\\x"]
)
def test_one_goes_on_only_to_addresses_of_this_node(account, ministry, where):
    answer = comes_back(Client(), ministry, next=where)
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_whoever_begins_too_often_waits(account, ministry, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "30/m/ip"}
    client = Client()
    told = [client.post("/account/single-sign-on/moa/sign-in/").status_code for _ in range(31)]
    assert (told[:30], told[30]) == ([200] * 30, 429)
    assert client.post("/account/single-sign-on/moa/consume/").status_code == 429


def test_no_token_is_kept_and_nothing_of_it_is_logged(account, ministry, caplog):
    from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken

    ministry.claims = {"nonce": "another"}
    comes_back(Client(), ministry)
    ministry.claims = {}
    client = Client()
    comes_back(client, ministry)
    assert (SocialToken.objects.count(), SocialApp.objects.count()) == (0, 0)
    assert SocialAccount.objects.get().extra_data == {"label": "me"}
    told = " ".join(str(vars(record)) for record in caplog.records) + str(dict(client.session))
    assert "single sign-on failed" in told
    assert [w for w in ("subject-1", "somebody@ministry.example", "opens nothing here", "eyJ") if w in told] == []
