"""Attendance becomes hours of part 1 in the cases of those who want a certificate; 36.5 of 37 hours are not 37."""

from datetime import UTC, datetime, timedelta

import pytest

from kerege.capacity import actions as capacity
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.training import actions
from kerege.training.models import Attendance, Enrolment
from tests.capacity.way import EVERY_POINT, PASSED, RUBRIC, START, Way
from tests.training.cohort import code_of, laid, session, staff

NINE = datetime(2026, 1, 5, 4, tzinfo=UTC)
NOW = datetime(2026, 1, 20, 4, tzinfo=UTC)
LENGTH = timedelta(hours=7, minutes=24)


def course_of(way, *persons, late=0):
    """A course of five days of 7 h 24 min with these people present at all of it, and the first of them late once."""
    course = laid("FIVE-DAYS", owner="KAZ", first_day=START, last_day=START + timedelta(days=4), most=14)
    staff(course, "P-coach", "lead")
    days = [session(course, NINE + timedelta(days=day), hours=7.4) for day in range(5)]
    assert {each.ends - each.starts for each in days} == {LENGTH}
    with act("tests.cohort.laid", by=way.by("coach"), about="cohort"):
        people = Enrolment._meta.get_field("person").related_model.objects.inside_action()
        for key in persons:
            kept = {"owner": "KAZ", "person": people.get(key=key), "noted_by": "-"}
            Enrolment.objects.create(course=course, nominated_on=START, state="enrolled", **kept)
            for number, day in enumerate(days):
                told = {"presence": "late", "minutes": late} if late and not number else {"presence": "present"}
                Attendance.objects.create(session=day, via="list", at=day.starts, noted_on=day.ends, **told, **kept)
    return course


def record(way, name="coach", **changes):
    told = {"by": way.by(name), "course": "FIVE-DAYS", "now": NOW}
    return [(each.minutes, each.sessions, each.why) for each in actions.record_hours_of_course(**(told | changes))]


def passes(way):
    told = {"by": way.by("coach"), "case": way.case, "on": PASSED, "today": PASSED}
    capacity.record_knowledge(**told, percent="80")
    capacity.sign_checklist(**told, done=EVERY_POINT)
    capacity.judge_teach_back(**told, given=RUBRIC)
    return capacity.close_part_one(by=way.by("coach"), case=way.case, today=PASSED).state


def test_whole_attendance_is_37_hours_and_is_recorded_once():
    way = Way("trainee", "centre", "coach", "stranger").enrolled()
    course_of(way, "P-trainee", "P-stranger")
    nobody = (0, 0, "not_trainer")
    assert record(way) == [(37 * 60, 5, ""), nobody], "of the second there is no case"
    assert record(way) == [(0, 0, "already"), nobody]
    assert passes(way) == "part_one_passed"
    assert record(way) == [(0, 0, "not_now"), nobody]


def test_a_session_that_goes_on_gives_no_hours_yet():
    way = Way("trainee", "centre", "coach").enrolled()
    course_of(way, "P-trainee")
    assert record(way, now=NINE + timedelta(days=1, hours=1)) == [(444, 1, "")], "signed in an hour ago"
    assert record(way) == [(4 * 444, 4, "")]


def test_half_an_hour_late_is_not_37_hours():
    way = Way("trainee", "centre", "coach").enrolled()
    course_of(way, "P-trainee", late=30)
    assert record(way) == [(37 * 60 - 30, 5, "")]
    with pytest.raises(Refusal) as caught:
        passes(way)
    assert (caught.value.code, caught.value.data["hours"]) == ("capacity.hours_missing", "36.5")


def test_only_who_keeps_the_list_and_is_named_in_the_case_records_hours():
    way = Way("trainee", "centre", "coach", "stranger").enrolled()
    course = course_of(way, "P-trainee")
    told = {"course": "FIVE-DAYS", "now": NOW}
    assert code_of(actions.record_hours_of_course, by=way.by("stranger"), **told) == "people.not_yours"
    assert code_of(actions.record_hours_of_course, by=way.by("trainee"), **told) == "people.not_yours"
    staff(course, "P-stranger", "co_trainer")
    assert record(way, "stranger") == [(0, 0, "not_trainer")], "teaches here and has no part in the case"


def test_absent_all_the_time_is_no_hours():
    way = Way("trainee", "centre", "coach").enrolled()
    course_of(way, "P-trainee")
    with act("tests.attendance.changed", by=way.by("coach"), about="attendance"):
        for row in Attendance.objects.inside_action():
            row.presence = "absent"
            row.save()
    assert record(way) == [(0, 0, "no_hours")]
