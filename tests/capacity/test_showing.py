"""Who records what a person showed, and what is refused of it."""

from datetime import date, timedelta

import pytest

from kerege.capacity import actions, queries
from kerege.capacity.models import CompetenceEvidence
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.people.rules import SYSTEM
from tests import ground
from tests.capacity.given import code_of, somebody
from tests.capacity.skilled import DAY, laboratory, officer, posted, published, shown
from tests.ground import FOCAL_KAZ, FOCAL_KGZ, REGISTRAR_KAZ


@pytest.fixture
def person(db):
    """Somebody on a post of the laboratory of an officer."""
    published()
    lab = laboratory()
    (key,) = ground.persons(1)
    actions.name_holder(by=SYSTEM, post=posted(SYSTEM, lab), person=key, today=DAY)
    return key


def rows():
    with checking():
        return list(CompetenceEvidence.objects.inside_action().order_by("id"))


def levels():
    return [c.levels[0] and str(c.levels[0].level) for p in queries.held(REGISTRAR_KAZ, on=DAY) for c in p.competences]


def test_the_same_again_changes_nothing(person):
    by = officer()
    first = shown(by, person)
    acts = Act.objects.count()
    assert shown(by, person).uid == first.uid
    assert Act.objects.count() == acts
    shown(by, person, level=4)
    assert (len(rows()), levels()) == (2, ["3.50", None])


def test_own_judgement_is_of_oneself_only(person):
    by = officer()
    row = actions.judge_oneself(by=by, framework="frame", competence="B1", level="2", today=DAY)
    assert (row.kind, row.level, row.owner, row.label) == ("self", 2, "KAZ", 3)
    assert code_of(shown, by=by, person="KAZ-OFFICER") == "capacity.not_about_oneself"
    assert code_of(shown, by=by, person="KAZ-OFFICER", kind="supervisor") == "capacity.not_about_oneself"
    assert code_of(shown, by=by, person=person, kind="self") == "capacity.only_oneself"
    judge = {"framework": "frame", "competence": "B1"}
    assert code_of(actions.judge_oneself, by=somebody("norecord"), level=2, **judge) == "capacity.no_person"
    assert code_of(actions.judge_oneself, by=by, level="T", **judge) == "capacity.level"
    assert code_of(actions.judge_oneself, by=by, level=2, **(judge | {"competence": "X"})) == (
        "capacity.no_such_competence"
    )
    assert code_of(actions.judge_oneself, by=by, level=2, **(judge | {"framework": "x"})) == "records.nothing_there"


def test_who_records_it_of_whom(person):
    elsewhere = officer(ground.centre("LAB-2", "laboratory"), "other")
    observer = officer("", "observer", role="master_trainer")
    assert code_of(shown, by=elsewhere, person=person) == "capacity.not_your_people"
    assert code_of(shown, by=FOCAL_KGZ, person=person) == "people.unknown_key"
    assert code_of(shown, by=officer(name="trainer", role="trainer"), person=person) == "people.unknown_key"
    assert code_of(shown, by=officer(name="reviewer", role="legal_drafter"), person=person) == (
        "capacity.not_your_people"
    )
    assert code_of(shown, by=observer, person=person, kind="supervisor") == "capacity.only_observes"
    for by, kind in ((officer(), "supervisor"), (FOCAL_KAZ, "certificate"), (observer, "observed"), (SYSTEM, "exam")):
        shown(by, person, kind=kind, reference="No 1")
    assert [row.kind for row in rows()] == ["supervisor", "certificate", "observed", "exam"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"level": 5}, "capacity.level"),
        ({"level": "T"}, "capacity.level"),
        ({"level": -1}, "capacity.level"),
        ({"shown_on": DAY + timedelta(days=1)}, "capacity.shown_later"),
        ({"expires_on": DAY}, "capacity.expires_earlier"),
        ({"kind": "certificate"}, "capacity.no_reference"),
        ({"kind": "exam", "taught": True}, "capacity.teaching_unseen"),
        ({"kind": "rumour"}, "people.unknown_choice"),
        ({"competence": "X"}, "capacity.no_such_competence"),
        ({"reference": "x" * 301}, "text.too_long"),
    ],
)
def test_what_cannot_be_evidence_is_refused(person, told, code):
    assert code_of(shown, by=FOCAL_KAZ, person=person, **told) == code
    assert rows() == []


def test_what_was_recorded_by_mistake_is_withdrawn_and_says_why(person):
    by, other = officer(), officer(name="colleague")
    row = shown(by, person)
    shown(by, person, "B2", level=1, shown_on=date(2026, 10, 1))
    uid = str(row.uid)
    assert code_of(actions.withdraw_evidence, by=other, evidence=uid, reason="Wrong") == "records.nothing_there"
    assert code_of(actions.withdraw_evidence, by=by, evidence="x", reason="Wrong") == "records.nothing_there"
    assert code_of(actions.withdraw_evidence, by=by, evidence=uid, reason=" ") == "capacity.no_reason"
    assert levels() == ["3.00", "1.00"]
    actions.withdraw_evidence(by=FOCAL_KAZ, evidence=uid, reason="Another person", today=DAY)
    assert levels() == [None, "1.00"], "unknown again, not zero"
    assert code_of(actions.withdraw_evidence, by=by, evidence=uid, reason="Wrong") == "capacity.evidence_withdrawn"
    assert [(r.withdrawn_on, r.why_withdrawn) for r in rows()] == [(DAY, "Another person"), (None, "")]
