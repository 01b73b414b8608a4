"""What a node needs before it serves: loaded once, by actions, and not again."""

import pytest
from django.utils.timezone import localdate

from kerege.journal import queries as journal
from kerege.people import queries as people
from kerege.people.rules import SYSTEM
from kerege.people.words import Role
from kerege.worlds import startup


def test_the_demo_brings_all_folders(demo_world):
    assert [
        line.split(":")[0]
        for line in demo_world
        if line.split(":")[0][7:] in {"reference", "network", "project53", "demo"}
    ] == [
        "Loaded reference",
        "Loaded network",
        "Loaded project53",
        "Loaded demo",
    ]


def test_a_second_start_changes_nothing(demo_world):
    before = journal.verify()
    assert list(startup.bring_up_to_date(by=SYSTEM, demo=True)) == []
    assert journal.verify() == before
    assert before.whole


def test_there_is_a_demo_account_for_each_role(demo_world):
    assert {account.role for account in people.demo_accounts(on=localdate())} == {role.value for role in Role}


def test_a_node_of_ones_own_has_no_demo_accounts(db):
    assert people.demo_accounts(on=localdate()) == []


@pytest.mark.parametrize("time", [1, 2])
def test_what_one_test_does_to_the_world_is_gone_for_the_next(demo_world, time, by):
    from kerege.journal.actions import act
    from kerege.lib.ids import new_uid

    acts = journal.verify().acts
    with act("tests.looked.at", by=by, about=new_uid()):
        pass
    assert journal.verify().acts == acts + 1
    assert not journal.acts(owners=None, word_prefix="tests.", before=acts)
