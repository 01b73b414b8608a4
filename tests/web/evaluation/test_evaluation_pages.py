"""The pages of evaluation: what is next for whom, links, the code on the screen, sheets, a phone without an account."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training.actions import evaluation as actions
from kerege.training.models import Reaction
from kerege.training.queries.scope import COUNTING
from tests import ground
from tests.house.texts import of_pdf
from tests.training.evaluated import ALL_FIVE, DAY, Laid

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def laid(db) -> Laid:
    ground.lay()
    for cache in caches.all():
        cache.clear()
    found = Laid()
    people.open_account(by=SYSTEM, email="manager@example.org", name="Manager", password="", demo=True)
    people.grant_role(
        by=SYSTEM, account=account("manager@example.org"), role="training_centre_manager", owner="KAZ", start=DAY
    )
    return found


def client(name: str = "", lang: str = "en") -> Client:
    found = Client(headers={"accept-language": lang})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def at(laid: Laid) -> str:
    return f"/courses/{laid.uid}/evaluation/"


def began(laid: Laid, participants: int = 6) -> None:
    actions.ask_participants(by=SYSTEM, course=laid.uid, participants=participants)


def test_the_organiser_begins_and_hands_out_links_that_are_shown_once(laid):
    manager = client("manager")
    first = text(manager.get(at(laid)))
    assert 'value="10"' in first, "as many as stand in the register"
    assert manager.post(at(laid), {"do": "ask", "ask-participants": "6"}).status_code == 302
    made = manager.post(at(laid), {"do": "links", "links-links": "3"})
    links = re.findall(r"http://testserver(/say/[\w-]+/)", text(made))
    assert (len(links), made.status_code) == (3, 200)
    assert "/say/" not in text(manager.get(at(laid)))
    too_many = manager.post(at(laid), {"do": "links", "links-links": "4"})
    assert (too_many.status_code, "Take 1 to 3." in text(too_many), 'value="4"' in text(too_many)) == (
        422,
        True,
        True,
    )


def test_a_participant_answers_on_a_phone_without_an_account(laid):
    began(laid)
    (token,) = actions.hand_out_links(by=SYSTEM, course=laid.uid, links=1)
    phone = client(lang="ru")
    page = phone.get(f"/say/{token}/")
    assert ("Это пригодится мне в работе." in text(page), "<script" in text(page)) == (True, False)
    assert len(page.content) < 22_000, "of the 30 kB that a page may have, its style sheet takes 7"
    half = phone.post(f"/say/{token}/", ALL_FIVE | {"clear": "", "helped": "Практика"})
    assert (half.status_code, "Практика" in text(half)) == (422, True)
    done = phone.post(f"/say/{token}/", ALL_FIVE | {"helped": "Практика"})
    assert (done.status_code, "<form method" in text(done).split("notice--good")[0]) == (200, False)
    again = phone.post(f"/say/{token}/", ALL_FIVE)
    assert again.status_code == 404
    assert Reaction.objects.seen_by(COUNTING).one().answers == 1


def test_one_device_answers_the_code_on_the_screen_once(laid):
    began(laid)
    manager = client("manager")
    (code,) = re.findall(r"http://testserver(/say/at/[^<]+/)", text(manager.get(f"{at(laid)}screen/")))
    phone, other = client(), client()
    assert phone.get(code).status_code == 200
    assert "Thank you." in text(phone.post(code, ALL_FIVE))
    assert (phone.get(code).status_code, phone.post(code, ALL_FIVE).status_code) == (409, 409)
    assert "Thank you." in text(other.post(code, ALL_FIVE))
    assert other.get("/say/at/made-up/").status_code == 404
    part = manager.get(f"{at(laid)}screen/", headers={"hx-request": "true"}).content.decode()
    assert ("<html" in part, part.startswith('<div id="code" hx-get=""')) == (False, True), (
        "the policy takes no scripts"
    )
    assert client("lead").get(f"{at(laid)}screen/").status_code == 403


def test_whoever_taught_is_offered_nothing_and_told_why(laid):
    began(laid)
    trainer = client("lead")
    page = text(trainer.get(at(laid)))
    assert "You taught this course" in page
    assert re.findall(r'name="do" value="(\w+)"', page) == ["test"]
    sent = trainer.post(at(laid), {"do": "links", "links-links": "1"})
    assert (sent.status_code, "never passes through whoever taught" in text(sent)) == (422, True)


def test_sums_are_shown_when_the_asking_is_over(laid):
    began(laid, participants=5)
    manager = client("manager")
    for n in range(5):
        given = ALL_FIVE | {"useful": str(n + 1), "change": "More time"}
        actions.enter_paper(by=SYSTEM, course=laid.uid, sheet=n + 1, given=given)
    page = text(manager.get(at(laid)))
    assert "<b>3.0</b>" in page
    assert "More time" in page
    assert "More time" not in text(client("lead").get(at(laid)))
    assert "<b>3.0</b>" in text(client("lead").get(at(laid)))
    assert "<b>3.0</b>" not in text(client().get(at(laid)))


def test_a_sheet_is_taken_and_its_bad_rows_are_named(laid):
    manager = client("manager")
    told = {"do": "test", "test-kind": "pre", "test-on": "2026-03-02", "test-most": "20"}
    wrong = manager.post(at(laid), told | {"test-on": "2026-13-02"})
    assert (wrong.status_code, 'value="20"' in text(wrong)) == (422, True)
    there = manager.post(at(laid), told)["Location"]
    sheet = SimpleUploadedFile("итоги.csv", "ФИО;Балл\nKAZ-P0;12,5\nKAZ-P1;21\n".encode("cp1251"))
    page = text(manager.post(there, {"do": "sheet", "sheet-sheet": sheet}))
    assert ("1 result taken" in page, "Row 3" in page, "is no score from 0 to 20" in page) == (True, True, True)
    nothing = manager.post(there, {"do": "sheet", "sheet-pasted": " "})
    assert (nothing.status_code, "Type or paste the results" in text(nothing)) == (422, True)
    pasted = manager.post(there, {"do": "sheet", "sheet-pasted": "KAZ-P1\t14\nKAZ-P2\t15"})
    assert "2 results taken" in text(pasted)
    assert manager.post(there, {"do": "close_test"})["Location"] == there
    assert manager.post(there, {"do": "result", "result-person": "KAZ-P3", "result-score": "1"}).status_code == 422
    assert client().get(there).status_code == 200
    assert "12.5" not in text(client().get(there))


def test_the_gain_stands_on_the_page_with_its_plot(laid):
    for kind, day, base in (("pre", DAY - timedelta(days=4), 40), ("post", DAY, 70)):
        test = actions.record_test(by=SYSTEM, course=laid.uid, kind=kind, on=day, most="100")
        for n, key in enumerate(laid.keys[:6]):
            actions.record_result(by=SYSTEM, test=str(test.uid), person=key, score=str(base + n))
        actions.close_test(by=SYSTEM, test=str(test.uid))
    for page in (text(client("manager").get(at(laid))), text(client().get(at(laid)))):
        assert ("<b>30.0</b> ± 0.0" in page, 'class="plot"' in page) == (True, True)


def test_who_may_not_see_a_course_sees_no_evaluation(laid):
    assert client().get("/courses/018f3b1a-0000-7000-8000-000000000000/evaluation/").status_code == 404
    test = actions.record_test(by=SYSTEM, course=laid.uid, kind="pre", on=DAY, most="100", today=localdate())
    assert client().get(f"{at(laid)}tests/{laid.uid}/").status_code == 404
    assert client().get(f"{at(laid)}tests/{test.uid}/").status_code == 200


def test_what_came_of_all_courses_and_of_one_goes_along_as_files(laid):
    for kind, day, base in (("pre", DAY - timedelta(days=4), 40), ("post", DAY, 70)):
        test = actions.record_test(by=SYSTEM, course=laid.uid, kind=kind, on=day, most="100")
        for n, key in enumerate(laid.keys[:6]):
            actions.record_result(by=SYSTEM, test=str(test.uid), person=key, score=str(base + n))
        actions.close_test(by=SYSTEM, test=str(test.uid))
    page = text(client().get("/training/evaluation/"))
    assert ("Course of five days" in page, "<b>30.0</b>" in page) == (True, True)
    assert "<b>30.0</b>" in text(client().get("/training/evaluation/?by=generation"))
    assert client().get("/training/evaluation/?by=trainer").status_code == 422
    rows = client().get("/training/evaluation/?format=csv").content.decode()
    assert "Course of five days,1,6,30" in rows
    assert (
        'What was learnt,"Mean gain, in points of a hundred",6,30'
        in client().get(f"{at(laid)}?format=csv").content.decode()
    )
    paper = client().get(f"{at(laid)}?format=pdf")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert ("Nobody was asked yet." in of_pdf(paper.content), "0 of" in of_pdf(paper.content)) == (True, False)
    assert client().get(f"{at(laid)}?format=odt").status_code == 404


def test_an_observer_records_practice_at_its_field(laid, monkeypatch):
    monkeypatch.setattr("kerege.training.actions.evaluating.localdate", lambda: date(2026, 6, 9))
    observer = client("observer")
    page = text(observer.get(at(laid)))
    assert "Working time for it was given." in page
    told = {"do": "observe", "observe-person": "KAZ-P0", "observe-on": "2026-06-09", "observe-relation": "observer"}
    wrong = observer.post(at(laid), told)
    assert (wrong.status_code, "what you saw" in text(wrong)) == (422, True)
    seen = dict.fromkeys(("protection", "risk", "waste", "spill", "tells", "teaches"), "fully")
    had = dict.fromkeys(("time", "material", "support"), "yes")
    given = {f"observe-{key}": value for key, value in (seen | had).items()}
    assert observer.post(at(laid), told | given).status_code == 302
    assert 'name="do" value="observe"' not in text(client("lead").get(at(laid)))


def test_trying_links_is_slowed_down_and_answering_is_not(laid):
    began(laid, participants=40)
    tokens = actions.hand_out_links(by=SYSTEM, course=laid.uid, links=35)
    hall = client()
    assert {hall.get(f"/say/{token}/").status_code for token in tokens} == {200}, "from one address"
    tried = [hall.get(f"/say/wrong-{number}/").status_code for number in range(31)]
    assert (tried[0], tried[-1]) == (404, 429)
    assert hall.get(f"/say/{tokens[0]}/").status_code == 200


def test_a_sheet_that_was_entered_is_refused_at_its_number(laid):
    began(laid)
    manager = client("manager")
    form = {"do": "paper", **{f"paper-{key}": value for key, value in ALL_FIVE.items()}}
    assert 'name="paper-sheet" value="1"' in manager.get(at(laid)).content.decode()
    assert manager.post(at(laid), form | {"paper-sheet": "1"}).status_code == 302
    assert 'name="paper-sheet" value="2"' in manager.get(at(laid)).content.decode()
    again = manager.post(at(laid), form | {"paper-sheet": "1"})
    assert (again.status_code, list(again.context["wrong"].errors)) == (422, ["sheet"])
    assert "Sheet 1 was entered already" in text(again)
    assert manager.post(at(laid), form | {"paper-sheet": ""}).status_code == 422


def test_nothing_is_told_as_on_a_day_to_come(laid):
    began(laid)
    for sheet in range(1, 6):
        actions.enter_paper(by=SYSTEM, course=laid.uid, sheet=sheet, given=ALL_FIVE | {"change": "More time"})
    manager = client("manager")
    there, over = "More time", "/training/evaluation/"
    assert there not in text(manager.get(at(laid), {"on": "2099-01-01"}))
    assert laid.course.title not in text(manager.get(over, {"on": "2099-01-01"}))
    actions.close_asking(by=SYSTEM, course=laid.uid)
    assert there in text(manager.get(at(laid), {"on": "2099-01-01"}))
    assert laid.course.title in text(manager.get(over, {"on": "2099-01-01"}))
