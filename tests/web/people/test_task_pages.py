"""Tasks on the pages: a list that filters, sorts and leaves as a file; setting, closing, and who may."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import localdate

from kerege.inventory.words.tasks import SHARE
from kerege.people import actions, queries
from kerege.people.models import Task
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from tests.house import texts
from tests.web.signing import signed_in

NFP, NTE = "DEMO-NFP-KAZ", "DEMO-NTE-KAZ-ANIMAL"


@pytest.fixture
def laid(demo_world):
    day = localdate()
    made = [("Answer the ministry", NFP, -3), ("Plan the course", NFP, 20), ("Vaccinate", NTE, 5)]
    return [
        actions.set_task(by=SYSTEM, seat=seat, title=title, due=day + timedelta(days=n), today=day - timedelta(days=9))
        for title, seat, n in made
    ]


def shown(answer):
    return texts.in_one_line(texts.of_answer(answer))


def order(text, *titles):
    return sorted((t for t in titles if t in text), key=text.index)


TITLES = ("Answer the ministry", "Plan the course", "Vaccinate")


def test_what_the_node_asks_for_is_read_in_the_readers_language(laid):
    day = localdate()
    made = actions.set_task(by=SYSTEM, seat=NFP, title=SHARE % {"countries": "UZB"}, due=day, today=day)
    client = signed_in("focal.point.kaz")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ru"
    said = "Откройте предложение помощи странам, которые назвал его владелец: UZB"
    for address in ("/people/tasks/", f"/people/tasks/{made.uid}/", "/people/tasks/?format=csv"):
        page = shown(client.get(address))
        assert (said in page, made.title in page) == (True, False)


def test_a_list_filters_and_sorts(laid):
    officer = signed_in("focal.point.kaz")
    assert order(shown(officer.get("/people/tasks/")), *TITLES) == [TITLES[0], TITLES[2], TITLES[1]]
    assert order(shown(officer.get("/people/tasks/?sort=-due")), *TITLES) == [TITLES[1], TITLES[2], TITLES[0]]
    assert order(shown(officer.get(f"/people/tasks/?seat={NTE}")), *TITLES) == [TITLES[2]]
    assert order(shown(officer.get("/people/tasks/?state=done")), *TITLES) == []
    assert "1 task is late" in shown(officer.get("/people/tasks/"))


@pytest.mark.parametrize("format", ["csv", "xlsx", "pdf", "json"])
def test_a_list_leaves_as_a_file(laid, format):
    answer = signed_in("focal.point.kaz").get("/people/tasks/", {"format": format, "seat": NFP})
    assert order(shown(answer), *TITLES) == [TITLES[0], TITLES[1]]


def test_tasks_are_nothing_for_the_public_and_for_other_countries(laid):
    for reader in (Client(), signed_in("focal.point.kgz"), signed_in("donor")):
        assert order(shown(reader.get("/people/tasks/")), *TITLES) == []
        assert reader.get(f"/people/tasks/{laid[0].uid}/").status_code == 404


def test_a_task_is_set_and_closed_with_a_note(laid):
    officer = signed_in("focal.point.kaz")
    assert officer.get(f"/people/tasks/new/?seat={NFP}").status_code == 200
    made = officer.post("/people/tasks/new/", {"seat": NFP, "title": "Visit the centre", "due": "2027-01-15"})
    address = made["Location"]
    assert "Visit the centre" in shown(officer.get(address))
    empty = officer.post(address, {"do": "done", "note": " "})
    assert empty.status_code == 422
    assert "Say in a sentence" in shown(empty)
    officer.post(address, {"do": "done", "note": "Visited on Monday"})
    closed = shown(officer.get(address))
    assert "Visited on Monday" in closed
    assert "Close the task" not in closed
    dropped = f"/people/tasks/{laid[1].uid}/"
    officer.post(dropped, {"do": "drop", "note": "No money"})
    assert Task.objects.seen_by(PUBLIC).count() == 0
    assert "Dropped" in shown(officer.get(dropped))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"seat": ""}, "A task without a seat"),
        ({"due": ""}, "A task without a day"),
        ({"title": ""}, "Something has to stand here"),
        ({"due": "tomorrow"}, "valid date"),
        ({"seat": "DEMO-NFP-KGZ"}, "Only whoever sits on"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(laid, given, sentence):
    typed = {"seat": NFP, "title": "Visit the centre", "due": str(date(2027, 1, 15)), **given}
    answer = signed_in("focal.point.kaz").post("/people/tasks/new/", typed)
    assert answer.status_code == 422
    assert sentence in shown(answer)
    assert typed["title"] in answer.content.decode()


def test_who_has_no_seat_sets_no_task_and_closes_none(laid):
    for reader in (Client(), signed_in("donor"), signed_in("trainer")):
        assert reader.get("/people/tasks/new/").status_code == 403
    trainer = signed_in("master.trainer")
    address = f"/people/tasks/{laid[0].uid}/"
    assert "Close the task" not in shown(trainer.get(address))
    assert "Only whoever sits on" in shown(trainer.post(address, {"do": "done", "note": "Done"}))
    assert queries.task(PUBLIC, str(laid[0].uid), on=localdate()) is None


def test_whoever_sits_there_finds_the_tasks_on_the_first_page(laid):
    first = shown(signed_in("focal.point.kaz").get("/"))
    assert "Answer the ministry" in first
    assert "Vaccinate" not in first, "that seat is somebody else's"
    assert "Answer the ministry" not in shown(signed_in("secretariat").get("/"))
