"""An incident on its way: reported without fear, handled, mended with proof, and back as a lesson and a need."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from kerege.capacity import actions as capacity
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.people import actions as people
from kerege.people.queries import actor_for
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.response.actions import desks, handling, lessons, reporters, reporting
from kerege.response.models import IdentityRead, IncidentReporter, LabIncident
from kerege.response.queries import incident_statistics as statistics
from kerege.response.queries import incidents as reading
from kerege.response.queries import lessons as read_lessons
from tests.capacity import needed, skilled
from tests.capacity.given import code_of, reader
from tests.dump import columns, found
from tests.response import laid_incidents as laid


@pytest.fixture
def here(db):
    return laid.world()


def test_an_anonymous_report_leaves_no_trace_of_who_sent_it(here, caplog):
    """Everything that the database holds, and every line of the log, before and after."""
    reporter = laid.account_of("reporterzq")
    names = ("reporterzq", str(reporter.uid), reporter.email, *(() if not reporter.person_id else ("KAZ-REPORTERZQ",)))
    before = dict(columns())
    assert found("reporterzq"), "there is something that could leak"
    with caplog.at_level(0):
        made = laid.reported(here, confidence="anonymous")
    changed = {name: text for name, text in columns() if before.get(name) != text}
    new = {name: text.replace(before.get(name, ""), "", 1) for name, text in changed.items()}
    assert any(name.startswith("response_labincident") for name in new)
    assert {name.partition(".")[0] for name in new} == {"response_labincident", "journal_act", "journal_head"}
    pseudonym = known_as(here["who"]["reporter"].uid)
    for word in (*names, pseudonym, made.code, made.code.replace("-", "")):
        assert [n for n, text in new.items() if word.casefold() in text.casefold()] == [], word
        assert word.casefold() not in caplog.text.casefold()
    with checking():
        assert not IncidentReporter.objects.exists()
    (row,) = [text for name, text in new.items() if name == "journal_act.actor"]
    assert row.strip() == "", "the act is nobody's"
    assert made.incident.uid.version == 4, "a uid by time would tell the millisecond"


def test_whoever_has_the_code_answers_and_sees_the_outcome(here):
    made = laid.reported(here, by="reporter", confidence="anonymous")
    handling.ask_reporter(by=here["who"]["officer"], incident=str(made.incident.uid), text="Was the lid locked?")
    line = reading.by_code(made.code.lower(), on=laid.today())
    assert [(m.of_reporter, m.text) for m in reading.messages(line.number)] == [(False, "Was the lid locked?")]
    reporting.answer_by_code(by=ANONYMOUS, code=made.code, text="No, it was not.")
    assert [m.of_reporter for m in reading.messages(line.number)] == [False, True]
    assert reading.by_code("AAAAA-BBBBB", on=laid.today()) is None
    assert code_of(reporting.answer_by_code, by=ANONYMOUS, code="AAAAA", text="x") == "response.no_such_code"
    assert code_of(reporting.answer_by_code, by=ANONYMOUS, code=made.code, text=" ") == "response.message_empty"


WRONG = [
    ({"severity": "unknown"}, "people.unknown_choice"),
    ({"kind": "trouble"}, "people.unknown_choice"),
    ({"room": "room 7"}, "people.unknown_choice"),
    ({"activity": ""}, "people.unknown_choice"),
    ({"occurrences": ["luck"]}, "people.unknown_choice"),
    ({"risk_group": "5"}, "people.unknown_choice"),
    ({"story": "  "}, "response.no_story"),
    ({"story": "Strain H37Rv was in 12 vials in freezer 3."}, "inventory.not_for_sharing"),
    ({"immediate": "x" * 2001}, "text.too_long"),
    ({"occurred_at": laid.NOW() + timedelta(days=2)}, "response.incident_in_future"),
    ({"discovered_at": laid.NOW() - timedelta(days=9)}, "response.discovered_before"),
]


def test_what_cannot_be_is_refused(here):
    told = [(changes, code_of(laid.reported, here=here, **changes)) for changes, _ in WRONG]
    assert told == WRONG


def test_who_may_report_how(here):
    told = {"told": laid.told(), "door": here["desk"].door}
    assert code_of(reporting.report_incident, by=ANONYMOUS, confidence="named", **told) == "response.not_anonymous"
    assert code_of(reporting.report_incident, by=ANONYMOUS, confidence="loud", **told) == "people.unknown_choice"
    no_door = told | {"door": "nowhere", "confidence": "anonymous"}
    assert code_of(reporting.report_incident, by=ANONYMOUS, **no_door) == "response.no_desk"
    desks.keep_desk(by=here["who"]["officer"], facility=here["facility"], anonymous=False, health="health")
    assert code_of(reporting.report_incident, by=ANONYMOUS, confidence="anonymous", **told) == "response.not_anonymous"


def test_what_is_sent_twice_from_one_form_is_one_report(here):
    told = {"by": ANONYMOUS, "told": laid.told(), "door": here["desk"].door, "confidence": "anonymous"}
    first, again = (reporting.report_incident(**told, once="a form of its own, 1") for _ in range(2))
    assert (again.incident.pk, again.code) == (first.incident.pk, first.code)
    others = (
        reporting.report_incident(**told, once="a form of its own, 2"),
        reporting.report_incident(**(told | {"told": laid.told(story="Another tube.")}), once="a form of its own, 1"),
        *(reporting.report_incident(**told, once="short") for _ in range(2)),
    )
    assert len({first.code, *(each.code for each in others)}) == 5
    answers = [reporting.answer_by_code(by=ANONYMOUS, code=first.code, text=text).pk for text in ("Yes", "Yes", "No")]
    assert answers[0] == answers[1] != answers[2]


def test_a_flood_of_anonymous_reports_is_stopped_without_knowing_who_sends_it(here):
    for _ in range(20):
        laid.reported(here, confidence="anonymous")
    assert code_of(laid.reported, here=here, confidence="anonymous") == "response.too_many_open"
    assert laid.reported(here, confidence="named").code


def test_desks_are_kept_by_the_officers_of_the_facility_alone(here):
    told = {"facility": here["facility"], "anonymous": False}
    for name in ("head", "other", "focal", "reporter"):
        assert code_of(desks.keep_desk, by=here["who"][name], **told) == "response.not_your_incident"
    officer = here["who"]["officer"]
    assert code_of(desks.keep_desk, by=officer, days_to_answer=31, **told) == "response.days_to_answer"
    assert code_of(desks.keep_desk, by=officer, health="nowhere", **told) == "response.no_such_seat"
    assert code_of(desks.keep_desk, by=officer, facility="X", anonymous=True) == "records.nothing_there"
    before = here["desk"].door
    assert desks.keep_desk(by=officer, **told).door == before, "the printed address stays"


def test_nobody_but_the_officers_of_the_facility_reads_an_incident(here):
    uid = str(laid.reported(here).incident.uid)
    day = laid.today()
    assert reading.incident(here["who"]["officer"], uid, on=day).story.startswith("A tube broke")
    for name in ("head", "other", "focal", "reporter"):
        who = here["who"][name]
        assert reading.incident(who, uid, on=day) is None, name
        assert reading.incidents(who, on=day) == []
        assert code_of(handling.acknowledge_incident, by=who, incident=uid) == "records.nothing_there"
    assert [line.uid for line in reading.reported_by(here["who"]["reporter"], on=day)] == [uid]


def test_the_name_is_opened_for_a_reason_and_its_bearer_sees_who_did(here):
    uid = str(laid.reported(here, confidence="confidential").incident.uid)
    who, day = here["who"], laid.today()
    number = reading.incident(who["officer"], uid, on=day).number
    assert code_of(reporters.open_reporter, by=who["officer"], incident=uid) == "response.incident_no_reason"
    assert code_of(reporters.open_reporter, by=who["head"], incident=uid, reason="x") == "records.nothing_there"
    assert reporters.open_reporter(by=who["officer"], incident=uid, reason="To ask about the lid") == "Reporterzq"
    assert [(o.who, o.reason) for o in reading.openings(who["reporter"], number)] == [
        ("Officer", "To ask about the lid")
    ]
    assert reading.openings(who["head"], number) == []
    quiet = str(laid.reported(here, confidence="anonymous").incident.uid)
    assert code_of(reporters.open_reporter, by=who["officer"], incident=quiet) == "response.no_reporter"


def test_whoever_leads_the_laboratory_too_opens_nothing(here):
    account = laid.account_of("officer")
    people.grant_role(by=SYSTEM, account=account, role="laboratory_head", owner="KAZ", start=needed.DAY)
    both = actor_for(account, on=laid.today(), strong=True)
    uid = str(laid.reported(here).incident.uid)
    assert code_of(reporters.open_reporter, by=both, incident=uid) == "records.nothing_there"


def test_only_occupational_health_reads_who_was_affected(here):
    uid = str(laid.reported(here).incident.uid)
    who, day = here["who"], laid.today()
    row = reporters.note_affected(by=who["officer"], incident=uid, role="technician", experience="under_1")
    number = reading.incident(who["officer"], uid, on=day).number
    assert reading.affected(who["officer"], number, on=day) is None
    assert [each.role for each in reading.affected(who["nurse"], number, on=day)] == ["technician"]
    assert [line.uid for line, _people in reading.for_health(who["nurse"], on=day)] == [uid]
    refused = code_of(reporters.follow_health, by=who["officer"], affected=str(row.uid), health="watched")
    assert refused == "response.not_health"
    assert reporters.follow_health(by=who["nurse"], affected=str(row.uid), health="watched").health == "watched"


def _need(here):
    found = needed.told(reader(here["who"]["officer"]), here["who"]["officer"], on=laid.today())
    return needed.by_competence(found)[needed.B1]


def test_the_loop_a_cause_becomes_a_need_and_goes_when_what_was_done_worked(here):
    who = here["who"]
    skilled.posted(who["officer"], here["facility"], people=3)
    assert _need(here).need.system is None, "nothing is known of the place"
    uid = str(laid.reported(here).incident.uid)
    laid.concluded(here, uid)
    line = reading.incident(who["officer"], uid, on=laid.today())
    (finding,) = line.findings
    need = _need(here).need
    assert (need.system.value, need.system.items[0].finding, need.system.critical) == (1, finding, True)
    assert need.presumed_in_need == 3, "and so planning sees three people"
    assert code_of(handling.close_incident, by=who["officer"], incident=uid, outcome="x") == (
        "response.closing_without_proof"
    )
    due = laid.today() + timedelta(days=30)
    planned = capacity.plan_action(
        by=who["officer"], finding=finding, what="Show it to everybody", seat="care", due=due, title="See your actions"
    )
    told = {"action": str(planned.uid)}
    assert code_of(handling.close_incident, by=who["officer"], incident=uid, outcome="x") == (
        "response.closing_without_proof"
    )
    capacity.report_done(by=who["second"], proof="List of 3 who were shown", **told)
    assert code_of(capacity.verify_action, by=who["second"], convincing=True, **told) == "capacity.own_verification"
    capacity.verify_action(by=who["officer"], convincing=True, **told)
    assert (
        code_of(handling.close_incident, by=who["officer"], incident=uid, outcome=" ") == "response.incident_no_reason"
    )
    closed = handling.close_incident(by=who["officer"], incident=uid, outcome="Everybody waits now.")
    assert closed.state == "closed"
    assert _need(here).need.system.value == 1, "done is not yet mended"
    capacity.look_whether_it_worked(by=who["officer"], action=str(planned.uid), worked=True, note="Seen twice")
    assert _need(here).need.system is None


def test_what_was_decided_stands_in_the_database_too(here):
    who = here["who"]
    uid = str(laid.reported(here, confidence="confidential").incident.uid)
    laid.concluded(here, uid)
    reporters.open_reporter(by=who["officer"], incident=uid, reason="To ask")
    refused = [
        "UPDATE response_labincident SET state = 'closed', closed_on = '2026-11-01', outcome = 'x', acknowledged_on = "
        "NULL",
        "UPDATE response_labincident SET kind = 'near_miss'",
        "UPDATE response_labincident SET confidence = 'named'",
        "UPDATE response_labincident SET severity = 'unknown'",
        "UPDATE response_investigation SET lead = 'p:somebody'",
        "UPDATE response_identityread SET reader_id = account_id",
    ]
    for statement in refused:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with checking():
        assert LabIncident.objects.inside_action().get().state == "acting"
        assert IdentityRead.objects.count() == 1


def drafted(here, uid, **changes):
    text = {"en": "Wait half an hour before you open a centrifuge in which a tube broke."}
    told = {"title": {"en": "After a tube broke"}, "text": text}
    return lessons.draft_lesson(by=here["who"]["officer"], incident=uid, **(told | changes))


def test_a_lesson_is_read_when_another_person_has_checked_it(here):
    who, day = here["who"], laid.today()
    uid = str(laid.reported(here).incident.uid)
    assert code_of(drafted, here=here, uid=uid) == "response.not_handed_on"
    laid.concluded(here, uid)
    assert code_of(drafted, here=here, uid=uid, title={}) == "response.lesson_empty"
    named = {"en": "As REPORTERZQ said, wait."}
    assert code_of(drafted, here=here, uid=uid, text=named) == "response.lesson_names"
    row = drafted(here, uid)
    key = {"lesson": str(row.uid)}
    assert code_of(lessons.publish_lesson, by=who["second"], label=0, **key) == "response.lesson_not_now"
    lessons.submit_lesson(by=who["officer"], **key)
    everybody = reader(ANONYMOUS)
    assert read_lessons.lesson(everybody, ANONYMOUS, str(row.uid), on=day) is None
    assert code_of(lessons.publish_lesson, by=who["officer"], label=0, **key) == "response.own_lesson"
    assert code_of(lessons.publish_lesson, by=who["nurse"], label=0, **key) == "records.nothing_there"
    assert code_of(lessons.publish_lesson, by=who["second"], label=3, **key) == "sharing.unknown_level"
    assert [line.uid for line in read_lessons.to_check(who["second"], on=day)] == [str(row.uid)]
    lessons.return_lesson(by=who["second"], note="Say why", **key)
    assert read_lessons.lesson(everybody, who["officer"], str(row.uid), on=day).note == "Say why"
    anew = {"title": {"en": "After a tube broke"}, "text": {"en": "Wait: the mist settles in half an hour."}}
    assert code_of(lessons.reword_lesson, by=who["nurse"], **key, **anew) == "records.nothing_there"
    lessons.reword_lesson(by=who["officer"], **key, **anew)
    lessons.submit_lesson(by=who["officer"], **key)
    assert code_of(lessons.reword_lesson, by=who["officer"], **key, **anew) == "response.lesson_not_now"
    lessons.publish_lesson(by=who["second"], label=0, **key)
    (line,) = read_lessons.lessons(everybody, ANONYMOUS, on=day)
    assert (line.text, line.incident, line.note) == (anew["text"], "", "")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE response_lesson SET text = '{}'")
    lessons.withdraw_lesson(by=who["officer"], note="It was wrong", **key)
    assert read_lessons.lessons(everybody, ANONYMOUS, on=day) == []
    assert read_lessons.lesson(everybody, ANONYMOUS, str(row.uid), on=day).note == "It was wrong"


def test_figures_of_a_country_point_at_nobody(here):
    who = here["who"]
    focal = reader(who["focal"])
    for _ in range(4):
        laid.reported(here)
    year = laid.today().year
    assert statistics.of_country(focal, "KAZ", year, on=laid.today()) is None, "the year still runs"
    later = laid.today().replace(year=year + 1)
    few = statistics.of_country(focal, "KAZ", year, on=later).figures
    assert (few.count, few.kinds.cells) == (None, {})
    (own,) = statistics.of_own(who["officer"], year, on=laid.today())
    assert own.figures.count == 4
    for _ in range(6):
        laid.reported(here)
    more = statistics.of_country(focal, "KAZ", year, on=later).figures
    assert (more.count, more.days, more.kinds.cells) == (10, 2, {"spill": 10})
    assert statistics.of_country(reader(ANONYMOUS), "KAZ", year, on=later) is None
    assert statistics.of_own(who["head"], year, on=laid.today()) == []


def test_reports_wait_no_longer_than_the_desk_says(here):
    uid = str(laid.reported(here).incident.uid)
    officer = here["who"]["officer"]
    late = laid.today() + timedelta(days=4)
    assert (reading.incident(officer, uid, on=laid.today()).late, reading.incident(officer, uid, on=late).late) == (
        False,
        True,
    )
    handling.acknowledge_incident(by=officer, incident=uid)
    assert not reading.incident(officer, uid, on=late).late
    handling.set_incident_aside(by=officer, incident=uid, reason="Told twice")
    assert reading.reported_by(here["who"]["reporter"], on=late)[0].outcome == "Told twice"
    with act("tests.checked", by=SYSTEM, about="x"):
        assert LabIncident.objects.inside_action().get().state == "set_aside"
