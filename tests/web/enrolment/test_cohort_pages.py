"""The pages of a cohort: the list and who reads it, nominating, deciding, attendance, closing, and one's own page."""

import re
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training import actions
from kerege.training.models import Attendance, Course
from kerege.training.queries.cohort import enrolments_of, node_key
from kerege.training.queries.enrolment import marks_of
from kerege.training.rules.codes import code_at, pin_of
from tests.house.texts import of_pdf
from tests.training.cohort import HOUR, session
from tests.web.enrolment.reading import client, cohort, text

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.filterwarnings("error")]


def test_only_those_with_a_part_read_who_sits_in_a_course(given):
    rows = given.enrolled(0, 1)
    given.nominate(2, by="head2")
    names = [f"Person {key}" for key in given.persons[:3]]

    def read(name):
        page = text(client(given, name).get(cohort(given)))
        return [each in page for each in names], "2 of 2 places taken" in page

    assert read("lead") == ([True, True, True], True)
    assert read("interpreter") == ([True, True, True], True), "all staff reads the list"
    assert read("manager") == ([True, True, True], True)
    assert read("focal") == ([True, True, True], True)
    assert read("head2") == ([False, False, True], True), "whom they nominated, and sums of their own country"
    assert read("stranger") == ([False] * 3, False)
    assert read("neighbour") == ([False] * 3, False)
    assert read("") == ([False] * 3, False)
    assert "no place is free" in text(client(given, "").get(cohort(given)))
    one = f"{cohort(given)}{rows[0].uid}/"
    assert [client(given, name).get(one).status_code for name in ("lead", "head", "head2", "")] == [200, 200, 404, 404]
    for name, there in (("lead", True), ("neighbour", False)):
        table = client(given, name).get(f"{cohort(given)}?format=csv").content.decode()
        assert ([each in table for each in names], "enrolled" in table) == ([there] * 3, False)


def test_somebody_is_found_nominated_accepted_and_withdrawn(given):
    head, page = client(given, "head"), f"{cohort(given)}nominate/"
    assert "Person UZB-P1" in text(head.get(f"{page}?who=UZB-P1"))
    told = {"person": "UZB-P1", "time": "two days", "place": "a room", "material": "paper"}
    wrong = head.post(f"{page}?who=UZB-P1", told)
    assert (wrong.status_code, "Nominate only somebody who will teach afterwards" in text(wrong)) == (422, True)
    assert 'value="two days"' in text(wrong), "what was typed stays"
    assert head.post(f"{page}?who=UZB-P1", told | {"teaches": "on"}).status_code == 302
    again = head.post(f"{page}?who=UZB-P1", told | {"teaches": "on"})
    assert (again.status_code, "stands in the list of this course already" in text(again)) == (422, True)
    manager, (row,) = client(given, "manager"), _rows(given)
    assert "1 person was nominated. Decide." in text(manager.get(cohort(given)))
    assert manager.post(cohort(given), {"do": "accept", "enrolment": row.uid}).status_code == 302
    assert given.states() == ["enrolled"]
    one = f"{cohort(given)}{row.uid}/"
    empty = head.post(one, {"do": "withdraw", "withdraw-reason": ""})
    assert (empty.status_code, "Give the reason" in text(empty)) == (422, True)
    assert head.post(one, {"do": "withdraw", "withdraw-reason": "Falls ill"}).status_code == 302
    assert given.states() == ["withdrawn"]
    refused = head.post(one, {"do": "accept"})
    assert (refused.status_code, given.states()) == (422, ["withdrawn"]), "sent by somebody who does not decide"


def test_a_stranger_finds_nobody_to_nominate(given):
    page = text(client(given, "learner").get(f"{cohort(given)}nominate/?who=UZB"))
    assert ("Person UZB-P1" in page, "focal points nominate" in page) == (False, True)


def test_attendance_is_taken_by_the_list_and_shown_with_how_it_came(given):
    rows = given.enrolled(0, 1)
    held = session(given.course, now() - 5 * HOUR)
    page = f"/attend/{held.uid}/list/"
    lead = client(given, "lead")
    marks = {f"{rows[0].uid}-presence": "late", f"{rows[0].uid}-minutes": "12", f"{rows[1].uid}-presence": "present"}
    wrong = lead.post(page, marks | {f"{rows[0].uid}-minutes": ""})
    assert (wrong.status_code, "Give how many minutes late" in text(wrong)) == (422, True)
    assert '<option value="late" selected>' in text(wrong), "what was chosen stays"
    assert lead.post(page, marks).status_code == 302
    shown = text(lead.get(cohort(given)))
    assert ("12 minutes late" in shown, "By the trainer&#x27;s list" in shown) == (True, True)
    assert [client(given, name).get(page).status_code for name in ("interpreter", "stranger", "")] == [403, 404, 404]
    assert lead.get("/attend/00000000-0000-4000-8000-000000000000/list/").status_code == 404
    kept = re.search(r'kerege-kept data-key="attend (\w+) ([\w-]+)"', lead.get(page).content.decode())
    assert (len(kept[1]), kept[2]) == (24, str(held.uid)), "the browser keeps it for whoever is signed in"


@pytest.mark.parametrize(
    ("presence", "minutes", "said"),
    [
        ("late", "", "Give how many minutes late"),
        ("late", "x", "Enter a whole number"),
        ("present", "9", "Give how many"),
    ],
)
def test_what_is_wrong_with_one_row_is_told_first_with_the_name_and_a_way_there(given, presence, minutes, said):
    rows = given.enrolled(0, 1)
    held = session(given.course, now() - 5 * HOUR)
    name = f"{rows[1].uid}-minutes"
    marks = {f"{rows[0].uid}-presence": "present", f"{rows[1].uid}-presence": presence, name: minutes}
    wrong = text(client(given, "lead").post(f"/attend/{held.uid}/list/", marks))
    person = f"Person {given.persons[1]}"
    assert wrong.count(f'<li><a href="#id_{name}">Minutes late: {person}: {said}') == 1
    assert wrong.count(f'aria-describedby="id_{name}_error"') == wrong.count(f'<div id="id_{name}_error">') == 1
    assert wrong.count('class="field__error"') == 1
    with checking():
        assert not Attendance.objects.inside_action().exists(), "all of it or nothing"


def test_a_list_that_stood_open_writes_over_nothing_that_was_not_seen(given):
    rows = given.enrolled(0, 1)
    held = session(given.course, now() - timedelta(minutes=30))
    page, lead = f"/attend/{held.uid}/list/", client(given, "lead")
    absent = {f"{row.uid}-presence": "absent" for row in rows}
    lead.post(page, absent)
    shown = lead.get(page).content.decode()
    was = {f"{row.uid}-was": "absent:0" for row in rows}
    assert [f'name="{name}" value="absent:0"' in shown for name in was] == [True, True]
    told = {"by": SYSTEM, "session": str(held.uid), "code": code_at(node_key(), str(held.uid), now())}
    pin = pin_of(node_key(), str(rows[0].uid))
    assert actions.sign_in_to_session(**told, number="1", pin=pin).presence == "late"
    lead.post(page, absent | was | {f"{rows[1].uid}-presence": "excused"})
    assert [marks_of(row.person_id, [held.id])[held.id].presence.value for row in rows] == ["late", "excused"]
    refused = lead.post(page, was | {f"{row.uid}-presence": "present" for row in rows})
    assert (refused.status_code, refused.content.decode().count("Meanwhile something else was recorded")) == (422, 4)
    assert [marks_of(row.person_id, [held.id])[held.id].presence.value for row in rows] == ["late", "excused"]
    again = {row["was"].html_name: row["was"].value() for row, _mark in refused.context["rows"]}
    assert lead.post(page, again | {f"{row.uid}-presence": "present" for row in rows}).status_code == 302
    assert [marks_of(row.person_id, [held.id])[held.id].presence.value for row in rows] == ["present", "present"]


def test_a_course_is_closed_from_its_attendance(given):
    for each in given.sessions:
        _off(each)
    rows = given.enrolled(0, 1)
    held = session(given.course, now() - 5 * HOUR)
    lead, page = client(given, "lead"), f"{cohort(given)}close/"
    early = lead.post(page, {"do": "close"})
    assert (early.status_code, "Enter present or absent for everybody" in text(early)) == (422, True)
    marks = {f"{rows[0].uid}-presence": "present", f"{rows[1].uid}-presence": "absent"}
    lead.post(f"/attend/{held.uid}/list/", marks)
    assert "Close the course." in text(lead.get(cohort(given)))
    assert lead.post(page, {"do": "close", f"{rows[0].uid}-sex": "female"}).status_code == 302
    shown = text(lead.get(page))
    assert ("Closed on" in shown, "0 %, at least 80 % are wanted" in shown) == (True, True)
    assert given.states() == ["completed", "not_completed"]
    listed = text(lead.get(cohort(given)))
    over = [each in listed for each in ("Hours for certificates", "Nominate somebody", "Close the course<")]
    assert over == [True, False, False], "what would be refused is not offered"
    told = text(lead.post(page, {"do": "hours"}))
    assert told.count("nothing recorded") == 2
    assert client(given, "stranger").get(page).status_code == 403
    assert client(given, "interpreter").get(page).status_code == 403


def test_a_participant_sees_what_is_next_and_takes_the_sessions_along(given):
    learner = client(given, "learner")
    assert "You are in no course yet" in text(learner.get("/my/courses/"))
    row = given.nominate("P-learner")
    assert "You were nominated." in text(learner.get("/my/courses/"))
    assert b"BEGIN:VEVENT" not in learner.get("/my/courses.ics").content, "who has no place has no sessions yet"
    given.accept(row)
    page = text(learner.get("/my/courses/"))
    assert ("Come to the next session" in page, "09:00–11:00" in page, "<bdi>Almaty</bdi>" in page) == (
        True,
        True,
        True,
    )
    calendar = learner.get("/my/courses.ics").content.decode()
    assert calendar.count("BEGIN:VEVENT") == 2
    assert "DTSTART:20270315T040000Z" in calendar
    assert "Your account belongs to no person" in text(client(given, "stranger").get("/my/courses/"))
    assert "Person P-learner" not in text(client(given, "head2").get("/my/courses/"))
    assert (
        learner.post(f"{cohort(given)}{row.uid}/", {"do": "withdraw", "withdraw-reason": "No leave"}).status_code == 302
    )
    assert given.states() == ["withdrawn"]


def test_who_enrols_themselves_in_an_open_course(given):
    learner = client(given, "learner")
    assert learner.post(cohort(given), {"do": "enrol"}).status_code == 403, "people are nominated for this one"
    _opened(given.course)
    assert "Enrol myself" in text(learner.get(cohort(given)))
    assert learner.post(cohort(given), {"do": "enrol"}).status_code == 302
    assert given.states() == ["enrolled"]
    assert "Enrol myself" not in text(learner.get(cohort(given)))


def test_whoever_withdrew_enrols_again_by_a_button_while_that_is_open(given, monkeypatch):
    learner = client(given, "learner")
    _opened(given.course)
    learner.post(cohort(given), {"do": "enrol"})
    assert "Enrol myself again" not in text(learner.get("/my/courses/"))
    given.withdraw(_rows(given)[0], by="learner")
    for page in ("/my/courses/", cohort(given)):
        assert "Enrol myself again" in text(learner.get(page)), page
    with act("tests.course.ended", by=SYSTEM, about="x"):
        Course.objects.inside_action().filter(id=given.course.id).update(enrol_until=date(2026, 1, 1))
    for page in ("/my/courses/", cohort(given)):
        assert "Enrol myself" not in text(learner.get(page)), page
    with act("tests.course.opened", by=SYSTEM, about="x"):
        Course.objects.inside_action().filter(id=given.course.id).update(enrol_until=None)
    assert learner.post(cohort(given), {"do": "enrol"}).status_code == 302
    assert given.states() == ["enrolled"]


def test_a_signed_address_tells_a_calendar_program_the_own_sessions_until_all_sessions_are_ended(given):
    given.accept(given.nominate("P-learner"))
    learner = client(given, "learner")
    page = learner.get("/my/courses/")
    path = page.context["feed"].removeprefix("http://testserver")
    calendar = Client().get(path)
    assert (calendar.status_code, calendar["Cache-Control"]) == (200, "private, no-store")
    assert calendar.content.count(b"BEGIN:VEVENT") == 2
    teaching = learner.get("/courses/plan/mine/").context["feed"].removeprefix("http://testserver")
    token = teaching.split("/")[-1]
    assert Client().get(f"/my/courses/feed/{token}").status_code == 404, "the address of what somebody teaches"
    assert Client().get("/my/courses/feed/x.ics").status_code == 404
    given.withdraw(_rows(given)[0], by="learner")
    assert b"BEGIN:VEVENT" not in Client().get(path).content
    people.end_sessions(by=SYSTEM, account=account("learner@example.org"))
    assert Client().get(path).status_code == 404


def _rows(given):
    return enrolments_of(given.course.id)


def _off(row):
    with act("tests.session.changed", by=SYSTEM, about="session"):
        row.called_off = now().date() - timedelta(days=1)
        row.save()


def _opened(course):
    with act("tests.course.changed", by=SYSTEM, about="course"):
        course.entry = "open"
        course.save()


def test_a_participant_scans_the_screen_and_signs_in_once(given):
    row, other = given.accept(given.nominate("P-learner")), given.enrolled(0)[0]
    held = session(given.course, now() - timedelta(minutes=5))
    lead = client(given, "lead")
    shown = text(lead.get(f"/attend/{held.uid}/screen/"))
    code = code_at(node_key(), str(held.uid), now())
    assert f"{code[:4]} {code[4:]}" in shown
    assert code_at(node_key(), str(held.uid), now() + timedelta(seconds=30)) not in shown.replace(" ", "")
    assert [client(given, name).get(f"/attend/{held.uid}/screen/").status_code for name in ("interpreter", "")] == [
        403,
        404,
    ]
    learner, here = client(given, "learner"), f"/attend/{held.uid}/"
    assert "Scan the code" in text(learner.get(here)), "without a scan nobody signs in"
    assert "Scan the code" in text(learner.post(here, {"me": "yes"}))
    assert learner.get(f"{here}{code}/").status_code == 302
    assert "Recorded: present." in text(learner.post(here, {"me": "yes"}))
    assert "Recorded: present." in text(learner.post(here, {"me": "yes"})), "pressed twice"
    page = text(lead.get(cohort(given)))
    assert ("By the code on the screen" in page, "1 of 2 recorded" in page) == (True, True)
    guest = client(given, "")
    assert guest.get(f"{here}{code_at(node_key(), str(held.uid), now() - HOUR)}/").status_code == 409
    assert guest.get(f"{here}{code_at(node_key(), str(given.sessions[0].uid), now())}/").status_code == 409
    assert guest.get(f"{here}{code}/").status_code == 302
    wrong = guest.post(here, {"number": "2", "pin": "000000"})
    assert (wrong.status_code, "Number and PIN do not go together" in text(wrong)) == (422, True)
    assert "Recorded: present." in text(guest.post(here, {"number": "2", "pin": pin_of(node_key(), str(other.uid))}))
    assert row.id < other.id


def test_pins_are_not_tried_out(given):
    given.enrolled(0)
    held = session(given.course, now() - timedelta(minutes=5))
    guest, here = client(given, ""), f"/attend/{held.uid}/"
    guest.get(f"{here}{code_at(node_key(), str(held.uid), now())}/")
    typed = ["1", "01", "00001", "0 1", "0\u20031", "00 1"]
    tries = [text(guest.post(here, {"number": typed[n % 6], "pin": f"{n:06d}"})) for n in range(12)]
    assert ["Too many tries" in each for each in tries] == [False] * 10 + [True] * 2


def test_a_code_is_not_shown_before_its_time_or_of_what_was_called_off(given):
    later = session(given.course, now() + HOUR)
    lead = client(given, "lead")
    assert "from half an hour before" in text(lead.get(f"/attend/{later.uid}/code/"))
    assert lead.get(f"/attend/{later.uid}/{code_at(node_key(), str(later.uid), now())}/").status_code == 409
    over = session(given.course, now() - 5 * HOUR)
    assert "The session is over" in text(lead.get(f"/attend/{over.uid}/code/"))
    _off(over)
    assert "was called off" in text(lead.get(f"/attend/{over.uid}/code/"))
    nobody = "/attend/00000000-0000-4000-8000-000000000000/ABCD1234/"
    assert lead.get(nobody).status_code == 404


def test_the_signed_sheet_is_printed_and_kept_once(given):
    rows = given.enrolled(0, 1)
    held, other = session(given.course, now() - 5 * HOUR), session(given.course, now() - 9 * HOUR)
    lead = client(given, "lead")
    print_out = lead.get(f"/attend/{held.uid}/sheet.pdf")
    assert all(f"Person {key}" in of_pdf(print_out.content) for key in given.persons[:2])
    pins = of_pdf(lead.get(f"{cohort(given)}slips.pdf").content)
    assert all(pin_of(node_key(), str(row.uid)) in pins for row in rows)
    assert lead.post(f"{cohort(given)}{rows[0].uid}/", {"do": "replace_slip"}).status_code == 302
    alone = of_pdf(lead.get(f"{cohort(given)}slips.pdf?place={rows[0].uid}").content)
    (slip,) = set(re.findall(r"PIN: ?(\d{6})", alone))
    assert slip == pin_of(node_key(), str(rows[0].uid), 1) != pin_of(node_key(), str(rows[0].uid))
    assert lead.get(f"{cohort(given)}slips.pdf?place={held.uid}").status_code == 404
    for page in (f"/attend/{held.uid}/sheet.pdf", f"{cohort(given)}slips.pdf"):
        assert client(given, "interpreter").get(page).status_code == 403
        assert client(given, "stranger").get(page).status_code in {403, 404}
    marks = {f"{row.uid}-presence": "present" for row in rows}

    def hand_in(where):
        scan = SimpleUploadedFile("sheet.pdf", print_out.content)
        return lead.post(f"/attend/{where.uid}/list/", marks | {"sheet": scan})

    assert hand_in(held).status_code == 302
    shown = text(lead.get(f"/attend/{held.uid}/list/"))
    assert ("sheet.pdf" in shown, sha256(print_out.content).hexdigest()[:16] in shown) == (True, True)
    assert "From the signed sheet" in text(lead.get(cohort(given)))
    twice = hand_in(other)
    assert (twice.status_code, "The very same file is kept already" in text(twice)) == (422, True)
    assert "Signed sheets" not in text(lead.get(f"/attend/{other.uid}/list/"))
