"""Participants are told of what changed, in their language, and hear nothing where nothing did."""

from datetime import date, timedelta

from kerege.api import course_mail
from kerege.journal.actions import act
from kerege.people.rules import SYSTEM
from kerege.training import actions
from tests.training.cohort import BEFORE, NINE, PROMISE, Cohort, code_of, laid


def tell(given, at):
    return sorted((each.to.split("@")[0], each.what) for each in actions.tell_participants(by=SYSTEM, at=at))


def test_participants_hear_of_places_and_the_lead_of_who_moved_up(mailoutbox):
    given = Cohort(most=1)
    first = given.accept(given.nominate(0))
    waits = given.accept(given.nominate("P-learner"))
    assert tell(given, BEFORE) == [("learner", "waits")]
    given.withdraw(first)
    assert tell(given, BEFORE) == [("lead", "moved_up_lead"), ("learner", "moved_up")]
    assert tell(given, BEFORE + timedelta(days=1)) == []
    assert tell(given, NINE - timedelta(days=7)) == [("learner", "week")]
    with act("tests.session.moved", by=SYSTEM, about="session"):
        given.sessions[0].starts += timedelta(hours=1)
        given.sessions[0].save()
    assert tell(given, NINE - timedelta(days=5)) == [("learner", "times")], "the letter counts as the reminder too"
    course_mail.tell_participants(by=SYSTEM, at=NINE - timedelta(hours=20))
    (mail,) = mailoutbox
    assert mail.subject == "It begins very soon: Training of trainers TOT-UZB"
    assert "15 March 2027 at 10:00 (Almaty)" in mail.body
    assert "learner" not in mail.body.lower()
    assert waits.person_id != first.person_id


def test_a_course_that_is_called_off_is_told_to_all_who_counted_on_it():
    given = Cohort(most=1)
    given.accept(given.nominate("P-learner"))
    tell(given, BEFORE)
    with act("tests.course.changed", by=SYSTEM, about="course"):
        given.course.status = "cancelled"
        given.course.save()
    assert [tell(given, BEFORE), tell(given, BEFORE)] == [[("learner", "cancelled")], []]
    assert code_of(actions.tell_participants, by=given.by("focal"), at=BEFORE) == "people.not_yours"


def test_the_day_after_a_course_nobody_goes_without_word():
    over, given = laid("OVER", first_day=date(2027, 1, 30), last_day=date(2027, 1, 31)), Cohort(most=1)
    before = BEFORE - timedelta(days=5)
    actions.nominate_for_course(
        by=given.by("head"), course=over.key, person=given.persons[1], promise=PROMISE, now=before
    )
    given.accept(given.nominate("P-learner"))
    assert tell(given, BEFORE) == [("learner", "place")], "the other course ended yesterday and is not closed yet"


def test_nobody_moves_up_by_themselves_into_a_course_that_has_begun():
    given = Cohort(most=1)
    rows = given.enrolled(0)
    given.accept(given.nominate("P-learner"))
    given.withdraw(rows[0], now=NINE + timedelta(days=1))
    tell(given, NINE + timedelta(days=1))
    assert given.states() == ["withdrawn", "waiting"]
    assert [row.state for row in actions.fill_places(by=given.by("lead"), course=given.course.key, now=NINE)] == [
        "enrolled"
    ], "unless the organiser says so"
