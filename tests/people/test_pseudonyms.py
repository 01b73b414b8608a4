"""In the journal people stand under pseudonyms that only their keys resolve."""

from datetime import date
from importlib import import_module
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking, pseudonyms_of, veiled
from kerege.people import actions, queries
from kerege.people.models import Account, Person, PseudonymKey
from kerege.people.rules import SYSTEM, Actor, pseudonym
from tests import ground

ON = date(2026, 11, 26)


@pytest.fixture
def account(db):
    return actions.open_account(by=SYSTEM, email="a.person@example.org", name="A. Person", password="a long password")


def acting(account):
    return Actor(uid=str(account.uid), name=account.name)


@pytest.mark.nodb
def test_a_pseudonym_hangs_on_uid_and_key_and_fits_the_journal():
    one, other, key = str(uuid4()), str(uuid4()), "ab" * 32
    assert pseudonym(one, key) == pseudonym(one, key)
    assert len({pseudonym(one, key), pseudonym(other, key), pseudonym(one, "cd" * 32)}) == 3
    assert len(pseudonym(one, key)) == 50
    assert one not in pseudonym(one, key)


@pytest.mark.nodb
def test_only_whole_texts_are_veiled_and_nothing_else_changes():
    before = {"who": "a", "list": ["a", {"deep": "a"}, 1, None, True], "text": "a and b", "a": "b"}
    after = {"who": "P", "list": ["P", {"deep": "P"}, 1, None, True], "text": "a and b", "a": "b"}
    assert veiled(before, {"a": "P"}) == after


def test_an_act_names_people_by_pseudonym_wherever_they_stand(account):
    uid, thing = str(account.uid), str(uuid4())
    with act("tests.thing.done", by=acting(account), about=thing, whom=account.uid, many=[uid, thing]):
        pass
    written = journal.acts(owners=None, limit=1)[0]
    known = queries.pseudonyms([uid])[uid]
    assert (written.actor, written.about, written.facts) == (known, thing, {"whom": known, "many": [known, thing]})
    assert queries.actor_names([written.actor]) == {known: "A. Person"}
    assert journal.verify().whole


def test_the_very_first_act_about_somebody_has_the_pseudonym(account):
    ground.lay()
    ground.persons(1)
    about = {a.word: a.about for a in journal.acts(owners=None)}
    assert about["people.account.opened"].startswith("p:")
    assert about["people.person.recorded"].startswith("p:")


def test_acts_about_somebody_are_found_by_uid_before_and_after_there_were_pseudonyms(account):
    with act("tests.thing.done", by=SYSTEM, about=account.uid):
        pass
    assert [a.word for a in journal.acts(owners=None, about=str(account.uid))] == [
        "tests.thing.done",
        "people.account.opened",
    ]


def test_an_act_from_before_there_were_pseudonyms_still_names_its_actor(account):
    assert queries.actor_names([str(account.uid), "system", "p:unknown"]) == {str(account.uid): "A. Person"}


def test_whoever_is_no_account_or_person_keeps_the_uid(db):
    uid = str(uuid4())
    assert pseudonyms_of([uid, "system", ""]) == {}


@pytest.mark.sqlite_alone
def test_every_account_and_person_of_the_example_world_has_a_key(demo_world):
    with checking():
        persons = list(Person.objects.inside_action().values_list("uid", flat=True))
    uids = {*Account.objects.values_list("uid", flat=True), *persons}
    assert len(uids) > 60
    assert set(PseudonymKey.objects.values_list("subject", flat=True)) == uids


def test_whoever_was_there_before_gets_a_key_and_keeps_it(account):
    migration = import_module("kerege.people.migrations.0004_pseudonym_keys")
    tables = MigrationLoader(connection, replace_migrations=False).project_state(("people", "0004_pseudonym_keys")).apps
    first = PseudonymKey.objects.get().key
    migration.give_keys(tables, None)
    assert PseudonymKey.objects.get().key == first
    with act("tests.key.lost", by=SYSTEM, about="x"):
        PseudonymKey.objects.all().delete()
    migration.give_keys(tables, None)
    made = PseudonymKey.objects.get()
    assert made.subject == account.uid
    assert made.pseudonym == pseudonym(str(account.uid), made.key)
    assert made.key != first
