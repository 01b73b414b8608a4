"""Signing in: who may, what a stranger learns, and that nobody signs up alone."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from kerege.people import queries
from kerege.people.models import Account
from tests.web.account.conftest import kinds

pytestmark = pytest.mark.usefixtures("demo_world")


def sign_in(client: Client, email: str, password: str):
    return client.post("/account/sign-in/", {"login": email, "password": password})


@pytest.fixture
def donor():
    account = Account.objects.get(email="donor@example.org")
    account.set_password("a password for this test")
    account.save()
    return account


def test_a_demo_account_signs_in(donor):
    client = Client()
    assert sign_in(client, donor.email, "a password for this test")["Location"] == "/"
    assert client.get("/people/seats/").context["actor"].roles == {"donor"}


def test_a_wrong_password_and_an_unknown_address_are_told_alike():
    known = sign_in(Client(), "donor@example.org", "wrong-password").content.decode()
    unknown = sign_in(Client(), "nobody@example.org", "wrong-password").content.decode()
    wrong = "The e-mail address or the password is not right."
    assert known.count(wrong) > 0
    assert unknown.count(wrong) == known.count(wrong)


def test_nobody_signs_up_alone():
    answer = Client().post(
        "/account/sign-up/",
        {"email": "new@example.org", "password1": "a long enough one", "password2": "a long enough one"},
    )
    assert "Accounts are opened by the node administrator" in answer.content.decode()
    assert not Account.objects.filter(email="new@example.org").exists()


def test_a_letter_goes_only_to_an_address_that_has_an_account():
    Client().post("/account/password/reset/", {"email": "donor@example.org"})
    assert [m.to for m in mail.outbox] == [["donor@example.org"]]


def test_demo_accounts_are_shown_on_a_demo_only(settings):
    assert "donor@example.org" in Client().get("/account/sign-in/").content.decode()
    settings.KEREGE_DEMO = False
    assert "donor@example.org" not in Client().get("/account/sign-in/").content.decode()


def test_signing_in_does_not_lead_away_to_another_site(donor):
    typed = {"login": donor.email, "password": "a password for this test", "next": "https://elsewhere.example/"}
    assert Client().post("/account/sign-in/", typed)["Location"] == "/"


@pytest.mark.parametrize("elsewhere", ["//[::1", "https://elsewhere.example", "//elsewhere.example"])
def test_a_sign_in_leads_to_no_other_place(donor, elsewhere):
    client = Client()
    assert client.get("/account/sign-in/", {"next": elsewhere}).status_code == 200
    said = {"login": donor.email, "password": "a password for this test", "next": elsewhere}
    assert client.post("/account/sign-in/", said)["Location"] == "/"


def test_nobody_changes_the_own_address_past_the_journal(donor):
    client = Client()
    sign_in(client, donor.email, "a password for this test")
    answer = client.post("/account/email/", {"action_add": "", "email": "other@example.org"})
    donor.refresh_from_db()
    assert (answer.status_code, answer["Location"], donor.email) == (302, "/", "donor@example.org")


def test_the_example_world_has_a_factor_for_every_role_that_wants_one(demo_world):
    today = timezone.localdate()
    owing = [
        a.email
        for a in queries.demo_accounts(on=today)
        if queries.actor_for(queries.account(a.email), on=today, strong=False).owes_factor
    ]
    assert owing
    assert {kinds(queries.account(email)) == ["totp"] for email in owing} == {True}
