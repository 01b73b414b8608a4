"""What was seen comes in once, in any order, and nothing of it is lost; what is wrong is given back by itself."""

import random
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest

from kerege.capacity import actions as capacity
from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.journal.rules import known_as
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import actions, queries
from kerege.training.models import CourseStaff, Enrolment
from kerege.training.rules.practice_intake import MOST_EVENTS
from kerege.training.words.practice import Doubt
from tests.capacity.given import code_of
from tests.capacity.way import START, Way
from tests.training.practised import NINE, Device, kept_events, laid, station


@pytest.fixture
def here():
    found = laid()
    found.activity = station(found)
    found.phone = Device(found.activity)
    return found


def sent(here, *events, by="watcher", **told):
    told = {"by": getattr(here, by), "course": here.course, "now": NINE + timedelta(hours=1)} | told
    return actions.record_events(**told, events=list(events))


def seen(here, who="lead"):
    page = queries.practice_of(PUBLIC, here.course, by=getattr(here, who))
    return page, queries.seen_in(page, page.activities[0])


def skill(here, person=0):
    page, found = seen(here)
    return found.skills[page.person(here.people[person]).number]


def test_a_checklist_is_marked_and_signed_by_an_act_of_the_observer(here):
    events = here.phone.checklist(here.people[0])
    done = sent(here, *events)
    assert (done.taken, done.aside, done.refused) == (tuple(each["id"] for each in events), (), {})
    stands = skill(here)
    assert (stands.complete, stands.passed, stands.signed, stands.done) == (True, True, True, ("point-1", "point-2"))
    (signed,) = Act.objects.filter(word="training.activity.signed")
    assert (signed.actor, signed.about) == (known_as(here.watcher.uid), here.activity)
    assert Act.objects.get(word="training.activity.observed").facts == {"events": 2}
    assert skill(here, 1).open == ("point-1", "point-2")


def test_a_clock_of_another_century_is_told_and_does_not_stop_what_was_seen(here):
    event = here.phone.mark(here.people[0])
    assert sent(here, event, sent_at=datetime(2099, 12, 31, tzinfo=UTC)).taken == (event["id"],)
    (kept,) = seen(here)[1].events
    assert kept.off == -2_000_000_000
    assert Doubt.CLOCK in seen(here)[1].doubts[event["id"]]


def test_the_same_events_in_any_order_and_any_number_of_times_change_nothing(here):
    events = [*here.phone.checklist(here.people[0]), *Device(here.activity).checklist(here.people[1], "helped", "done")]
    sent(here, *events)
    before, acts = seen(here)[1], Act.objects.count()
    for _ in range(3):
        shuffled = random.sample(events + events[:3], k=len(events) + 3)
        assert set(sent(here, *shuffled).taken) == {each["id"] for each in events}
    assert (len(kept_events()), Act.objects.count()) == (len(events), acts)
    assert seen(here)[1] == before


def test_two_devices_on_one_record_are_both_kept_until_a_person_decides(here):
    first, second = here.phone.checklist(here.people[0]), Device(here.activity).mark(here.people[0], "not_done")
    sent(here, *first)
    sent(here, second, by="lead")
    stands = skill(here)
    assert (stands.passed, stands.disputed, stands.signed, len(stands.lapsed)) == (None, ("point-1",), False, 1)
    desk = Device(here.activity)
    sent(here, desk.mark(here.people[0], "helped", after=list(stands.marks["point-1"].uids)), by="lead")
    stands = skill(here)
    assert (stands.passed, stands.disputed, stands.missed, stands.signed) == (False, (), ("point-1",), False)
    assert len(kept_events()) == 5, "nothing was written over"


def test_nobody_overtakes_what_another_one_recorded_by_using_the_name_of_their_device(here):
    sent(here, here.phone.mark(here.people[0], "not_done"))
    sent(here, here.phone.mark(here.people[0], "done"), by="lead")
    assert skill(here).disputed == ("point-1",)


def test_a_record_with_the_number_of_another_is_kept_aside_and_shown(here):
    event = here.phone.mark(here.people[0])
    other = event | {"value": "not_done"}
    assert sent(here, event).aside == ()
    for _ in range(2):
        done = sent(here, other)
        assert (done.taken, done.aside) == ((event["id"],), (event["id"],))
    _, found = seen(here)
    ((beside, stands),) = found.aside
    assert (beside.value, stands.value, len(kept_events())) == ("not_done", "done", 2)
    assert skill(here).marks["point-1"].value == "done"
    assert sent(here, event).aside == (), "the first again is no conflict"


def test_two_records_of_one_number_in_one_batch_are_a_conflict_too(here):
    event = here.phone.mark(here.people[0])
    done = sent(here, event, event | {"value": "helped"}, event)
    assert (done.taken, done.aside, len(kept_events())) == ((event["id"],), (event["id"],), 2)


@pytest.mark.parametrize("who", ["lead", "watcher"])
def test_trainers_and_observers_record(here, who):
    assert sent(here, here.phone.mark(here.people[0]), by=who).refused == {}


def test_nobody_else_records_and_nothing_of_it_is_kept(here):
    others = {
        "focal": "training.not_an_observer",
        "helper": "training.not_an_observer",
        "trainee": "records.nothing_there",
        "stranger": "records.nothing_there",
    }
    event = here.phone.mark(here.people[1])
    assert {who: code_of(partial(sent, here, event, by=who)) for who in others} == others
    assert kept_events() == []


def test_nobody_marks_or_signs_their_own_checklist(here):
    with act("tests.staff.laid", by=SYSTEM, about="C"):
        enrolled = Enrolment.objects.inside_action().filter(person=here.persons["P-trainee"]).get()
        told = {"owner": "KAZ", "course": enrolled.course, "person": enrolled.person, "noted_by": "nobody"}
        CourseStaff.objects.create(**told, part="co_trainer", since=NINE.date())
    own, others = here.phone.checklist(here.people[0]), here.phone.checklist(here.people[1])
    done = sent(here, *own, *others, by="trainee")
    assert {key: each.code for key, each in done.refused.items()} == {
        each["id"]: "training.own_checklist" for each in own
    }
    assert (len(done.taken), len(kept_events())) == (3, 3)


WRONG = [
    ({"id": "no-number"}, "training.event_wrong"),
    ({"id": 7}, "training.event_wrong"),
    ({"activity": str(uuid4())}, "training.event_wrong"),
    ({"device": ""}, "training.event_wrong"),
    ({"number": -1}, "training.event_wrong"),
    ({"number": True}, "training.event_wrong"),
    ({"number": 2_000_000_001}, "training.event_wrong"),
    ({"kind": "praise"}, "training.event_wrong"),
    ({"value": "excellent"}, "training.event_wrong"),
    ({"value": None}, "training.event_wrong"),
    ({"item": "point-9"}, "training.event_unknown_item"),
    ({"item": "x" * 61}, "training.event_wrong"),
    ({"item": "a\nb"}, "training.event_wrong"),
    ({"person": "nobody"}, "training.event_wrong"),
    ({"person": ""}, "training.event_wrong"),
    ({"person": str(uuid4())}, "training.no_place_in_course"),
    ({"after": "all"}, "training.event_wrong"),
    ({"after": ["x"]}, "training.event_wrong"),
    ({"after": [str(uuid4())] * 201}, "training.event_wrong"),
    ({"at": "yesterday"}, "training.event_wrong"),
    ({"at": 0}, "training.event_wrong"),
    ({"at": 10**15}, "training.event_wrong"),
    ({"at": 10**9}, "training.event_wrong"),
    ({"team": 100}, "training.event_wrong"),
    ({"note": "\u202eturned"}, "text.bidi_override"),
    ({"note": "x" * 1001}, "text.too_long"),
    ({"kind": "note", "value": "", "item": ""}, "training.event_wrong"),
    ({"kind": "step", "value": "done", "item": "step-1"}, "training.event_wrong"),
]


def test_what_is_wrong_is_given_back_and_what_is_right_is_kept(here):
    good = here.phone.mark(here.people[0])
    bad = [here.phone.mark(here.people[0]) | changes for changes, _ in WRONG]
    done = sent(here, *bad, good, "no event")
    codes = [each.code for each in done.refused.values()]
    assert codes == [code for _, code in WRONG] + ["training.event_wrong"]
    assert done.taken == (good["id"],)
    assert len(kept_events()) == 1


def test_a_batch_has_its_limit(here):
    events = [here.phone.mark(here.people[0]) for _ in range(MOST_EVENTS + 1)]
    assert code_of(partial(sent, here, *events)) == "training.events_too_many"
    assert kept_events() == []


def test_steps_injects_and_observations_stand_for_everybody(here):
    phone = here.phone
    note = phone.event("note", "", item="step-1", note="Two groups were late.")
    sent(here, phone.event("step", "begun", item="step-1"), phone.event("step", "done", item="step-1"), note)
    _, found = seen(here)
    assert (found.pace("step", "step-1").value, found.pace("step", "step-2")) == ("done", None)
    assert [each.note for each in found.notes] == ["Two groups were late."]
    assert set(found.names.values()) == {"Watcher"}


def test_a_clock_a_year_off_is_told_and_changes_nothing(here):
    wrong = Device(here.activity, NINE - timedelta(days=365))
    events = wrong.checklist(here.people[0])
    now = NINE + timedelta(hours=1)
    sent(here, *events, sent_at=wrong.clock + timedelta(minutes=2), now=now)
    _, found = seen(here)
    assert set(found.doubts.values()) == {(Doubt.CLOCK,)}
    assert skill(here).passed is True
    assert {row.received_at for row in kept_events()} == {now}
    assert kept_events()[0].device_at.year == NINE.year - 1


def test_times_that_cannot_be_are_told_at_their_events(here):
    early, ahead = Device(here.activity, NINE - timedelta(hours=3)), Device(here.activity, NINE + timedelta(hours=3))
    first, second = early.mark(here.people[0]), ahead.mark(here.people[1])
    sent(here, first, second)
    assert seen(here)[1].doubts == {first["id"]: (Doubt.BEFORE_COURSE,), second["id"]: (Doubt.AHEAD,)}


# -- part 1 of a certificate -------------------------------------------------------------------------------------------
@pytest.fixture
def way(here):
    """The trainee's own case, with the lead trainer in it."""
    found = Way("centre")
    found.person = "P-trainee"
    found.nominate()
    capacity.enrol(by=found.by("centre"), case=found.case, today=START)
    found.name("lead", "trainer")
    return found


def counted(here, way, *points, **changes):
    told = {"by": here.lead, "activity": here.activity, "person": here.people[0], "case": way.case, "points": points}
    return actions.count_for_case(**(told | {"today": NINE.date()} | changes))


def test_a_signed_checklist_serves_part_one_by_a_deed_of_its_own(here, way):
    sent(here, *here.phone.checklist(here.people[0]))
    assert counted(here, way, "hands").given == {"done": ["hands"]}
    assert counted(here, way, "spill").given == {"done": ["hands", "spill"]}


def test_a_checklist_that_is_not_passed_and_signed_serves_nothing(here, way):
    count = partial(counted, here, way, "hands")
    assert code_of(count) == "training.not_signed_yet"
    sent(here, *here.phone.checklist(here.people[0], "helped", "done"))
    assert code_of(count) == "training.not_signed_yet"
    sent(here, *here.phone.checklist(here.people[0]))
    assert code_of(partial(counted, here, way)) == "training.nothing_counts"
    assert code_of(partial(count, person="nobody")) == "training.no_place_in_course"
    assert code_of(partial(count, case=str(uuid4()))) == "records.nothing_there"
    assert code_of(partial(count, by=here.watcher)) == "records.nothing_there"
    assert code_of(partial(counted, here, way, "party")) == "capacity.item_unknown"
