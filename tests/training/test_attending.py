"""Taking attendance by list, by code and from a class without a line; closing; hours in cases."""

from datetime import date, timedelta
from uuid import UUID

from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.training import actions, queries
from kerege.training.models import Attendance, Course, Enrolment, Participation
from kerege.training.queries.cohort import node_key
from kerege.training.rules.codes import code_at, pin_of
from tests.training.cohort import HOUR, NINE, Cohort, code_of, laid, session

MINUTE = timedelta(minutes=1)
ONE = UUID("0192aaaa-0000-7000-8000-000000000001")
TWO = UUID("0192aaaa-0000-7000-8000-000000000002")


def records(**wanted):
    """Everything that is kept of attendance, in the order of its keeping."""
    with checking():
        rows = Attendance.objects.inside_action().filter(**wanted).order_by("id")
        return [(r.presence, r.minutes, r.via, r.stands, r.aside) for r in rows]


def signs(given, which=0, by="learner", at=NINE, scanned=None, session=None, **more):
    where = session or given.sessions[which]
    code = more.pop("code", None) or code_at(node_key(), str(where.uid), scanned or at)
    told = {"session": str(where.uid), "code": code, "scanned": scanned, "now": at}
    return actions.sign_in_to_session(by=given.by(by) if isinstance(by, str) else by, **told, **more)


def with_learner(**told):
    """A cohort in which the person of the account "learner" has a place."""
    given = Cohort(**told)
    return given, given.accept(given.nominate("P-learner"))


def test_the_list_is_kept_whole_or_not_at_all_and_a_correction_keeps_what_was_there():
    given = Cohort(most=3)
    rows = given.enrolled(0, 1, 2)
    first = {rows[0]: ("present", 0), rows[1]: ("late", 20), rows[2]: ("absent", 0)}
    assert given.take(0, first) == 3
    acts = Act.objects.count()
    assert given.take(0, first) == 0, "the same again"
    assert Act.objects.count() == acts
    wrong = {rows[2]: ("present", 0), rows[1]: ("late", 0)}
    assert code_of(given.take, 0, wrong) == "training.late_wrong"
    assert given.take(0, {rows[2]: ("excused", 0)}, by="manager") == 1
    assert records() == [
        ("present", None, "list", True, ""),
        ("late", 20, "list", True, ""),
        ("absent", None, "list", False, "replaced"),
        ("excused", None, "list", True, ""),
    ]


def test_who_takes_attendance_and_of_whom():
    given = Cohort()
    row, other = given.enrolled(0)[0], given.nominate(1)
    marks = {row: ("present", 0)}
    assert code_of(given.take, 0, marks, by="interpreter") == "people.not_yours", "reads the list and does not keep it"
    for name in ("stranger", "head", "neighbour"):
        assert code_of(given.take, 0, marks, by=name) == "records.nothing_there"
    assert code_of(given.take, 0, {other: ("present", 0)}) == "training.not_in_cohort"
    assert code_of(given.take, 0, {row: ("asleep", 0)}) == "people.unknown_choice"
    assert code_of(given.take, 0, marks, session="nobody") == "records.nothing_there"
    assert code_of(given.take, 0, marks, now=NINE - MINUTE) == "training.session_not_begun"
    assert code_of(given.take, 0, marks, now=NINE.replace(year=2026)) == "training.session_not_begun"
    assert given.take(0, marks, now=NINE) == 1


def test_a_session_that_was_called_off_has_no_attendance():
    given = Cohort()
    row = given.enrolled(0)[0]
    off = session(given.course, NINE + 5 * HOUR, called_off=NINE.date())
    given.sessions.append(off)
    assert code_of(given.take, 2, {row: ("present", 0)}) == "training.session_not_held"


def test_a_participant_signs_in_by_the_code_on_the_screen_once():
    given, row = with_learner()
    mark = signs(given, at=NINE - 5 * MINUTE)
    assert (mark.presence, mark.via, mark.at) == ("present", "code", NINE - 5 * MINUTE)
    assert signs(given, at=NINE + MINUTE).id == mark.id, "twice is one"
    late = signs(given, 1, at=NINE + timedelta(days=1, minutes=25))
    assert (late.presence, late.minutes) == ("late", 25)
    assert len(records(person_id=row.person_id)) == 2


def test_a_code_that_is_over_or_of_another_session_lets_nobody_in():
    given, _row = with_learner()
    code = code_at(node_key(), str(given.sessions[0].uid), NINE)
    assert code_of(signs, given, at=NINE + HOUR, code=code) == "training.code_over", "from a picture, an hour later"
    assert code_of(signs, given, 1, at=NINE + timedelta(days=1), code=code) == "training.code_over"
    assert code_of(signs, given, at=NINE + 2 * HOUR) == "training.code_time_over"
    assert code_of(signs, given, at=NINE - HOUR) == "training.session_not_begun"
    assert code_of(signs, given, at=NINE + 11 * MINUTE, scanned=NINE) == "training.code_over", "took too long to sign"
    assert code_of(signs, given, at=NINE, scanned=NINE + MINUTE) == "training.code_over", "scanned in time to come"
    assert signs(given, at=NINE + 9 * MINUTE, scanned=NINE).presence == "present"


def test_whoever_has_no_account_signs_in_with_number_and_pin():
    given = Cohort(most=3)
    rows = given.enrolled(0, 1)
    pins = [pin_of(node_key(), str(row.uid)) for row in rows]
    mark = signs(given, by=ANONYMOUS, number=" 2 ", pin=pins[1])
    assert (mark.person_id, mark.noted_by) == (rows[1].person_id, "")
    for number, pin in (("1", pins[1]), ("3", pins[0]), ("0", pins[0]), ("x", pins[0]), ("", pins[0]), ("1", "")):
        assert code_of(signs, given, by=ANONYMOUS, number=number, pin=pin) == "training.pin_wrong"
    assert code_of(signs, given, by=ANONYMOUS) == "training.pin_wrong"
    assert code_of(signs, given, by="stranger") == "training.not_in_cohort"
    given.withdraw(rows[0])
    assert code_of(signs, given, by=ANONYMOUS, number="1", pin=pins[0]) == "training.not_in_cohort"


def test_a_scan_takes_the_place_of_absent_and_not_of_what_the_trainer_saw():
    given, row = with_learner()
    given.take(0, {row: ("absent", 0)}, now=NINE + 5 * MINUTE)
    assert signs(given, at=NINE + 30 * MINUTE).presence == "late"
    assert records() == [("absent", None, "list", False, "replaced"), ("late", 30, "code", True, "")]


def test_nobody_is_present_in_two_cities_at_once():
    given, row = with_learner()
    given.take(0, {row: ("present", 0)})
    other = laid("IN-TASHKENT", venue_id="UZB", zone="Asia/Tashkent")
    there = session(other, NINE + HOUR)
    with act("tests.enrolment.laid", by=SYSTEM, about="enrolment"):
        kept = {"owner": "UZB", "nominated_on": NINE.date(), "noted_by": "-", "state": "enrolled"}
        twin = Enrolment.objects.create(course=other, person_id=row.person_id, **kept)
    told = {"by": given.by("manager"), "session": str(there.uid), "now": NINE + 9 * HOUR}
    assert code_of(actions.take_attendance, marks={str(twin.uid): ("present", 0)}, **told) == (
        "training.at_another_session"
    )
    assert code_of(signs, given, session=there, at=NINE + HOUR) == "training.at_another_session"
    brought = actions.Brought(ONE, str(twin.uid), "present", 0, NINE + HOUR)
    (aside,) = actions.bring_attendance(records=[brought], **told)
    assert (aside.stands, aside.aside) == (False, "elsewhere"), "what arrives from elsewhere is kept and does not count"
    assert actions.take_attendance(marks={str(twin.uid): ("absent", 0)}, **told) == 1
    next_one = session(other, NINE + 2 * HOUR)
    told["session"] = str(next_one.uid)
    assert actions.take_attendance(marks={str(twin.uid): ("present", 0)}, **told) == 1, "one ends when the other begins"


def test_what_a_class_brings_arrives_once_and_contradictions_are_kept_aside():
    given = Cohort(most=3)
    rows = given.enrolled(0, 1, 2)
    given.take(0, {rows[1]: ("absent", 0)})
    told = {"by": given.by("lead"), "session": str(given.sessions[0].uid), "now": NINE + 9 * HOUR}
    bring = [
        actions.Brought(ONE, str(rows[0].uid), "late", 15, NINE + 15 * MINUTE),
        actions.Brought(TWO, str(rows[1].uid), "present", 0, NINE),
    ]
    assert [row.aside for row in actions.bring_attendance(records=bring, **told)] == ["", "differs"]
    assert [str(row.client) for row in actions.bring_attendance(records=bring, **told)] == [str(ONE), str(TWO)]
    assert records(via="class") == [("late", 15, "class", True, ""), ("present", None, "class", False, "differs")]
    early = [actions.Brought(UUID(int=ONE.int + 9), str(rows[2].uid), "present", 0, NINE.replace(year=2026))]
    assert code_of(actions.bring_attendance, records=early, **told) == "training.session_not_begun"
    nobody = [actions.Brought(UUID(int=ONE.int + 9), str(ONE), "present", 0, NINE)]
    assert code_of(actions.bring_attendance, records=nobody, **told) == "training.not_in_cohort"


def test_closing_puts_those_who_attended_enough_into_the_register_with_their_trainers():
    given = Cohort(most=3)
    rows = given.enrolled(0, 1, 2)
    waits = given.accept(given.nominate(3))
    close = {"by": given.by("lead"), "course": given.course.key, "now": NINE + timedelta(days=1, hours=3)}
    given.take(0, dict.fromkeys(rows, ("present", 0)))
    assert code_of(actions.close_course, **close) == "training.not_all_told"
    given.take(1, {rows[0]: ("present", 0), rows[1]: ("late", 49), rows[2]: ("late", 48)})
    assert code_of(actions.close_course, **(close | {"now": NINE + HOUR})) == "training.sessions_not_over"
    for name, code in (("head", "people.not_yours"), ("interpreter", "people.not_yours")):
        assert code_of(actions.close_course, **(close | {"by": given.by(name)})) == code
    told = {str(rows[0].uid): actions.Particulars("female", "medical")}
    closing = actions.close_course(particulars=told, **close)
    assert closing.outcome == {
        str(rows[0].uid): (100, True),
        str(rows[1].uid): (79, False),
        str(rows[2].uid): (80, True),
    }
    assert (closing.completed, closing.share) == (2, 80)
    assert given.states() == ["completed", "not_completed", "completed", "waiting"]
    with checking():
        course = Course.objects.inside_action().get(id=given.course.id)
        register = Participation.objects.inside_action().filter(course=course).select_related("person").order_by("id")
        found = [(each.person.key, each.role, each.sex, each.institution_type) for each in register]
    assert found == [
        (given.persons[0], "trainee", "female", "medical"),
        (given.persons[2], "trainee", "not_stated", "not_stated"),
        ("P-lead", "trainer", "not_stated", "not_stated"),
    ]
    assert (course.status, str(course.done_by), str(course.register_closed_on)) == ("held", "2027-03-16", "2027-03-16")
    assert code_of(actions.close_course, **close) == "training.register_closed"
    assert code_of(given.take, 0, {rows[0]: ("absent", 0)}) == "training.marks_closed"
    assert code_of(given.accept, waits) == "training.course_over"


def test_a_course_that_ends_after_midnight_at_the_venue_is_over_for_readers_of_the_evening_before():
    given = Cohort()
    given.sessions.append(session(given.course, NINE + timedelta(days=1, hours=15)))
    actions.close_course(by=given.by("lead"), course=given.course.key, now=NINE + timedelta(days=1, hours=18))
    with checking():
        course = Course.objects.inside_action().get(id=given.course.id)
    assert (str(course.last_day), str(course.register_closed_on)) == ("2027-03-17", "2027-03-17")
    assert str(course.done_by) == "2027-03-16", "by the clock of the node, whose day it still is"
    card = queries.course(given.reader("manager"), str(course.uid), on=date(2027, 3, 16))
    assert card is not None


def test_a_course_without_sessions_or_called_off_is_not_closed():
    given = Cohort()
    told = {"by": given.by("manager"), "now": NINE + timedelta(days=9)}
    assert code_of(actions.close_course, course=laid("EMPTY").key, **told) == "training.no_sessions"
    assert code_of(actions.close_course, course=laid("GONE", status="cancelled").key, **told) == (
        "training.course_cancelled"
    )


def test_nobody_writes_over_what_the_list_did_not_show():
    """Two phones with one list: what is looked at stands in the deed, after its turn has come."""
    given = Cohort(most=3)
    rows = given.enrolled(0, 1)
    uids = [str(row.uid) for row in rows]
    given.take(0, {rows[0]: ("present", 0)})
    nothing = dict.fromkeys(uids)
    both = dict.fromkeys(rows, ("absent", 0))
    assert code_of(given.take, 0, both, shown=nothing) == "training.mark_changed"
    assert given.take(0, {rows[0]: ("present", 0), rows[1]: ("absent", 0)}, shown=nothing) == 1, "the same is no change"
    assert code_of(given.take, 0, {rows[1]: ("excused", 0)}, shown={uids[1]: ("late", 5)}) == "training.mark_changed"
    assert given.take(0, both, shown={uids[0]: ("present", 0)}) == 1
