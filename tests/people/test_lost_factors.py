"""The second factor is lost: who asks, who makes sure, who confirms, and what is different afterwards."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from kerege.lib.refusal import Refusal
from kerege.people import actions, queries
from tests.web.account.conftest import begins, kinds, person, roles, signs_in

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 1)
TOLD = {"how": "in_person", "note": "Seen at the ministry"}


def actor(account):
    return queries.actor_for(account, on=ON, strong=True)


def administrator(n):
    return person("node_administrator", "KAZ", email=f"admin{n}@example.org")


def refused(code_, call):
    with pytest.raises(Refusal) as told:
        call()
    assert told.value.code == code_


@pytest.fixture
def loser():
    return person("focal_point", "KAZ", app=True)


@pytest.fixture
def request_(loser):
    return str(actions.ask_without_factor(by=actor(loser), account=loser).uid)


def test_only_the_owner_asks_and_asks_once(loser, request_):
    refused("people.not_to_others", lambda: actions.ask_without_factor(by=actor(administrator(1)), account=loser))
    assert str(actions.ask_without_factor(by=actor(loser), account=loser).uid) == request_


def test_two_people_are_needed_for_a_role_that_wants_a_factor(loser, request_):
    first, second = administrator(1), administrator(2)
    refused("people.not_proved_yet", lambda: actions.confirm_identity(by=actor(first), request=request_))
    actions.prove_identity(by=actor(first), request=request_, **TOLD)
    assert kinds(loser) == ["totp"]
    refused("people.same_person_twice", lambda: actions.confirm_identity(by=actor(first), request=request_))
    actions.confirm_identity(by=actor(second), request=request_)
    assert kinds(loser) == []


def test_links_with_providers_go_with_the_factors(loser, request_):
    """Whoever holds a linked identity could else sign in first afterwards, and set up an own factor."""
    other = person("trainer", "KAZ", email="other@example.org")
    for account in (loser, other):
        facts = {"provider": "moh", "subject": str(account.pk), "label": "x"}
        actions.link_identity(by=actor(account), account=account, **facts)
    actions.prove_identity(by=actor(administrator(1)), request=request_, **TOLD)
    assert len(queries.identities_of(loser)) == 1
    actions.confirm_identity(by=actor(administrator(2)), request=request_)
    assert (queries.identities_of(loser), len(queries.identities_of(other))) == ([], 1)


def test_one_is_enough_for_other_roles():
    loser = person("trainer", "KAZ", app=True)
    request = str(actions.ask_without_factor(by=actor(loser), account=loser).uid)
    actions.prove_identity(by=actor(administrator(1)), request=request, **TOLD)
    assert kinds(loser) == []


@pytest.mark.parametrize("deed", ["prove_identity", "confirm_identity", "refuse_request"])
def test_nobody_decides_the_own_request(deed):
    admin = person("node_administrator", "KAZ", app=True)
    request = str(actions.ask_without_factor(by=actor(admin), account=admin).uid)
    facts = TOLD if deed == "prove_identity" else {}
    refused("people.not_to_yourself", lambda: getattr(actions, deed)(by=actor(admin), request=request, **facts))


@pytest.mark.parametrize(("role", "owner"), [("node_administrator", "KGZ"), ("trainer", "KAZ"), ("focal_point", "KAZ")])
def test_whoever_may_not_give_the_role_decides_nothing(role, owner, request_):
    other = person(role, owner, email="other@example.org")
    with pytest.raises(Refusal, match=r"people\.(not_yours|role_not_yours)"):
        actions.prove_identity(by=actor(other), request=request_, **TOLD)


def test_what_is_wrong_is_told(request_):
    admin = actor(administrator(1))
    refused("people.unknown_choice", lambda: actions.prove_identity(by=admin, request=request_, how="x", note="y"))
    refused("people.unknown_key", lambda: actions.prove_identity(by=admin, request="x", **TOLD))
    with pytest.raises(Refusal, match=r"text\."):
        actions.prove_identity(by=admin, request=request_, how="in_person", note=" ")
    actions.refuse_request(by=admin, request=request_)
    refused("people.unknown_key", lambda: actions.confirm_identity(by=admin, request=request_))


# -- on the pages ------------------------------------------------------------------------------------------------------


def test_from_the_sign_in_to_a_new_factor(loser):
    stale = signs_in(loser)
    client, answer = begins(loser)
    assert client.post("/account/second-factor/lost/").status_code == 200
    first, second = Client(), Client()
    first.force_login(administrator(1))
    second.force_login(administrator(2))
    uid = first.get("/people/lost-factors/").context["rows"][0]["line"].uid
    proof = {"do": "prove", "request": uid, **TOLD}
    assert first.post("/people/lost-factors/", {**proof, "note": ""}).status_code == 422
    assert first.post("/people/lost-factors/", proof).status_code == 302
    assert "A second administrator has to confirm" in first.get("/people/lost-factors/").content.decode()
    assert second.post("/people/lost-factors/", {"do": "confirm", "request": uid}).status_code == 302
    assert not Authenticator.objects.filter(user=loser).exists()
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([loser.email], "Your second factor was removed")
    assert roles(stale) == set()
    assert begins(loser)[1]["Location"] == "/account/second-factor/"


def waiting():
    client = Client()
    client.force_login(administrator(1))
    return len(client.get("/people/lost-factors/").context["rows"])


def test_the_address_opened_again_asks_nothing_and_leads_back(loser):
    client, _ = begins(loser)
    assert client.get("/account/second-factor/lost/")["Location"] == "/account/second-factor/sign-in/"
    assert waiting() == 0
    client.post("/account/second-factor/lost/")
    assert waiting() == 1
    assert Client().get("/account/second-factor/lost/")["Location"].startswith("/account/sign-in/")


def test_asking_wants_the_password():
    assert Client().post("/account/second-factor/lost/")["Location"].startswith("/account/sign-in/")
