"""Verification finds whatever somebody did to the table behind the program's back."""

import pytest
from django.db import DatabaseError, connection

from kerege.journal.actions import act
from kerege.journal.queries import verify
from kerege.journal.rules import Broken
from kerege.journal.words import Fault
from kerege.lib.ids import new_uid

pytestmark = pytest.mark.django_db
DROP = {
    "sqlite": [f"DROP TRIGGER journal_act_no_{what}" for what in ("update", "delete", "replace")],
    "postgresql": ["ALTER TABLE journal_act DISABLE TRIGGER USER"],
}


@pytest.fixture
def behind_the_back(by):
    """Five acts, and a way to edit their table as somebody with all rights on the database would."""
    for n in range(5):
        with act(f"test.thing.done{n}", by=by, about=new_uid(), owner="KAZ", n=n, name="Қарағанды"):
            pass
    with connection.cursor() as cursor:
        for statement in DROP[connection.vendor]:
            cursor.execute(statement)
        yield cursor.execute


def faults():
    return [(b.seq, b.fault) for b in verify().faults]


def test_an_untouched_journal_is_whole(behind_the_back):
    verdict = verify()
    assert (verdict.whole, verdict.acts, verdict.faults) == (True, 5, ())


def test_an_empty_journal_is_whole():
    assert (verify().whole, verify().acts) == (True, 0)


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'somebody else'",
        "at = '2020-01-01T00:00:00.000000+00:00'",
        "node = 'KAZ'",
        "owner = 'UZB'",
        "word = 'test.thing.undone'",
        "about = ''",
        "facts = '{\"n\": 2}'",
    ],
)
def test_a_changed_act_is_found(behind_the_back, change):
    behind_the_back(f"UPDATE journal_act SET {change} WHERE seq = 3")  # noqa: S608 - constants of this file
    assert faults() == [(3, Fault.CHANGED)]


def test_a_change_with_its_hash_made_anew_breaks_the_link_to_the_next(behind_the_back):
    from kerege.journal.models import Act
    from kerege.journal.rules import entry_hash

    behind_the_back("UPDATE journal_act SET actor = 'x' WHERE seq = 3")
    forged = entry_hash(Act.objects.get(seq=3).entry())
    behind_the_back("UPDATE journal_act SET hash = %s WHERE seq = 3", [forged])
    assert faults() == [(4, Fault.REORDERED)]


def test_a_dropped_act_is_found(behind_the_back):
    behind_the_back("DELETE FROM journal_act WHERE seq = 3")
    assert faults() == [(4, Fault.MISSING)]


def test_a_dropped_first_act_is_found(behind_the_back):
    behind_the_back("DELETE FROM journal_act WHERE seq = 1")
    assert faults() == [(2, Fault.MISSING)]


def test_a_cut_end_is_found(behind_the_back):
    behind_the_back("DELETE FROM journal_act WHERE seq >= 4")
    assert faults() == [(4, Fault.CUT)]


def test_an_emptied_journal_is_found(behind_the_back):
    behind_the_back("DELETE FROM journal_act")
    assert faults() == [(1, Fault.CUT)]


def test_a_dropped_act_with_the_rest_moved_up_is_found(behind_the_back):
    behind_the_back("DELETE FROM journal_act WHERE seq = 3")
    behind_the_back("UPDATE journal_act SET seq = 3 WHERE seq = 4")
    behind_the_back("UPDATE journal_act SET seq = 4 WHERE seq = 5")
    found = faults()
    assert (3, Fault.REORDERED) in found
    assert {seq for seq, _ in found} == {3, 4, 5}


def test_two_acts_in_each_others_place_are_found(behind_the_back):
    for old, new in ((2, 99), (3, 2), (99, 3)):
        behind_the_back(f"UPDATE journal_act SET seq = {new} WHERE seq = {old}")  # noqa: S608 - constants of this file
    assert {seq for seq, _ in faults()} == {2, 3, 4}


def test_an_act_added_at_the_end_is_found(behind_the_back):
    behind_the_back(
        "INSERT INTO journal_act (seq, at, node, actor, owner, word, about, facts, prev, hash) "
        "SELECT 6, at, node, actor, owner, word, about, facts, hash, 'forged' FROM journal_act WHERE seq = 5"
    )
    assert {seq for seq, _ in faults()} == {6, 7}


def test_every_fault_is_named_not_only_the_first(behind_the_back):
    behind_the_back("UPDATE journal_act SET actor = 'x' WHERE seq IN (2, 4)")
    assert verify().faults == (Broken(2, Fault.CHANGED), Broken(4, Fault.CHANGED))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows by inserting them")
def test_sqlite_does_not_replace_an_act(by):
    with act("test.thing.done", by=by, about=new_uid()):
        pass
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
        cursor.execute("INSERT OR REPLACE INTO journal_act SELECT * FROM journal_act WHERE seq = 1")
