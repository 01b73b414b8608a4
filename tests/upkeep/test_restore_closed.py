"""A node that can only be read is replaced by a backup: this is the way out. What fails changes nothing."""

import pytest
from django.db import OperationalError, connection

from kerege.config.cli import copies, parser
from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people import queries as people_queries
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions import loading
from kerege.upkeep.actions.closing import close_for_writing
from kerege.upkeep.queries import databases, standing
from kerege.upkeep.words import Why
from tests.upkeep.copying import back_up, one_more_act, restored


@pytest.fixture
def as_people(node, monkeypatch):
    """The node's own connection is not spared, as that of a process which serves is not."""
    monkeypatch.setattr(standing, "FULL", standing._Full())
    del connection.kerege_spared
    return node


@pytest.fixture
def closed(as_people, kept):
    """A backup of a node with one act more, that somebody closed since."""
    done = back_up(as_people, kept)
    one_more_act()
    close_for_writing(by=SYSTEM, data=as_people)
    with pytest.raises(Refusal, match="upkeep.read_only"):
        one_more_act()
    return done


def words():
    return [line.word for line in journal.acts(owners=None, limit=2)]


@pytest.mark.long
def test_it_is_replaced_and_people_can_record_again(as_people, closed):
    restored(as_people, closed.path, replace=True)
    assert (journal.head()[0], words()[0], standing.why_closed()) == (closed.acts + 1, "upkeep.node.restored", None)
    one_more_act()
    assert journal.verify().whole


@pytest.mark.sqlite_alone
def test_it_stays_closed_for_who_wants_to_look_first(as_people, closed):
    restored(as_people, closed.path, replace=True, stay_closed=True)
    assert (words()[0], standing.why_closed()) == ("upkeep.node.restored", Why.MAINTENANCE)
    with pytest.raises(Refusal, match="upkeep.read_only"):
        one_more_act()


@pytest.mark.sqlite_alone
def test_an_open_node_can_be_closed_by_its_restore(as_people, kept):
    done = back_up(as_people, kept)
    restored(as_people, done.path, replace=True, stay_closed=True)
    assert standing.why_closed() == Why.MAINTENANCE


@pytest.mark.sqlite_alone
def test_a_full_disk_is_no_reason_either_and_is_still_full_afterwards(as_people, kept, settings):
    done = back_up(as_people, kept)
    settings.KEREGE_DISK_RESERVE_MB = 10**9
    restored(as_people, done.path, replace=True)
    assert (words()[0], standing.why_closed()) == ("upkeep.node.restored", Why.FULL)
    settings.KEREGE_DISK_RESERVE_MB = 0
    one_more_act()


@pytest.mark.long
def test_a_restore_that_fails_leaves_it_closed_and_its_connection_as_it_was(as_people, closed, monkeypatch):
    acts = journal.head()

    def power_fails(**_):
        raise OSError("gone")

    monkeypatch.setattr(loading, "set_counters", power_fails)
    with pytest.raises(OSError, match="gone"):
        restored(as_people, closed.path, replace=True)
    assert (journal.head(), standing.why_closed(), connection.kerege_spared) == (acts, Why.MAINTENANCE, False)
    with pytest.raises(Refusal, match="upkeep.read_only"):
        one_more_act()


@pytest.mark.sqlite_alone
def test_whoever_was_erased_is_erased_again_while_it_is_closed(as_people, kept):
    from datetime import date

    on = date(2026, 11, 26)
    people.record_person(by=SYSTEM, owner="KAZ", key="ASKED-TO-GO", name="Somebody Particular", synthetic=True)
    done = back_up(as_people, kept)
    people.erase_person(by=SYSTEM, person="ASKED-TO-GO", asked_on=on, reference="letter 1", on=on)
    gone = [erasure.digest for erasure in people_queries.erasures()]
    close_for_writing(by=SYSTEM, data=as_people)
    first = restored(as_people, done.path, replace=True, stay_closed=True)
    again = restored(as_people, done.path, replace=True, gone=gone)
    assert (first.erased, again.erased) == (1, 1)


@pytest.mark.sqlite_alone
def test_the_command_says_that_it_can_only_be_read(as_people, closed, capsys):
    def kerege(*more):
        return copies.run(parser.command_line().parse_args(["restore", str(closed.path), "--replace", *more]))

    assert kerege("--readonly") == 0
    assert capsys.readouterr().out.endswith("It can only be read. It is being looked after.\n")
    assert kerege() == 0
    assert capsys.readouterr().out.endswith("The node is back. Everybody has to sign in again.\n")


def test_a_disk_that_is_full_for_whoever_is_spared_is_told_as_such(as_people):
    with pytest.raises(Refusal, match="upkeep.read_only"), databases.spared(connection), standing.gate():
        raise OperationalError("database or disk is full")
