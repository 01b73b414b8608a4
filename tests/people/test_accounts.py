"""Accounts and the roles they hold for a time."""

from datetime import date

import pytest

from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.people import actions, queries
from kerege.people.models import Account
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor, Grant
from kerege.people.words import Role
from tests import ground

pytestmark = pytest.mark.django_db
ADMIN = Actor("admin", "Admin", (Grant(Role.NODE_ADMINISTRATOR, "KAZ"),))
FOCAL = Actor("f", "F", (Grant(Role.FOCAL_POINT, "KAZ"),))


def open_account(**given):
    asked = {"by": SYSTEM, "email": "Anna@Example.org", "name": "Anna", "password": "a long password"}
    return actions.open_account(**{**asked, **given})


def grant(account, **given):
    asked = {"by": SYSTEM, "account": account, "role": "reviewer", "owner": "KAZ", "start": date(2020, 1, 1)}
    return actions.grant_role(**{**asked, **given})


def refusal(call, *positional, **given):
    with pytest.raises(Refusal) as refused:
        call(*positional, **given)
    return refused.value.code


def test_an_account_keeps_a_hash_of_its_password_and_its_address_in_small_letters():
    account = open_account()
    assert account.email == "anna@example.org"
    assert account.check_password("a long password")
    assert "a long password" not in account.password


def test_opening_an_account_again_changes_not_even_the_password():
    open_account()
    again = open_account(email="anna@example.org", password="another password", name="Somebody")
    assert (Account.objects.count(), again.name, again.check_password("a long password")) == (1, "Anna", True)
    assert [line.word for line in journal.acts(owners=None)] == ["people.account.opened"]


def test_the_journal_keeps_neither_address_nor_password():
    open_account()
    (line,) = journal.acts(owners=None)
    assert line.facts == {}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"by": ADMIN}, "people.not_yours"),
        ({"password": "eleven char"}, "people.weak_password"),
        ({"password": "password1234"}, "people.weak_password"),
        ({"password": "anna@example.org"}, "people.weak_password"),
        ({"password": ""}, "people.weak_password"),
        ({"email": "anna"}, "people.bad_email"),
        ({"email": "a b@example.org"}, "people.bad_email"),
        ({"email": "a@b@example.org"}, "people.bad_email"),
        ({"email": "a" * 250 + "@example.org"}, "text.too_long"),
        ({"name": "A\x00"}, "text.control_characters"),
    ],
)
def test_what_opening_refuses(given, code):
    assert refusal(open_account, **given) == code
    assert Account.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"by": ADMIN, "owner": "UZB"}, "people.not_yours"),
        ({"by": ADMIN, "owner": "REG"}, "people.not_yours"),
        ({"by": FOCAL, "owner": "UZB"}, "people.not_yours"),
        ({"by": Actor("s", "S", (Grant(Role.SECRETARIAT, "KAZ"),))}, "people.not_yours"),
        ({"by": FOCAL, "role": "focal_point"}, "people.role_not_yours"),
        ({"by": FOCAL, "role": "node_administrator"}, "people.role_not_yours"),
        ({"seat": "none"}, "people.unknown_key"),
        ({"role": "king"}, "people.unknown_choice"),
        ({"organisation_key": "none"}, "people.unknown_key"),
        ({"end": date(2020, 1, 1)}, "periods.end_before_start"),
    ],
)
def test_what_granting_refuses(given, code):
    assert refusal(grant, open_account(), **given) == code


def test_a_role_is_held_by_somebody_or_stands_on_a_seat():
    given = {"by": SYSTEM, "role": "reviewer", "owner": "KAZ", "start": date(2020, 1, 1)}
    assert refusal(actions.grant_role, **given) == "people.grant_without_holder"


def test_a_role_acts_while_its_term_holds():
    ground.lay(())
    account = open_account()
    grant(account, end=date(2022, 1, 1))
    grant(account, role="trainer", owner="UZB", start=date(2021, 1, 1), organisation_key=ground.centre())

    def roles(on):
        return [(g.role, g.owner, g.organisation) for g in queries.actor_for(account, on=on, strong=True).grants]

    review, train = (Role.REVIEWER, "KAZ", ""), (Role.TRAINER, "UZB", "CENTRE-ALA")
    assert roles(date(2019, 12, 31)) == []
    assert roles(date(2020, 1, 1)) == [review]
    assert roles(date(2021, 12, 31)) == [review, train]
    assert roles(date(2022, 1, 1)) == [train]


def test_the_very_same_grant_again_changes_nothing():
    account = open_account()
    first = grant(account)
    acts = journal.verify().acts
    assert grant(account).pk == first.pk
    assert journal.verify().acts == acts


def test_a_closed_account_acts_as_nobody():
    account = open_account()
    grant(account)
    account.is_active = False
    assert queries.actor_for(account, on=date(2021, 1, 1), strong=True) == ANONYMOUS
    assert queries.actor_for(None, on=date(2021, 1, 1), strong=True) == ANONYMOUS
