"""The staff of a course: nobody at two places at once, nobody leads without part 2, each answers for themselves."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.privacy.actions import Chosen, list_myself, withdraw_listing
from kerege.training import actions
from kerege.training.actions import sessions, staffing
from kerege.training.models import Course, CourseStaff, Enrolment
from kerege.training.queries.staff import DOOR, courses_of, parts_in
from tests.capacity.laid_case import UNTIL, lay_case
from tests.ground import persons
from tests.privacy.somebody import AT, account, agree, by, publish
from tests.training.planned import MANAGER, OUTSIDER, TODAY, invited, lay_centre, planned, session, with_account

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


def code_of(act, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    return caught.value.code, caught.value.field


@pytest.fixture(autouse=True)
def _centre(_ground):
    lay_centre()
    persons(2)


def standing(course="uzb-2027"):
    of = Course.objects.seen_by(DOOR).filter(key=course).values("id")
    rows = CourseStaff.objects.seen_by(DOOR).filter(course_id__in=of, until__isnull=True).order_by("id")
    return [(row.part, row.answer, row.reason) for row in rows.seen()]


def test_somebody_is_invited_once():
    planned()
    row = invited("KAZ-P0")
    acts = Act.objects.count()
    assert invited("KAZ-P0") == row
    assert Act.objects.count() == acts
    assert code_of(invited, "KAZ-P0", languages="kk") == ("training.staff_twice", "person")
    assert invited("KAZ-P0", part="interpreter") != row
    assert [line[0] for line in standing()] == ["co_trainer", "interpreter"]


def test_whoever_chose_to_be_found_is_invited_from_any_country():
    planned()
    publish()
    made = account("farida@example.org", "TJK-X", "Farida Quxley", "TJK")
    agree(made)
    entry = list_myself(by=by(made), account=made, chosen=Chosen(name=True), until=date(2027, 6, 1), at=AT)
    assert code_of(invited, "TJK-X") == ("records.nothing_there", "person")
    assert code_of(invited, f"listed:{entry.uid}x") == ("records.nothing_there", "person")
    assert invited(f"listed:{entry.uid}").person.key == "TJK-X"
    withdraw_listing(by=by(made), account=made)
    assert code_of(invited, f"listed:{entry.uid}", part="observer") == ("records.nothing_there", "person")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"by": OUTSIDER}, ("people.not_yours", None)),
        ({"part": "boss"}, ("people.unknown_choice", "part")),
        ({"person": "NOBODY"}, ("records.nothing_there", "person")),
        ({"languages": "russian language"}, ("atlas.bad_language", "languages")),
        ({"course": "nothing"}, ("records.nothing_there", "key")),
    ],
)
def test_who_cannot_be_invited_is_refused(changes, told):
    planned()
    assert code_of(invited, **{"person": "KAZ-P0"} | changes) == told
    assert standing() == []


def test_who_learns_in_a_course_does_not_teach_it():
    course = planned()
    with act("tests.enrolled", by=SYSTEM, about="x"):
        person = CourseStaff._meta.get_field("person").related_model.objects.inside_action().get(key="KAZ-P0")
        kept = {"owner": "KAZ", "person": person, "noted_by": "x", "nominated_on": TODAY}
        Enrolment.objects.create(course=course, state="enrolled", **kept)
    assert code_of(invited, "KAZ-P0") == ("training.staff_is_participant", "person")


def test_somebody_of_another_country_is_invited_only_by_who_reads_the_name():
    planned()
    for key, label in (("KGZ-1", Sensitivity.NATIONAL), ("KGZ-2", Sensitivity.REGIONAL)):
        people.record_person(by=SYSTEM, owner="KGZ", key=key, name=f"Name {key}", name_label=label, synthetic=True)
    assert code_of(invited, "KGZ-1") == ("records.nothing_there", "person")
    assert standing() == []
    assert invited("KGZ-2").part == "co_trainer"


def test_who_was_nominated_before_the_invitation_gets_no_place_beside_it():
    course = planned()
    invited("KAZ-P0")
    with act("tests.nominated", by=SYSTEM, about="x"):
        persons_of = CourseStaff._meta.get_field("person").related_model.objects.inside_action()
        kept = {"owner": "KAZ", "course": course, "noted_by": "x", "nominated_on": TODAY}
        nominee = Enrolment.objects.create(**kept, person=persons_of.get(key="KAZ-P0"))
        waits = {"state": "waiting", "waiting_since": NOW}
        waiting = Enrolment.objects.create(**kept, person=persons_of.get(key="KAZ-P1"), **waits)
    told = {"by": MANAGER, "now": NOW}
    assert code_of(actions.accept_participant, **told, enrolment=str(nominee.uid)) == (
        "training.staff_of_course",
        "person",
    )
    invited("KAZ-P1", part="support")
    assert actions.fill_places(**told, course="uzb-2027") == [], "who waited teaches now"
    staff = CourseStaff.objects.seen_by(DOOR).filter(person=waiting.person_id).one()
    actions.replace_staff(by=MANAGER, staff=str(staff.uid), reason="Learns", today=TODAY)
    assert [each.pk for each in actions.fill_places(**told, course="uzb-2027")] == [waiting.pk]


def test_whoever_moves_a_course_locks_its_staff_before_looking_what_they_do_elsewhere(monkeypatch):
    planned()
    row, second = invited("KAZ-P0"), invited("KAZ-P1")
    asked = []
    look = staffing._elsewhere
    monkeypatch.setattr(sessions, "_hold_persons", lambda persons: asked.append(set(persons)))
    monkeypatch.setattr(staffing, "_elsewhere", lambda *told: asked.append("looked") or look(*told))
    session()
    assert asked == [{row.person_id, second.person_id}, "looked", "looked"]


def test_nobody_is_at_two_courses_at_once_whatever_the_clock():
    planned()
    session()
    invited("KAZ-P0")
    planned("far", centre="", venue="KGZ", venue_place="Bishkek")
    early = session("far", starts="2027-02-01 07:00", ends="2027-02-01 08:00")
    invited("KAZ-P0", course="far", part="interpreter")
    late = {"starts": "2027-02-01 12:30", "ends": "2027-02-01 14:00"}
    moved = {"by": MANAGER, "session": str(early.uid), "now": NOW}
    assert code_of(actions.move_session, **moved, **late) == ("training.staff_busy", "person"), "11:30 in Almaty"
    actions.move_session(**moved, starts="2027-02-01 13:00", ends="2027-02-01 14:00")
    busy = {"title": "Waste", "starts": "2027-02-01 10:00", "ends": "2027-02-01 11:00"}
    assert code_of(session, "far", **busy) == ("training.staff_busy", "person")
    planned("third", centre="", venue="UZB", venue_place="Tashkent", zone="Asia/Tashkent")
    session("third", starts="2027-02-01 09:00", ends="2027-02-01 10:00")
    assert code_of(invited, "KAZ-P0", course="third") == ("training.staff_busy", "person")
    assert invited("KAZ-P1", course="third").part == "co_trainer"


def test_a_course_is_not_put_off_onto_what_its_staff_has_to_do_elsewhere():
    planned()
    session(room="Hall")
    invited("KAZ-P0")
    planned("far", centre="", venue="TJK", venue_place="Dushanbe")
    session("far", starts="2027-02-03 09:00", ends="2027-02-03 12:00")
    invited("KAZ-P0", course="far")
    asked = {"by": MANAGER, "course": "uzb-2027", "now": NOW}
    assert code_of(actions.postpone_course, **asked, days=2) == ("training.staff_busy", "person")
    assert actions.postpone_course(**asked, days=3).first_day == date(2027, 2, 4)


def test_nobody_leads_a_training_of_trainers_without_part_two():
    planned(kind="tot_part1")
    session()
    assert code_of(invited, "KAZ-P0", part="lead") == ("training.no_part_two", "person")
    assert invited("KAZ-P0", part="co_trainer").part == "co_trainer"
    lay_case("KAZ-P1")
    assert invited("KAZ-P1", part="lead").part == "lead"


def test_the_certificate_has_to_hold_until_the_last_day():
    lay_case("KAZ-P0")
    planned(kind="tot_part1", first_day=UNTIL - timedelta(days=1))
    first = {"starts": f"{UNTIL - timedelta(days=1)} 09:00", "ends": f"{UNTIL - timedelta(days=1)} 10:00"}
    session(**first)
    invited("KAZ-P0", part="lead")
    after = {"title": "Waste", "starts": f"{UNTIL} 09:00", "ends": f"{UNTIL} 10:00"}
    assert code_of(session, **after) == ("training.no_part_two", "person")


def test_everybody_answers_for_themselves():
    planned()
    invitation = invited("KAZ-P0")
    other, own = with_account("KAZ-P1"), with_account("KAZ-P0")
    asked = {"staff": str(invitation.uid), "today": TODAY}
    for nobody in (other, MANAGER, SYSTEM):
        told = code_of(actions.answer_invitation, by=nobody, **asked, answer="confirmed")
        assert told == ("training.not_invited", "staff")
    for none in ("", "maybe", "invited"):
        assert code_of(actions.answer_invitation, by=own, **asked, answer=none) == ("training.no_answer", "answer")
    row = actions.answer_invitation(by=own, **asked, answer="confirmed")
    assert (row.answer, row.answered_on) == ("confirmed", TODAY)
    acts = Act.objects.count()
    actions.answer_invitation(by=own, **asked, answer="confirmed")
    assert Act.objects.count() == acts
    course = Course.objects.seen_by(DOOR).one()
    assert (parts_in(own, course), courses_of(own)) == ({"co_trainer"}, {course.id})
    actions.answer_invitation(by=own, **asked, answer="declined", reason="I am abroad")
    assert (standing(), parts_in(own, course)) == ([("co_trainer", "declined", "I am abroad")], frozenset())
    again = invited("KAZ-P0")
    assert standing() == [("co_trainer", "invited", "")]
    assert code_of(actions.answer_invitation, by=own, **asked, answer="confirmed")[0] == "training.not_invited"
    actions.cancel_course(by=MANAGER, course="uzb-2027", reason="No visas", now=NOW)
    late = {"by": own, "staff": str(again.uid), "answer": "confirmed"}
    assert code_of(actions.answer_invitation, **late) == ("training.not_planned", "answer")


def test_who_declined_is_free_and_may_not_confirm_over_something_else():
    planned()
    session()
    first, own = invited("KAZ-P0"), with_account("KAZ-P0")
    actions.answer_invitation(by=own, staff=str(first.uid), answer="declined", today=TODAY)
    planned("far", centre="", venue="TJK", venue_place="Dushanbe")
    session("far", starts="2027-02-01 09:00", ends="2027-02-01 12:00")
    invited("KAZ-P0", course="far")
    again = {"by": own, "staff": str(first.uid), "answer": "confirmed", "today": TODAY}
    assert code_of(actions.answer_invitation, **again) == ("training.staff_busy", "person")


def test_who_was_replaced_stays_with_the_reason():
    planned()
    row = invited("KAZ-P0")
    asked = {"by": MANAGER, "staff": str(row.uid), "today": TODAY}
    assert code_of(actions.replace_staff, **asked, reason="") == ("training.reason_missing", "reason")
    assert code_of(actions.replace_staff, **asked | {"by": OUTSIDER}, reason="Ill")[0] == "people.not_yours"
    assert code_of(actions.replace_staff, by=MANAGER, staff="x", reason="Ill") == ("training.no_such_staff", "staff")
    done = actions.replace_staff(**asked, reason="Fell ill")
    assert (done.until, done.reason, standing()) == (TODAY, "Fell ill", [])
    assert actions.replace_staff(**asked, reason="Again").reason == "Fell ill"
    assert invited("KAZ-P0") != row
