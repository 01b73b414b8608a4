"""Two at once: what both decided before either wrote is decided once more, and nobody waits in a circle."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event
from time import monotonic, sleep
from uuid import uuid4

import pytest
from django.db import connection, connections

from kerege.api import course_mail
from kerege.inventory import actions as inventory
from kerege.journal import queries as journal
from kerege.people.models import Account
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.training import actions
from kerege.training.actions import (
    attending,
    cascade,
    class_activities,
    classes,
    closing,
    costs,
    enrolling,
    materials,
    places,
    reaction,
    staffing,
)
from kerege.training.actions import register as registering
from kerege.training.models import (
    Attendance,
    Course,
    CourseCost,
    CourseMaterial,
    CourseStaff,
    Enrolment,
    Participation,
    ReactionLink,
)
from kerege.training.queries.cohort import node_key
from kerege.training.queries.staff import DOOR
from kerege.training.rules.class_activities import Doing, Taught
from kerege.training.rules.classes import Roster
from kerege.training.rules.codes import code_at
from kerege.worlds.forms_loader import load_forms
from tests import at_once as together
from tests import ground
from tests.at_once import Meeting, at_once
from tests.training.cohort import BEFORE, NINE, Cohort, code_of, laid, session
from tests.training.planned import MANAGER, invited, lay_centre, planned
from tests.training.planned import session as lay_session

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one waits for the whole file")


@pytest.fixture(autouse=True)
def _ground():
    """Laid in the copy, where each of the threads sees it."""


@pytest.fixture(scope="module")
def node(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), together.a_node(tmp_path_factory.mktemp("node")) as made:
        ground.lay()
        lay_centre()
        yield made
        assert journal.verify().whole


@pytest.fixture(scope="module")
def given(node):
    made = Cohort(most=3, people_of=8)
    for name in ("manager", "head", "head2", "learner"):  # no two threads open an account
        made.by(name)
    return made


@pytest.fixture
def meet(monkeypatch):
    """Makes those who write wait for one another in a module, after they have looked and before they hold anything."""

    def arrange(*modules):
        meeting = Meeting(wait=2)
        for module in modules:
            for name in ("act", "_turn"):
                if hasattr(module, name):
                    monkeypatch.setattr(module, name, meeting.before(getattr(module, name)))

    return arrange


def rows(model, **wanted):
    return list(model.objects.seen_by(DOOR).filter(**wanted).order_by("id").seen())


def own(given, name, **told):
    """A course of its own for the people of the first one, so that trials do not meet."""
    return laid(f"ONCE-{name}", first_day=date(2028, 1, 1) + timedelta(days=told.pop("day")), last_day=None, **told)


def test_nobody_loses_a_place_because_a_smaller_number_was_typed(db):
    ground.lay()
    of = Cohort(most=3, zone="Asia/Almaty")
    of.enrolled(0, 1)
    change = {"by": of.by("manager"), "course": of.course.key, "least": 1, "cohort_reason": "Few", "now": BEFORE}
    assert code_of(actions.change_cohort, **change, most=1) == "training.fewer_than_places"
    assert actions.change_cohort(**change, most=2).most == 2


def test_who_is_nominated_twice_in_one_moment_stands_in_the_list_once(node, given, meet):
    course = own(given, "nominated", day=0)
    meet(enrolling)
    told = at_once(node, *(lambda by=by: given.nominate(0, by=by, course=course.key) for by in ("head", "head2")))
    assert sorted(told) == ["done", "training.nominated_already"]
    assert [row.state for row in rows(Enrolment, course=course)] == ["nominated"]


def test_who_enrols_in_two_courses_of_one_time_gets_a_place_in_one(node, given, meet):
    learner = given.by("learner")
    first, second = (own(given, f"both-{n}", day=10, entry="open") for n in range(2))
    meet(enrolling)
    told = at_once(
        node, *(lambda key=c.key: actions.enrol_myself(by=learner, course=key, now=BEFORE) for c in (first, second))
    )
    assert sorted(told) == ["done", "training.at_another_course"]
    assert len(rows(Enrolment, course__in=[first.id, second.id])) == 1


def test_the_last_place_is_given_once_and_one_who_is_accepted_twice_takes_one(node, given, meet):
    course = own(given, "last", day=20, most=1)
    one, other = (given.nominate(n, course=course.key) for n in (1, 2))
    meet(places)
    assert at_once(node, *(lambda row=row: given.accept(row) for row in (one, other))) == ["done", "done"]
    assert sorted(row.state for row in rows(Enrolment, course=course)) == ["enrolled", "waiting"]
    third = given.nominate(3, course=course.key)
    meet(places)
    assert sorted(at_once(node, *[lambda: given.accept(third)] * 2)) == ["done", "training.not_now"]


def test_whoever_signs_in_twice_in_one_moment_was_there_once(node, given, meet):
    course, (row,), session = held(given, "tapped", 30)
    scan = signing(given, course, session, row)
    meet(attending)
    assert at_once(node, scan, scan) == ["done", "done"]
    assert [mark.presence for mark in rows(Attendance, session=session)] == ["present"]


def test_what_a_class_brings_twice_in_one_moment_counts_once(node, given, meet):
    _course, (row,), session = held(given, "brought", 40)
    record = actions.Brought(uuid4(), str(row.uid), "present", 0, session.starts)
    brought = {"by": given.by("manager"), "session": str(session.uid), "records": [record], "now": session.ends}
    meet(attending)
    assert at_once(node, *[lambda: actions.bring_attendance(**brought)] * 2) == ["done", "done"]
    assert len(rows(Attendance, session=session)) == 1


def test_a_course_is_closed_without_or_with_a_late_sign_in_and_never_beside_it(node, given, meet):
    """The list says absent; the phone says present at the very moment of closing. Whoever comes first is right."""
    course, (row,), session = held(given, "closed", 50)
    take = {"by": given.by("manager"), "session": str(session.uid), "marks": {str(row.uid): ("absent", 0)}}
    actions.take_attendance(**take, now=session.ends)
    scan = signing(given, course, session, row, now=session.ends)
    meet(attending, closing)
    close = {"by": given.by("manager"), "course": course.key, "now": session.ends}
    told = at_once(node, scan, lambda: actions.close_course(**close))
    (conclusion,) = rows(Enrolment, course=course)
    stands = {mark.presence for mark in rows(Attendance, session=session, stands=True)}
    outcomes = {
        "present": (["done", "done"], "completed"),
        "absent": (["training.marks_closed", "done"], "not_completed"),
    }
    assert (told, conclusion.state) == outcomes[stands.pop()]
    meet(closing)
    assert at_once(node, *[lambda: actions.close_course(**close)] * 2) == ["training.register_closed"] * 2


def test_a_line_of_a_register_a_budget_or_a_list_is_written_once(node, given, meet):
    course = own(given, "lines", day=60, status="held", done_by=date(2028, 3, 1))
    entry = actions.Entry(person=given.persons[0])
    line = {"by": given.by("manager"), "course": course.key}
    meet(registering, costs, materials)
    entered = {**line, "entry": entry, "registered_on": date(2028, 3, 2)}
    assert at_once(node, *[lambda: actions.register_participant(**entered)] * 2) == ["done", "done"]
    assert len(rows(Participation, course=course)) == 1
    meet(costs)
    told = [{"kind": "venue", "currency": "KZT", "planned": "100", "external": "no"}] * 2
    told.append({"kind": "travel", "currency": "KZT", "planned": "5", "external": "yes"})
    assert at_once(node, *(lambda t=t: actions.record_cost(**line, **t) for t in told[1:])) == ["done", "done"]
    meet(costs)
    assert at_once(node, *(lambda t=t: actions.record_cost(**line, **t) for t in told[:2])) == ["done", "done"]
    assert len(rows(CourseCost, course=course)) == 2
    (now,) = rows(Course, id=course.id)
    assert now.external_funding is True, "each counts the line of the other"
    meet(materials)
    add = {**line, "what": "Gloves", "number": 20}
    assert at_once(node, *[lambda: actions.add_material(**add)] * 2) == ["done", "done"]
    assert len(rows(CourseMaterial, course=course)) == 1


def test_links_handed_out_twice_at_once_are_never_more_than_the_people(node, given, meet):
    load_forms(by=SYSTEM)
    actions.record_course(
        by=SYSTEM, owner="KAZ", key="LINKS", title="Links", kind="other", status="held", sources=["S1"],
        dates="2026-03-02/2026-03-06", venue="KAZ", trainees_from="KAZ",
    )  # fmt: skip
    (course,) = rows(Course, key="LINKS")
    told = {"by": ground.FOCAL_KAZ, "course": str(course.uid), "today": date(2026, 3, 6)}
    reaction.ask_participants(**told, participants=5)
    meet(reaction)
    told = at_once(node, *[lambda told=told: reaction.hand_out_links(**told, links=3)] * 2)
    assert (sorted(told), len(rows(ReactionLink))) == (["done", "training.links_wrong"], 3)


def test_who_is_invited_to_two_courses_of_one_time_at_once_teaches_in_one(node, meet):
    ground.persons(2)
    for key, room in (("once-a", "Hall"), ("once-b", "Laboratory")):
        planned(key, most=12)
        lay_session(key, room=room)
    meet(staffing)
    told = at_once(node, *(lambda key=key: invited("KAZ-P0", key) for key in ("once-a", "once-b")))
    assert sorted(told) == ["done", "training.staff_busy"]
    assert len(rows(CourseStaff, part="co_trainer")) == 1
    meet(staffing)
    assert at_once(node, *[lambda: invited("KAZ-P1", "once-a", "support")] * 2) == ["done", "done"]
    assert len(rows(CourseStaff, part="support")) == 1


@pytest.mark.parametrize("who", ["place", "person", "observer"])
def test_of_two_phones_that_take_one_seat_of_a_class_at_once_one_is_told_that_it_is_taken(node, who, monkeypatch):
    """Both found it free; `person` is a place whose course has activities. Of the second no account stays either."""
    number, place = str(uuid4()), str(uuid4())
    station = Doing(str(uuid4()), "", {"kind": "skill_station"})
    taught = Taught(() if who == "place" else (station,), observers={number: "Watcher"})
    roster = Roster("N", str(uuid4()), "Spills", "KAZ", NINE, "", {place: "Trainee"}, taught=taught)
    actions.hold_activities(by=SYSTEM, roster=roster)
    asked = {"by": ANONYMOUS, "code": "482913", "right_code": "482913", "roster": roster, "pin": "4711"}
    room = class_activities if who == "observer" else classes
    monkeypatch.setattr(room, "_open_seat", Meeting(wait=2).before(room._open_seat))
    before = set(opened())

    def sit():
        if who == "observer":
            return actions.join_to_observe(**asked, observer=number)
        return actions.join_class(**asked, place=place)

    assert sorted(at_once(node, sit, sit)) == ["done", "training.class_seat_taken"]
    assert len(set(opened()) - before) == 1


def opened():
    return Account.objects.values_list("uid", flat=True)


def test_of_two_lines_of_the_cascade_that_would_close_a_circle_one_is_recorded(node, given, monkeypatch):
    """The third course lies between: neither names a course with which the other begins and ends."""
    first, second, third, fourth = (own(given, f"circle-{n}", day=100 + n).key for n in range(4))
    line = {"by": SYSTEM, "basis": "stated", "sources": ["S1"]}
    for below, above in ((second, first), (fourth, third)):
        actions.record_descent(**line, course=below, taught_by=above)
    monkeypatch.setattr(cascade, "gated", Meeting(wait=2).before(cascade.gated))
    told = at_once(
        node,
        lambda: actions.record_descent(**line, course=third, taught_by=second),
        lambda: actions.record_descent(**line, course=first, taught_by=fourth),
    )
    assert sorted(told) == ["done", "training.descent_in_a_circle"]


def test_a_line_that_is_corrected_while_another_is_recorded_closes_no_circle(node, given, monkeypatch):
    first, second, third = (own(given, f"corrected-{n}", day=110 + n).key for n in range(3))
    line = {"by": SYSTEM, "basis": "stated", "sources": ["S1"]}
    there = str(actions.record_descent(**line, course=second, taught_by=first).uid)
    monkeypatch.setattr(cascade, "gated", Meeting(wait=2).before(cascade.gated))
    told = at_once(
        node,
        lambda: actions.correct_descent(**line, line=there, taught_by=third),
        lambda: actions.record_descent(**line, course=third, taught_by=second),
    )
    assert sorted(told) == ["done", "training.descent_in_a_circle"]


# -- waiting in a circle -----------------------------------------------------------------------------------------------


@on_postgresql
def test_the_hourly_job_and_an_organiser_do_not_wait_for_each_other(node, given, monkeypatch):
    """The organiser holds the course and wants the journal, while the job, which has told others something, wants the
    course: it must not hold the journal.
    """
    other = own(given, "told", day=70)
    given.accept(given.nominate(4, course=other.key))  # the job tells of this one first
    course = own(given, "circle", day=80, most=1)
    first, second = (given.accept(given.nominate(n, course=course.key)) for n in (5, 6))
    assert (first.state, second.state) == ("enrolled", "waiting")
    look, holds, waits = places._move_up, Event(), Event()

    def slowly(by, about, at):
        if about.id == course.id and not by.is_system:
            holds.set()
            assert waits.wait(together.PATIENCE)
        return look(by, about, at)

    monkeypatch.setattr(places, "_move_up", slowly)
    monkeypatch.setattr(places, "_next_ones", lambda about, ask=places._next_ones: ask(about) or [second])
    deeds = (
        lambda: given.withdraw(first, by="manager"),
        lambda: holds.wait(together.PATIENCE) and course_mail.tell_participants(by=SYSTEM, at=BEFORE),
    )
    with ThreadPoolExecutor(1) as watching:
        watching.submit(until_somebody_waits, node, waits)
        assert at_once(node, *deeds)[0] == "done"


@on_postgresql
def test_whoever_moves_a_course_and_whoever_books_its_rooms_do_not_wait_for_each_other(node, monkeypatch):
    """The course frees one room after another; meanwhile its centre calls the second booking off by itself."""
    planned("once-c", first_day=date(2027, 5, 3), most=12)
    told = (("Hall", "2027-05-03"), ("Laboratory", "2027-05-04"))
    both = [lay_session("once-c", room=room, starts=f"{day} 09:00", ends=f"{day} 12:00") for room, day in told]
    freed, holds, waits = inventory.call_off_booking, Event(), Event()

    def slowly(**asked):
        done = freed(**asked)
        if not holds.is_set():
            holds.set()
            assert waits.wait(together.PATIENCE)
        return done

    monkeypatch.setattr(inventory, "call_off_booking", slowly)
    move = {"by": MANAGER, "course": "once-c", "days": 7, "now": NINE - timedelta(days=30)}
    off = {"by": MANAGER, "booking": str(both[1].booking)}
    with ThreadPoolExecutor(1) as watching:
        watching.submit(until_somebody_waits, node, waits)
        told = at_once(
            node, lambda: actions.postpone_course(**move), lambda: holds.wait(together.PATIENCE) and freed(**off)
        )
    assert told == ["done", "done"]


def until_somebody_waits(node, waits):
    """Say so once a connection waits for a lock, or after a while."""
    connections["default"] = node()
    until = monotonic() + together.PATIENCE / 2
    with connections["default"].cursor() as cursor:
        while monotonic() < until:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            if cursor.fetchone()[0]:
                break
            sleep(0.02)
    waits.set()
    connections["default"].close()


def held(given, name, day):
    """A course with one session and the learner in it, who has an account."""
    course = own(given, name, day=day)
    row = given.accept(given.nominate("P-learner", by="manager", course=course.key))
    return course, (row,), session(course, NINE + timedelta(days=400 + day))


def signing(given, course, session, row, now=None):
    """The learner taps the button with the code of the first minute."""
    code = code_at(node_key(), str(session.uid), session.starts)
    told = {"by": given.by("learner"), "session": str(session.uid), "code": code}
    return lambda: actions.sign_in_to_session(**told, scanned=session.starts, now=session.starts)
