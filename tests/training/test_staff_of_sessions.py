"""Who teaches which session: double-booking and part 2 are asked for the sessions that somebody is named for."""

from datetime import UTC, datetime

import pytest

from kerege.journal.models import Act
from kerege.lib.refusal import Refusal
from kerege.training import actions
from kerege.training.actions import staffing
from kerege.training.queries.calendars import dated, teachers_of
from kerege.training.queries.staff import DOOR, own_sessions
from kerege.training.queries.staffed import own_parts, staffed
from tests.ground import persons
from tests.training.planned import MANAGER, NOW, OUTSIDER, TODAY, invited, lay_centre, planned, session, with_account


def code_of(deed, **told):
    with pytest.raises(Refusal) as caught:
        deed(**told)
    return caught.value.code, caught.value.field


@pytest.fixture
def laid(_ground):
    """A course with two parallel groups on its first day and one session on the second; somebody who teaches."""
    lay_centre()
    persons(2)
    course = planned(most=12)
    rows = [
        session(room="Hall"),
        session(title="Waste", room="Laboratory"),
        session(title="Spills", starts="2027-02-02 09:00", ends="2027-02-02 10:00"),
    ]
    return course, [str(row.uid) for row in rows], invited("KAZ-P0")


def assign(row, *sessions, by=MANAGER):
    return actions.assign_sessions(by=by, staff=str(row.uid), sessions=sessions)


def test_somebody_teaches_the_sessions_that_they_are_named_for(laid):
    course, (first, second, third), row = laid
    own = with_account("KAZ-P0")
    span = {"since": datetime(2027, 2, 1, tzinfo=UTC), "until": datetime(2027, 2, 4, tzinfo=UTC), "mine": True}
    assert len(dated(DOOR, acting=own, **span)) == 3, "none named: all"
    assert assign(row, third, second).sessions == [second, third]
    acts = Act.objects.count()
    assign(row, second, third)
    assert Act.objects.count() == acts, "the same again"
    assert [line.session.title for line in dated(DOOR, acting=own, **span)] == ["Waste", "Spills"]
    assert own_sessions(own) == {course.id: {second, third}}
    assert [s.title for part in own_parts(own) for s in part.sessions] == ["Waste", "Spills"]
    told = teachers_of(DOOR, acting=MANAGER, sessions=[first, second, third])
    assert told == {second: ("Person KAZ-P0",), third: ("Person KAZ-P0",)}
    team = staffed(DOOR, str(course.uid), acting=MANAGER, on=TODAY)
    assert [line.sessions for line in team.members] == [(second, third)]
    assert assign(row).sessions == []


def test_nobody_is_named_for_two_sessions_of_one_time(laid):
    _course, (first, second, third), row = laid
    assign(row, first, third)
    with pytest.raises(Refusal) as caught:
        assign(row, first, second)
    assert caught.value.code == "training.staff_busy"
    planned("other", centre="", venue="KAZ", venue_place="Astana", zone="Asia/Almaty")
    session("other", starts="2027-02-01 10:00", ends="2027-02-01 11:00")
    with pytest.raises(Refusal) as caught:
        invited("KAZ-P0", "other")
    assert caught.value.code == "training.staff_busy", "the first group meets then"
    assign(row, third)
    assert invited("KAZ-P0", "other").sessions == [], "whoever teaches on the second day only is free on the first"
    with pytest.raises(Refusal) as caught:
        assign(row, first)
    assert caught.value.code == "training.staff_busy"


def test_what_cannot_be_assigned_is_refused(laid):
    _course, (first, _second, third), row = laid
    told = {"staff": str(row.uid), "sessions": [first]}
    assert code_of(actions.assign_sessions, by=OUTSIDER, **told)[0] == "people.not_yours"
    assert code_of(actions.assign_sessions, by=MANAGER, **told | {"staff": "x"}) == ("training.no_such_staff", "staff")
    wrong = ("training.no_such_session", "sessions")
    assert code_of(actions.assign_sessions, by=MANAGER, **told | {"sessions": [first, "x"]}) == wrong
    actions.call_off_session(by=MANAGER, session=third, reason="Rain", now=NOW)
    assert code_of(actions.assign_sessions, by=MANAGER, **told | {"sessions": [third]}) == wrong
    actions.replace_staff(by=MANAGER, staff=str(row.uid), reason="Ill", today=TODAY)
    assert code_of(actions.assign_sessions, by=MANAGER, **told) == ("training.no_such_staff", "staff")


def test_a_lead_needs_the_certificate_on_the_days_of_their_sessions(laid, monkeypatch):
    _course, (first, _second, third), row = laid
    asked = []
    monkeypatch.setattr(staffing, "curricula_needed", lambda course: frozenset({"tot"}))
    monkeypatch.setattr(staffing, "certificates_of", lambda persons, on: asked.append(on) or {})
    row.part = "lead"
    with pytest.raises(Refusal) as caught:
        staffing._check_leads(row.course, [row], staffing._all_slots(row.course))
    assert (caught.value.code, [day.day for day in asked]) == ("training.no_part_two", [1, 2])
    asked.clear()
    row.sessions = [third]
    with pytest.raises(Refusal):
        staffing._check_leads(row.course, [row], staffing._all_slots(row.course))
    assert [day.day for day in asked] == [2]
