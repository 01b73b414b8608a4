"""Nodes, viewers from accounts, and whose acts a viewer reads."""

from datetime import date

import pytest

from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.lib.ids import new_uid
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC
from kerege.sharing import actions, queries
from kerege.sharing.rules import viewer_of

DAY = date(2026, 11, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def nodes():
    for key in ("UZB", "REG", "KAZ"):
        actions.record_node(by=SYSTEM, key=key)


def code(call, **arguments):
    with pytest.raises(Refusal) as refused:
        call(**arguments)
    return refused.value.code, refused.value.status


def reader(role, owner):
    return viewer_of(uid="u", name="U", grants=[Grant(role, owner)])


def test_recording_a_node_twice_writes_one_act(nodes):
    acts = journal.verify().acts
    actions.record_node(by=SYSTEM, key="KAZ")
    assert journal.verify().acts == acts == 3
    assert sorted(n.key for n in queries.nodes()) == ["KAZ", "REG", "UZB"]


def test_a_node_is_frozen_and_revived(nodes):
    actions.freeze_node(by=SYSTEM, key="KAZ", on=DAY)
    assert {n.key: n.frozen_on for n in queries.nodes()} == {"KAZ": DAY, "REG": None, "UZB": None}
    actions.freeze_node(by=SYSTEM, key="KAZ", on=None)
    assert {n.frozen_on for n in queries.nodes()} == {None}
    words = [a.word for a in journal.acts(owners=None, limit=2)]
    assert words == ["sharing.node.revived", "sharing.node.frozen"]


def test_what_is_refused(nodes):
    someone = Actor("u", "U", (Grant(Role.SECRETARIAT, "KAZ"),))
    assert code(actions.record_node, by=someone, key="TJK") == ("people.not_yours", 403)
    assert code(actions.freeze_node, by=someone, key="KAZ", on=DAY) == ("people.not_yours", 403)
    assert code(actions.freeze_node, by=SYSTEM, key="XXX", on=DAY) == ("sharing.unknown_owner", 422)
    assert code(lambda **k: queries.check_owner(**k), owner="XXX") == ("sharing.unknown_owner", 422)


@pytest.fixture
def account():
    made = people.open_account(by=SYSTEM, email="a@example.org", name="A", password="a long password")
    people.grant_role(
        by=SYSTEM, account=made, role="focal_point", owner="KAZ", start=date(2020, 1, 1), end=date(2022, 1, 1)
    )
    return made


@pytest.mark.parametrize(
    ("on", "clearance"),
    [
        (date(2019, 12, 31), Sensitivity.PUBLIC),
        (date(2020, 1, 1), Sensitivity.RESTRICTED),
        (date(2021, 12, 31), Sensitivity.RESTRICTED),
        (date(2022, 1, 1), Sensitivity.PUBLIC),
    ],
)
def test_an_account_reads_as_its_roles_of_that_day(account, on, clearance):
    assert queries.viewer_for(account, on=on, strong=True).clearance_for("KAZ") == clearance


def test_nobody_and_closed_accounts_read_as_the_public(account):
    account.is_active = False
    assert [queries.viewer_for(someone, on=DAY, strong=True) for someone in (None, object(), account)] == [PUBLIC] * 3


@pytest.mark.parametrize("role", Role)
def test_only_focal_points_and_the_secretariat_look_as_others_do(nodes, role):
    asked = {"viewer": reader(role, "KAZ"), "role": "donor", "owner": "UZB", "on": DAY}
    if role in {Role.FOCAL_POINT, Role.SECRETARIAT}:
        assert queries.viewer_as(**asked).clearance_for("UZB") == Sensitivity.PUBLIC
    else:
        assert code(queries.viewer_as, **asked) == ("sharing.view_as_forbidden", 403)


def test_looking_as_nobody_we_know_is_refused(nodes):
    focal = reader(Role.FOCAL_POINT, "KAZ")
    assert code(queries.viewer_as, viewer=focal, role="king", owner="KAZ", on=DAY)[0] == "people.unknown_choice"
    assert code(queries.viewer_as, viewer=focal, role="donor", owner="XXX", on=DAY)[0] == "sharing.unknown_owner"


def test_acts_are_read_by_their_owners_auditors(by):
    for owner in ("KAZ", "UZB", "REG", ""):
        with act("tests.thing.done", by=by, owner=owner, about=new_uid()):
            pass
    assert [a.owner for a in queries.acts(reader(Role.AUDITOR, "KAZ"))] == ["KAZ"]
    assert [a.owner for a in queries.acts(reader(Role.AUDITOR, "REG"))] == ["", "REG"]
    for viewer in (PUBLIC, reader(Role.LABORATORY_HEAD, "KAZ"), reader(Role.NODE_ADMINISTRATOR, "KAZ")):
        with pytest.raises(Refusal) as refused:
            queries.acts(viewer)
        assert (refused.value.code, refused.value.status) == ("sharing.journal_forbidden", 403)
