"""Activities of a course: planned by its trainers, put into sessions and groups, and seen by nobody else."""

from datetime import timedelta

import pytest

from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import actions, queries
from kerege.training.models import CourseMaterial, CourseSession
from tests.capacity.given import code_of, reader, somebody
from tests.training.practised import NINE, Device, laid, station

TREE = {
    "modules": [
        {
            "id": "ppe",
            "title": {"en": "Protective equipment", "ru": "Средства защиты"},
            "activities": [
                {
                    "id": "ppe-a1",
                    "kind": "skill_station",
                    "title": {"en": "On and off", "ru": "Надеть и снять"},
                    "minutes": 30,
                    "rotation": 15,
                    "materials": [{"id": "gloves", "what": {"en": "Gloves"}, "number": 2, "per": "person"}],
                    "checklist": [{"id": "ppe-a1-c1", "text": {"en": "Washes hands"}, "critical": True}],
                }
            ],
        }
    ]
}


@pytest.fixture
def here():
    return laid()


def page(here, who="lead"):
    me = getattr(here, who) if who else ANONYMOUS
    return queries.practice_of(reader(me) if who else PUBLIC, here.course, by=me)


def test_an_activity_set_up_by_hand_has_its_steps_and_points(here):
    uid = station(here)
    (line,) = page(here).activities
    assert (line.uid, line.session.title, line.plan.rotation) == (uid, "Stations", 20)
    assert [each.text["en"] for each in line.plan.steps] == ["Put on the gown", "Put on the gloves"]
    assert [(each.id, each.text["en"], each.critical) for each in line.plan.checklist] == [
        ("point-1", "Gloves cover the cuffs", True),
        ("point-2", "Checks the size", False),
    ]


def test_what_cannot_be_set_up_is_refused(here):
    wrong = [
        ({"title": " "}, "text.empty"),
        ({"kind": "party"}, "people.unknown_choice"),
        ({"steps": " \n!", "checklist": ""}, "training.activity_empty"),
        ({"steps": "a\n" * 61}, "training.lines_too_many"),
        ({"length": "an hour"}, "training.minutes_wrong"),
        ({"rotation": "601"}, "training.minutes_wrong"),
        ({"length": "121"}, "training.activity_too_long"),
        ({"session": "no-session"}, "records.nothing_there"),
    ]
    assert [code_of(station, here=here, **changes) for changes, _ in wrong] == [code for _, code in wrong]
    assert page(here).activities == []


def test_trainers_and_who_keeps_the_records_plan_and_nobody_else(here):
    others = {
        "watcher": "training.not_your_activity",
        "helper": "training.not_your_activity",
        "trainee": "records.nothing_there",
        "stranger": "records.nothing_there",
    }
    assert {who: code_of(station, here=here, by=getattr(here, who)) for who in others} == others
    assert station(here, by=here.focal) == page(here).activities[0].uid


def test_nobody_but_staff_and_who_keeps_the_records_knows_of_activities(here):
    station(here)
    known = {who: page(here, who) is not None for who in ("lead", "watcher", "helper", "focal")}
    assert known == dict.fromkeys(known, True)
    assert [page(here, who) for who in ("trainee", "stranger", "")] == [None, None, None]


def test_who_plans_by_a_role_knows_only_of_courses_that_the_role_reads(here):
    manager = somebody("manager", "training_centre_manager", "KAZ")
    assert queries.practice_of(PUBLIC, here.course, by=manager).people == [], "lists of people are restricted"
    with act("tests.course.laid", by=SYSTEM, about="C"):
        course = CourseSession.objects.inside_action().get().course
        course.label = Sensitivity.RESTRICTED
        course.save()
    assert queries.practice_of(PUBLIC, here.course, by=manager) is None
    assert code_of(station, here=here, by=manager) == "records.nothing_there"
    assert len(page(here).people) == 3


def test_an_activity_is_taken_out_of_the_curriculum_once_and_moved(here, monkeypatch):
    source = queries.practice_source.Source("p53", "2017", TREE)
    for module in (actions.practice, queries.practice):
        monkeypatch.setattr(module, "source_of", lambda course, door: source)
    assert [(each.id, each.module) for each in queries.offered(page(here), "ru")] == [("ppe-a1", "Средства защиты")]
    told = {"by": here.lead, "course": here.course, "activity": "ppe-a1"}
    row = actions.plan_activity(**told)
    assert (row.curriculum, row.version, row.source, row.session) == ("p53", "2017", "ppe-a1", None)
    assert actions.plan_activity(**told).uid == row.uid
    with act("tests.session.laid", by=SYSTEM, about="S"):
        CourseSession.objects.inside_action().update(module="ppe")
    actions.drop_activity(by=here.lead, activity=str(row.uid))
    taught = actions.plan_activity(**told, where_taught=True)
    assert (taught.uid != row.uid, str(taught.session.uid)) == (True, here.session)
    actions.place_activity(by=here.lead, activity=str(taught.uid), session="")
    assert queries.offered(page(here), "ru") == []
    actions.plan_activity(**told, session=here.session)
    assert page(here).activities[0].session.title == "Stations"
    assert code_of(actions.plan_activity, **told | {"activity": "ppe-a9"}) == "training.not_in_curriculum"
    with act("tests.material.laid", by=SYSTEM, about="C"):
        course = CourseSession.objects.inside_action().get().course
        CourseMaterial.objects.create(owner="KAZ", course=course, key="gloves", what="Gloves", number=6, there=5)
    (need,) = queries.materials_of(page(here), "en")
    assert (need.what, need.needed, need.there, need.missing) == ("Gloves", 6, 5, 1)


def test_an_activity_is_dropped_only_before_something_was_seen_in_it(here):
    first, second = station(here), station(here, title="Spill")
    actions.record_events(by=here.watcher, course=here.course, events=[Device(second).mark(here.people[0])])
    assert code_of(actions.drop_activity, by=here.lead, activity=second) == "training.activity_used"
    assert code_of(actions.drop_activity, by=here.watcher, activity=first) == "training.not_your_activity"
    actions.drop_activity(by=here.lead, activity=first)
    assert [each.uid for each in page(here).activities] == [second]
    assert code_of(actions.drop_activity, by=here.lead, activity=first) == "records.nothing_there"


def test_what_a_device_saw_puts_a_dropped_activity_back(here):
    uid = station(here)
    seen = Device(uid).checklist(here.people[0])
    wrong = Device(uid).mark(here.people[0], item="point-9")
    actions.drop_activity(by=here.lead, activity=uid)
    assert not actions.record_events(by=here.watcher, course=here.course, events=[wrong]).taken
    assert page(here).activities == []
    assert len(actions.record_events(by=here.watcher, course=here.course, events=seen).taken) == 3
    (line,) = page(here).activities
    assert queries.seen_in(page(here), line).skills[page(here).person(here.people[0]).number].signed
    assert code_of(actions.drop_activity, by=here.lead, activity=uid) == "training.activity_used"


def test_an_activity_moves_between_sessions_into_which_it_fits(here):
    uid = station(here, length="60", session="")
    with act("tests.session.laid", by=SYSTEM, about="C"):
        course = CourseSession.objects.inside_action().get().course
        short = CourseSession(owner="KAZ", course=course, title="Short", starts=NINE, ends=NINE + timedelta(minutes=59))
        short.save()
    told = {"by": here.lead, "activity": uid}
    assert code_of(actions.place_activity, **told, session=str(short.uid)) == "training.activity_too_long"
    assert actions.place_activity(**told, session=here.session).session.title == "Stations"
    assert code_of(actions.place_activity, **told | {"by": here.watcher}, session="") == "training.not_your_activity"
    assert actions.place_activity(**told, session="").session is None
    with act("tests.session.laid", by=SYSTEM, about="C"):
        short.module = "ppe"
        short.save()
        more = {"owner": "KAZ", "course": course, "module": "ppe", "title": "Short (2/2)"}
        CourseSession.objects.create(**more, starts=NINE + timedelta(hours=3), ends=NINE + timedelta(hours=4))
    assert actions.place_activity(**told, session=str(short.uid)).session.title == "Short", "it goes on in the second"


def test_people_are_divided_evenly_and_again_in_the_same_way(here):
    told = {"by": here.lead, "course": here.course, "session": here.session}
    found = actions.divide_evenly(**told, groups=2)
    acts = journal.acts(owners=None, limit=1)[0].seq
    assert actions.divide_evenly(**told, groups=2) == found
    assert journal.acts(owners=None, limit=1)[0].seq == acts
    (session,) = page(here).sessions
    assert (session.count, len(session.groups), sorted(found)) == (2, 3, sorted(here.people))
    assert code_of(actions.divide_evenly, **told, groups=4) == "training.groups_wrong"
    assert code_of(actions.divide_evenly, **told | {"by": here.watcher}, groups=2) == "training.not_your_activity"
    assert code_of(actions.divide_evenly, **told | {"session": here.course}, groups=2) == "records.nothing_there"


def test_somebody_is_put_into_a_group_by_hand_and_taken_out(here):
    told = {"by": here.lead, "course": here.course, "session": here.session, "person": here.people[1]}
    for group in (2, 2, 1):
        actions.place_in_group(**told, group=group)
    assert list(page(here).sessions[0].groups.values()) == [1]
    actions.place_in_group(**told, group=0)
    assert page(here).sessions[0].groups == {}
    assert code_of(actions.place_in_group, **told, group=4) == "training.groups_wrong"
    stranger = str(here.persons["P-lead"].uid)
    assert code_of(actions.place_in_group, **told | {"person": stranger}, group=1) == "training.no_place_in_course"
    assert code_of(actions.place_in_group, **told | {"by": here.helper}, group=1) == "training.not_your_activity"
