"""The learner's home, and the page on which the staff of a course says what is to be learnt alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from kerege.people.queries import account
from kerege.training.actions.lessons import finish_lesson, keep_answers
from kerege.training.models import AssignedLearning
from kerege.training.queries.staff import DOOR
from tests import ground
from tests.training.cohort import Cohort
from tests.training.test_lessons import laid as lay_lessons
from tests.training.test_lessons import sends
from tests.web.lessons.test_lesson_pages import text

pytestmark = pytest.mark.usefixtures("db")
SOON = (localdate() + timedelta(days=9)).isoformat()
HOME = "/learning/"


@pytest.fixture
def given():
    ground.lay()
    lay_lessons()
    found = Cohort()
    found.by("learner")
    found.accept(found.nominate("P-learner", now=now() - timedelta(days=5)), now=now() - timedelta(days=5))
    return found


def client(given, name):
    found = Client(headers={"accept-language": "en"})
    given.by(name)
    found.force_login(account(f"{name}@example.org"))
    return found


def learns(given):
    return f"/courses/{given.course.uid}/learning/"


def ask(given, by="lead", **changes):
    told = {"do": "assign", "what": "lesson:parent:risk", "until": SOON, "note": "Before we meet"} | changes
    return client(given, by).post(learns(given), told, follow=True)


def test_home_says_what_to_do_first(given):
    page = text(client(given, "learner").get(HOME))
    assert "15 March 2027 Session of 15 04:00 Session example Training of trainers TOT-UZB 09:00–11:00" in page
    assert "are told whether you took it" not in page, "nothing is asked for yet"
    ask(given)
    page = text(client(given, "learner").get(HOME))
    assert page.index("On risk Lesson Training of trainers TOT-UZB Before we meet") < page.index("What you reached")
    assert "are told whether you took it and on which day: nothing of your answers" in page


def test_home_leads_back_to_the_place_where_one_was(given):
    her = account("learner@example.org")
    sends(keep_answers, her, {"first": ["a"]}, now=now())
    answer = client(given, "learner").get(HOME)
    assert "/training/lessons/parent/risk/?lesson=ru#q-second" in answer.content.decode()
    assert "1 of 2 questions answered" in text(answer)


def test_each_result_stands_once_however_often_and_in_whatever_language(given):
    her = account("learner@example.org")
    sends(finish_lesson, her, {"first": ["a"], "second": ["a"]}, now=now() - timedelta(days=2))
    last = sends(finish_lesson, her, {"first": ["b"]}, language="en", now=now())
    answer = client(given, "learner").get(HOME)
    assert answer.content.decode().count("On risk") == 1
    assert "On risk Lesson" in text(answer)
    assert "best 2 of 2 For yourself" in text(answer)
    assert f"/training/lessons/mine/{last.uid}/" in answer.content.decode()
    assert 'what the node answered. <a href="">' in answer.content.decode(), "after a sync this list is old until then"
    stranger = text(client(given, "stranger").get(HOME))
    assert "On risk" not in stranger
    assert "Nothing yet." in stranger


def test_a_visitor_is_asked_to_sign_in(given):
    assert Client().get(HOME)["Location"].startswith("/account/sign-in/?next=")


def test_the_staff_asks_and_takes_off_and_wrong_input_keeps_what_was_typed(given):
    wrong = client(given, "lead").post(learns(given), {"do": "assign", "what": "x", "until": "", "note": "Typed"})
    assert wrong.status_code == 422
    assert 'value="Typed"' in wrong.content.decode()
    late = client(given, "lead").post(
        learns(given), {"do": "assign", "what": "lesson:parent:risk", "until": "2020-01-01"}
    )
    assert late.status_code == 422
    assert "This day is over." in late.content.decode()
    page = text(ask(given))
    assert "On risk Before we meet Lesson" in page
    assert "0 of 1" in page
    assert "Person learner not yet" in page
    (row,) = AssignedLearning.objects.seen_by(DOOR).seen()
    her = account("learner@example.org")
    sends(finish_lesson, her, {"first": ["b"]}, now=now())
    assert "1 of 1" in text(client(given, "lead").get(learns(given)))
    gone = client(given, "lead").post(learns(given), {"do": "take_off", "assigned": str(row.uid)}, follow=True)
    assert "The course asks for nothing yet" in text(gone)


def test_others_find_no_such_page(given):
    ask(given)
    for name in ("learner", "stranger", "interpreter"):
        assert client(given, name).get(learns(given)).status_code == 404, name
    assert Client().get(learns(given)).status_code == 404
