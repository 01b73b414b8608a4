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
from tests import ground

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


LATER = date(2026, 12, 1)
FREEZE = {"by": SYSTEM, "key": "KAZ", "on": DAY, "reason": "The office was closed"}
REVIVE = {"by": SYSTEM, "key": "KAZ", "on": LATER, "note": "The new office"}


@pytest.fixture
def countries(nodes):
    """Nodes with their territories."""
    ground.lay(())
    for key in ("UZB", "KAZ"):
        actions.record_node(by=SYSTEM, key=key, territory=key)


def test_a_node_is_frozen_and_revived_and_every_day_knows_it(countries):
    actions.freeze_node(**FREEZE)
    actions.revive_node(**REVIVE)
    days = (date(2026, 10, 31), DAY, date(2026, 11, 30), LATER)
    assert [queries.frozen(on=d) for d in days] == [{}, {"KAZ": DAY}, {"KAZ": DAY}, {}]
    words = [a.word for a in journal.acts(owners=None, limit=2)]
    assert words == ["sharing.node.revived", "sharing.node.frozen"]


def test_a_frozen_time_is_read_as_it_stood_on_the_day(countries):
    actions.freeze_node(**FREEZE)
    actions.revive_node(**REVIVE)
    actions.freeze_node(**{**FREEZE, "on": date(2027, 1, 1), "reason": "Again"})
    asked = [queries.frozen_periods(on=d, key="KAZ") for d in (date(2026, 10, 31), DAY, LATER, date(2027, 1, 1))]
    told = [[(p.start, p.end, p.reason, p.revived) for p in found] for found in asked]
    whole = (DAY, LATER, "The office was closed", "The new office")
    again = (date(2027, 1, 1), None, "Again", "")
    assert told == [[], [(DAY, None, "The office was closed", "")], [whole], [again, whole]]
    assert queries.frozen_periods(on=LATER, key="UZB") == []


def test_freezing_the_same_again_changes_nothing(countries):
    first = actions.freeze_node(**FREEZE)
    acts = journal.verify().acts
    assert actions.freeze_node(**FREEZE).pk == first.pk
    assert journal.verify().acts == acts


@pytest.mark.parametrize("role", Role)
def test_who_freezes(countries, role):
    someone = Actor("u", "U", (Grant(role, "REG"),))
    if role in {Role.SECRETARIAT, Role.NODE_ADMINISTRATOR}:
        actions.freeze_node(**{**FREEZE, "by": someone})
        actions.revive_node(**{**REVIVE, "by": someone})
    else:
        assert code(actions.freeze_node, **{**FREEZE, "by": someone}) == ("people.not_yours", 403)
        assert code(actions.revive_node, **{**REVIVE, "by": someone}) == ("people.not_yours", 403)


def test_what_is_refused(nodes):
    someone = Actor("u", "U", (Grant(Role.SECRETARIAT, "KAZ"),))
    assert code(actions.record_node, by=someone, key="TJK") == ("people.not_yours", 403)
    assert code(actions.freeze_node, **{**FREEZE, "by": someone}) == ("people.not_yours", 403)
    assert code(actions.freeze_node, **{**FREEZE, "key": "XXX"}) == ("sharing.unknown_owner", 422)
    assert code(actions.freeze_node, **{**FREEZE, "reason": " "})[0] == "text.empty"
    assert code(actions.revive_node, **REVIVE) == ("sharing.not_frozen", 409)
    assert code(actions.revive_node, **{**REVIVE, "key": "XXX"}) == ("sharing.unknown_owner", 422)
    actions.freeze_node(**FREEZE)
    assert code(actions.freeze_node, **{**FREEZE, "on": LATER}) == ("sharing.already_frozen", 409)
    assert code(actions.revive_node, **{**REVIVE, "on": DAY})[0] == "periods.end_before_start"
    assert code(actions.revive_node, **{**REVIVE, "note": ""})[0] == "text.empty"
    actions.revive_node(**REVIVE)
    assert code(actions.freeze_node, **{**FREEZE, "on": date(2026, 11, 20)}) == ("sharing.already_frozen", 409)
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
