"""What a phone is refused: each in words that it shows, with the status of its kind, and nothing is kept."""

import base64

import pytest
from django.test import Client
from lxml import etree

from kerege.capacity import actions
from kerege.capacity.models import Answer, Evidence, Submission
from kerege.files.models import StoredFile
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.web.account.watching import actor_of
from tests.capacity.given import DAY, FULL, answers, somebody
from tests.inventory.submissions import submission
from tests.web.openrosa.collect import HEADERS, MORE, THE_FORM, filled, picture, said
from tests.web.openrosa.conftest import phone_of

NAMED = b'<data id="x"><meta><instanceID>&b;</instanceID></meta></data>'
BOMB = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + NAMED
OUTSIDE = b'<!DOCTYPE d [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + NAMED


@pytest.fixture
def blank(uid, phone):
    return phone.blank(phone.forms()[0])


def refused(phone, xml, files=None, **more):
    """Status and sentence; nothing was kept."""
    acts = Act.objects.count()
    answer = phone.send(xml, files, **more)
    with checking():
        left = [m.objects.inside_action().count() for m in (Submission, Answer, Evidence, StoredFile)]
    assert (left, Act.objects.count()) == ([0, 0, 0, 0], acts)
    return answer.status_code, said(answer)


WRONG = (
    ("plan", "7", "“7” is not among the answers: 0, 1, 2. Choose one of them."),
    ("plan", "not_applicable", "“not_applicable” is not among the answers: 0, 1, 2. Choose one of them."),
    ("staff", "many", "“many” is no number. Write it with digits, for example 12 or 12.5."),
    ("staff", "101", "101 is not possible here: the answer lies between 0 and 100. Correct it."),
    ("people", "not_applicable", "Say in the comment why the question does not apply, so that others can follow."),
    ("form-done", "yesterday", "“yesterday” is no moment"),
    ("instanceID", " ", "The form does not say which one it is"),
)


def test_one_wrong_answer_refuses_the_form_whole(phone, blank):
    right = {"waste": "1"}
    for name, value, sentence in WRONG:
        status, told = refused(phone, with_value(filled(blank, right), name, value), {"a.jpg": picture()})
        assert (status, told[: len(sentence)]) == (422, sentence)


def with_value(xml, name, value):
    root = etree.fromstring(xml)
    next(e for e in root.iter() if etree.QName(e).localname == name).text = value
    return etree.tostring(root)


def test_what_is_no_form_of_this_assessment_is_refused(phone, blank, uid):
    xml = filled(blank, {"plan": "1"})
    for wrong, status, sentence in (
        (xml[:-40], 422, "This is not well-formed XML"),
        (BOMB, 422, "This XML brings a document type"),
        (OUTSIDE, 422, "This XML brings a document type"),
        (xml.replace(b'version="1"', b'version="0.9"'), 409, "This form was filled in with version “0.9”"),
        (xml.replace(uid.encode(), b"01a21784-f6a9-7000-92a5-52e14c56ad8b"), 404, "There is no such form for you"),
        (xml.replace(b'id="assessment-', b'id="household-'), 404, "There is no such form for you"),
        (xml.replace(b"<waste/>", b"<budget>3</budget>"), 422, "The form brings “budget”"),
        (xml.replace(b"</data>", b"<extra/></data>"), 422, "The form brings “extra”"),
        (b"<data>" + b"<a>" * 30 + b"</a>" * 30 + b"</data>", 422, "This XML is nested more than 20 deep"),
        (b"<data>" + b"x" * 2_000_001 + b"</data>", 413, "This XML has"),
    ):
        got, told = refused(phone, wrong)
        assert (got, told[: len(sentence)]) == (status, sentence)


def test_a_request_without_the_form_and_one_that_is_packed(phone, uid):
    assert refused(phone, b"")[0] == 422
    answer = phone.client.post("/openrosa/submission", {MORE: "yes"}, headers=phone.headers())
    assert (answer.status_code, "xml_submission_file" in said(answer)) == (422, True)
    packed = phone.headers() | {"Content-Encoding": "gzip"}
    assert phone.client.post("/openrosa/submission", {THE_FORM: "x"}, headers=packed).status_code == 415


def test_files_that_are_none_and_files_that_are_too_large(phone, blank, monkeypatch):
    xml = filled(blank, {"plan": "1"}, proofs=[("safety", "plan", "a.jpg", "")])
    assert refused(phone, xml, {"a.jpg": b"MZ no picture"})[0] == 422
    assert refused(phone, xml, {"a.exe": b"MZ"}, more=True)[0] == 422
    assert refused(phone, xml, {"a.jpg": picture()[:200]})[0] == 422
    monkeypatch.setattr("kerege.web.shell.limits.LONGEST_UPLOAD", 500)
    status, told = refused(phone, xml, {"a.jpg": picture()})
    assert (status, told.startswith("<")) == (413, False)


def test_a_closed_assessment_takes_nothing_and_says_why(phone, blank, uid, head):
    assert answers(head, uid, **FULL) == {}
    actions.close_assessment(by=head, assessment=uid, today=DAY)
    answer = phone.send(filled(blank, {"plan": "2"}))
    assert (answer.status_code, said(answer)[:24]) == (409, "The assessment is closed")
    assert phone.forms() == []


def test_another_form_under_the_same_number_is_refused(phone, blank):
    assert phone.send(filled(blank, {"plan": "1"}, instance="uuid:1")).status_code == 201
    answer = phone.send(filled(blank, {"plan": "2"}, instance="uuid:1"))
    assert (answer.status_code, said(answer)[:35]) == (409, "Another form came under this number")
    with checking():
        assert [a.value for a in Answer.objects.inside_action().all()] == ["1"]


def test_who_is_not_in_the_team_gets_no_form_and_sends_none(blank, uid):
    somebody("other")
    status, told = refused(phone_of("other@example.org"), filled(blank, {"plan": "1"}))
    assert (status, told) == (403, "You are not named in this assessment for that. Ask whoever leads it.")
    somebody("neighbour", owner="UZB")
    assert refused(phone_of("neighbour@example.org"), filled(blank, {"plan": "1"}))[0] == 404


def test_a_host_reads_and_answers_nothing(head, blank, uid):
    somebody("host", "biosafety_officer")
    actions.name_assessor(by=head, assessment=uid, email="host@example.org", part="host", today=DAY)
    assert phone_of("host@example.org").forms() == []
    assert refused(phone_of("host@example.org"), filled(blank, {"plan": "1"}))[0] == 403


# -- who is let in -----------------------------------------------------------------------------------------------------


def basic(email, password):
    packed = base64.b64encode(f"{email}:{password}".encode()).decode()
    return {**HEADERS, "Authorization": f"Basic {packed}"}


@pytest.mark.parametrize("address", ["/openrosa/formList", "/openrosa/submission"])
def test_without_a_password_of_a_device_nobody_is_let_in(head, phone, address):
    for headers in (
        HEADERS,
        HEADERS | {"Authorization": "Basic ???"},
        HEADERS | {"Authorization": "Digest x"},
        basic("head@example.org", "a-long-phrase-82"),  # the account's own
        basic("somebody@example.org", phone.password),
    ):
        answer = Client().get(address, headers=headers)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Basic realm="Kerege", charset="UTF-8"')
        assert "Devices" in said(answer)


def test_a_session_lets_no_phone_in(head, uid):
    client = Client()
    client.force_login(account("head@example.org"))
    assert client.get("/openrosa/formList").status_code == 401
    assert client.post("/openrosa/submission", {THE_FORM: "x"}).status_code == 401


def test_guessing_is_slowed_down_and_the_right_password_still_opens(phone, uid):
    wrong = [Client().get("/openrosa/formList", headers=basic(phone.email, "aaaaaa")).status_code for _ in range(12)]
    assert (wrong[0], wrong[-1]) == (401, 429)
    assert len(phone.forms()) == 1


def test_a_password_is_over_when_it_is_removed_and_when_sessions_are_ended(head, uid):
    found = account("head@example.org")
    device, password = people.add_device(by=actor_of(found), account=found, name="P", strong=False)
    assert Client().get("/openrosa/formList", headers=basic(found.email, password)).status_code == 200
    people.remove_device(by=actor_of(found), account=found, device=device)
    assert Client().get("/openrosa/formList", headers=basic(found.email, password)).status_code == 401
    phone = phone_of(found.email)
    people.end_sessions(by=SYSTEM, account=found)
    assert phone.get("/openrosa/formList").status_code == 401


def test_a_role_with_a_second_factor_wants_a_password_that_was_made_with_one(head, uid):
    somebody("focal", "focal_point")
    answer = phone_of("focal@example.org").get("/openrosa/formList")
    assert (answer.status_code, said(answer)[:36]) == (403, "Your role wants a second factor, and")
    assert phone_of("focal@example.org", strong=True).forms() == []


def test_other_methods_and_addresses(phone, uid):
    assert phone.client.delete("/openrosa/submission", headers=phone.headers()).status_code == 405
    assert phone.client.post("/openrosa/formList", headers=phone.headers()).status_code == 405
    assert phone.get("/openrosa/nothing").status_code == 404


def test_the_form_of_a_facility_is_told_where_it_goes(phone):
    told = "This is the form of a facility, and here only answers to assessments are taken."
    for form in (submission(1), submission(1), submission(2, version="9")):
        status, sentence = refused(phone, form.encode())
        assert (status, sentence[: len(told)]) == (422, told)
    status, sentence = refused(phone, submission(3)[:300].encode())
    assert (status, sentence[:27]) == (422, "This is not well-formed XML")
