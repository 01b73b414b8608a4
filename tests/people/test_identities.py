"""Linking and unlinking identities, as actions: who may, what is refused, what stays in the journal."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import connection

from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people import queries
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor
from kerege.upkeep.queries.tables import rows, tables

pytestmark = pytest.mark.django_db
FACTS = {"provider": "moh", "subject": "a" * 64, "label": "Ким <a@example.org>"}


def account(email: str = "a@example.org"):
    return people.open_account(by=SYSTEM, email=email, name="Somebody", password="a sentence for this test")


def oneself(whose) -> Actor:
    return Actor(uid=str(whose.uid), name=whose.name)


def code(call, **arguments) -> str:
    with pytest.raises(Refusal) as told:
        call(**arguments)
    return told.value.code


def words(whose) -> list[str]:
    return sorted(a.word for a in journal.acts(owners=None, about=str(whose.uid)) if ".identity." in a.word)


def test_the_owner_links_once():
    mine = account()
    for _ in range(2):
        people.link_identity(by=oneself(mine), account=mine, **FACTS)
    (line,) = queries.identities_of(mine)
    assert (line.provider, line.subject, line.label) == ("moh", "a" * 64, "Ким <a@example.org>")
    assert queries.account_of_identity(provider="moh", subject="a" * 64) == mine
    assert queries.account_of_identity(provider="moa", subject="a" * 64) is None
    assert queries.linked_counts(["moh", "moa"]) == {"moh": 1, "moa": 0}
    assert words(mine) == ["people.identity.linked"]


@pytest.mark.parametrize("by", [SYSTEM, ANONYMOUS, Actor(uid="0" * 36, name="x")])
def test_nobody_else_links_or_unlinks_not_even_the_node(by):
    mine = account()
    assert code(people.link_identity, by=by, account=mine, **FACTS) == "people.not_your_account"
    people.link_identity(by=oneself(mine), account=mine, **FACTS)
    unlinked = {"account": mine, "provider": "moh", "offered": ["moh"]}
    assert code(people.unlink_identity, by=by, **unlinked) == "people.not_your_account"
    assert SocialAccount.objects.count() == 1


def test_an_identity_belongs_to_one_account_and_a_provider_has_one_identity_of_it():
    mine, other = account(), account("b@example.org")
    people.link_identity(by=oneself(mine), account=mine, **FACTS)
    assert code(people.link_identity, by=oneself(other), account=other, **FACTS) == "people.identity_taken"
    second = {**FACTS, "subject": "b" * 64}
    assert code(people.link_identity, by=oneself(mine), account=mine, **second) == "people.already_linked"
    assert [(a.user_id, a.uid) for a in SocialAccount.objects.all()] == [(mine.pk, "a" * 64)]
    assert words(other) == []


def test_an_identity_that_another_account_takes_in_the_same_moment_is_taken(monkeypatch):
    from django.db import IntegrityError

    mine = account()

    def taken(**_):
        raise IntegrityError

    monkeypatch.setattr(SocialAccount.objects, "create", taken)
    assert code(people.link_identity, by=oneself(mine), account=mine, **FACTS) == "people.identity_taken"
    assert words(mine) == []


def test_a_copy_of_the_node_has_the_links():
    people.link_identity(by=oneself(mine := account()), account=mine, **FACTS)
    (table,) = [t for t in tables(connection) if t.name == "socialaccount_socialaccount"]
    (row,) = rows(table, connection)
    kept = dict(zip(table.columns, row, strict=True))
    assert (kept["user_id"], kept["provider"], kept["uid"]) == (mine.pk, "moh", "a" * 64)


def test_unlinking_leaves_a_way_in():
    mine = account()
    by, unlinked = oneself(mine), {"account": mine, "provider": "moh"}
    people.unlink_identity(by=by, **unlinked, offered=[])
    people.link_identity(by=by, account=mine, **FACTS)
    mine.set_unusable_password()
    mine.save()
    assert code(people.unlink_identity, by=by, **unlinked, offered=["moh", "moa"]) == "people.last_way_in"
    people.link_identity(by=by, account=mine, **{**FACTS, "provider": "moa"})
    assert code(people.unlink_identity, by=by, **unlinked, offered=["moh"]) == "people.last_way_in"
    people.unlink_identity(by=by, **unlinked, offered=["moh", "moa"])
    assert [line.provider for line in queries.identities_of(mine)] == ["moa"]
    assert words(mine) == ["people.identity.linked", "people.identity.linked", "people.identity.unlinked"]
