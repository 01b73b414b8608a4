"""Who reads what a person has shown, and that the person is told who looked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kerege.capacity import actions, queries
from kerege.journal.rules import checking
from kerege.people import queries as people
from kerege.people.models import Person
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.records.personal import looking
from kerege.records.viewers import PUBLIC
from tests import ground
from tests.capacity.given import NATIONAL, reader
from tests.capacity.skilled import DAY, laboratory, officer, posted, published, shown
from tests.ground import FOCAL_KAZ, FOCAL_KGZ


@pytest.fixture
def person():
    """Somebody on two posts of a laboratory, of whom two things were shown and one was withdrawn."""
    published()
    lab = laboratory()
    (key,) = ground.persons(1)
    for role, share in (("bench", 80), ("trainer", 40)):
        uid = posted(SYSTEM, lab, role=role)
        actions.name_holder(by=SYSTEM, post=uid, person=key, share=share, today=DAY)
    shown(SYSTEM, key, "B1", level=3, taught=True)
    shown(SYSTEM, key, "B2", kind="certificate", reference="7", level=1, expires_on=DAY + timedelta(days=9))
    wrong = shown(SYSTEM, key, "B2", kind="exam", level=4)
    actions.withdraw_evidence(by=SYSTEM, evidence=str(wrong.uid), reason="Another person", today=DAY)
    with checking():
        return Person.objects.inside_action().get(key=key)


def page(person, viewer, acting=ANONYMOUS, on=DAY):
    return queries.person_page(viewer, str(person.uid), on=on, acting=acting)


def test_what_is_told_of_a_person(person):
    found = page(person, reader(FOCAL_KAZ))
    assert [(c.competence, c.level and str(c.level.level), c.target, c.may_teach) for c in found.competences] == [
        ("B1", "3.00", "T", None),
        ("B2", "1.00", "2", None),
    ], "the highest that any post wants; whether they may teach is unknown while teaching is"
    assert (found.twice, [post.role for post in found.posts], found.oneself) == (120, ["bench", "trainer"], False)
    assert [(e.kind, e.counts, e.why_withdrawn) for e in found.shown] == [
        ("exam", False, "Another person"),
        ("certificate", True, ""),
        ("observed", True, ""),
    ]
    later = page(person, reader(FOCAL_KAZ), on=DAY + timedelta(days=9))
    assert [c.level is None for c in later.competences] == [False, True], "an expired certificate leaves it unknown"


def test_who_reads_it(person):
    mine, other = officer(), officer(ground.centre("LAB-2", "laboratory"), "other")
    seen = {
        "officer": page(person, reader(mine), mine),
        "imagined": page(person, reader(mine)),
        "other laboratory": page(person, reader(other), other),
        "neighbour": page(person, reader(FOCAL_KGZ), FOCAL_KGZ),
        "nation": page(person, NATIONAL),
        "public": page(person, PUBLIC),
        "focal point": page(person, reader(FOCAL_KAZ)),
    }
    assert {who for who, found in seen.items() if found} == {"officer", "focal point"}
    assert queries.person_page(reader(FOCAL_KAZ), "x", on=DAY) is None


def test_neither_of_two_laboratories_is_told_what_the_other_keeps(person):
    """Of two ministries: each has the person for 80 percent, and each is told that it is more than a full week."""
    ground.centre("LAB-2", "laboratory")
    mine, other = officer(), officer("LAB-2", "other")
    there = laboratory("LAB-2", names={"en": "Another ministry's laboratory"})
    second = posted(SYSTEM, there, role="guest")
    for uid, share in ((second, 80), (posted(SYSTEM, there), 10)):
        actions.name_holder(by=SYSTEM, post=uid, person=person.key, share=share, today=DAY)
    told = {
        name: (found.twice, sorted(post.role for post in found.posts))
        for name, found in (
            ("first", page(person, reader(mine), mine)),
            ("second", page(person, reader(other), other)),
            ("focal point", page(person, reader(FOCAL_KAZ), FOCAL_KAZ)),
        )
    }
    assert told == {
        "first": (120, ["bench", "trainer"]),
        "second": (90, ["bench", "guest"]),
        "focal point": (210, ["bench", "bench", "guest", "trainer"]),
    }
    (line,) = queries.post_page(reader(other), second, on=DAY, acting=other).people
    assert (line.share, line.twice) == (80, 90), "the warning comes, without what the first laboratory keeps"


def test_an_observer_records_what_they_see_and_reads_nothing_else(person):
    by = officer(organisation="", name="observer", role="master_trainer")
    before = page(person, reader(by), by)
    assert (before.in_part, before.shown, before.competences, before.posts) == (True, (), (), ())
    shown(by, person.key, "T1", level=2)
    after = page(person, reader(by), by)
    assert [(each.competence, each.mine) for each in after.shown] == [("T1", True)]
    assert (after.competences, after.twice) == ((), None), "though 120 percent and three more pieces are recorded"
    elsewhere = officer(organisation="", name="abroad", role="master_trainer")
    abroad = replace(elsewhere, grants=tuple(replace(grant, owner="KGZ") for grant in elsewhere.grants))
    assert page(person, reader(abroad), abroad) is None


def test_who_is_offered_for_recording(person):
    names = people.persons(reader(FOCAL_KAZ), owner="KAZ")
    mine, other = officer(), officer(ground.centre("LAB-2", "laboratory"), "other")
    observer = officer(organisation="", name="observer", role="master_trainer")
    offered = {
        by.name: [line.key for line in queries.persons_to_show(reader(by), names, on=DAY, acting=by)]
        for by in (mine, other, observer)
    }
    assert offered == {"Officer": [person.key], "Other": [], "Observer": [line.key for line in names]}


def test_somebody_reads_the_own_and_what_they_gave_themselves(person):
    by = officer(organisation="", role="trainer")
    actions.judge_oneself(by=by, framework="frame", competence="T1", level=2, today=DAY)
    own = queries.my_page(by, on=DAY)
    assert (own.oneself, own.name, [(e.kind, e.mine) for e in own.shown]) == (True, "Officer", [("self", True)])
    assert queries.my_page(ANONYMOUS, on=DAY) is None


def test_a_look_is_told_to_the_person(person):
    with looking() as looks:
        page(person, reader(FOCAL_KAZ))
    assert looks == {person.id}
