"""Somebody is erased: nothing says any more who it was, and everything that others rely on is as before."""

import logging
from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client

from kerege.indicators import queries as indicators
from kerege.indicators.rules import Scope
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people import actions, queries
from kerege.people.models import Account, Person, PersonName, PseudonymKey, RoleGrant
from kerege.people.rules import SYSTEM, Actor, Grant, tombstone
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC
from kerege.training import actions as training
from tests import ground

ON = date(2026, 11, 26)
FOCAL = ground.FOCAL_KAZ
ADMINISTRATOR = Actor("admin", "Administrator", (Grant(Role.NODE_ADMINISTRATOR, "REG"),))


def person(key="EXPERT", owner="KAZ", **other):
    return actions.record_person(
        by=SYSTEM, owner=owner, key=key, name="Zhanar Quxley", spellings=[("ru", "Жанар Кусли")], **other
    )


def account(email="zhanar.quxley@example.org", whose=None, role="trainer"):
    made = actions.open_account(by=SYSTEM, email=email, name="Zhanar Quxley", password="a long password", language="ru")
    actions.grant_role(by=SYSTEM, account=made, role=role, owner="KAZ", start=date(2020, 1, 1))
    if whose:
        Account.objects.filter(id=made.id).update(person=whose)
    return Account.objects.get(id=made.id)


def acting(made):
    return queries.actor_for(made, on=ON, strong=True)


def seat(who, end=None):
    actions.create_seat(
        by=SYSTEM, owner="KAZ", key="S", kind="expert_team", title="Team", mandate="Order", mandate_on=date(2019, 1, 1)
    )
    actions.appoint(by=SYSTEM, seat="S", person=who.key, capacity="holder", start=date(2020, 1, 1), end=end)


def erase(**change):
    said = {"by": FOCAL, "person": "EXPERT", "asked_on": ON - timedelta(days=3), "reference": "letter 17", "on": ON}
    actions.erase_person(**{**said, **change})


def found_in_database(*words: str) -> list[str]:
    """Every table and column in which one of the words stands, whatever its type, in any case."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name
            select = "SELECT {} FROM {}"
            cursor.execute(select.format("*", f"{name(table)} WHERE 1 = 0"))
            asked = [(column[0], word) for column in cursor.description for word in words]
            held = "max(CASE WHEN lower(CAST({} AS text)) LIKE %s THEN 1 ELSE 0 END)"
            told = ", ".join(held.format(name(column)) for column, _ in asked)
            cursor.execute(select.format(told, name(table)), [f"%{word.lower()}%" for _, word in asked])
            found += [
                f"{table}.{c}: {word}" for (c, word), there in zip(asked, cursor.fetchone(), strict=True) if there
            ]
    return found


WORDS = ("Quxley", "Кусли", "zhanar.quxley")


@pytest.fixture
def expert(db):
    ground.lay()
    return person(organisation_key=ground.centre())


def test_nothing_says_any_more_who_it_was(expert, caplog):
    caplog.set_level(logging.DEBUG)
    mine = account(whose=expert)
    client = Client()
    client.force_login(mine)
    caches["near"].set("somebody", "Zhanar Quxley")
    assert {f.split(".")[0] for f in found_in_database(*WORDS)} >= {
        "people_personcalled",
        "people_personname",
        "people_account",
    }
    himself = acting(mine)
    actions.erase_myself(by=himself, account=mine, on=ON)
    assert found_in_database(*WORDS) == []
    assert [
        r for r in caplog.records if any(w in r.getMessage() for w in WORDS) and r.name != "django.db.backends"
    ] == []
    assert client.get("/people/seats/new/").wsgi_request.user.is_anonymous
    assert not client.login(email="zhanar.quxley@example.org", password="a long password")
    assert PersonName.objects.seen_by(PUBLIC).count() == RoleGrant.objects.filter(account=mine).count() == 0


def test_the_cache_forgets_too(expert, django_capture_on_commit_callbacks):
    caches["near"].set("somebody", "Zhanar Quxley")
    with django_capture_on_commit_callbacks(execute=True):
        erase()
    assert caches["near"].get("somebody") is None


@pytest.mark.sqlite_alone
def test_a_register_counts_as_before_and_keeps_a_numbered_participant(demo_world):
    before = [indicators.reading(PUBLIC, key, on=ON, scope=Scope()) for key in ("trainers.part1", "reach.sex")]
    old = {a.seq: (a.hash, a.about) for a in journal.acts(owners=None, limit=10_000)}
    with checking():
        row = Person.objects.inside_action().get(key="DEMO-KAZ-10")
        uid, name = str(row.uid), row.name
    assert found_in_database(name) != []
    erase(by=SYSTEM, person="DEMO-KAZ-10")
    assert found_in_database(name, "Айжан Жұмаділова") == []
    with checking():
        after = Person.objects.inside_action().get(id=row.id)
    assert after.name.startswith("№ ")
    assert str(after.uid) != uid
    assert [indicators.reading(PUBLIC, key, on=ON, scope=Scope()) for key in ("trainers.part1", "reach.sex")] == before
    assert {a.seq: (a.hash, a.about) for a in journal.acts(owners=None, limit=10_000) if a.seq in old} == old
    assert journal.verify().whole


def test_a_row_of_a_register_stays_under_its_own_number(expert):
    training.record_course(
        by=SYSTEM, owner="KAZ", key="C", title="C", kind="seminar", status="held", sources=["S1"], dates="2020-01-01"
    )
    row = training.register_participant(
        by=SYSTEM, course="C", entry=training.Entry(person="EXPERT", sex="female"), registered_on=date(2020, 1, 1)
    )
    erase()
    with checking():
        kept = type(row).objects.inside_action().get(uid=row.uid)
    assert (kept.person_id, kept.sex) == (expert.id, "female")


def test_acts_resolve_before_and_not_after(expert):
    mine = account(whose=expert)
    actions.record_person(
        by=Actor(str(mine.uid), "Z", (Grant(Role.FOCAL_POINT, "KAZ"),)), owner="KAZ", key="B", name="B"
    )
    actor = journal.acts(owners=None, limit=1)[0].actor
    uids = [str(mine.uid), str(expert.uid)]
    assert queries.actor_names([actor, uids[0]]) == dict.fromkeys((actor, uids[0]), "Zhanar Quxley")
    actions.erase_myself(by=acting(mine), account=mine, on=ON)
    last = journal.acts(owners=None, limit=1)[0]
    assert (last.word, last.actor) == ("people.somebody.erased", actor)
    assert queries.actor_names([actor, *uids]) == {}
    assert queries.pseudonyms(uids) == {}
    assert not PseudonymKey.objects.filter(subject__in=uids).exists()
    assert journal.verify().whole
    assert found_in_database(*uids) == []


def test_what_was_written_before_there_were_pseudonyms_does_not_resolve_either(expert):
    mine = account(whose=expert)
    uid = str(mine.uid)
    actions.erase_myself(by=acting(mine), account=mine, on=ON)
    assert queries.actor_names([uid]) == {}
    assert not Account.objects.filter(uid=uid).exists()


def test_a_restored_backup_is_erased_again(expert):
    mine = account(whose=expert)
    uids = [str(mine.uid), str(expert.uid)]
    person("OTHER")
    erase()
    assert {e.digest for e in queries.erasures()} == {tombstone(uid) for uid in uids}
    digests = [e.digest for e in queries.erasures()]
    with_backup = person("EXPERT")
    set_uid(with_backup, uids[1])
    assert actions.replay_erasures(by=SYSTEM, digests=digests, on=ON) == 1
    assert actions.replay_erasures(by=SYSTEM, digests=digests, on=ON) == 0
    with checking():
        assert list(
            Person.objects.inside_action().filter(name_aside__value="Zhanar Quxley").values_list("key", flat=True)
        ) == ["OTHER"]


def set_uid(row, uid):
    with act("tests.backup.restored", by=SYSTEM, about="x"):
        Person.objects.inside_action().filter(id=row.id).update(uid=uid)


def test_an_account_without_a_person_comes_back_and_goes_again(db):
    mine = account()
    uid = mine.uid
    actions.erase_myself(by=acting(mine), account=mine, on=ON)
    again = account("back@example.org")
    Account.objects.filter(id=again.id).update(uid=uid)
    digests = [e.digest for e in queries.erasures()]
    assert actions.replay_erasures(by=ADMINISTRATOR, digests=digests, on=ON) == 1
    assert not Account.objects.filter(email="back@example.org").exists()


# -- what is refused ---------------------------------------------------------------------------------------------------


def code_of(deed):
    before = len(journal.acts(owners=None, limit=1000))
    with pytest.raises(Refusal) as refusal:
        deed()
    assert len(journal.acts(owners=None, limit=1000)) == before
    return refusal.value.code


def test_whoever_sits_on_a_seat_is_not_erased_until_the_term_ended(expert):
    seat(expert)
    assert code_of(erase) == "people.still_seated"
    actions.end_term(by=SYSTEM, seat="S", capacity="holder", on=ON)
    erase()
    assert found_in_database(*WORDS) == []


def test_a_term_that_is_over_is_in_nobodys_way(expert):
    seat(expert, end=date(2021, 1, 1))
    erase()
    assert [line.past[0].person for line in queries.seats(PUBLIC, on=ON)] != ["Zhanar Quxley"]


@pytest.mark.parametrize("role", ["focal_point", "node_administrator"])
def test_the_last_in_a_role_gives_it_on_first(expert, role):
    mine = account(whose=expert, role=role)
    assert code_of(lambda: actions.erase_myself(by=acting(mine), account=mine, on=ON)) == "people.last_in_role"
    idle = account("idle@example.org", role=role)
    Account.objects.filter(id=idle.id).update(is_active=False)
    assert code_of(erase) == "people.last_in_role"
    account("other@example.org", role=role)
    actions.erase_myself(by=acting(mine), account=mine, on=ON)
    assert found_in_database("zhanar.quxley") == []


def test_nobody_erases_somebody_elses_account(expert):
    mine, other = account(whose=expert), account("other@example.org")
    for by in (acting(other), Actor("", "")):
        assert code_of(lambda by=by: actions.erase_myself(by=by, account=mine, on=ON)) == "people.not_yours"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"person": "NOBODY"}, "people.unknown_key"),
        ({"by": ground.FOCAL_KGZ}, "people.unknown_key"),
        ({"asked_on": ON + timedelta(days=1)}, "people.no_request"),
        ({"reference": "  "}, "people.no_request"),
    ],
)
def test_what_is_refused(expert, change, code):
    assert code_of(lambda: erase(**change)) == code


def test_erasing_again_finds_nobody(expert):
    erase()
    assert code_of(erase) == "people.unknown_key"


def test_only_the_node_replays(expert):
    assert code_of(lambda: actions.replay_erasures(by=FOCAL, digests=[], on=ON)) == "people.not_yours"


def test_the_act_says_how_and_how_much_and_never_who(expert):
    erase()
    last = journal.acts(owners=None, limit=1)[0]
    assert last.facts == {
        "how": "in_writing",
        "asked_on": str(ON - timedelta(days=3)),
        "reference": "letter 17",
        "deleted": {"people.PersonName": 2},
        "emptied": {},
    }
    assert last.owner == "KAZ"
