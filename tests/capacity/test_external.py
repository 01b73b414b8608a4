"""Certificates of other bodies: recorded with proof, verified by another person, never mixed with our own."""

from datetime import date

import pytest

from kerege.capacity import actions
from kerege.capacity.models import CompetenceEvidence, ExternalCertificate
from kerege.capacity.queries import external
from kerege.capacity.words.credentials import RESTED_ON_WITHDRAWN
from kerege.files.models import StoredFile
from kerege.files.rules import received
from kerege.journal import queries as journal
from kerege.journal.rules import checking
from kerege.people import actions as people
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC
from tests import ground
from tests.capacity.given import code_of
from tests.capacity.laid_case import lay_case, number_of
from tests.capacity.skilled import competence, content
from tests.privacy import somebody

DAY, ON = date(2026, 11, 1), date(2026, 11, 26)
OTHER = Actor("other-focal-kaz", "Other focal point", (Grant(Role.FOCAL_POINT, "KAZ"),))
LEARNER = Actor("learner-kaz", "Learner", (Grant(Role.LEARNER, "KAZ"),))
TOLD = {"body": "IFBA", "title": "Biorisk management", "number": "BRM-17", "valid_from": date(2025, 5, 1)}


@pytest.fixture
def holder(db):
    ground.lay()
    return somebody.account(key="HOLDER")


def proof(text="A letter."):
    return received("letter.txt", [text.encode()])


def recorded(by, **changes):
    return actions.record_external(by=by, received=proof(), today=DAY, **(TOLD | changes))


def own(holder, on=ON):
    return external.my_externals(str(holder.uid), on=on)


def test_the_person_records_and_another_one_verifies_and_then_it_counts(holder):
    row = recorded(somebody.by(holder), valid_until=date(2027, 5, 1))
    (line,) = own(holder)
    assert (line.state, line.counts, line.mine, line.owner) == ("recorded", False, True, "KAZ")
    actions.judge_external(by=OTHER, uid=str(row.uid), accepted=True, today=ON)
    (line,) = own(holder)
    assert (line.state, line.counts, line.body) == ("verified", True, "IFBA")
    days = [date(2025, 4, 30), date(2025, 5, 1), date(2027, 4, 30), date(2027, 5, 1)]
    assert [own(holder, on=day)[0].counts for day in days] == [False, True, True, False]


def test_it_counts_for_a_competence_as_long_as_it_stands_and_where_the_framework_takes_certificates(holder):
    ground.lay()
    domain = {"code": "D1", "title": {"en": "Bench"}}
    kinds = ["certificate", "observed"]
    framework([domain | {"competences": [competence("B1", evidence=kinds), competence("B2")]}])
    row = recorded(somebody.by(holder), valid_until=date(2027, 5, 1))
    count = {"deed": actions.count_external, "uid": str(row.uid), "framework": "frame", "today": ON}
    told = count | {"by": OTHER, "competence": "B1", "level": "3"}
    assert code_of(**told) == "capacity.external_not_now", "nobody has verified it"
    actions.judge_external(by=OTHER, uid=str(row.uid), accepted=True, today=ON)
    assert code_of(**(told | {"by": ground.FOCAL_KGZ})) == "records.nothing_there"
    assert code_of(**(told | {"by": somebody.by(holder)})) == "capacity.not_about_oneself"
    assert code_of(**(told | {"competence": "B2"})) == "capacity.certificate_not_asked"
    assert code_of(**(told | {"competence": "B9"})) == "capacity.no_such_competence"
    assert code_of(**(told | {"level": "5"})) == "capacity.level"
    told.pop("deed")
    shown = actions.count_external(**told)
    assert (shown.kind, shown.level, shown.reference) == ("certificate", 3, "IFBA BRM-17")
    assert (shown.shown_on, shown.expires_on) == (date(2025, 5, 1), date(2027, 5, 1))
    assert code_of(actions.count_external, **(told | {"level": "4"})) == "capacity.counted_already"
    (line,) = own(holder)
    assert external.counted_for(PUBLIC, line, on=ON) == [("frame", "B1", 3)]
    actions.withdraw_external(by=somebody.by(holder), uid=str(row.uid), today=ON)
    assert external.counted_for(PUBLIC, line, on=ON) == []
    with checking():
        withdrawn = CompetenceEvidence.objects.inside_action().get()
    assert (withdrawn.withdrawn_on, withdrawn.why_withdrawn) == (ON, RESTED_ON_WITHDRAWN)


def framework(domains):
    told = content(domains=domains, roles=[], teaching="B1")
    actions.record_framework(by=SYSTEM, owner="REG", key="frame", version="1", content=told)
    actions.publish_framework(by=SYSTEM, key="frame", version="1", today=date(2026, 1, 1))


def test_whoever_looks_after_people_records_for_them_and_another_one_verifies(holder):
    row = recorded(ground.FOCAL_KAZ, person="HOLDER")
    assert code_of(actions.judge_external, by=ground.FOCAL_KAZ, uid=str(row.uid), accepted=True) == (
        "capacity.external_own_verdict"
    )
    assert actions.judge_external(by=OTHER, uid=str(row.uid), accepted=True).state == "verified"


def test_whoever_recorded_it_for_somebody_finds_it_again(holder):
    manager = Actor("manager-kaz", "Manager", (Grant(Role.TRAINING_CENTRE_MANAGER, "KAZ"),))
    row = recorded(manager, person="HOLDER")
    assert external.external(ground.OFFICER_KAZ, manager, row.uid, on=ON)[0].mine is False
    assert code_of(actions.judge_external, by=manager, uid=str(row.uid), accepted=True) == "people.not_yours"


def test_nobody_verifies_their_own(holder):
    people.grant_role(by=SYSTEM, account=holder, role="focal_point", owner="KAZ", start=date(2020, 1, 1))
    row = recorded(ground.FOCAL_KAZ, person="HOLDER")
    told = {"uid": str(row.uid), "accepted": True}
    assert code_of(actions.judge_external, by=somebody.by(holder), **told) == "capacity.external_own_verdict"


def test_what_is_not_accepted_says_why_and_counts_for_nothing(holder):
    row = recorded(somebody.by(holder))
    told = {"by": OTHER, "uid": str(row.uid), "accepted": False}
    assert code_of(actions.judge_external, **told) == "capacity.external_no_reason"
    actions.judge_external(**told, note="The number is not in the body's register")
    (line,) = own(holder)
    assert (line.state, line.note, line.counts) == ("rejected", "The number is not in the body's register", False)
    assert code_of(actions.judge_external, **(told | {"accepted": True})) == "capacity.external_not_now"
    assert [act.facts for act in journal.acts(owners=None, word_prefix="capacity.external.judged")] == [{}]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"received": None}, "capacity.external_no_proof"),
        ({"valid_from": date(2026, 11, 2)}, "capacity.external_not_yet"),
        ({"valid_until": date(2025, 5, 1)}, "capacity.external_ends_before"),
        ({"body": " "}, "text.empty"),
        ({"number": ""}, "text.empty"),
        ({"person": "NOBODY"}, "records.nothing_there"),
        ({"person": "HOLDER"}, "records.nothing_there"),
    ],
)
def test_what_is_refused(holder, changes, code):
    told = TOLD | {"received": proof(), "today": DAY} | changes
    by = somebody.by(holder) if changes.get("person") != "HOLDER" else ground.FOCAL_KGZ
    assert code_of(actions.record_external, by=by, **told) == code


def test_an_account_that_is_no_person_holds_nothing(db):
    made = somebody.account(key="", email="nobody@example.org")
    told = TOLD | {"received": proof(), "today": DAY}
    assert code_of(actions.record_external, by=somebody.by(made), **told) == "privacy.not_a_person"


def test_one_number_of_a_body_is_recorded_once_in_whatever_spelling_until_it_is_withdrawn(holder):
    row = recorded(somebody.by(holder))
    other = somebody.account(key="OTHER", email="other@example.org")
    told = TOLD | {"body": "ifba", "received": proof("Another."), "today": DAY}
    assert code_of(actions.record_external, by=somebody.by(other), **told) == "capacity.external_taken"
    actions.withdraw_external(by=somebody.by(holder), uid=str(row.uid))
    assert actions.record_external(by=somebody.by(other), **told).person_id == other.person_id
    assert code_of(actions.withdraw_external, by=somebody.by(holder), uid=str(row.uid)) == "capacity.external_not_now"


def test_our_own_certificate_is_none_of_another_body(holder):
    number = number_of(lay_case("HOLDER"))
    told = TOLD | {"number": number.lower(), "received": proof(), "today": DAY}
    assert code_of(actions.record_external, by=somebody.by(holder), **told) == "capacity.external_ours"


def test_who_reads_it(holder):
    row = recorded(somebody.by(holder))
    assert external.external(ground.REGISTRAR_KAZ, OTHER, row.uid, on=ON) is not None
    for viewer, who in ((ground.OFFICER_KAZ, LEARNER), (PUBLIC, ground.FOCAL_KGZ), (PUBLIC, ANONYMOUS)):
        assert external.external(viewer, who, row.uid, on=ON) is None
    line, files = external.external(PUBLIC, somebody.by(holder), row.uid, on=ON)
    assert (line.mine, [each.name for each in files]) == (True, ["letter.txt"])
    readers = (ground.REGISTRAR_KAZ, ground.OFFICER_KAZ, PUBLIC)
    assert [len(external.externals(viewer, OTHER, on=ON)) for viewer in readers] == [1, 0, 0]
    assert external.my_externals("", on=ON) == []
    for who in (LEARNER, ground.FOCAL_KGZ):
        told = {"by": who, "uid": str(row.uid)}
        assert code_of(actions.withdraw_external, **told) == "records.nothing_there"
        assert code_of(actions.judge_external, **told, accepted=True) == "records.nothing_there"
    assert code_of(actions.judge_external, by=somebody.by(holder), uid=str(row.uid), accepted=True) == (
        "people.not_yours"
    )


def test_with_its_holder_it_goes_and_so_does_the_proof(holder, django_capture_on_commit_callbacks):
    recorded(somebody.by(holder))
    with checking():
        stored = StoredFile.objects.inside_action().select_related("content").get()
    from django.core.files.storage import default_storage

    from kerege.files.queries import path_of

    path = path_of(stored.content.sha256)
    assert default_storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        people.erase_person(by=SYSTEM, person="HOLDER", asked_on=ON, reference="Letter 4", on=ON)
    with checking():
        left = (ExternalCertificate.objects.inside_action().count(), StoredFile.objects.inside_action().count())
    assert (left, default_storage.exists(path)) == ((0, 0), False)
