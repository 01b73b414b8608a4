"""A sign-in with a provider is as strong as what was proved, and as fresh as the provider says."""

import time

import pytest
from django.core import mail
from django.test import Client

from tests.web.account.conftest import code, person, roles
from tests.web.account.sso import saml_provider as idp
from tests.web.account.sso.conftest import comes_back, goes, is_in, linked, posts, signed_in

pytestmark = pytest.mark.django_db
FACTOR = "/account/second-factor/sign-in/"
TRUSTED = "trusts_second_factor = true"


def obliged(ministry, *, app: bool):
    return linked(person("focal_point", "KAZ", app=app), ministry.issuer)


def test_the_second_factor_is_asked_here_whatever_the_provider_says(ministry, offers):
    account = obliged(ministry, app=True)
    ministry.claims = {"amr": ["pwd", "mfa"], "acr": "mfa"}
    client = Client()
    assert (comes_back(client, ministry)["Location"], is_in(client)) == (FACTOR, "")
    assert client.post(FACTOR, {"code": code()}).status_code == 302
    assert (is_in(client), roles(client)) == (str(account.pk), {"focal_point"})


def test_without_a_second_factor_the_role_rests(ministry, offers):
    obliged(ministry, app=False)
    client = Client()
    assert comes_back(client, ministry)["Location"] == "/account/second-factor/"
    assert roles(client) == set()


@pytest.mark.parametrize(
    ("claims", "asked"),
    [
        ({"amr": ["pwd", "mfa"]}, False),
        ({"acr": "mfa"}, False),
        ({"amr": ["pwd"]}, True),
        ({"amr": "mfa"}, True),
        ({"amr": [["mfa"]]}, True),
        ({}, True),
    ],
)
@pytest.mark.parametrize("app", [True, False])
def test_a_trusted_provider_counts_only_when_it_says_so(ministry, offers, claims, asked, app):
    offers(oidc=TRUSTED)
    account = obliged(ministry, app=app)
    ministry.claims = claims
    client = Client()
    answer = comes_back(client, ministry)
    if asked:
        assert answer["Location"] == (FACTOR if app else "/account/second-factor/")
        assert roles(client) == set()
    else:
        assert (answer["Location"], is_in(client), roles(client)) == ("/", str(account.pk), {"focal_point"})


def test_the_operator_says_what_counts_as_a_second_factor(ministry, offers):
    offers(oidc=f"{TRUSTED}\nsecond_factor_values = ['gold']")
    obliged(ministry, app=True)
    ministry.claims = {"amr": ["mfa"]}
    assert comes_back(Client(), ministry)["Location"] == FACTOR
    ministry.claims = {"acr": "gold"}
    assert comes_back(Client(), ministry)["Location"] == "/"


@pytest.mark.parametrize(
    ("trust", "grade", "asked"), [(TRUSTED, idp.MFA, False), (TRUSTED, idp.PASSWORD, True), ("", idp.MFA, True)]
)
def test_saml_says_it_by_the_context_of_the_sign_in(offers, trust, grade, asked):
    offers(saml=trust)
    linked(person("focal_point", "KAZ", app=True), idp.ISSUER, provider="moa", subject="persistent-subject-1")
    client = Client()
    request = idp.asked(goes(client, "moa"))
    consumer = request["AssertionConsumerServiceURL"]
    inside = idp.assertion(request["ID"], consumer, consumer.replace("consume", "metadata"), grade=grade)
    answer = posts(client, idp.response(idp.signed(inside), request["ID"], consumer))
    assert answer["Location"] == (FACTOR if asked else "/")


def test_an_unlinked_identity_that_is_trusted_leaves_no_strength_behind(ministry, offers):
    """The attacker's own strong identity first, the victim's password afterwards, in one browser."""
    offers(oidc=TRUSTED)
    attacker = linked(person("trainer", "KAZ", email="attacker@example.org"), ministry.issuer)
    victim = person("focal_point", "KAZ", email="victim@example.org", app=True)
    ministry.claims = {"amr": ["mfa"]}
    client = Client()
    comes_back(client, ministry)
    assert is_in(client) == str(attacker.pk)
    client.post("/account/sign-out/")
    answer = client.post("/account/sign-in/", {"login": victim.email, "password": "a sentence for this test"})
    assert (answer["Location"], is_in(client)) == (FACTOR, "")


@pytest.mark.parametrize(("ago", "fresh"), [(5, True), (700, False), (None, False)])
def test_a_sign_in_is_as_fresh_as_the_provider_says(somebody, ministry, offers, ago, fresh):
    linked(somebody, ministry.issuer)
    ministry.claims = {"auth_time": None if ago is None else int(time.time()) - ago}
    client = Client()
    comes_back(client, ministry)
    answer = client.get("/account/password/change/")
    assert (answer.status_code, is_in(client)) == (200 if fresh else 403, str(somebody.pk))


def test_a_session_of_a_provider_is_a_session_like_others(somebody, ministry, offers):
    linked(somebody, ministry.issuer)
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/140.0")
    comes_back(client, ministry)
    assert {"kerege_began", "kerege_seen", "kerege_guarded"} <= set(client.session.keys())
    assert [m.subject for m in mail.outbox] == ["Your account was signed in on a new device"]
    client.get("/")
    assert "Firefox, Linux" in client.get("/account/sessions/").content.decode()
    session = client.session
    session["kerege_seen"] -= 13 * 3600
    session.save()
    assert "the session was over" in client.get("/").content.decode()


def test_whoever_was_signed_in_before_is_signed_out(somebody, ministry, offers):
    linked(somebody, ministry.issuer)
    client = Client()
    back = ministry.goes_back(goes(client)).replace("http://testserver", "")
    states = client.session["socialaccount_states"]
    client.force_login(person("trainer", "KAZ", email="other@example.org"))
    session = client.session
    session["socialaccount_states"] = states
    session.save()
    client.get(back)
    assert is_in(client) == str(somebody.pk)


def test_the_check_tells_faults_by_code_and_whom_the_node_trusts(db, ministry, offers, tmp_path, capsys):
    from kerege.config.cli import check, parser

    offers(oidc=TRUSTED)
    with (tmp_path / "sso.toml").open("a") as file:
        file.write("[[provider]]\nkey = 'broken'\n")
    assert check.run(parser.command_line().parse_args(["check"])) == 1
    told = capsys.readouterr()
    assert "✗ sso.bad_kind: broken: kind is neither oidc nor saml. Write kind" in told.err
    assert ("! sso: moh is trusted" in told.out, "moa is trusted" in told.out) == (True, False)
    assert "a secret of the client" not in told.err + told.out


def test_the_operator_sees_whom_the_node_trusts(ministry, offers, tmp_path):
    offers(oidc=TRUSTED)
    linked(person("trainer", "KAZ"), ministry.issuer)
    (tmp_path / "sso.toml").write_text((tmp_path / "sso.toml").read_text() + "\n[[provider]]\nkey = 'broken'\n")
    client = signed_in(person("node_administrator", email="admin@example.org"))
    page = client.get("/account/single-sign-on/providers/").content.decode()
    trusted, other = page.split('id="provider-moa"')
    assert ("Not asked here when the provider says:" in trusted, "Always asked here" in other) == (True, True)
    assert (ministry.issuer in trusted, "sso.bad_kind" in trusted, "<dd>1</dd>" in trusted) == (True, True, True)
    assert "a secret of the client" not in page
    assert (
        signed_in(person("trainer", "KAZ", email="x@example.org")).get("/account/single-sign-on/providers/").status_code
        == 403
    )
