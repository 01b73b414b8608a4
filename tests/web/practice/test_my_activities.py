"""What a participant reads of their own activities: signed results, disputes told as such, and nothing of others."""

import pytest

from kerege.journal.actions import act
from kerege.people.rules import SYSTEM
from kerege.training import actions
from kerege.training.models import Attendance, CourseSession, Enrolment
from tests.training.practised import DAY, NINE, Device, laid, station
from tests.web.signing import signed_in

pytestmark = pytest.mark.filterwarnings("error")
NOT_SIGNED = "Nobody has signed your checklist yet."


@pytest.fixture
def here(db):
    found = laid()
    found.activity = station(found)
    found.mine = f"/my/courses/{found.course}/activities/"
    return found


def told(here, who="trainee"):
    return signed_in(who).get(here.mine).content.decode()


def record(here, *events):
    taken = actions.record_events(by=here.watcher, course=here.course, events=events).taken
    assert len(taken) == len(events)


def test_the_result_is_told_once_it_is_signed_with_who_signed(here):
    assert "Nothing is recorded of you yet" in told(here)
    phone = Device(here.activity)
    marks = phone.checklist(here.people[0], "done", "helped")
    record(here, *marks[:2])
    page = told(here)
    assert NOT_SIGNED in page
    assert ("Done with help" in page, "Passed" in page) == (False, False), "an unfinished note is no result"
    record(here, marks[2])
    page = told(here)
    assert "Passed: every critical point was done." in page
    assert "Checks the size</span> · <b>Done with help</b>" in page
    assert "Signed by <b><bdi>Watcher</bdi></b>" in page
    record(here, phone.mark(here.people[0], "not_done"))
    page = told(here)
    assert "A mark was changed after your checklist was signed." in page
    assert "Not done" not in page


def test_what_two_devices_say_differently_is_told_as_disputed(here):
    record(here, *Device(here.activity).checklist(here.people[0]))
    record(here, Device(here.activity).mark(here.people[0], "not_done"))
    page = told(here)
    assert "Two devices recorded different things of you." in page
    assert ("Passed" in page, "Not done" in page, "Signed by" in page) == (False, False, False)


def test_what_was_missed_is_told_in_words(here):
    record(here, *Device(here.activity).checklist(here.people[0], "not_done", "done"))
    assert "Not passed: a critical point was not done alone." in told(here)


def test_an_activity_of_a_session_where_one_was_is_ones_own_also_without_a_mark(here):
    with act("tests.attendance.laid", by=SYSTEM, about="C"):
        session = CourseSession.objects.inside_action().get()
        person = Enrolment.objects.inside_action().get(person__key="P-trainee").person
        row = Attendance(owner="KAZ", session=session, person=person, presence="absent", stands=True, noted_by="nobody")
        row.via, row.at, row.noted_on = "list", NINE, NINE
        row.save()
    assert "Nothing is recorded of you yet" in told(here)
    with act("tests.attendance.laid", by=SYSTEM, about="C"):
        row.presence = "late"
        row.save()
    page = told(here)
    assert ("Gloves</h2>" in page, NOT_SIGNED in page) == (True, True)


def test_nothing_of_others_is_told_and_nobody_without_a_place_finds_the_page(here):
    record(here, *Device(here.activity).checklist(here.people[1]))
    page = told(here)
    assert "Nothing is recorded of you yet" in page
    assert [signed_in(who).get(here.mine).status_code for who in ("lead", "watcher", "stranger")] == [404] * 3
    with act("tests.place.laid", by=SYSTEM, about="C"):
        row = Enrolment.objects.inside_action().get(person__key="P-trainee")
        row.state, row.decided_on = "withdrawn", DAY
        row.save()
    assert signed_in("trainee").get(here.mine).status_code == 404
