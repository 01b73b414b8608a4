"""A whole day with ODK Collect: the list, the form, what is sent, what is sent twice, and two phones that disagree."""

import gzip
import hashlib

import pytest

from kerege.capacity import actions, queries
from kerege.capacity.actions import Told
from kerege.capacity.models import Answer, Evidence, OvertakenAnswer, Submission
from kerege.capacity.rules.answers import Given
from kerege.files import queries as files
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.people.models import DevicePassword
from kerege.web.shell.limits import MOST_FILES
from tests.capacity.given import DAY, FULL, answers, code_of, reader, somebody
from tests.web.openrosa.collect import filled, picture, said
from tests.web.openrosa.conftest import phone_of

FIRST, LATER = "2026-11-01T09:00:00.000+06:00", "2026-11-01T11:30:00.000+06:00"


def kept(model, **wanted):
    with checking():
        return list(model.objects.inside_action().filter(**wanted).order_by("id"))


def values():
    return {each.question: "na" if each.not_applicable else each.value for each in kept(Answer)}


def test_the_list_has_a_form_for_each_open_assessment_in_which_somebody_answers(uid, phone, head):
    (form,) = phone.forms()
    blank = phone.blank(form)
    assert (form.id, form.version) == (f"assessment-{uid}", "1")
    assert (form.name, form.description) == (
        "Example laboratory: A set",
        "Self-assessment, round 1, opened on 1 November 2026",
    )
    assert form.address == f"http://testserver/openrosa/forms/{uid}"
    assert form.hash == "md5:" + hashlib.md5(blank, usedforsecurity=False).hexdigest()
    assert f'id="assessment-{uid}" version="1"'.encode() in blank
    somebody("other")
    assert phone_of("other@example.org").forms() == []
    assert phone.get(f"/openrosa/formList?formID={form.id}").content.count(b"<formID>") == 1
    assert phone.get("/openrosa/formList?formID=another").content.count(b"<formID>") == 0
    actions.withdraw_assessment(by=head, assessment=uid, reason="By mistake", today=DAY)
    assert phone.forms() == []
    assert phone.get(form.address).status_code == 404


def test_the_list_speaks_the_language_of_the_phone_and_the_form_stays_the_same(uid, phone):
    (english,) = phone.forms()
    phone.language = "ru"
    (russian,) = phone.forms()
    assert (russian.name, english.name) == ("Пример лаборатории: Набор", "Example laboratory: A set")
    assert russian.description.startswith("Самооценка")
    assert (russian.hash, russian.id) == (english.hash, english.id)
    assert b"<value>-</value>" not in phone.blank(russian)
    phone.language = "ru,en;q=0.5"
    assert "форм" in said(phone.get("/openrosa/forms/01a21784-f6a9-7000-92a5-52e14c56ad8b"))


def test_a_list_arrives_packed_where_the_phone_unpacks(uid, phone):
    answer = phone.get("/openrosa/formList", **{"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert b"<formID>" in gzip.decompress(answer.content)


def test_what_was_filled_in_becomes_the_own_answers(uid, phone, head):
    blank = phone.blank(phone.forms()[0])
    given = {"plan": "2", "waste": "0", "staff": "12.0", "people": "not_applicable", "people-why": "Nobody works here"}
    answer = phone.sends(filled(blank, given, done=FIRST))
    assert (answer.status_code, said(answer)) == (201, "4 answers stand.")
    assert values() == {"plan": "2", "waste": "0", "staff": "12", "people": "na"}
    assert {a.comment for a in kept(Answer, question="people")} == {"Nobody works here"}
    page = queries.assessment(reader(head), uid, me=head.uid, on=DAY, lang="en")
    assert page.own["staff"].given == Given("12")
    assert DevicePassword.objects.get().used_on is not None


def test_an_empty_place_takes_nothing_back(uid, phone, head):
    assert answers(head, uid, **FULL) == {}
    answer = phone.sends(filled(phone.blank(phone.forms()[0]), {"plan": "0"}, done="2099-01-01T00:00:00Z"))
    assert answer.status_code == 201
    assert values() == FULL


def test_the_same_form_twice_has_the_same_answer_and_is_kept_once(uid, phone):
    xml = filled(phone.blank(phone.forms()[0]), {"plan": "2"}, proofs=[("safety", "plan", "1.jpg", "The plan")])
    first = phone.sends(xml, {"1.jpg": picture()})
    acts = Act.objects.count()
    again = phone.sends(xml, {"1.jpg": picture()})
    assert (first.status_code, again.status_code) == (201, 201)
    assert said(first) == said(again)
    assert Act.objects.count() == acts
    assert [len(kept(model)) for model in (Submission, Answer, Evidence)] == [1, 1, 1]
    assert [(s.raw, s.arrived) for s in kept(Submission)] == [("", [])]


def test_pictures_come_in_several_parts_and_become_evidence(uid, phone, head):
    proofs = [
        ("safety", "plan", "1.jpg", "The plan"),
        ("safety", "waste", "2.jpg", ""),
        ("rest", "people", "3.jpg", ""),
    ]
    xml = filled(phone.blank(phone.forms()[0]), {"plan": "2"}, proofs=proofs)
    assert phone.send(xml, {"1.jpg": picture(1)}, more=True).status_code == 201
    (waits,) = queries.waiting_forms(reader(head), uid, me=head.uid, on=DAY)
    assert (waits.read, values()) == (False, {"plan": "2"})
    assert b"<plan>2</plan>" in kept(Submission)[0].raw.encode()
    assert phone.send(xml, {"1.jpg": picture(1), "2.jpg": picture(2)}, more=True).status_code == 201
    answer = phone.send(xml, {"3.jpg": picture(3)})
    assert (answer.status_code, said(answer)) == (201, "1 answer stands.")
    assert [(e.question, e.title) for e in kept(Evidence)] == [
        ("plan", "The plan"),
        ("waste", "2.jpg"),
        ("people", "3.jpg"),
    ]
    assert queries.waiting_forms(reader(head), uid, me=head.uid, on=DAY) == []
    found = files.files_of(
        reader(somebody("focal", "focal_point")), [e.uid for e in kept(Evidence)], purpose="evidence"
    )
    assert {line.kind.value for line in found} == {"jpeg"}


def test_one_request_of_a_phone_brings_more_files_than_any_page_takes_and_not_without_end(uid, phone, settings):
    names = [f"{n}.jpg" for n in range(MOST_FILES)]  # and the form, which is a file too
    xml = filled(phone.blank(phone.forms()[0]), {}, proofs=[("safety", "plan", name, "") for name in names])
    files = dict.fromkeys(names, picture())
    answer = phone.send(xml, files)
    assert (answer.status_code, [form.proofs for form in kept(Submission)]) == (201, [MOST_FILES])
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = MOST_FILES
    answer = phone.send(xml, files)
    assert (answer.status_code, answer["Content-Type"]) == (413, "text/xml; charset=utf-8")


def test_a_picture_that_never_came_is_told_and_the_answers_are_kept(uid, phone, head):
    xml = filled(phone.blank(phone.forms()[0]), {"plan": "2"}, proofs=[("safety", "plan", "lost.jpg", "")])
    assert said(phone.sends(xml)) == "1 answer stands. 1 picture is missing."
    (waits,) = queries.waiting_forms(reader(head), uid, me=head.uid, on=DAY)
    assert (waits.read, waits.missing) == (True, 1)


@pytest.mark.parametrize("order", [(FIRST, LATER), (LATER, FIRST)])
def test_of_two_phones_the_later_answer_stands_and_the_other_is_kept(uid, phone, head, order):
    other, blank = phone_of("head@example.org"), phone.blank(phone.forms()[0])
    told = {FIRST: {"plan": "0", "waste": "1"}, LATER: {"plan": "2", "waste": "1"}}
    first = phone.sends(filled(blank, told[order[0]], done=order[0]))
    second = other.sends(filled(blank, told[order[1]], done=order[1]))
    assert (said(first), second.status_code) == ("2 answers stand.", 201)
    assert ("both are on the page" in said(second)) == (order[1] == FIRST)
    assert values() == {"plan": "2", "waste": "1"}
    (met,) = queries.overtaken_answers(reader(head), uid, me=head.uid, on=DAY)
    assert (met.question, met.given) == ("plan", Given("0"))
    assert met.answered_at.isoformat() == "2026-11-01T03:00:00+00:00"
    assert len(kept(OvertakenAnswer)) == 1


def test_what_was_answered_on_the_page_meets_the_phone_in_the_same_way(uid, phone, head):
    told = {"plan": Told("1", comment="As I saw it")}
    actions.save_answers(by=head, assessment=uid, answers=told)
    phone.sends(filled(phone.blank(phone.forms()[0]), {"plan": "2"}, done=FIRST))
    assert values() == {"plan": "1"}
    (met,) = queries.overtaken_answers(reader(head), uid, me=head.uid, on=DAY)
    assert met.given == Given("2")


def test_two_assessors_disagree_and_neither_overtakes_the_other(uid, phone, head):
    peer = somebody("peer", "biosafety_officer")
    actions.name_assessor(by=head, assessment=uid, email="peer@example.org", part="assessor", today=DAY)
    blank = phone.blank(phone.forms()[0])
    phone.sends(filled(blank, {"plan": "0"}, done=FIRST))
    phone_of("peer@example.org").sends(filled(blank, {"plan": "2"}, done=LATER))
    assert [a.value for a in kept(Answer, question="plan")] == ["0", "2"]
    assert kept(OvertakenAnswer) == []
    assert queries.overtaken_answers(reader(peer), uid, me=peer.uid, on=DAY) == []


def test_nobody_reads_answers_of_others_that_met(uid, phone, head):
    blank = phone.blank(phone.forms()[0])
    for moment, value in ((FIRST, "0"), (LATER, "2")):
        phone.sends(filled(blank, {"plan": value}, done=moment))
    assert len(queries.overtaken_answers(reader(head), uid, me=head.uid, on=DAY)) == 1
    peer = somebody("peer", "biosafety_officer")
    actions.name_assessor(by=head, assessment=uid, email="peer@example.org", part="assessor", today=DAY)
    assert queries.overtaken_answers(reader(peer), uid, me=peer.uid, on=DAY) == []
    assert queries.waiting_forms(reader(peer), uid, me=peer.uid, on=DAY) == []
    assert code_of(actions.submit_form, by=somebody("none"), content=filled(blank, {}), files={}) == (
        "capacity.not_in_team"
    )
