"""Inviting: who may, what a link is good for and for how long, and that it never is more than its sender."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people import actions, queries
from kerege.people.models import Account, Invitation
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role

pytestmark = pytest.mark.django_db
FOCAL_POINT = Actor("focal", "Focal point", (Grant(Role.FOCAL_POINT, "KAZ"),))
OFFERED = {"email": "New@Example.org", "name": "Newcomer", "owner": "KAZ", "role": "trainer"}
PASSWORD = "a sentence for the newcomer"
NOBODY = Actor("", "")


def invited(by=SYSTEM, **changed):
    found = actions.invite(by=by, **{**OFFERED, **changed})
    return found, actions.invitation_token(by=by, invitation=found)


def refused(code, call):
    with pytest.raises(Refusal) as told:
        call()
    assert told.value.code == code


def take(token, by=NOBODY, password=PASSWORD):
    return actions.accept_invitation(by=by, token=token, password=password)


@pytest.mark.parametrize(
    ("by", "role", "owner", "code"),
    [
        (FOCAL_POINT, "trainer", "KAZ", ""),
        (FOCAL_POINT, "trainer", "KGZ", "people.not_yours"),
        (FOCAL_POINT, "node_administrator", "KAZ", "people.role_not_yours"),
        (Actor("x", "Trainer", (Grant(Role.TRAINER, "KAZ"),)), "trainer", "KAZ", "people.not_yours"),
        (Actor("a", "Administrator", (Grant(Role.NODE_ADMINISTRATOR, "REG"),)), "focal_point", "KGZ", ""),
    ],
)
def test_who_may_give_a_role_may_invite_to_it(by, role, owner, code):
    if code:
        refused(code, lambda: invited(by=by, role=role, owner=owner))
    else:
        assert invited(by=by, role=role, owner=owner)[0].role == role


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"email": "nobody"}, "people.bad_email"),
        ({"role": "king"}, "people.unknown_choice"),
        ({"seat": "x"}, "people.unknown_key"),
    ],
)
def test_what_is_wrong_is_told(changed, code):
    refused(code, lambda: invited(**changed))


def test_the_same_invitation_again_is_that_one():
    assert invited()[0] == invited()[0]
    assert Invitation.objects.count() == 1


def test_a_link_opens_an_account_with_the_role_once():
    found, token = invited()
    account = take(token)
    today = timezone.localdate()
    assert (account.email, account.name, account.check_password(PASSWORD)) == ("new@example.org", "Newcomer", True)
    assert [(g.role, g.owner) for g in queries.actor_for(account, on=today, strong=False).grants] == [
        ("trainer", "KAZ")
    ]
    refused("people.invitation_closed", lambda: take(token))
    assert "new@example.org" not in token


def test_a_link_lives_seven_days():
    found, token = invited()
    assert found.expires_at - found.sent_at == timedelta(days=7)
    with act("tests.time.passed", by=SYSTEM, about="test"):
        found.expires_at = timezone.now()
        found.save()
    refused("people.invitation_closed", lambda: take(token))


def test_sent_again_only_the_newest_link_works():
    found, old = invited()
    actions.resend_invitation(by=SYSTEM, invitation=str(found.uid))
    found.refresh_from_db()
    refused("people.invitation_closed", lambda: take(old))
    assert take(actions.invitation_token(by=SYSTEM, invitation=found)).email == "new@example.org"


def test_withdrawn_it_opens_nothing():
    found, token = invited()
    actions.withdraw_invitation(by=SYSTEM, invitation=str(found.uid))
    refused("people.invitation_closed", lambda: take(token))
    refused("people.unknown_key", lambda: actions.withdraw_invitation(by=SYSTEM, invitation=str(found.uid)))
    refused("people.unknown_key", lambda: actions.resend_invitation(by=SYSTEM, invitation="no uid"))


def test_others_can_neither_send_again_nor_withdraw():
    found, _ = invited(owner="KGZ")
    refused("people.not_yours", lambda: actions.resend_invitation(by=FOCAL_POINT, invitation=str(found.uid)))
    refused("people.not_yours", lambda: actions.withdraw_invitation(by=FOCAL_POINT, invitation=str(found.uid)))


@pytest.mark.parametrize("token", ["", "x", "eyJ1aWQiOiIxIn0:1:x"])
def test_a_link_that_nobody_signed_is_told_like_an_old_one(token):
    refused("people.invitation_closed", lambda: take(token))


def test_whoever_has_an_account_takes_it_signed_in_and_keeps_the_password():
    account = actions.open_account(by=SYSTEM, email="new@example.org", name="Old", password="the old password here")
    _, token = invited()
    refused("people.sign_in_first", lambda: take(token))
    refused("people.sign_in_first", lambda: take(token, by=Actor("somebody else", "")))
    assert take(token, by=Actor(str(account.uid), "Old")) == account
    assert Account.objects.get(id=account.id).check_password("the old password here")


def test_a_link_is_never_more_than_what_its_sender_may_give_now():
    sender = actions.open_account(by=SYSTEM, email="fp@example.org", name="Focal point", password=PASSWORD)
    grant = actions.grant_role(by=SYSTEM, account=sender, role="focal_point", owner="KAZ", start=date(2024, 1, 1))
    acting = queries.actor_for(sender, on=timezone.localdate(), strong=True)
    _, token = invited(by=acting)
    actions.end_role(by=SYSTEM, grant=str(grant.uid), on=timezone.localdate())
    refused("people.not_yours", lambda: take(token))
    assert not Account.objects.filter(email="new@example.org").exists()


# -- on the pages ------------------------------------------------------------------------------------------------------


@pytest.fixture
def administrator():
    account = actions.open_account(by=SYSTEM, email="admin@example.org", name="Admin", password=PASSWORD)
    actions.grant_role(by=SYSTEM, account=account, role="node_administrator", owner="KAZ", start=date(2024, 1, 1))
    client = Client()
    client.force_login(account)
    return client


def test_from_the_page_to_the_letter_to_the_account(administrator):
    told = administrator.post("/people/invitations/", {**OFFERED, "role": "trainer"}, follow=True)
    assert "The letter is on its way" in told.content.decode()
    assert mail.outbox[0].to == ["new@example.org"]
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    assert link not in told.content.decode()
    client = Client()
    assert "Welcome, Newcomer" in client.get(link).content.decode()
    assert client.post(link, {"password": "short"}).status_code == 422
    assert client.post(link, {"password": PASSWORD})["Location"] == "/account/sign-in/"
    assert client.get(link).status_code == 404
    assert "Everybody whom you may invite" in administrator.get("/people/invitations/").content.decode()


def test_the_sender_cannot_tell_whether_there_is_an_account(administrator):
    actions.open_account(by=SYSTEM, email="known@example.org", name="Known", password=PASSWORD)
    pages = []
    for email in ("known@example.org", "other@example.org"):
        page = administrator.post("/people/invitations/", {**OFFERED, "email": email}, follow=True).content.decode()
        pages.append(re.sub(r'value="[^"]*"|content="[^"]*"', "", page.replace(email, "ADDRESS")))
        actions.withdraw_invitation(by=SYSTEM, invitation=str(Invitation.objects.get(email=email).uid))
    assert pages[0] == pages[1]
    assert [m.subject for m in mail.outbox] == ["You are invited to Kerege"] * 2


def test_a_focal_point_and_an_administrator_find_the_page_and_others_do_not(administrator):
    trainer = actions.open_account(by=SYSTEM, email="t@example.org", name="T", password=PASSWORD)
    actions.grant_role(by=SYSTEM, account=trainer, role="trainer", owner="KAZ", start=date(2024, 1, 1))
    client = Client()
    client.force_login(trainer)
    assert (administrator.get("/people/invitations/").status_code, client.get("/people/invitations/").status_code) == (
        200,
        403,
    )
