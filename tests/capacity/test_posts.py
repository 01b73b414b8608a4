"""Posts, headcount, who is on them, and what they hold beside what is required."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kerege.capacity import actions, queries
from kerege.capacity.models import Post
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.records.viewers import PUBLIC
from tests import ground
from tests.capacity.given import NATIONAL, code_of, reader
from tests.capacity.skilled import DAY, content, laboratory, officer, posted, published, shown, unit
from tests.ground import FOCAL_KAZ, FOCAL_KGZ, REGISTRAR_KAZ

LATER = DAY + timedelta(days=30)


@pytest.fixture
def lab(db):
    published()
    return laboratory()


def lines(viewer=REGISTRAR_KAZ, acting=ANONYMOUS, on=DAY, **more):
    return [(p.role, p.people, str(p.fte), p.named) for p in queries.posts(viewer, on=on, acting=acting, **more)]


def test_an_officer_records_the_posts_of_the_own_laboratory(lab):
    by = officer()
    posted(by, lab)
    posted(by, lab, role="guest", people="1", fte="0,5", unit=unit(lab))
    assert lines(reader(by), by) == [("bench", 3, "2.50", 0), ("guest", 1, "0.50", 0)]
    told = queries.posts(reader(by), on=DAY, acting=by)
    assert [(p.needs, bool(p.unit), p.facility, p.owner) for p in told] == [
        (True, False, lab, "KAZ"),
        (False, True, lab, "KAZ"),
    ], "a role that needs nothing says so"


def test_the_same_again_changes_nothing_and_other_numbers_keep_those_before(lab):
    by = officer()
    first = posted(by, lab)
    acts = Act.objects.count()
    assert posted(by, lab) == first
    assert Act.objects.count() == acts
    posted(by, lab, people=4, fte=4)
    assert lines() == [("bench", 4, "4.00", 0)], "on the day on which it began it is corrected"
    actions.name_holder(by=by, post=first, person="KAZ-OFFICER", share=50, today=DAY)
    posted(by, lab, people=2, fte=1, today=LATER)
    assert lines(on=LATER - timedelta(days=1)) == [("bench", 4, "4.00", 1)]
    assert lines(on=LATER) == [("bench", 2, "1.00", 1)]
    assert lines(on=DAY - timedelta(days=1)) == []


def test_a_post_ends_and_one_of_today_was_never_there(lab):
    by = officer()
    first = posted(by, lab)
    actions.name_holder(by=by, post=first, person="KAZ-OFFICER", today=DAY)
    actions.end_post(by=by, post=first, today=LATER)
    assert (lines(), lines(on=LATER)) == ([("bench", 3, "2.50", 1)], [])
    assert code_of(actions.end_post, by=by, post=first, today=LATER) == "capacity.post_ended"
    again = posted(by, lab, today=LATER)
    actions.name_holder(by=by, post=again, person="KAZ-OFFICER", today=LATER)
    actions.end_post(by=by, post=again, today=LATER)
    with checking():
        assert [str(row.uid) for row in Post.objects.inside_action()] == [first]


@pytest.mark.parametrize("people", ["-1", "0", "2001", "3.5", "three", "", "١", "9" * 30, -5])
def test_an_impossible_headcount_is_refused(lab, people):
    assert code_of(posted, by=FOCAL_KAZ, facility=lab, people=people, fte=1) == "capacity.headcount"


@pytest.mark.parametrize("fte", ["0", "-1", "3.01", "2.505", "NaN", "Infinity", "a lot", ""])
def test_more_full_time_than_people_is_refused(lab, fte):
    assert code_of(posted, by=FOCAL_KAZ, facility=lab, people=3, fte=fte) == "capacity.fte"


def test_what_else_is_refused_of_a_post(lab):
    assert code_of(posted, by=FOCAL_KAZ, facility=lab, role="nobody") == "capacity.no_such_role"
    assert code_of(posted, by=FOCAL_KAZ, facility=lab, unit="0190b6a0-0000-7000-8000-000000000001") == (
        "capacity.no_such_unit"
    )
    assert code_of(posted, by=FOCAL_KAZ, facility="KZ-F-0", role="bench") == "records.nothing_there"
    assert code_of(posted, by=FOCAL_KAZ, facility=lab, framework="other") == "records.nothing_there"
    actions.record_framework(by=SYSTEM, owner="REG", key="draft", version="1", content=content())
    assert code_of(posted, by=FOCAL_KAZ, facility=lab, framework="draft") == "capacity.framework_not_published"
    uid = posted(FOCAL_KAZ, lab)
    early = DAY - timedelta(days=1)
    assert code_of(posted, by=FOCAL_KAZ, facility=lab, people=9, today=early) == "capacity.not_before"
    assert code_of(actions.end_post, by=FOCAL_KAZ, post=uid, today=early) == "capacity.not_before"


def test_who_keeps_posts_and_who_reads_them(lab):
    mine, other = officer(), officer(ground.centre("LAB-2", "laboratory"), "other")
    trainer = officer(name="trainer", role="trainer")
    uid = posted(mine, lab)
    assert code_of(posted, by=other, facility=lab, people=2) == "inventory.not_your_facility"
    assert code_of(posted, by=trainer, facility=lab, people=2) == "people.not_yours"
    assert code_of(posted, by=FOCAL_KGZ, facility=lab, people=2) == "people.not_yours"
    assert code_of(actions.end_post, by=other, post=uid) == "records.nothing_there", "nothing tells that it is there"
    assert code_of(actions.end_post, by=mine, post="x") == "records.nothing_there"
    seen = {
        "officer": lines(reader(mine), mine),
        "imagined": lines(reader(mine)),
        "other laboratory": lines(reader(other), other),
        "trainer of the same": lines(reader(trainer), trainer),
        "neighbour": lines(reader(FOCAL_KGZ), FOCAL_KGZ),
        "nation": lines(NATIONAL),
        "public": lines(PUBLIC),
        "focal point": lines(reader(FOCAL_KAZ)),
    }
    assert {who for who, found in seen.items() if found} == {"officer", "focal point"}
    assert (lines(owner="KGZ"), lines(facilities=["KZ-F-0"]), len(lines(facilities=[lab]))) == ([], [], 1)


def test_who_is_named_on_a_post(lab):
    by = officer()
    first, second = ground.persons(2)
    uid = posted(by, lab, people=1, fte=1)
    name = {"by": by, "post": uid, "today": DAY}
    assert code_of(actions.name_holder, **name, person="NOBODY") == "people.unknown_key"
    ground.persons(1, owner="KGZ")
    assert code_of(actions.name_holder, **name, person="KGZ-P0") == "people.unknown_key"
    assert code_of(actions.name_holder, **name, person=first, share=0) == "capacity.share"
    assert code_of(actions.name_holder, **name, person=first, share=101) == "capacity.share"
    holder = actions.name_holder(**name, person=first)
    assert code_of(actions.name_holder, **name, person=first) == "capacity.holds_already"
    assert code_of(actions.name_holder, **name, person=second) == "capacity.more_named"
    posted(by, lab, people=2, fte=2)
    actions.name_holder(**name, person=second)
    assert code_of(posted, by=by, facility=lab, people=1, fte=1) == "capacity.more_named"
    actions.release_holder(by=by, holder=str(holder.uid), today=LATER)
    assert (lines()[0][3], lines(on=LATER)[0][3]) == (2, 1)
    assert code_of(actions.release_holder, by=by, holder=str(holder.uid)) == "records.nothing_there"
    assert code_of(actions.release_holder, by=by, holder="x") == "records.nothing_there"


def test_somebody_in_two_posts_is_a_warning_and_no_refusal(lab):
    by, (first, second) = officer(), ground.persons(2)
    bench, guest = posted(by, lab), posted(by, lab, role="guest")
    for post, share in ((bench, 60), (guest, 50)):
        actions.name_holder(by=by, post=post, person=first, share=share, today=DAY)
    actions.name_holder(by=by, post=bench, person=second, share=100, today=DAY)
    told = queries.posts(REGISTRAR_KAZ, on=DAY)
    twice = queries.double_counted(told, REGISTRAR_KAZ, on=DAY)
    assert {line.role: sorted(twice.get(line.id, {}).values()) for line in told} == {"bench": [110], "guest": [110]}
    actions.end_post(by=by, post=guest, today=LATER)
    assert queries.double_counted(queries.posts(REGISTRAR_KAZ, on=LATER), REGISTRAR_KAZ, on=LATER) == {}


def test_held_beside_required_with_the_unknown_apart(lab):
    by, (first, second) = officer(), ground.persons(2)
    uid = posted(by, lab)
    for person in (first, second):
        actions.name_holder(by=by, post=uid, person=person, today=DAY)
    shown(by, first, "B1", level=2)
    shown(by, second, "B1", kind="exam", level=4)
    shown(by, second, "B2", kind="supervisor", level=1)
    (post,) = queries.held(REGISTRAR_KAZ, on=DAY)
    assert [(c.competence, c.target, c.criticality, c.unknown) for c in post.competences] == [
        ("B1", "3", 5, 1),
        ("B2", "2", 3, 2),
    ], "in the order of the framework; whom nobody named is unknown"
    assert [[level and level.level for level in c.levels] for c in post.competences] == [
        [Decimal(2), Decimal(4), None],
        [None, Decimal(1), None],
    ]
    assert [c.may_teach for c in post.competences] == [(), ()]
    assert queries.held(PUBLIC, on=DAY) == []


def test_whether_somebody_may_teach_is_asked_where_the_target_is_to_teach(lab):
    by, (able, unseen) = officer(), ground.persons(2)
    uid = posted(by, lab, role="trainer")
    for person in (able, unseen):
        actions.name_holder(by=by, post=uid, person=person, today=DAY)
        shown(by, person, "T1")
    shown(by, able, "B1", taught=True)
    shown(by, unseen, "B1")
    (post,) = queries.held(REGISTRAR_KAZ, on=DAY)
    assert post.competences[0].may_teach == (True, False, None)


def test_another_version_asks_other_things_from_its_day(lab):
    posted(officer(), lab)
    roles = [{"code": "bench", "title": {"en": "Bench"}, "profile": []}]
    actions.record_framework(by=SYSTEM, owner="REG", key="frame", version="2", content=content(roles=roles))
    actions.publish_framework(by=SYSTEM, key="frame", version="2", today=LATER)
    before, after = (queries.held(REGISTRAR_KAZ, on=on)[0] for on in (DAY, LATER))
    assert (len(before.competences), before.post.needs) == (2, True)
    assert (len(after.competences), after.post.needs) == (0, False)
    assert queries.held(REGISTRAR_KAZ, on=date(2026, 10, 1)) == []
