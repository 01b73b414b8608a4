"""Planning a course: its venue and cohort, sessions with rooms, putting it off, cancelling it, and that it was held."""

from datetime import UTC, date, datetime

import pytest

from kerege.inventory import actions as inventory
from kerege.inventory import queries as rooms
from kerege.journal.models import Act
from kerege.lib.refusal import Refusal
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.training import actions
from kerege.training.models import Course, CourseSession
from kerege.training.queries import taught
from kerege.training.queries.delivery import plan
from tests.capacity.laid_case import published
from tests.ground import FOCAL_KAZ, FOCAL_KGZ, OFFICER_KAZ
from tests.training.planned import MANAGER, NOW, OUTSIDER, TODAY, curriculum, lay_centre, planned, session

SINCE, UNTIL = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


def code_of(act, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    return caught.value.code, caught.value.field


@pytest.fixture(autouse=True)
def _centre(_ground):
    lay_centre()


def booked():
    found = rooms.bookings(OFFICER_KAZ, "almaty", since=SINCE, until=UNTIL)
    return [(b.room, b.title, b.starts.isoformat()[5:16], b.people) for b in found]


def of(course):
    rows = CourseSession.objects.seen_by(OFFICER_KAZ).filter(course_id=course.id).order_by("starts", "id")
    return list(rows.seen())


def test_a_group_of_one_country_is_trained_in_another():
    course = planned()
    assert (course.status, course.venue_id, course.trainees_from_id) == ("planned", "KAZ", "UZB")
    assert (course.zone, course.centre.key, course.host.key) == ("Asia/Almaty", "almaty", "CENTRE-ALA")
    assert (course.least, course.most, course.entry, course.first_day) == (10, 14, "nomination", date(2027, 2, 1))
    acts = Act.objects.count()
    assert planned() == course
    assert Act.objects.count() == acts, "the same plan again"
    assert code_of(planned, title="Another") == ("records.key_taken", "key")


def test_a_course_at_a_named_place_has_the_clock_of_its_country():
    course = planned(centre="", venue="TJK", venue_place="Dushanbe, house of culture")
    assert (course.zone, course.centre, course.venue_id) == ("Asia/Dushanbe", None, "TJK")
    far = planned("far", centre="", venue="MNG", venue_place="Uvs", zone="Asia/Hovd")
    assert far.zone == "Asia/Hovd"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"by": OUTSIDER}, ("people.not_yours", None)),
        ({"owner": "UZB"}, ("people.not_yours", None)),
        ({"kind": "party"}, ("people.unknown_choice", "kind")),
        ({"centre": "osh"}, ("records.nothing_there", "key")),
        ({"centre": "", "venue": "KAZ"}, ("training.no_venue", "venue_place")),
        ({"centre": "", "venue_place": "Almaty"}, ("training.no_venue", "venue")),
        ({"centre": "", "venue": "MNG", "venue_place": "Uvs"}, ("training.unknown_clock", "zone")),
        ({"centre": "", "venue": "TJK", "venue_place": "X", "zone": "Asia/Almaty"}, ("training.unknown_clock", "zone")),
        ({"least": "6"}, ("training.cohort_needs_reason", "cohort_reason")),
        ({"most": "9", "cohort_reason": "Why"}, ("training.bad_cohort", "most")),
        ({"most": "x"}, ("figures.not_a_figure", "most")),
        ({"enrol_until": date(2027, 2, 2)}, ("training.bad_enrolment_days", "enrol_until")),
        ({"trainees_from": "XXX"}, ("atlas.unknown_code", "code")),
        ({"language": "russian language"}, ("atlas.bad_language", "language")),
        ({"title": " "}, ("text.empty", "title")),
        ({"generation": 12}, ("training.bad_generation", "generation")),
    ],
)
def test_what_is_no_plan_is_refused(changes, told):
    found = code_of(planned, **changes)
    assert (found[0], found[1] if told[1] != "code" else "code") == told
    assert not Course.objects.seen_by(OFFICER_KAZ).exists()


def test_a_session_books_its_room_for_the_cohort_by_the_clock_of_the_venue():
    planned()
    row = session(room="Hall", module="risk")
    assert (row.starts, row.place, row.booking is not None) == (datetime(2027, 2, 1, 4, tzinfo=UTC), "Hall", True)
    assert booked() == [("Hall", "Training of trainers", "02-01T04:00", 14)], (
        "of a module it does not say what it is called"
    )
    acts = Act.objects.count()
    assert session(room="Hall", module="risk") == row
    assert Act.objects.count() == acts
    course = Course.objects.seen_by(OFFICER_KAZ).one()
    assert (course.first_day, course.last_day, course.done_by) == (date(2027, 2, 1), date(2027, 2, 1), None)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"room": "Laboratory"}, ("inventory.more_than_seats", "people")),
        ({"room": "Garden"}, ("inventory.no_such_room", "room")),
        ({"starts": "2027-02-30 09:00"}, ("inventory.not_a_time", "starts")),
        ({"ends": "2027-02-01 08:00"}, ("inventory.ends_before_it_starts", "ends")),
        ({"ends": "2027-02-01 22:00"}, ("training.session_too_long", "ends")),
        ({"title": ""}, ("text.empty", "title")),
        ({"by": OUTSIDER}, ("people.not_yours", None)),
        ({"by": FOCAL_KGZ}, ("people.not_yours", None)),
        ({"course": "nothing"}, ("records.nothing_there", "key")),
    ],
)
def test_a_session_that_cannot_be_is_refused_and_leaves_no_booking(changes, told):
    planned()
    assert code_of(session, **changes) == told
    assert booked() == []


def test_a_room_that_is_taken_or_closed_is_told_at_its_field():
    planned()
    kept = {"by": FOCAL_KAZ, "centre": "almaty", "room": "Hall", "title": "A meeting"}
    inventory.book_room(**kept, starts="2027-02-01 10:00", ends="2027-02-01 11:00")
    assert code_of(session, room="Hall") == ("inventory.room_taken", "starts")
    inventory.record_room(by=FOCAL_KAZ, centre="almaty", title="Old", seats=30, closed_on=date(2026, 1, 1))
    assert code_of(session, room="Old") == ("inventory.room_closed", "room")
    assert session(place="In the garden").place == "In the garden"


def test_a_course_without_a_centre_books_no_room_and_clocks_may_jump():
    planned(centre="", venue="BEL", venue_place="Brussels")
    assert code_of(session, room="Hall") == ("training.room_without_centre", "room")
    jump = {"starts": "2027-03-28 02:30", "ends": "2027-03-28 04:00"}
    assert code_of(session, **jump) == ("inventory.no_such_time", "starts")
    assert session(starts="2027-03-28 01:00", ends="2027-03-28 04:00").starts.hour == 0, "two hours, not three"


def test_sessions_of_one_course_do_not_overlap_but_in_two_rooms():
    planned(least=6, most=12, cohort_reason="Two groups")
    session(room="Hall")
    assert code_of(session, title="Again", starts="2027-02-01 11:00") == ("training.session_overlaps", "starts")
    assert session(title="Practice", starts="2027-02-01 11:00", room="Laboratory").place == "Laboratory"


def test_a_moved_session_takes_its_room_along_or_stays():
    planned()
    row, other = (
        session(room="Hall"),
        session(title="Waste", starts="2027-02-02 09:00", ends="2027-02-02 10:00", room="Hall"),
    )
    there = {"by": MANAGER, "session": str(row.uid), "now": NOW}
    taken = {"starts": "2027-02-02 09:30", "ends": "2027-02-02 11:00"}
    assert code_of(actions.move_session, **there, **taken, room="Hall") == ("training.session_overlaps", "starts")
    assert len(booked()) == 2
    later = {"starts": "2027-02-03 09:00", "ends": "2027-02-03 10:30", "room": "Hall", "title": "Risks"}
    moved = actions.move_session(**there, **later)
    assert (moved.sequence, moved.title, booked()[1][2]) == (1, "Risks", "02-03T04:00")
    acts = Act.objects.count()
    actions.move_session(**there, **later)
    assert Act.objects.count() == acts
    gone = {"by": MANAGER, "session": str(other.uid), "now": datetime(2027, 2, 4, tzinfo=UTC)}
    assert code_of(actions.move_session, **gone, **taken) == ("training.session_over", "session")
    assert code_of(actions.move_session, by=MANAGER, session="x", **taken) == ("training.no_such_session", "session")


def test_a_session_that_is_called_off_says_why_and_frees_its_room():
    planned()
    row = session(room="Hall")
    there = {"by": MANAGER, "session": str(row.uid), "now": NOW}
    assert code_of(actions.call_off_session, **there, reason=" ") == ("training.reason_missing", "reason")
    assert code_of(actions.call_off_session, **there | {"by": ANONYMOUS}, reason="Ill")[0] == "people.not_yours"
    done = actions.call_off_session(**there, reason="The trainer is ill")
    assert (done.called_off, done.called_off_for, done.sequence, booked()) == (TODAY, "The trainer is ill", 1, [])
    assert actions.call_off_session(**there, reason="Again").called_off_for == "The trainer is ill"
    moved = {"starts": "2027-02-02 09:00", "ends": "2027-02-02 10:00"}
    assert code_of(actions.move_session, **there, **moved) == ("training.session_called_off", "session")


def test_a_curriculum_lays_its_sessions_all_or_none():
    course = planned(curriculum=curriculum())
    asked = {"by": MANAGER, "course": "uzb-2027", "first_day": date(2027, 2, 5), "off": [5, 6]}
    kept = {"by": FOCAL_KAZ, "centre": "almaty", "room": "Hall", "title": "A meeting"}
    other = inventory.book_room(**kept, starts="2027-02-08 09:00", ends="2027-02-08 11:00")
    assert code_of(actions.lay_sessions, **asked, room="Hall") == ("inventory.room_taken", "starts")
    assert len(booked()) == 1, "nothing stays of what could not be laid whole"
    inventory.call_off_booking(by=FOCAL_KAZ, booking=str(other.uid))
    found = actions.lay_sessions(**asked, room="Hall", lang="ru")
    assert [(row.title, row.module, row.place) for row in found] == [
        ("On risk (ru) (1/2)", "risk", "Hall"),
        ("On risk (ru) (2/2)", "risk", "Hall"),
        ("On waste (ru)", "waste", "Hall"),
    ]
    assert [line[2] for line in booked()] == ["02-05T04:00", "02-05T05:45", "02-08T04:00"]
    assert actions.lay_sessions(**asked, room="Hall", lang="ru") == found
    assert code_of(actions.lay_sessions, **asked | {"first_day": date(2027, 2, 1)})[0] == "training.sessions_laid"
    page = plan(OFFICER_KAZ, str(course.uid), acting=ANONYMOUS, on=TODAY, lang="en")
    assert (page.last_day, page.minutes, page.short, page.taught.title) == (date(2027, 2, 8), 240, 0, "Spills")
    actions.call_off_session(by=MANAGER, session=str(found[2].uid), reason="Why", now=NOW)
    page = plan(OFFICER_KAZ, str(course.uid), acting=MANAGER, on=TODAY, lang="en")
    assert (page.minutes, page.short, page.organises, len(page.standing)) == (180, 60, True, 2)


def test_a_curriculum_has_to_be_published_and_readable():
    assert code_of(planned, curriculum="tot") == ("training.no_such_curriculum", "curriculum")
    curriculum()
    assert code_of(planned, curriculum="tot", version="2")[0] == "training.no_such_curriculum"
    assert planned(curriculum="tot", version="1").teaches_id is not None
    planned("without")
    asked = {"by": MANAGER, "course": "without", "first_day": date(2027, 2, 5)}
    assert code_of(actions.lay_sessions, **asked) == ("training.no_modules", "curriculum")


def test_a_course_is_put_off_with_all_its_rooms_or_not_at_all():
    planned()
    session(room="Hall")
    session(title="Waste", starts="2027-02-02 09:00", ends="2027-02-02 10:00", room="Hall")
    kept = {"by": FOCAL_KAZ, "centre": "almaty", "room": "Hall", "title": "A meeting"}
    inventory.book_room(**kept, starts="2027-02-09 09:00", ends="2027-02-09 11:00")
    asked = {"by": MANAGER, "course": "uzb-2027", "now": NOW}
    assert code_of(actions.postpone_course, **asked, days=7) == ("inventory.room_taken", "starts")
    assert [line[2] for line in booked()] == ["02-01T04:00", "02-02T04:00", "02-09T04:00"]
    course = actions.postpone_course(**asked, days=1)
    assert [line[2] for line in booked()] == ["02-02T04:00", "02-03T04:00", "02-09T04:00"]
    assert (course.first_day, course.last_day, {row.sequence for row in of(course)}) == (
        date(2027, 2, 2),
        date(2027, 2, 3),
        {1},
    )
    assert code_of(actions.postpone_course, **asked, days=0) == ("training.bad_shift", "days")
    assert code_of(actions.postpone_course, **asked, days=-90) == ("training.shift_into_past", "days")
    late = asked | {"now": datetime(2027, 3, 1, tzinfo=UTC)}
    assert code_of(actions.postpone_course, **late, days=1) == ("training.no_sessions_to_move", "days")


def test_what_has_begun_today_stays_and_the_rest_moves():
    """At 04:30 UTC it is half past nine in Almaty, where the first session began at nine; the second is to come."""
    planned()
    session()
    session(title="Waste", starts="2027-02-01 18:00", ends="2027-02-01 19:00")
    asked = {"by": MANAGER, "course": "uzb-2027", "now": datetime(2027, 2, 1, 4, 30, tzinfo=UTC)}
    assert code_of(actions.postpone_course, **asked, days=-1) == ("training.shift_into_past", "days")
    course = actions.postpone_course(**asked, days=1)
    assert [f"{row.starts:%d %H}" for row in of(course)] == ["01 04", "02 13"]
    first = of(course)[0]
    over = {"by": MANAGER, "session": str(first.uid), "now": first.ends}
    assert code_of(actions.call_off_session, **over, reason="Why") == ("training.session_over", "session")
    course = actions.cancel_course(**asked, reason="No visas")
    assert [row.called_off for row in of(course)] == [None, date(2027, 2, 1)]


def test_no_session_moves_beside_one_that_goes_on():
    planned()
    session()
    session(title="Waste", starts="2027-02-02 10:00", ends="2027-02-02 11:00")
    asked = {"by": MANAGER, "course": "uzb-2027", "now": datetime(2027, 2, 1, 4, 30, tzinfo=UTC), "days": -1}
    assert code_of(actions.postpone_course, **asked) == ("training.session_overlaps", "starts")


def test_a_shift_keeps_the_hour_where_clocks_change():
    planned(centre="", venue="BEL", venue_place="Brussels")
    session(starts="2027-03-27 09:00", ends="2027-03-27 10:00")
    course = actions.postpone_course(by=MANAGER, course="uzb-2027", days=1, now=NOW)
    assert of(course)[0].starts == datetime(2027, 3, 28, 7, tzinfo=UTC), "one hour earlier in UTC"


def test_a_cancelled_course_says_why_and_frees_its_rooms():
    planned()
    session(room="Hall")
    asked = {"by": MANAGER, "course": "uzb-2027", "now": NOW}
    assert code_of(actions.cancel_course, **asked, reason="") == ("training.reason_missing", "reason")
    course = actions.cancel_course(**asked, reason="No visas")
    assert (course.status, course.called_off_for, booked()) == ("cancelled", "No visas", [])
    assert of(course)[0].called_off_for == "No visas"
    assert actions.cancel_course(**asked, reason="Again").called_off_for == "No visas"
    assert code_of(session, title="More") == ("training.not_planned", "course")
    assert code_of(actions.declare_held, **asked) == ("training.not_planned", "course")


def test_a_course_was_held_once_its_last_day_has_come():
    planned()
    asked = {"by": MANAGER, "course": "uzb-2027"}
    assert code_of(actions.declare_held, **asked, now=NOW) == ("training.nothing_held", "course")
    session(room="Hall")
    assert code_of(actions.declare_held, **asked, now=NOW) == ("training.held_too_early", "course")
    done = actions.declare_held(**asked, now=datetime(2027, 2, 1, 9, tzinfo=UTC))
    assert (done.status, done.done_by) == ("held", date(2027, 2, 1))
    assert actions.declare_held(**asked, now=datetime(2027, 2, 2, 9, tzinfo=UTC)).done_by == date(2027, 2, 1)
    assert code_of(actions.cancel_course, **asked, reason="Late")[0] == "training.not_planned"


def test_a_cohort_may_be_changed_while_the_course_is_planned():
    planned()
    changed = {"by": MANAGER, "course": "uzb-2027", "least": 12, "most": 20}
    assert code_of(actions.change_cohort, **changed)[0] == "training.cohort_needs_reason"
    course = actions.change_cohort(**changed, cohort_reason="Two trainers", enrol_until=date(2027, 1, 20), entry="open")
    assert (course.least, course.most, course.cohort_reason, course.entry) == (12, 20, "Two trainers", "open")


def test_a_larger_cohort_has_rooms_that_hold_it_or_stays_as_it_was():
    course = planned()
    row = session(room="Hall")
    over = session(room="Hall", title="Over", starts="2027-01-04 09:00", ends="2027-01-04 10:00")
    lost = session(room="Hall", title="Lost", starts="2027-02-02 09:00", ends="2027-02-02 10:00")
    inventory.call_off_booking(by=FOCAL_KAZ, booking=str(lost.booking))
    told = {
        "by": MANAGER,
        "course": "uzb-2027",
        "least": 12,
        "cohort_reason": "Two trainers",
        "now": datetime(2027, 1, 9, tzinfo=UTC),
    }
    assert code_of(actions.change_cohort, **told, most=21) == ("inventory.more_than_seats", "people")
    assert [people for *_, people in booked()] == [14, 14]
    assert Course.objects.seen_by(OFFICER_KAZ).filter(pk=course.pk).one().most == 14
    actions.change_cohort(**told, most=20)
    assert [people for *_, people in booked()] == [14, 20], "the first one is over"
    acts = Act.objects.count()
    actions.change_cohort(**told, most=20)
    assert Act.objects.count() == acts
    stands = {each.id: each.booking for each in CourseSession.objects.seen_by(OFFICER_KAZ).seen()}
    assert (stands[row.pk] != row.booking, stands[over.pk], stands[lost.pk]) == (True, over.booking, lost.booking)


def test_who_has_to_have_part_two_follows_from_the_curriculum():
    assert taught.curricula_needed(planned()) is None
    assert taught.curricula_needed(planned("tot", kind="tot_part1")) == frozenset()
    plain = curriculum(key="plain", certificate=False)
    assert taught.curricula_needed(planned("plain", curriculum=plain)) is None
    assert taught.curricula_needed(planned("certified", curriculum=curriculum())) == {"tot"}
    published(curricula={"plain": "1"})
    assert taught.curricula_needed(planned("scheme", curriculum=plain)) == {"plain"}, "a scheme names it"


def test_the_system_may_plan_for_everybody():
    assert planned(by=SYSTEM).owner == "KAZ"


def test_two_groups_have_the_same_session_in_two_rooms():
    course = planned(most=12)
    first = session(room="Hall")
    assert session(room="Hall") == first, "the same again"
    second = session(room="Laboratory")
    assert second != first
    assert [row.place for row in of(course)] == ["Hall", "Laboratory"]
    assert [room for room, *_ in booked()] == ["Hall", "Laboratory"]


def test_a_room_that_its_centre_took_back_is_seen():
    course = planned()
    row = session(room="Hall")
    inventory.call_off_booking(by=FOCAL_KAZ, booking=str(row.booking))
    (line,) = plan(OFFICER_KAZ, str(course.uid), acting=ANONYMOUS, on=TODAY, lang="en").sessions
    assert (line.place, line.booked, line.freed) == ("Hall", False, True)
    there = {"by": MANAGER, "session": str(row.uid), "starts": "2027-02-01 09:00", "ends": "2027-02-01 12:00"}
    again = actions.move_session(**there, room="Hall", now=NOW)
    assert again.booking not in (None, row.booking), "the same room at the same time is booked anew"
    assert len(booked()) == 1
    acts = Act.objects.count()
    actions.move_session(**there, room="Hall", now=NOW)
    assert Act.objects.count() == acts
    actions.move_session(**there, place="Garden", now=NOW)
    actions.move_session(**there, room="Hall", now=NOW)
    assert len(booked()) == 1


def test_a_course_that_is_only_known_from_sources_has_no_plan():
    told = {"owner": "KAZ", "key": "told", "title": "Told", "kind": "other", "status": "planned", "sources": ["S1"]}
    actions.record_course(by=FOCAL_KAZ, **told)
    assert code_of(session, "told") == ("training.no_plan", "course")
    assert code_of(actions.postpone_course, by=MANAGER, course="told", days=1) == ("training.no_plan", "course")
    assert actions.cancel_course(by=MANAGER, course="told", reason="Why", now=NOW).status == "cancelled"


def test_two_courses_of_one_title_do_not_share_a_booking():
    planned()
    session(room="Hall")
    planned("again")
    assert code_of(session, "again", room="Hall") == ("inventory.room_taken", "starts")
    assert len(booked()) == 1
