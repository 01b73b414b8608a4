"""Taking a question from the bank into a lesson, and answering it there: its keys stay on the node until then."""

import json
import re

import pytest

from kerege.files import actions as files
from kerege.files.rules import Received
from kerege.files.words import FileKind, Purpose
from kerege.people.rules import SYSTEM
from kerege.people.words import Role
from kerege.training.actions import bank, publish_curriculum_version
from kerege.training.models import BankCollection, LessonAttempt
from kerege.training.queries.scope import COUNTING
from tests import ground
from tests.training import items_made as made
from tests.training import reviewed
from tests.training.rules.lessons import part
from tests.training.test_bank import ONE, released
from tests.training.test_lessons import DAY, reader
from tests.web.exams.test_exam_pictures import PNG
from tests.web.lessons.test_lesson_pages import text

HERE = "/training/curricula/parent/part/bank/?version=1&part=risk-q1&bank=basics"
LESSON = "/training/lessons/parent/risk/"


@pytest.fixture(autouse=True)
def _ground(db, client):
    ground.lay()
    client.force_login(reviewed.account("anna", role=Role.TRAINING_CENTRE_MANAGER)[0])
    reviewed.laid()
    bank.keep_collection(by=ONE, owner="KAZ", key="basics", title="Basics")


def question(name="order"):
    return str(released(made.EVERY[name] | {"title": made.both(f"The {name}")}, key=name).uid)


def take(client, uid, **more):
    return client.post(HERE, {"seen": reviewed.row().digest, "bank": "basics", "question": uid} | more)


def published(client, *names):
    for name in names:
        assert take(client, question(name)).status_code == 302
    publish_curriculum_version(by=SYSTEM, key="parent", version="1", today=DAY)


def test_released_questions_are_offered_without_what_is_right_and_one_is_taken(client):
    uid = question("match")
    question("extended")
    page = client.get(HERE)
    assert "The match What is right?" in text(page)
    assert "1 question is left out here: a person marks it." in text(page)
    assert take(client, uid).status_code == 302
    kept = part(reviewed.row().content, "risk-q1")["items"][-1]
    assert (kept["kind"], kept["origin"], kept["stem"]) == ("bank", uid, {"en": "The match"})


@pytest.mark.parametrize("uid", ["", "nothing", "01a21a74-8044-7000-b416-663d4fdd58bf"])
def test_one_that_is_not_released_there_is_refused(client, uid):
    assert take(client, uid).status_code == 404
    draft = bank.draft_item(by=ONE, collection="basics", body=made.EVERY["one"], today=DAY)
    assert take(client, str(draft.uid)).status_code == 404


def test_two_windows_and_a_part_that_is_no_quiz_are_told(client):
    answer = take(client, question(), seen="before")
    assert "Somebody changed this draft" in text(answer, 409)
    assert client.get(HERE.replace("part=risk-q1", "part=door")).status_code == 409


def test_it_is_answered_in_the_lesson_and_told_afterwards_what_is_right(client):
    published(client, "order", "match", "number")
    client.logout()
    page = client.get(LESSON).content.decode()
    names = re.findall(r'<(?:select|input)[^>]* name="(prisk-q1-bank1[^"]*)"', page)
    by_place = ["1-a1", "1-a2", "1-a3", "2-1-a1", "2-1-a2", "3-1"]
    assert names == [f"prisk-q1-bank1-{each}" for each in by_place], "nothing is called as the bank calls it"
    ranked = dict(re.findall(r'<label for="prisk-q1-bank1-1-(a\d)">Answer (\w)\s*<', page))
    sent = {f"prisk-q1-bank1-1-{name}": str("cab".index(called) + 1) for name, called in ranked.items()}
    rows = re.findall(r'Answer (\w+)\s*</label> <select name="([^"]+)"[^>]*>(.*?)</select>', page, re.S)
    assert len(ranked) == 3
    assert len(rows) == 2
    for called, name, options in rows:
        targets = {target: value for value, target in re.findall(r'value="(\w+)">Answer (\w+)<', options)}
        sent[name] = targets["eyes" if called == "gloves" else "hands"]
    sent["prisk-q1-bank1-3-1"] = "20,5"
    answer = client.post(LESSON, {"lesson": "en", "do": "check", "risk-q1-i1": "a"} | sent)
    found = text(answer)
    assert "3 of 4 right" in found
    assert "Answer gloves – Answer eyes" in found
    assert "Answer gloves – Answer hands" in found
    assert LessonAttempt.objects.count() == 0


def test_answers_are_kept_and_come_back(client):
    published(client, "number")
    client.force_login(reader())
    sent = {"lesson": "en", "prisk-q1-bank1-1": "26.5"}
    assert client.post(LESSON, sent | {"do": "later"}).status_code == 302
    assert LessonAttempt.objects.get().answers == {"risk-q1-bank1": {"r": 26.5}}
    page = client.get(LESSON).content.decode()
    assert re.findall(r'name="prisk-q1-bank1-1" id="[^"]+" value="([^"]*)"', page) == ["26.5"]
    wrong = client.post(LESSON, sent | {"do": "check", "prisk-q1-bank1-1": "some"})
    assert 'href="#q-risk-q1-bank1"' in wrong.content.decode()
    assert wrong.status_code == 422
    done = client.post(LESSON, sent | {"do": "check"})
    assert "0 of 2 right" in text(client.get(done["Location"]))


def test_a_later_version_of_the_bank_changes_nothing_in_the_lesson(client):
    uid = question("order")
    take(client, uid)
    before = reviewed.row().digest
    bank.retire_item(by=ONE, version=uid, reason="Outdated", today=DAY)
    publish_curriculum_version(by=SYSTEM, key="parent", version="1", today=DAY)
    assert (reviewed.row().digest, "The order" in text(client.get(LESSON))) == (before, True)


def test_pictures_go_into_the_lesson_under_names_that_tell_nothing(client):
    picture = Received("tap-is-right.png", FileKind.PNG, PNG, 1, 1)
    whole = BankCollection.objects.seen_by(COUNTING).filter(key="basics").one()
    kept = {"owner": "KAZ", "label": 2, "about": whole.uid, "purpose": Purpose.BANK}
    files.keep_file(by=ONE, received=picture, **kept)
    images = {"room": made.PICTURE["room"] | {"sha256": picture.sha256}}
    body = made.item(made.HOTSPOT, title=made.both("The room"), images=images)
    for key in ("room-a", "room-b"):
        assert take(client, str(released(body, key=key).uid)).status_code == 302
    attached = part(reviewed.row().content, "risk")["attachments"]
    assert [each["sha256"] for each in attached].count(picture.sha256) == 1
    publish_curriculum_version(by=SYSTEM, key="parent", version="1", today=DAY)
    client.logout()
    page = client.get(LESSON, HTTP_HOST="127.0.0.1").content.decode()
    assert len(re.findall(r'<image href="http://localhost/c/[^"]+\.png"', page)) == 2
    assert "right.png" not in page
    assert "picture-" not in text(client.get(LESSON)), "it is no file to read"
    parts = client.get("/learning/keep/parent/risk/").json()["parts"]
    (name,) = (each["name"] for each in parts if each["sha256"] == picture.sha256 and each["tiers"] == ["full"])
    told = json.loads(client.get("/learning/keep/parent/risk/text-en/").content)
    drawn = "".join(each.get("bank", "") for each in told["questions"])
    address = name.replace("file-", "kept:")
    assert (drawn.count(f'href="{address}"'), told["pictured"]) == (2, [address.removeprefix("kept:")])
