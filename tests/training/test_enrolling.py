"""Coming to a place in a course: nominated by the employer or by oneself, waiting, moving up, withdrawing."""

from datetime import date, timedelta

import pytest

from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.training import actions
from kerege.training.actions import places
from kerege.training.models import CourseNeed
from tests.training.cohort import BEFORE, FIRST, NINE, PROMISE, Cohort, code_of, laid, session, staff


def test_an_employer_nominates_and_the_organiser_gives_the_places_in_their_order():
    given = Cohort(most=2)
    rows = [given.nominate(n) for n in range(4)]
    assert given.states() == ["nominated"] * 4
    assert rows[0].commitment == "two days a month · the seminar room · printing"
    assert [given.accept(rows[n], now=BEFORE + timedelta(hours=n)).state for n in (2, 0, 1, 3)] == [
        "enrolled",
        "enrolled",
        "waiting",
        "waiting",
    ]
    acts = Act.objects.count()
    assert [given.accept(rows[n]).state for n in (2, 1)] == ["enrolled", "waiting"], "pressed twice"
    assert Act.objects.count() == acts
    given.withdraw(rows[2])
    assert given.states() == ["enrolled", "enrolled", "withdrawn", "waiting"], "who waited longest moved up"
    actions.decline_participant(by=given.by("lead"), enrolment=str(rows[0].uid), reason="Too early", now=BEFORE)
    assert given.states() == ["refused", "enrolled", "withdrawn", "enrolled"]


def test_who_may_nominate_whom():
    given = Cohort()
    assert code_of(given.nominate, 0, by="learner") == "records.nothing_there"
    assert code_of(given.nominate, 0, by="neighbour") == "records.nothing_there", "of another owner's people"
    assert code_of(given.nominate, "NOBODY") == "records.nothing_there"
    assert code_of(given.nominate, 0, course="NO-COURSE") == "records.nothing_there"
    person = people.record_person(by=SYSTEM, owner="KGZ", key="KGZ-1", name="Somebody", synthetic=True)
    assert given.nominate("KGZ-1", by="neighbour").person_id == person.id, "their own people, to a course of others"
    people.record_person(by=SYSTEM, owner="KGZ", key="KGZ-2", name="Another", synthetic=True)
    assert code_of(given.nominate, "KGZ-2", by="manager") == "records.nothing_there"
    people.record_person(by=SYSTEM, owner="KGZ", key="KGZ-3", name="Known", name_label=1, synthetic=True)
    assert given.nominate("KGZ-3", by="manager").state == "nominated", "the organiser reads this name"
    assert code_of(given.nominate, "KGZ-3", by="head2") == "records.nothing_there"


def test_a_course_that_others_do_not_know_of_takes_no_nomination():
    given = Cohort(label=2)
    assert code_of(given.nominate, 0, by="neighbour") == "records.nothing_there"
    assert given.nominate(0).state == "nominated", "the laboratory head reads national records of the own country"


def test_a_promise_is_asked_of_the_employer():
    given = Cohort()
    assert code_of(given.nominate, promise=actions.Promise("", "room", "paper", True)) == "training.promise_incomplete"
    assert code_of(given.nominate, promise=actions.Promise("days", "room", "paper")) == "training.not_teaching"
    closed = laid("INVITED", entry="closed")
    told = {"course": closed.key, "person": given.persons[0], "now": BEFORE}
    assert (
        code_of(actions.nominate_for_course, by=given.by("head"), promise=PROMISE, **told) == "training.by_invitation"
    )
    assert actions.nominate_for_course(by=given.by("manager"), **told).commitment == ""


def test_nobody_stands_in_the_list_twice_and_may_come_again_after_a_withdrawal():
    given = Cohort()
    row = given.nominate(0)
    assert code_of(given.nominate, 0) == "training.nominated_already"
    assert code_of(given.nominate, 0, by="head2") == "training.nominated_already"
    given.accept(row)
    assert code_of(given.nominate, 0, by="manager") == "training.nominated_already"
    given.withdraw(row)
    again = given.nominate(0)
    assert (again.id, again.state, again.moved, again.reason) == (row.id, "nominated", 3, "")


def test_places_are_given_while_the_course_is_open():
    given = Cohort(enrol_from=date(2027, 2, 1), enrol_until=date(2027, 2, 20))
    late, after = BEFORE + timedelta(days=20), NINE + timedelta(days=5)
    assert code_of(given.nominate, now=BEFORE - timedelta(days=1)) == "training.enrolment_not_yet"
    assert code_of(given.nominate, now=late) == "training.enrolment_ended"
    row = given.nominate(1, by="manager", now=late)
    assert given.accept(row, now=late).state == "enrolled", "the organiser gives places after the last day too"
    assert code_of(given.nominate, 2, by="manager", now=after) == "training.course_over"
    assert code_of(given.accept, given.nominate(3, by="manager", now=late), now=after) == "training.course_over"
    assert code_of(given.withdraw, row, by="manager", now=after) == "training.course_over"
    gone = laid("GONE", status="cancelled")
    assert code_of(given.nominate, course=gone.key) == "training.course_cancelled"


def test_the_last_day_is_the_day_where_the_course_is_held():
    """19:30 UTC on the 20th is half past midnight of the 21st in Almaty."""
    given = Cohort(enrol_until=date(2027, 2, 20))
    late = BEFORE.replace(day=20, hour=19, minute=30)
    assert code_of(given.nominate, now=late) == "training.enrolment_ended"
    assert given.nominate(now=late.replace(hour=18)).nominated_on == date(2027, 2, 20)


def test_people_enrol_themselves_where_the_course_is_open():
    given = Cohort(most=1)
    told = {"course": given.course.key, "now": BEFORE}
    assert code_of(actions.enrol_myself, by=given.by("learner"), **told) == "training.by_nomination"
    open_one = laid("OPEN", entry="open", most=1)
    told["course"] = open_one.key
    assert code_of(actions.enrol_myself, by=given.by("stranger"), **told) == "training.no_own_record"
    assert actions.enrol_myself(by=given.by("learner"), **told).state == "enrolled"
    assert code_of(actions.enrol_myself, by=given.by("learner"), **told) == "training.nominated_already"
    row = actions.enrol_myself(by=given.by("lead"), **told)
    assert (row.state, row.waiting_since) == ("waiting", BEFORE)


def test_whom_the_organiser_did_not_accept_does_not_enrol_again_by_themselves():
    given = Cohort(entry="open")
    told = {"by": given.by("learner"), "course": given.course.key, "now": BEFORE}
    row = actions.enrol_myself(**told)
    actions.decline_participant(by=given.by("lead"), enrolment=str(row.uid), reason="Not this time", now=BEFORE)
    assert code_of(actions.enrol_myself, **told) == "training.nominated_already"
    assert given.nominate("P-learner").state == "nominated", "the employer may ask again, and the organiser decides"
    given.withdraw(row)
    assert actions.enrol_myself(**told).state == "enrolled", "whoever withdrew comes again"


def test_a_button_that_is_pressed_twice_at_once_takes_no_place_away(monkeypatch):
    given = Cohort(most=1)
    row = given.nominate(0)
    behind = places.enrolment_for(by=given.by("manager"), enrolment=str(row.uid))
    given.accept(row)
    monkeypatch.setattr(places, "enrolment_for", lambda **_: behind)
    assert code_of(given.accept, row) == "training.not_now"
    assert given.states() == ["enrolled"]
    behind.state = "enrolled"
    given.withdraw(row)
    assert code_of(given.withdraw, row) == "training.not_now"


def test_nobody_has_places_in_two_courses_at_one_time():
    given = Cohort()
    other = laid("OTHER", first_day=FIRST + timedelta(days=1), last_day=FIRST + timedelta(days=4))
    row = given.enrolled(0)[0]
    elsewhere = given.nominate(0, course=other.key)
    assert code_of(given.accept, elsewhere) == "training.at_another_course"
    session(other, NINE + timedelta(days=1, hours=2))
    assert given.accept(elsewhere).state == "enrolled", "its sessions share no hour with those of the first"
    later = laid("LATER", first_day=FIRST, last_day=FIRST)
    session(later, NINE + timedelta(hours=1))
    third = given.nominate(0, course=later.key)
    assert code_of(given.accept, third) == "training.at_another_course"
    given.withdraw(row)
    assert given.accept(third).state == "enrolled"


def test_who_is_at_another_course_then_is_passed_over_when_a_place_becomes_free():
    given = Cohort(most=1)
    rows = [given.accept(given.nominate(n), now=BEFORE + timedelta(hours=n)) for n in range(3)]
    other = laid("OTHER")
    given.accept(given.nominate(1, course=other.key))
    given.withdraw(rows[0])
    assert given.states() == ["withdrawn", "waiting", "enrolled"]


def test_staff_is_not_trained_in_its_own_course():
    given = Cohort()
    staff(given.course, given.persons[0], "support")
    assert code_of(given.nominate, 0) == "training.staff_of_course"


def test_only_whoever_organises_accepts_and_declines_and_a_reason_is_asked():
    given = Cohort()
    row = given.nominate(0)
    assert code_of(given.accept, row, by="head") == "people.not_yours", (
        "who nominated knows the row and does not decide"
    )
    assert code_of(given.accept, row, by="head2") == "records.nothing_there"
    assert code_of(given.accept, row, by="interpreter") == "records.nothing_there"
    assert code_of(given.withdraw, row, by="head2") == "records.nothing_there"
    assert code_of(given.withdraw, row, reason=" ") == "training.enrolment_reason"
    assert code_of(given.accept, row, enrolment="nobody") == "records.nothing_there"
    assert given.accept(row, by="lead").state == "enrolled"
    given.withdraw(row)
    assert code_of(given.withdraw, row) == "training.not_now"
    assert code_of(given.accept, row) == "training.not_now"


def test_places_that_are_made_later_go_to_those_who_wait():
    given = Cohort(most=1)
    for n in range(3):
        given.accept(given.nominate(n), now=BEFORE + timedelta(hours=n))
    fill = {"course": given.course.key, "now": BEFORE + timedelta(days=1)}
    assert actions.fill_places(by=SYSTEM, **fill) == []
    _more_places(given.course, 2)
    assert code_of(actions.fill_places, by=given.by("head"), **fill) == "people.not_yours"
    assert [row.state for row in actions.fill_places(by=given.by("manager"), **fill)] == ["enrolled"]
    assert given.states() == ["enrolled", "enrolled", "waiting"]


def test_a_course_asks_for_something_and_says_what_is_missing():
    given = Cohort()
    told = {"by": given.by("lead"), "course": given.course.key, "kind": "certificate", "key": "trainer", "level": "L1"}
    assert code_of(actions.ask_of_participants, **told) == "training.need_unknown"
    assert code_of(actions.ask_of_participants, **(told | {"kind": "height"})) == "people.unknown_choice"
    assert code_of(actions.ask_of_participants, **(told | {"by": given.by("head")})) == "people.not_yours"
    _asks(given.course, "certificate", "trainer", "L1")
    with pytest.raises(Refusal) as caught:
        given.nominate(0)
    assert (caught.value.code, caught.value.data["missing"]) == ("training.lacks", "trainer L1")
    assert code_of(given.nominate, 0, despite="I know her") == "training.lacks", "an employer cannot pass over it"
    row = given.nominate(0, by="manager", despite="Taught for ten years")
    assert row.reason == "Taught for ten years"
    assert given.accept(row).state == "enrolled"
    actions.decline_participant(by=given.by("lead"), enrolment=str(row.uid), reason="Not this time", now=BEFORE)
    assert code_of(given.accept, row) == "training.lacks", "why somebody was declined is no reason to take them"
    again = given.accept(row, despite="Taught for ten years")
    assert (again.state, again.reason) == ("enrolled", "Taught for ten years")
    actions.ask_no_more(**told)
    assert given.nominate(1).state == "nominated"


def _asks(course, kind, key, level):
    with act("tests.need.laid", by=SYSTEM, about="need"):
        CourseNeed.objects.create(course=course, owner=course.owner, kind=kind, key=key, level=level)


def _more_places(course, most):
    with act("tests.course.changed", by=SYSTEM, about="course"):
        course.most = most
        course.save()
