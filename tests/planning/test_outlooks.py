"""An outlook from its beginning to its verdict on the example world: who may, what is counted, what is kept."""

from datetime import date

import pytest

from kerege.capacity.models import Certificate
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.planning import actions, queries
from kerege.planning.queries.gathering.trainers import Wanted, gathered_trainers
from kerege.sharing.queries import viewer_of_actor
from tests.planning.laid_outlooks import SCHEME, WHY, begun, told
from tests.planning.laid_plans import COURSE, FOCAL, MANAGER, SECRETARIAT, TODAY

KGZ = Actor("00000000-0000-7000-8000-00000000f0c9", "Focal point", (Grant(Role.FOCAL_POINT, "KGZ"),))


def refused(what, **told):
    with pytest.raises(Refusal) as found:
        what(**told)
    return found.value.code


def seen(uid, by=FOCAL):
    return queries.outlook(viewer_of_actor(by, on=TODAY), uid, by)


def test_an_outlook_is_counted_told_reckoned_copied_and_kept_in_versions(demo_world):
    uid = begun(language="")
    page = seen(uid)
    assert page.kept.levels == ("part1", "L1", "L2", "L3")
    assert {each.data["row"] for each in page.lacking} >= {"attrition", "levels", "course", "needed"}
    tell = {"by": FOCAL, "outlook": uid, "today": TODAY}
    assert (
        refused(
            actions.tell_outlook, **tell, family="stock", told={"level": "L9", "active": "1", "dormant": "0", **WHY}
        )
        == "planning.no_such_level"
    )
    assert refused(actions.retake_outlook, **tell | {}) == "planning.nothing_changed"
    assert refused(actions.drop_told, **tell, family="stock", number=9) == "planning.no_such_row"
    assert refused(actions.drop_told, **tell, family="rain", number=1) == "planning.no_such_family"

    uid = told()
    page = seen(uid)
    assert (page.lacking, page.reckoned.told.fails is not None) == ((), True), "own money pays no course"
    assert (page.question.ends, len(page.reckoned.quarters)) == (5, 13)
    again = actions.tell_outlook(by=FOCAL, outlook=uid, family="money", told={**page.rows["money"][0]}, today=TODAY)
    assert again.told == page.rows, "the same again changes nothing"
    other = str(actions.copy_outlook(by=FOCAL, outlook=uid, title="With more money", today=TODAY).uid)
    rich = {"funder": "Budget", "amount": "90000", "since": "2026-01-01", "until": "", **WHY}
    actions.tell_outlook(by=FOCAL, outlook=other, family="money", told=rich, today=TODAY)
    assert len(seen(other).rows["money"]) == 2
    assert len(seen(uid).rows["money"]) == 1
    lines = queries.versions(viewer_of_actor(FOCAL, on=TODAY), other, FOCAL)
    assert [(line.number, line.change, line.family, line.why) for line in lines] == [
        (2, "told", "money", WHY["why"]),
        (1, "copied", "", ""),
    ]
    actions.drop_told(by=FOCAL, outlook=other, family="money", number=2, today=TODAY)
    assert seen(other).rows["money"] == page.rows["money"]
    assert actions.change_outlook(by=FOCAL, outlook=other, title="X", currency="EUR", hold=4, today=TODAY).hold == 4
    assert (
        refused(actions.change_outlook, by=FOCAL, outlook=other, title="X", currency="ZZZ", hold=4)
        == "planning.unknown_currency"
    )
    assert (
        refused(actions.change_outlook, by=FOCAL, outlook=other, title="X", currency="EUR", hold=0)
        == "planning.not_a_number"
    )


def test_whoever_asks_sees_what_they_read_and_nobody_sees_what_a_neighbour_asks(demo_world):
    uid = told()
    for by in (MANAGER, SECRETARIAT):
        assert refused(seen, uid=uid, by=by) == "planning.no_such_outlook"
        assert queries.outlooks(viewer_of_actor(by, on=TODAY), by) == []
        assert refused(actions.retake_outlook, by=by, outlook=uid, today=TODAY) == "planning.no_such_outlook"
    assert refused(begun, by=MANAGER) == "planning.not_for_a_centre"
    assert refused(begun, by=FOCAL, territory="KGZ") == "people.not_yours"
    assert refused(begun, by=FOCAL, territory="REG") == "people.not_yours"
    assert refused(begun, by=FOCAL, scheme="none") == "planning.no_such_scheme"
    of_region = begun(by=SECRETARIAT, owner="REG", territory="KAZ", language="")
    page = seen(of_region, SECRETARIAT)
    assert (page.kept.read, page.kept.active) == (False, (0, 0, 0, 0)), "certificates of a country are its own"
    assert "stock" in {each.data["row"] for each in page.lacking}
    behind = queries.behind(viewer_of_actor(SECRETARIAT, on=TODAY), of_region, SECRETARIAT, on=TODAY)
    assert (behind.trainers, behind.events) == ((), ())
    of_course = {"language": "", "curriculum": COURSE}
    people = [
        seen(begun(by=by, owner=owner, territory="KGZ", **of_course), by).kept.people
        for by, owner in ((KGZ, "KGZ"), (SECRETARIAT, "REG"))
    ]
    assert (people[0] > 0, people[1]) == (True, 36), "of whose needs nobody reads counts what they state and share"
    mine = queries.behind(viewer_of_actor(FOCAL, on=TODAY), begun(language=""), FOCAL, on=TODAY)
    assert mine.trainers, "there was somebody to be hidden"


def test_what_became_of_trainers_is_counted_from_certificates(demo_world):
    def counted(on=TODAY):
        viewer = viewer_of_actor(FOCAL, on=on)
        return gathered_trainers(Wanted(viewer, FOCAL, on, "KAZ", "KAZ", SCHEME, "", ""))

    before = counted()
    assert sum(before.kept.active) + sum(before.kept.dormant) >= 1
    with act("capacity.certificate.issued", by=SYSTEM, owner="KAZ") as done:
        row = Certificate.objects.inside_action().filter(owner="KAZ").order_by("id")[0]
        row.valid_from = row.decided_on = date(2024, 1, 15)
        row.valid_until = date(2026, 6, 1)
        row.save()
        done.about = row.uid
    after = counted()
    gone = [e for e in after.found.events if e.rate in {"attrition", "lapse"}]
    assert len(gone) == 1, "its certificate ended"
    assert sum(n for _level, n in after.found.exposed.items()) > 0
