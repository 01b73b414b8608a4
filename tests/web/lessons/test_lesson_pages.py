"""Pages on which somebody takes a lesson: without an account, with one, and what is wrong."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.core import signing
from django.utils import timezone

from kerege.files.rules import received
from kerege.files.words import TOOLKIT
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.training import actions
from kerege.training.models import CurriculumVersion, LessonAttempt
from kerege.training.queries.staff import DOOR
from kerege.web.lessons import reading
from tests import ground
from tests.training.rules.lessons import content, module
from tests.training.test_lessons import DAY, laid, reader, taken

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


def test_what_a_browser_keeps_of_a_lesson_is_its_readers_alone(client, her):
    def key():
        return re.search(r'kerege-kept data-key="([^"]+)"', client.get(LESSON).content.decode()).group(1)

    hers = key()
    assert hers == key()
    client.force_login(reader("other"))
    other = key()
    client.logout()
    visitor = key()
    assert len({hers, other, visitor}) == 3
    assert visitor == "lesson  parent risk"


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


# -- files -------------------------------------------------------------------------------------------------------------

FILES = (("slides.pdf", "slides", "en"), ("test.pdf", "assessment", ""), ("Тетрадь.pdf", "workbook", "ru"))
HERE = {"accept-language": "en", "host": "127.0.0.1:8000"}


@pytest.fixture
def with_files(settings, tmp_path):
    """A lesson with three files; bytes lie in a folder of this test."""
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path)}}}
    told = content(module("risk"), module("spill"), kind="modules")
    actions.record_curriculum_version(by=SYSTEM, owner="REG", content=told, label=0)
    for name, purpose, language in FILES:
        row = CurriculumVersion.objects.seen_by(DOOR).one()
        actions.attach_file(
            by=SYSTEM,
            key="parent",
            version="1",
            seen=row.digest,
            module="risk",
            received=received(name, [f"%PDF-1.7\n{name}\n%%EOF\n".encode()], kinds=TOOLKIT),
            told={"purpose": purpose, "language": language, "licence": "CC0-1.0" if language else ""},
        )
    actions.publish_curriculum_version(by=SYSTEM, key="parent", version="1", today=DAY)


def files_on(client, address=LESSON, **headers):
    page = client.get(address, headers=HERE | headers)
    found = re.search(r'<section aria-labelledby="files">.*?</section>', page.content.decode(), re.S)
    return re.findall(r"<li>(.*?)</li>", found[0], re.S) if found else []


def words(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


@pytest.mark.usefixtures("with_files")
def test_a_lesson_offers_the_files_of_its_module_to_whoever_reads_it(client):
    assert [words(each) for each in files_on(client)] == [
        "slides.pdf Slides · English · 26 bytes · CC0-1.0",
        "Тетрадь.pdf Workbook · Русский · 34 bytes · CC0-1.0",
    ]
    assert [words(each)[:7] for each in files_on(client, LESSON + "?lesson=ru")] == ["Тетрадь", "slides."]
    address = re.search(r'href="http://localhost:8000(/c/[^"]+)"', files_on(client)[0])[1]
    opened = client.get(address, headers={"host": "localhost:8000"})
    assert b"".join(opened.streaming_content) == b"%PDF-1.7\nslides.pdf\n%%EOF\n"
    assert files_on(client, "/training/lessons/parent/spill/") == [], "a lesson without files has no heading for them"


@pytest.mark.usefixtures("with_files")
def test_a_file_that_proves_a_result_is_named_on_a_lesson_to_those_who_train_alone(client):
    trainer = reader("trainer")
    client.force_login(trainer)
    assert len(files_on(client)) == 2
    people.grant_role(by=SYSTEM, account=trainer, role="trainer", owner="KGZ", start=DAY)
    assert [words(each) for each in files_on(client)][1] == "test.pdf Assessment · 24 bytes · CC-BY-4.0"


@pytest.mark.usefixtures("with_files")
def test_without_a_host_name_for_files_the_lesson_says_so_and_names_them(client):
    (slides, _workbook) = files_on(client, host="testserver")
    assert "href" not in slides
    assert words(slides).endswith("This node has no second host name for files, so it cannot be opened here.")
