"""Sessions that move onto another course of somebody with a place: told by name, and moved when somebody settles it."""

from datetime import timedelta

import pytest

from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.people.rules import SYSTEM
from kerege.training.models import Enrolment
from tests import ground
from tests.training.cohort import FIRST, NINE, Cohort, laid, session
from tests.web.enrolment.reading import client, text

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.filterwarnings("error")]


def elsewhere(row, key, days, **course):
    """The person of a row has a place in another course, so many days after the first one."""
    day = FIRST + timedelta(days=days)
    other = laid(key, first_day=day, last_day=day, **course)
    kept = {"owner": "UZB", "nominated_on": FIRST, "noted_by": "-", "state": "enrolled"}
    with act("tests.enrolment.laid", by=SYSTEM, about="enrolment"):
        Enrolment.objects.create(course=other, person_id=row.person_id, **kept)
    return other


def test_whoever_moves_sessions_is_told_whose_other_course_is_then():
    ground.lay()
    given = Cohort(most=2, kind="cascade_workshop")
    first, second = given.enrolled(0, 1)
    session(elsewhere(first, "IN-TASHKENT", 7, venue_id="UZB"), NINE + timedelta(days=7, hours=1))
    elsewhere(second, "WITHOUT-SESSIONS", 8)
    elsewhere(second, "CALLED-OFF", 14, status="cancelled")
    manager, page = client(given, "manager"), f"/courses/{given.course.uid}/plan/"
    told = {"do": "postpone", "postpone-days": "7"}
    refused = manager.post(page, told)
    assert refused.status_code == 422
    names = f"Person {given.persons[0]}, Person {given.persons[1]}"
    assert f"At that time 2 of those with a place have another course: {names}." in text(refused)
    assert 'name="postpone-anyway"' in text(refused)
    assert 'name="postpone-anyway"' not in text(manager.get(page)), "only whoever was told is asked"
    assert manager.post(page, told | {"postpone-anyway": "on"}).status_code == 302
    done = Act.objects.filter(word="training.course.postponed").latest("id")
    assert done.facts["double_booked"] == 2
    moved = f"/courses/{given.course.uid}/sessions/{given.sessions[1].uid}/"
    free = {"do": "move", "move-name": "Later", "move-place": "", "move-room": ""}
    free |= {"move-starts": "2027-03-29T09:00", "move-ends": "2027-03-29T11:00"}
    assert manager.post(moved, free).status_code == 302, "what is free needs no word"
