"""Pages on which somebody takes a lesson: without an account, with one, and what is wrong."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.core import signing
from django.utils import timezone

from kerege.training.models import LessonAttempt
from kerege.web.lessons import reading
from tests import ground
from tests.training.test_lessons import laid, reader, taken

LESSON = "/training/lessons/parent/risk/"
MINE = "/training/lessons/mine/"


def text(answer, status=200) -> str:
    assert answer.status_code == status, answer.content[:300]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()


@pytest.fixture
def her(client):
    laid()
    account = reader()
    client.force_login(account)
    return account


def send(client, answers, do="check", **more):
    return client.post(LESSON, {"do": do, "lesson": "en", "opened": reading.stamp()} | answers | more)


def test_the_list_leads_to_every_lesson(client):
    laid()
    answer = client.get("/training/lessons/")
    assert re.findall(r'href="(/training/lessons/parent/\w+/)"', answer.content.decode()) == [
        LESSON,
        "/training/lessons/parent/spill/",
    ]
    assert "30 minutes English, Русский 2" in text(answer)
    assert "Without an account nothing that you answer is kept." in text(answer)


def test_without_lessons_the_list_says_how_they_come(client):
    assert "No lesson stood on this day" in text(client.get("/training/lessons/"))


def test_the_lesson_has_its_own_language(client):
    laid()
    page = client.get(LESSON + "?lesson=ru", headers={"accept-language": "en"})
    assert "On risk (ru)" in text(page)
    assert "Questions" in text(page), "the page keeps its own"
    assert 'lang="ru"' in page.content.decode()
    both = client.get(LESSON + "?lesson=en&beside=ru").content.decode()
    assert re.findall(r"<h1[^>]*>([^<]+)", both) == ["On risk", "On risk (ru)"], "no heading of a text is the page's"
    assert "translation, a draft" in both


@pytest.mark.parametrize("asked", ["lesson=fa", "beside=fa", "lesson=!"])
def test_a_language_in_which_it_is_not_there_is_told(client, asked):
    laid()
    answer = client.get(f"{LESSON}?{asked}")
    assert "On risk" in text(answer, 422)
    assert "Something has to be corrected" in text(answer, 422)


@pytest.mark.parametrize("address", ["/training/lessons/parent/gone/", "/training/lessons/gone/risk/"])
def test_a_lesson_that_is_not_there_is_not_found(client, address):
    laid()
    text(client.get(address), 404)


def test_without_an_account_answers_are_checked_and_nothing_is_kept(client):
    laid()
    page = text(send(client, {"first": "a", "second": "b"}))
    assert "1 of 2 right" in page
    assert "Because" in page, "the reason"
    assert "nothing was kept" in page
    assert LessonAttempt.objects.count() == 0


def test_what_was_chosen_comes_back_when_something_is_wrong(client):
    laid()
    answer = send(client, {"first": "a", "second": "z"})
    assert "is not offered for its question" in text(answer, 422)
    assert re.findall(r'value="(\w+)" checked', answer.content.decode()) == ["a"]
    assert 'href="#q-second"' in answer.content.decode()
    assert "Choose at least one answer" in text(send(client, {}), 422)


def test_with_an_account_the_result_is_kept_and_told_to_its_owner(client, her):
    answer = send(client, {"first": "a", "second": "a"})
    row = LessonAttempt.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{MINE}{row.uid}/")
    note = text(client.get(answer["Location"]))
    assert "2 of 2" in note
    assert "it proves no competence, counts for no certificate" in note
    assert "done on" in text(client.get("/training/lessons/"))
    assert "On risk" in text(client.get(MINE))


def test_somebody_goes_on_where_she_was(client, her):
    assert send(client, {"second": "b"}, do="later")["Location"] == "/training/lessons/#waiting"
    assert "Go on where you were" in text(client.get("/training/lessons/"))
    page = client.get(LESSON)
    assert re.findall(r'name="(\w+)" value="(\w+)" checked', page.content.decode()) == [("second", "b")]


def test_nobody_says_herself_when_the_lesson_was_opened(client, her):
    old = (timezone.now() - timedelta(days=3)).timestamp()
    for sent in ("nonsense", signing.dumps(old, salt="another")):
        send(client, {"first": "a"}, opened=sent)
    assert all(row.started_at == row.finished_at for row in LessonAttempt.objects.all())


def test_a_stamp_is_as_long_at_any_moment(monkeypatch):
    """Else the length of a page would tell a little of the clock, and two answers that say the same would differ."""
    moments = [datetime(2026, 11, 26, 20, 43, 6, part, tzinfo=UTC) for part in (0, 500_000, 123_456)]
    monkeypatch.setattr(reading.timezone, "now", lambda: moments.pop())
    stamps = [reading.stamp() for _moment in range(3)]
    assert {len(stamp) for stamp in stamps} == {len(stamps[0])}
    monkeypatch.undo()
    assert reading.opened(reading.stamp()).microsecond == 0


def test_what_somebody_took_is_not_found_by_others(client, her):
    row = taken(reader("other"))
    assert "Lesson taken" not in text(client.get(f"{MINE}{row.uid}/"), 404)
    assert "You took no lesson yet" in text(client.get(MINE))
    client.logout()
    for address in (MINE, f"{MINE}{row.uid}/"):
        assert client.get(address)["Location"].startswith("/account/sign-in/")
