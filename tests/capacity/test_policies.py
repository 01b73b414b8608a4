"""Policies of needs: versions with a reason and a source, the region's where a country has none, and every refusal."""

from datetime import date, timedelta

import pytest

from kerege.capacity import actions, queries
from kerege.capacity.models import NeedPolicy
from kerege.journal.models import Act
from kerege.people.rules import SYSTEM
from kerege.worlds.policy_loader import load_policy
from tests import ground
from tests.capacity.given import DAY, code_of, somebody
from tests.capacity.rules.needing import CONTENT

WHY = {"reason": "Waste came first in the last two rounds", "source": "S1"}


@pytest.fixture
def focal(db):
    return somebody("focal", role="focal_point")


def given(by, **changes):
    told = {"by": by, "owner": "KAZ", "content": CONTENT, "start": DAY, "today": DAY} | WHY
    return told | changes


def test_a_country_goes_by_the_region_until_it_sets_its_own(focal):
    ground.lay(("S1", "S62"))
    load_policy(by=SYSTEM)
    before = queries.in_force(["KAZ", "KGZ"], on=DAY)
    assert {owner: line.called for owner, line in before.items()} == {"KAZ": "REG 1", "KGZ": "REG 1"}
    actions.set_policy(**given(focal, content=CONTENT | {"limit_a": "60"}))
    after = queries.in_force(["KAZ", "KGZ"], on=DAY)
    assert {owner: line.called for owner, line in after.items()} == {"KAZ": "KAZ 1", "KGZ": "REG 1"}
    assert queries.in_force(["KAZ"], on=DAY - timedelta(1))["KAZ"].called == "REG 1", "figures of before stay"
    assert queries.in_force(["KAZ"], on=date(2024, 12, 31)) == {}, "no policy held then"


def test_versions_follow_each_other_and_say_what_changed_and_why(focal):
    actions.set_policy(**given(focal))
    later = DAY + timedelta(30)
    actions.set_policy(**given(focal, content=CONTENT | {"limit_a": "60"}, start=later, reason="Fewer places at first"))
    newest, first = queries.policies(owner="KAZ")
    assert (newest.called, newest.end, newest.reason) == ("KAZ 2", None, "Fewer places at first")
    assert newest.changes == (("limit_a", "50", "60"),)
    assert (first.end, first.source.key, first.changes) == (later, "S1", ())
    assert [line.called for line in queries.policies(owner="KAZ", on=DAY)] == ["KAZ 1"]


def test_the_same_again_changes_nothing(focal):
    made = actions.set_policy(**given(focal))
    acts = Act.objects.count()
    assert actions.set_policy(**given(focal)).uid == made.uid
    assert Act.objects.count() == acts


def test_what_the_secretariat_set_is_not_undone_by_a_release(db):
    ground.lay(("S1", "S62"))
    load_policy(by=SYSTEM)
    secretariat = somebody("secretariat", role="secretariat", owner="REG")
    actions.set_policy(**given(secretariat, owner="REG", content=CONTENT | {"limit_a": "70"}))
    load_policy(by=SYSTEM)
    assert [line.version for line in queries.policies(owner="REG")] == [2, 1]
    assert NeedPolicy.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"owner": "KGZ"}, "people.not_yours"),
        ({"reason": " "}, "capacity.no_reason"),
        ({"source": ""}, "figures.no_source"),
        ({"source": "NOWHERE"}, "atlas.unknown_code"),
        ({"start": DAY - timedelta(1)}, "capacity.policy_past"),
        ({"content": CONTENT | {"person": "0.9"}}, "capacity.policy_absurd_shares"),
    ],
)
def test_what_may_not_be_is_refused(focal, changes, code):
    assert code_of(actions.set_policy, **given(focal, **changes)) == code


def test_only_focal_points_and_the_secretariat_weigh(db):
    assert code_of(actions.set_policy, **given(somebody("head"))) == "people.not_yours"


def test_a_later_version_says_something_else_from_a_later_day(focal):
    later = DAY + timedelta(9)
    actions.set_policy(**given(focal, start=later))
    assert code_of(actions.set_policy, **given(focal, start=later + timedelta(1))) == "capacity.policy_unchanged"
    changed = CONTENT | {"limit_a": "60"}
    assert code_of(actions.set_policy, **given(focal, content=changed, start=later)) == "capacity.policy_before"
