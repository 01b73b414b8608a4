"""Pages of exams: a learner begins, answers, resumes and hands in; who keeps the exam releases it and sees who sat."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kerege.training.actions import exams as exam_actions
from kerege.training.models import ExamAnswer, ExamAttempt, ExamCorrection
from kerege.training.queries.scope import COUNTING
from tests import ground
from tests.training.cohort import staff
from tests.training.examined import Examined, choice, essay, lay_bank
from tests.training.test_curriculum_exams import Given as Taught
from tests.training.test_exam_keys import Wrong, corrected
from tests.web.signing import signed_in

HOUR = timedelta(hours=1)


def text(answer, status=200) -> str:
    assert answer.status_code == status, answer.content[:300]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()


@pytest.fixture
def of(db):
    now = timezone.now()
    return Examined(opens=now - HOUR, closes=now + HOUR)


@pytest.fixture
def her(of):
    return signed_in("learner0")


def begun(of, her) -> ExamAttempt:
    answer = her.post(f"/my/exams/{of.uid}/", {"do": "begin", "language": "ru"})
    assert answer.status_code == 302, answer.content[:300]
    return ExamAttempt.objects.seen_by(COUNTING).one()


def test_a_learner_finds_the_exam_and_reads_what_counts_before_it_begins(of, her):
    assert "Test of awareness" in text(her.get("/my/exams/"))
    told = text(her.get(f"/my/exams/{of.uid}/"))
    for sentence in (
        "30 minutes from the moment at which you begin",
        "up to 60 seconds after the end",
        "Nothing watches",
    ):
        assert sentence in told


def test_the_page_of_an_attempt_never_says_what_is_right(of, her):
    attempt = begun(of, her)
    page = her.get(f"/my/exams/sit/{attempt.uid}/").content.decode()
    assert page.count("Ответ a") == 4
    for key in ("right", "accepted", "points_of", "kerege.item.1"):
        assert key not in re.sub(
            r"<(svg|script|style).*?</\1>|Several answers may be right|rights?\b", "", page, flags=re.S
        )


def test_answers_are_saved_and_handed_in_without_a_script(of, her):
    attempt = begun(of, her)
    address = f"/my/exams/sit/{attempt.uid}/"
    assert her.post(address, {"do": "save", "p1-1": "a", "p2-1": "b"}).status_code == 302
    assert her.post(address, {"do": "save", "p1-1": "a", "p2-1": "b"}).status_code == 302
    assert len(ExamAnswer.objects.seen_by(COUNTING).seen()) == 2, "what did not change is not saved again"
    page = her.get(address)
    assert page.content.decode().count(" checked") == 2
    assert "Not answered and saved yet: 3 , 4" in text(page)
    done = her.post(address, {"do": "hand_in", "p1-1": "a", "p2-1": "a", "p3-1": "a", "p4-1": "a"}, follow=True)
    assert "Passed : 100 %" in text(done)
    assert her.get(address).status_code == 302
    whose = re.findall(
        r'<kerege-exam[^>]* data-me="(\w{24})" data-key="([^"]+)"', (page.content + done.content).decode()
    )
    assert len(whose) == 2, "the page after it takes from the device what waited there"
    assert whose[0] == whose[1] == (whose[0][0], str(attempt.uid))


def test_an_answer_can_be_taken_back(of, her):
    attempt = begun(of, her)
    address = f"/my/exams/sit/{attempt.uid}/"
    her.post(address, {"do": "save", "p1-1": "a"})
    her.post(address, {"do": "save"})
    assert " checked" not in her.get(address).content.decode()


def test_a_program_saves_one_answer_at_a_time(of, her):
    attempt = begun(of, her)
    told = {"place": "1", "number": "1", "device": str(uuid4()), "p1-1": "a"}
    with CaptureQueriesContext(connection) as asked:
        first = her.post(f"/my/exams/sit/{attempt.uid}/answers/", told)
    assert len(asked) <= 20, "a class of two hundred saves an answer each at once"
    again = her.post(f"/my/exams/sit/{attempt.uid}/answers/", told)
    assert (first.status_code, first.json()["elsewhere"]) == (200, False)
    assert again.json() == first.json()
    wrong = her.post(f"/my/exams/sit/{attempt.uid}/answers/", told | {"place": "9"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "training.exam_answer_wrong")
    other = signed_in("learner1").post(f"/my/exams/sit/{attempt.uid}/answers/", told)
    assert other.status_code == 404


def test_nobody_else_sees_an_attempt(of, her):
    attempt = begun(of, her)
    of.of.by("stranger")
    for who in ("learner1", "lead", "stranger"):
        for address in (f"/my/exams/sit/{attempt.uid}/", f"/my/exams/results/{attempt.uid}/"):
            assert signed_in(who).get(address).status_code == 404


def test_whoever_keeps_the_exam_sees_who_sat_it(of, her):
    of.sit(0, 4, timezone.now())
    address = f"/courses/{of.of.course.uid}/exams/"
    for who in ("lead", "manager"):
        assert "Test of awareness" in text(signed_in(who).get(address))
        assert "Handed in" in text(signed_in(who).get(f"{address}{of.uid}/"))
    for who in ("learner0", "stranger", "neighbour", "head"):
        of.of.by(who) if who != "learner0" else None
        assert signed_in(who).get(address).status_code == 404
        assert signed_in(who).get(f"{address}{of.uid}/").status_code == 404
    assert signed_in("lead").get(f"/courses/{uuid4()}/exams/{of.uid}/").status_code == 404


def test_an_exam_is_released_and_withdrawn_on_its_page(db):
    now = timezone.now()
    of = Examined(release=False, opens=now - HOUR, closes=now + HOUR)
    address = f"/courses/{of.of.course.uid}/exams/{of.uid}/"
    own = signed_in("lead").post(address, {"do": "release"})
    assert "does not release it" in text(own, 422)
    assert signed_in("manager").post(address, {"do": "release"}).status_code == 302
    empty = signed_in("manager").post(address, {"do": "withdraw", "withdraw-reason": ""})
    assert empty.status_code == 422
    assert signed_in("manager").post(address, {"do": "withdraw", "withdraw-reason": "Known"}).status_code == 302
    assert "Withdrawn" in text(signed_in("lead").get(address))


def test_an_exam_that_is_not_open_says_when_it_is(db):
    now = timezone.now()
    of = Examined(opens=now + HOUR, closes=now + 2 * HOUR)
    her = signed_in("learner0")
    assert "The exam is open from" in text(her.get(f"/my/exams/{of.uid}/"))
    assert "(Almaty)" in text(her.post(f"/my/exams/{of.uid}/", {"do": "begin"}), 409)


def test_an_exam_is_written_from_the_bank_changed_and_followed_by_another_version(of):
    lay_bank("UZB", [choice(n, topic="waste") for n in range(3)])
    course = f"/courses/{of.of.course.uid}/exams/"
    lead = signed_in("lead")
    assert "Bank of UZB (3)" in text(lead.get(f"{course}new/"))
    told = {"title_en": "From the bank", "languages": "en", "collections": "bank-uzb", "shown": "answers"}
    told |= {"opens": "2027-05-01T09:00", "closes": "2027-05-01T18:00", "row-1-count": "2", "row-1-topic": "waste"}
    short = lead.post(f"{course}new/", told | {"row-1-count": "4"})
    assert "3 released questions for row 1" in text(short, 422)
    assert 'value="From the bank"' in short.content.decode()
    made = lead.post(f"{course}new/", told)
    assert made.status_code == 302, text(made, made.status_code)
    change = f"{made.headers['Location']}change/"
    assert 'value="2027-05-01T09:00"' in lead.get(change).content.decode()
    assert lead.post(change, told | {"minutes": "45"}).status_code == 302
    assert "45" in text(lead.get(made.headers["Location"]))
    again = lead.post(f"{course}{of.uid}/change/", told)
    assert "version 2" in text(lead.get(course))
    assert again.status_code == 302
    assert signed_in("learner0").get(f"{course}new/").status_code == 404


def test_marks_appeals_and_figures_have_their_pages(db):
    now = timezone.now()
    blueprint = [{"count": "1", "kind": "choice"}, {"count": "1", "points": "4", "kind": "text"}]
    told = {"items": [choice(1), essay(1)], "rows": blueprint, "shuffled": False, "shown": "answers"}
    of = Examined(opens=now - HOUR, closes=now + HOUR, **told)
    her, manager = signed_in("learner0"), signed_in("manager")
    her.post(f"/my/exams/{of.uid}/", {"do": "begin", "language": "en"})
    attempt = ExamAttempt.objects.seen_by(COUNTING).one()
    written = {"do": "hand_in", "p1-1": "b", "p2-1": "Because it is so"}
    assert "A person marks a part" in text(her.post(f"/my/exams/sit/{attempt.uid}/", written, follow=True))
    page = f"/courses/{of.of.course.uid}/exams/{of.uid}/"
    which = f"{attempt.uid}_2"
    told = text(manager.get(f"{page}marking/"))
    assert "Because it is so" in told
    assert "Two reasons, two points each." in told
    wrong = manager.post(f"{page}marking/", {"which": which, f"{which}-points": "5"})
    assert "is no mark here" in text(wrong, 422)
    assert manager.post(f"{page}marking/", {"which": which, f"{which}-points": "4"}).status_code == 302
    result = f"/my/exams/results/{attempt.uid}/"
    assert "The answers are shown once nobody can sit" in text(her.get(result))
    assert her.post(result, {"do": "appeal", "appeal-place": "1", "appeal-reason": ""}).status_code == 422
    assert her.post(result, {"do": "appeal", "appeal-place": "1", "appeal-reason": "Two are right"}).status_code == 302
    assert "Waits for its decision" in text(her.get(result))
    assert "You had a part in this" in text(manager.get(f"{page}appeals/"))
    staff(of.of.course, "P-learner", "co_trainer")
    of.of.by("learner")
    judge = signed_in("learner")
    (uid,) = re.findall(r'name="which" value="([^"]+)"', judge.get(f"{page}appeals/").content.decode())
    decision = {"which": uid, f"{uid}-outcome": "void_points", f"{uid}-answer": "Both are right"}
    assert judge.post(f"{page}appeals/", decision | {f"{uid}-answer": ""}).status_code == 422
    assert judge.post(f"{page}appeals/", decision).status_code == 302
    assert "Passed : 100 %" in text(her.get(result))
    assert "Everybody has all points of it" in text(manager.get(f"{page}questions/"))
    assert "Results are closed once" in text(manager.post(page, {"do": "close"}), 422)
    for address in ("marking/", "appeals/", "questions/", "needs/"):
        assert her.get(page + address).status_code == 404


def test_an_accommodation_is_asked_for_and_granted_on_pages(of, her):
    needs = f"/my/exams/{of.uid}/needs/"
    shown = her.get(needs)
    assert "Do not write about your health" in text(shown)
    assert '<option value="uz-Cyrl">' in shown.content.decode(), "a language is chosen by its name"
    assert her.post(needs, {"do": "ask", "ask-reason": "I read slowly"}).status_code == 422
    assert her.post(needs, {"do": "ask", "ask-reason": "I read slowly", "ask-extra_time": "100"}).status_code == 302
    assert "100 % more time Asked for I read slowly" in text(her.get(needs)), "she reads what she asked for"
    page, lead = f"/courses/{of.of.course.uid}/exams/{of.uid}/needs/", signed_in("lead")
    shown = lead.get(page)
    assert "100 % more time" in text(shown)
    (uid,) = re.findall(r'name="which" value="([^"]+)"', shown.content.decode())
    assert lead.post(page, {"do": "yes", "which": uid}).status_code == 302
    assert "60 minutes from the moment" in text(her.get(f"/my/exams/{of.uid}/"))
    grant = {"do": "grant", "grant-person": of.of.persons[1], "grant-reader": "on", "grant-reason": "As agreed"}
    assert lead.post(page, grant).status_code == 302
    assert lead.post(page, grant | {"grant-person": ""}).status_code == 422


def test_results_leave_as_a_sheet_with_names_only_for_who_may_read_them(of):
    of.sit(0, 4, timezone.now())
    address = f"/courses/{of.of.course.uid}/exams/{of.uid}/?format=csv"
    told = signed_in("lead").get(address)
    assert (told.status_code, told["Content-Type"].split(";")[0]) == (200, "text/csv")
    assert "100.00" in told.content.decode()
    assert signed_in("learner0").get(address).status_code == 404


def test_a_page_calls_answers_by_where_they_stand_and_not_as_the_bank_does(db):
    now = timezone.now()
    asked = {"id": "m", "kind": "match", "right": [["left", "its"]], "choices": [{"id": "left", "text": {"en": "L"}}]}
    asked |= {"targets": [{"id": "other", "text": {"en": "O"}}, {"id": "its", "text": {"en": "I"}}]}
    item = replace(choice(1), data=dict(choice(1).data) | {"interactions": [asked]})
    of = Examined(items=[item], rows=[{"count": "1"}], opens=now - HOUR, closes=now + HOUR)
    her = signed_in("learner0")
    address = f"/my/exams/sit/{begun(of, her).uid}/"
    page = her.get(address).content.decode()
    assert re.findall(r'<select name="p1-1-(\w+)"|<option value="(\w+)"', page) == [("a1", ""), ("", "b1"), ("", "b2")]
    her.post(address, {"do": "save", "p1-1-a1": "b2"})
    assert [each.given for each in ExamAnswer.objects.seen_by(COUNTING).seen()] == [{"m": [["left", "its"]]}]
    assert '<option value="b2" selected>' in her.get(address).content.decode()


def test_one_wrong_answer_takes_nothing_from_what_was_typed(db):
    now = timezone.now()
    asked = {"id": "n", "kind": "number", "numbers": [{"value": 3}]}
    items = [replace(choice(n), data=dict(choice(n).data) | {"interactions": [asked]}) for n in (1, 2)]
    of = Examined(items=items, rows=[{"count": "2"}], opens=now - HOUR, closes=now + HOUR)
    her = signed_in("learner0")
    address = f"/my/exams/sit/{begun(of, her).uid}/"
    page = her.post(address, {"do": "hand_in", "p1-1": "three", "p2-1": "3"})
    assert page.status_code == 422
    assert 'href="#p1-1"' in page.content.decode()
    assert re.findall(r'name="p(\d)-1" id="p\d-1" value="(\w*)"', page.content.decode()) == [("1", "three"), ("2", "3")]
    assert her.get(address).status_code == 200, "nothing was handed in"


def test_an_attempt_that_was_saved_as_often_as_can_be_is_handed_in(of, her, monkeypatch):
    attempt = begun(of, her)
    address = f"/my/exams/sit/{attempt.uid}/"
    her.post(address, {"do": "save", "p1-1": "a"})
    monkeypatch.setattr("kerege.training.words.exams.MOST_SAVES", 1)
    assert her.post(address, {"do": "save", "p1-1": "b"}).status_code == 429
    assert her.post(address, {"do": "hand_in", "p1-1": "b"})["Location"] == f"/my/exams/results/{attempt.uid}/"


def test_my_learning_says_what_is_to_be_sat_and_each_result_once(of, her):
    told = text(her.get("/learning/"))
    assert "Test of awareness Exam" in told
    assert "Attempts left: 2." in told
    attempt = begun(of, her)
    page = her.get("/learning/")
    assert f"/my/exams/sit/{attempt.uid}/" in page.content.decode()
    assert "Your attempt goes on." in text(page)
    of.hand_in(attempt, at=timezone.now())
    told = text(her.get("/learning/"))
    assert "Attempts left: 1." in told
    assert "0 %, not passed" in told
    best = of.sit(0, 4, timezone.now())
    page = her.get("/learning/")
    told = text(page)
    assert "Attempts left" not in told
    assert told.count("Test of awareness") == 1
    assert "100 %, passed" in told
    assert f"/my/exams/results/{best.uid}/" in page.content.decode()


def test_my_learning_says_what_waits_for_a_mark(db):
    now = timezone.now()
    of = Examined(items=[essay(1)], rows=[{"count": "1", "points": "4"}], opens=now - HOUR, closes=now + HOUR)
    her, first = signed_in("learner0"), of.begin(at=now)
    of.save(first, 1, {"t": "Gloves."}, now=now)
    of.hand_in(first, at=now)
    assert "handed in, waits for a person who marks it" in text(her.get("/learning/"))
    exam_actions.mark_answer(by=of.lead, attempt=str(first.uid), place=1, points="0", now=now)
    assert "0 %, not passed" in text(her.get("/learning/"))
    second = of.begin(at=now)
    of.save(second, 1, {"t": "Gloves, a coat."}, now=now)
    of.hand_in(second, at=now)
    told = text(her.get("/learning/"))
    assert "0 %; one more attempt waits for a person who marks it" in told
    assert "not passed" not in told


def test_of_an_exam_that_shows_nothing_my_learning_tells_no_result(db):
    now = timezone.now()
    of = Examined(opens=now - HOUR, closes=now + HOUR, shown="nothing")
    of.sit(0, 4, now)
    her = signed_in("learner0")
    for address in ("/learning/", "/my/courses/"):
        assert "100" not in text(her.get(address)), address
    assert of.sit(1, 4, now).passed, "there is something that could be told"


def test_a_curriculum_has_an_exam_that_its_course_takes(of):
    lay_bank("UZB", [choice(n) for n in range(1, 5)])
    given = Taught(of, date(2020, 1, 1))
    writer, releaser = signed_in("writer"), signed_in("releaser")
    here = "/training/curricula/parent/exams/"
    told = {"title_en": "For all courses", "languages": "en", "collections": ["bank-uzb"], "row-1-count": "2"}
    wrong = writer.post(f"{here}write/", told | {"shown": "score"})
    assert "Choose at least one outcome" in text(wrong, 422)
    assert writer.post(f"{here}write/", told | {"shown": "score", "outcomes": ["waste"]}).status_code == 302
    assert "You wrote in this draft" in text(writer.get(here))
    (uid,) = re.findall(r'name="exam" value="([^"]+)"', releaser.get(here).content.decode())
    assert releaser.post(here, {"do": "release", "exam": uid}).status_code == 302
    for page in ("", "alignment/", "alignment/?format=csv"):
        assert "For all courses" in text(signed_in("learner0").get(f"/training/curricula/parent/{page}"))
    manager, exams = signed_in("manager"), f"/courses/{given.course.uid}/exams/"
    assert "For all courses" in text(manager.get(exams))
    name = f"take-{uid}"
    late = {"do": "take", "exam": uid, f"{name}-opens": "2020-01-02T09:00", f"{name}-closes": "2020-01-02T10:00"}
    assert "not in the past" in text(manager.post(exams, late), 422)
    told = late | {f"{name}-closes": f"{timezone.now() + 24 * HOUR:%Y-%m-%dT%H:%M}"}
    assert "This is the exam of the curriculum" in text(manager.post(exams, told, follow=True))
    assert "This course has this exam of its curriculum already" in text(manager.post(exams, told), 422)
    assert "There is no such exam here" in text(releaser.post(here, {"do": "release", "exam": str(uuid4())}), 422)
    assert signed_in("learner0").get(here).status_code == 404


def test_two_people_grade_everybody_anew_by_a_corrected_key_on_the_page(db):
    of = Wrong()
    corrected(of.ref, choice(1, right="b").data)
    lead, manager = signed_in("lead"), signed_in("manager")
    page = f"/courses/{of.of.course.uid}/exams/{of.uid}/"
    assert "The key of a question was corrected in the bank" in text(lead.get(page))
    at = f"{page}questions/"
    change = "Attempts that were asked it: 2. With more points: 1, with fewer: 1. Pass only then: 1, no longer pass: 1."
    assert change in text(lead.get(at))
    told = {"do": "key", "key-ref": of.ref, "key-reason": ""}
    assert "Question 1" in text(lead.post(at, told), 422)
    assert lead.post(at, told | {"key-reason": "The wrong one was right"}).status_code == 302
    waits = text(lead.get(at))
    assert ("You proposed it or sat the exam" in waits, "Grade everybody anew by it" in waits) == (True, False)
    made = ExamCorrection.objects.seen_by(COUNTING).one()
    sent = {"do": "key_yes", f"{made.uid}-which": str(made.uid), f"{made.uid}-answer": ""}
    assert "You proposed this key" in text(lead.post(at, sent), 422)
    assert (change in text(manager.get(at)), of.points()) == (True, [2, 1])
    assert manager.post(at, sent | {"do": "key_no"}).status_code == 422, "not without a reason"
    assert manager.post(at, sent).status_code == 302
    assert (of.points(), "Everybody was graded anew by it" in text(manager.get(at))) == ([1, 2], True)
    assert "was corrected in the bank" not in text(lead.get(page))
    assert signed_in("learner0").get(at).status_code == 404
