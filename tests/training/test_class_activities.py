"""Checklists in a class without a line: laid on the laptop, signed there, and back in the course exactly once."""

import itertools
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.people.queries import actor_for
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import actions, queries
from kerege.training.models import ClassEvent, CourseActivity, CourseStaff, Enrolment
from kerege.training.queries.class_activities import recorded_in_class, taken_observers
from kerege.training.queries.classes import came_back, classes_of, receipt, seats
from kerege.training.rules import classes as rules
from kerege.training.rules.class_activities import Recorded, Taught, read_recorded, read_taught, taught_told
from kerege.training.rules.class_receipts import read_receipt
from kerege.training.rules.class_signing import new_key
from tests.training.cohort import code_of
from tests.training.practised import Device, kept_events, laid, station


@pytest.fixture
def here(db):
    """A course at its node, and the list that it gives to a class."""
    found = laid()
    found.activity = station(found)
    found.roster = rules.read_roster(actions.make_roster(by=found.lead, course=found.course))
    with checking():
        found.places = {
            str(row.person.uid): str(row.uid) for row in Enrolment.objects.inside_action().select_related("person")
        }
        watcher = CourseStaff.objects.inside_action().get(part="observer")
    found.observer, found.phone = str(watcher.uid), Device(found.activity)
    return found


def told(here, *events, observer=None, off=0):
    """Events as a laptop tells them: people by the number of their place."""
    at_place = [each | {"person": here.places.get(each.get("person"), each.get("person", ""))} for each in events]
    return [Recorded(observer or here.observer, each, off) for each in at_place]


def bring(here, *recorded, by="lead", **more):
    raw = rules.returned_bytes(here.roster, "CLASS-1", (), timezone.now(), recorded)
    return actions.bring_class(by=getattr(here, by), raw=raw, **more)


def skill(here, number=0):
    page = queries.practice_of(PUBLIC, here.course, by=here.lead)
    return queries.seen_in(page, page.activities[0]).skills[page.person(here.people[number]).number]


def test_the_list_takes_the_activities_and_who_observes_along(here):
    taught = here.roster.taught
    assert [(each.uid, each.session) for each in taught.activities] == [(here.activity, here.session)]
    assert taught.activities[0].content["checklist"][0]["text"] == {"en": "Gloves cover the cuffs"}
    assert sorted(taught.observers.values()) == ["Lead", "Watcher"], "support observes nothing"
    assert taught.groups == {}
    actions.divide_evenly(by=here.lead, course=here.course, session=here.session, groups=2)
    again = rules.read_roster(actions.make_roster(by=here.lead, course=here.course)).taught
    assert set(again.groups[here.session]) == set(here.places.values())


LIST = rules.Roster("N", str(uuid4()), "A course", "KAZ", datetime(2026, 10, 5, tzinfo=UTC), "s")


@pytest.mark.nodb
def test_a_list_without_activities_is_read_as_before():
    assert rules.read_roster(rules.roster_bytes(LIST)) == LIST
    assert (taught_told(Taught()), read_taught({})) == ({}, Taught())


@pytest.mark.parametrize(
    "changes",
    [
        {"activities": [{"uid": "x", "session": "", "content": {}}]},
        {"activities": [{"uid": str(uuid4()), "session": "", "content": []}]},
        {"activities": [{"uid": str(uuid4()), "session": "", "content": {}}] * 201},
        {"observers": {str(uuid4()): "a\nb"}},
        {"groups": {str(uuid4()): {str(uuid4()): 0}}},
        {"groups": {str(uuid4()): {str(uuid4()): True}}},
    ],
)
@pytest.mark.nodb
def test_a_list_whose_activities_are_wrong_is_refused_whole(changes):
    raw = rules.roster_bytes(LIST)
    assert code_of(rules.read_roster, json.dumps(json.loads(raw) | changes).encode()) == "training.class_bad_roster"


def test_what_an_observer_signed_counts_once_whatever_the_order(here):
    events = told(here, *here.phone.checklist(here.people[0]))
    first, last = bring(here, *events[:1]), bring(here, *reversed(events))
    assert (first.came, first.known, last.came, last.known) == ({"counted": 1}, 0, {"counted": 2}, 1)
    found = skill(here)
    assert (found.passed, found.signed, found.signatures[0].held) == (True, True, "CLASS-1")
    page = queries.practice_of(PUBLIC, here.course, by=here.lead)
    assert set(queries.seen_in(page, page.activities[0]).names.values()) == {"Watcher"}
    before = Act.objects.count()
    for order in itertools.permutations(events):
        again = bring(here, *order)
        assert (again.came, again.known) == ({}, 3)
    assert (Act.objects.count(), len(kept_events())) == (before, 3), "again changes nothing"


def test_a_class_and_a_phone_that_say_different_things_are_both_kept(here):
    actions.record_events(by=here.lead, course=here.course, events=[Device(here.activity).mark(here.people[0])])
    bring(here, *told(here, here.phone.mark(here.people[0], "not_done")))
    assert skill(here).disputed == ("point-1",)


def test_the_same_number_with_other_content_is_kept_aside_once(here):
    mark = here.phone.mark(here.people[0])
    bring(here, *told(here, mark))
    for came in ({"differs": 1}, {}):
        assert bring(here, *told(here, mark | {"value": "helped"})).came == came
    assert skill(here).marks["point-1"].value == "done"
    assert [str(row.claims) for row in kept_events()] == ["None", mark["id"]]


def test_what_cannot_be_taken_is_kept_with_its_reason_and_taken_later(here):
    wrong = here.phone.mark(here.people[1], item="point-9")
    nobody = told(here, here.phone.mark(here.people[1]), observer=str(uuid4()))
    away = here.phone.mark(here.people[2])
    with act("tests.place.laid", by=SYSTEM, about="C"):
        row = Enrolment.objects.inside_action().get(uid=here.places[here.people[2]])
        row.state = "withdrawn"
        row.save()
    recorded = [*told(here, wrong, away), *nobody]
    assert bring(here, *recorded).came == {"refused": 3}
    assert (bring(here, *recorded).came, bring(here, *recorded).known) == ({}, 3)
    reasons = {line.reason for line in came_back(PUBLIC, here.lead, here.course)}
    assert reasons == {"training.event_unknown_item", "training.class_no_observer", "training.no_place_in_course"}
    with act("tests.place.laid", by=SYSTEM, about="C"):
        row.state = "enrolled"
        row.save()
    assert bring(here, *recorded).came == {"counted": 1}
    with checking():
        came = {(str(row.number), row.came) for row in ClassEvent.objects.inside_action()}
    assert (away["id"], "counted") in came
    assert (wrong["id"], "refused") in came


def test_nobody_signs_their_own_checklist_in_a_class_either(here):
    with act("tests.place.laid", by=SYSTEM, about="C"):
        course, person = CourseActivity.objects.inside_action().get().course, here.persons["P-watcher"]
        told_of = {"owner": "KAZ", "state": "enrolled", "nominated_on": "2026-10-01", "noted_by": "nobody"}
        place = Enrolment.objects.create(**told_of, course=course, person=person)
    here.places[str(person.uid)] = str(place.uid)
    assert bring(here, *told(here, here.phone.mark(str(person.uid)))).came == {"refused": 1}
    assert [line.reason for line in came_back(PUBLIC, here.lead, here.course)] == ["training.own_checklist"]


def test_who_may_not_bring_a_class_back_brings_no_checklist(here):
    events = told(here, here.phone.mark(here.people[0]))
    assert code_of(bring, here, *events, by="stranger") == "people.not_yours"
    assert code_of(bring, here, *events, by="watcher") == "people.not_yours"
    raw = rules.returned_bytes(replace(here.roster, key=new_key()), "CLASS-1", (), timezone.now(), events)
    assert code_of(actions.bring_class, by=here.lead, raw=raw) == "training.class_events_forged"
    assert kept_events() == []


def test_a_receipt_names_what_observers_recorded(here):
    events = told(here, here.phone.mark(here.people[0]))
    bring(here, *events)
    raw = receipt(PUBLIC, here.lead, here.course, "CLASS-1", node="REG", now=timezone.now())
    found = read_receipt(raw, roster=here.roster, held="CLASS-1")
    assert found.numbers == {each.uid for each in events}
    assert [(each.held, each.records) for each in classes_of(PUBLIC, here.lead, here.course)] == [("CLASS-1", 1)]


@pytest.mark.parametrize("changes", [{"off": 1.5}, {"off": 3_000_000_000}, {"event": []}, {"observer": "me"}])
@pytest.mark.nodb
def test_records_of_a_wrong_shape_cannot_be_read(changes):
    right = {"observer": str(uuid4()), "off": 0, "event": {"id": str(uuid4())}}
    assert len(read_recorded([right])) == 1
    with pytest.raises((TypeError, ValueError, KeyError)):
        read_recorded([right | changes])


# -- on the laptop -----------------------------------------------------------------------------------------------------


@pytest.fixture
def laptop(here):
    """A laptop with the list, under numbers of its own, because it shares the database of the tests with the node."""
    raw = rules.roster_bytes(here.roster).decode()
    numbers = {here.course, here.session, here.activity, *here.roster.people, *here.roster.taught.observers}
    here.as_here = {uid: str(uuid4()) for uid in numbers}
    for uid, other in here.as_here.items():
        raw = raw.replace(uid, other)
    roster = rules.read_roster(raw.encode())
    actions.hold_activities(by=SYSTEM, roster=roster)
    return SimpleNamespace(roster=roster, observer=here.as_here[here.observer], activity=here.as_here[here.activity])


def sits(laptop, **changes):
    asked = {"code": "482 913", "right_code": "482913", "roster": laptop.roster, "observer": laptop.observer}
    return actions.join_to_observe(by=ANONYMOUS, **asked | {"pin": "4711"} | changes)


def test_an_observer_sits_down_with_a_code_of_their_own(laptop):
    wrong = [
        ({"code": "482914"}, "training.class_observer_code_wrong"),
        ({"right_code": "", "code": ""}, "training.class_observer_code_wrong"),
        ({"pin": "1"}, "training.class_pin_short"),
        ({"observer": str(uuid4())}, "records.nothing_there"),
        ({"roster": None}, "records.nothing_there"),
    ]
    assert [code_of(sits, laptop, **changes) for changes, _ in wrong] == [code for _, code in wrong]
    assert taken_observers(laptop.roster) == set()
    sits(laptop)
    assert taken_observers(laptop.roster) == {laptop.observer}
    assert code_of(sits, laptop) == "training.class_seat_taken"
    assert [(line.name, line.place, line.observes) for line in seats()] == [("Watcher", "", True)]


def test_what_is_signed_on_the_laptop_is_signed_in_the_course(here, laptop):
    before = Act.objects.count()
    actions.hold_activities(by=SYSTEM, roster=laptop.roster)
    assert Act.objects.count() == before, "the same list again changes nothing"
    me = actor_for(sits(laptop).account, on=date(2026, 10, 5), strong=True)
    page = queries.practice_of(PUBLIC, laptop.roster.course, by=me)
    assert (page.rights.plans, page.rights.observes, len(page.people)) == (False, True, 3)
    whom = next(each for each in page.people if each.name == "Trainee")
    phone = Device(laptop.activity)
    actions.record_events(by=me, course=laptop.roster.course, events=phone.checklist(whom.uid))
    recorded = recorded_in_class(laptop.roster.course)
    actions.hold_activities(
        by=SYSTEM, roster=replace(laptop.roster, taught=replace(laptop.roster.taught, observers={}))
    )
    assert recorded_in_class(laptop.roster.course) == recorded, "a newer list without the observer takes nothing away"
    assert recorded_in_class(here.course) == []
    told_there = json.dumps([[each.observer, dict(each.event)] for each in recorded])
    assert whom.uid not in told_there, "people leave by the number of their place"
    for uid, other in here.as_here.items():
        told_there = told_there.replace(other, uid)
    with act("tests.laptop.gone", by=SYSTEM, about="C"):
        for row in kept_events():
            type(row).objects.inside_action().filter(id=row.id).delete()
    back = [Recorded(observer, event) for observer, event in json.loads(told_there)]
    assert bring(here, *back).came == {"counted": 3}
    assert (skill(here).passed, skill(here).signed) == (True, True)


def test_whoever_has_a_place_reads_their_own_result_in_the_class(here, laptop):
    place = here.as_here[here.places[here.people[0]]]
    joined = {"code": "1", "right_code": "1", "roster": laptop.roster, "place": place, "pin": "4711"}
    seat = actions.join_class(by=ANONYMOUS, **joined)
    assert seat.account.person is not None
    without = actions.join_class(by=ANONYMOUS, **joined | {"place": "", "name": "Somebody Else"})
    assert without.account.person is None
