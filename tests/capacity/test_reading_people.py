"""Who reads what a person has shown, and that the person is told who looked."""

from datetime import timedelta

import pytest

from kerege.capacity import actions, queries
from kerege.journal.rules import checking
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
    assert (found.whole, [post.role for post in found.posts], found.oneself) == (120, ["bench", "trainer"], False)
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
