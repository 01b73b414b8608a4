"""Pages of exams: a learner begins, answers, resumes and hands in; who keeps the exam releases it and sees who sat."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.utils import timezone

from kerege.training.models import ExamAnswer, ExamAttempt
from kerege.training.queries.scope import COUNTING
from tests import ground
from tests.training.examined import Examined
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
    assert her.post(address, {"do": "save", "p1-q": "a", "p2-q": "b"}).status_code == 302
    assert her.post(address, {"do": "save", "p1-q": "a", "p2-q": "b"}).status_code == 302
    assert len(ExamAnswer.objects.seen_by(COUNTING).seen()) == 2, "what did not change is not saved again"
    page = her.get(address)
    assert page.content.decode().count(" checked") == 2
    assert "Not answered and saved yet: 3 , 4" in text(page)
    done = her.post(address, {"do": "hand_in", "p1-q": "a", "p2-q": "a", "p3-q": "a", "p4-q": "a"}, follow=True)
    assert "Passed : 100 %" in text(done)
    assert her.get(address).status_code == 302


def test_an_answer_can_be_taken_back(of, her):
    attempt = begun(of, her)
    address = f"/my/exams/sit/{attempt.uid}/"
    her.post(address, {"do": "save", "p1-q": "a"})
    her.post(address, {"do": "save"})
    assert " checked" not in her.get(address).content.decode()


def test_a_program_saves_one_answer_at_a_time(of, her):
    attempt = begun(of, her)
    told = {"place": "1", "number": "1", "device": str(uuid4()), "p1-q": "a"}
    first = her.post(f"/my/exams/sit/{attempt.uid}/answers/", told)
    again = her.post(f"/my/exams/sit/{attempt.uid}/answers/", told)
    assert (first.status_code, first.json()["elsewhere"]) == (200, False)
    assert again.json() == first.json()
    wrong = her.post(f"/my/exams/sit/{attempt.uid}/answers/", told | {"place": "9"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "training.exam_answer_wrong")
    other = signed_in("learner1").post(f"/my/exams/sit/{attempt.uid}/answers/", told)
    assert other.status_code == 404


@pytest.mark.parametrize("who", ["learner1", "lead", "stranger", "neighbour"])
def test_nobody_else_sees_an_attempt(of, her, who):
    attempt = begun(of, her)
    of.of.by("stranger"), of.of.by("neighbour")
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
    assert "Asia/Almaty" in text(her.post(f"/my/exams/{of.uid}/", {"do": "begin"}), 409)
