"""Questions of the question bank where there is no line: a device has their fields and never what is right."""

import json
import re

import pytest

from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.training import actions
from kerege.training.models import LessonAttempt
from kerege.training.rules import items
from tests import ground
from tests.training import items_made as made
from tests.training.rules.lessons import assessment, content, item, module, two
from tests.training.rules.test_lesson_questions import ASKED
from tests.training.test_lessons import DAY, reader
from tests.web.learning.test_kept_lessons import ID, PACK, said
from tests.web.questions.answering import form

OWN = {"own": ["a"]}


@pytest.fixture
def her(db, client):
    """Somebody before a lesson with a question of every kind that a machine marks, and one of its own."""
    ground.lay()
    asked = [
        {"id": f"b{n}", "kind": "bank", "stem": two(f"The {name}"), "question": made.EVERY[name], "origin": "v"}
        for n, name in enumerate(ASKED)
    ]
    told = content(module("risk", assessments=[assessment("q", items=[item("own"), *asked])]), kind="modules")
    actions.record_curriculum_version(by=SYSTEM, owner="REG", content=told, label=Sensitivity.PUBLIC)
    actions.publish_curriculum_version(by=SYSTEM, key="parent", version="1", today=DAY)
    account = reader()
    client.force_login(account)
    return account


def fields(kind=made.RIGHT, lang="ru"):
    """What the form of the device says, by the names that the page gave."""
    found = {}
    for n, name in enumerate(ASKED):
        shown = items.shown(items.read(made.EVERY[name]), lang, f"parent b{n}")
        filled = form(shown, f"pb{n}", {"r": kind[name]})
        found |= {field: value if isinstance(value, list) else [value] for field, value in filled.items()}
    return found


def test_a_device_has_every_field_and_nothing_of_what_is_right(client, her):
    kept = client.get(f"{PACK}text-ru/").content
    told = json.loads(kept)
    drawn = {each["id"]: each["bank"] for each in told["questions"] if "bank" in each}
    assert (len(drawn), told["elsewhere"]) == (len(ASKED), len(ASKED))
    names = set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', "".join(drawn.values())))
    assert set(fields()) <= names, "every answer that is right can be given on the device"
    text = drawn[f"b{ASKED.index('text')}"]
    assert ("glov" in json.dumps(made.EVERY["text"]["interactions"][0]["accepted"]), "glov" in text) == (True, False)
    bank = [{key: value for key, value in each.items() if key != "bank"} for each in told["questions"][1:]]
    assert {tuple(sorted(each)) for each in bank} == {("choices", "id", "many", "stem")}
    assert all(each["choices"] == [] for each in bank)
    client.cookies["language"] = "ru"
    assert client.get(f"{PACK}text-ru/").content == kept, "the same content in whatever language its reader has pages"
    part = client.get(PACK).json()["parts"][0]
    assert 0 < part["sent"] < part["size"] / 2


def test_answers_come_in_once_and_are_marked_here(client, her):
    first = said(client, answers=OWN | fields())
    row = LessonAttempt.objects.get(account=her)
    asked = len(ASKED) + 1
    assert first == {"taken": str(row.uid), "right": asked, "asked": asked}
    assert said(client, answers=OWN | fields()) == first
    other = said(client, answers=OWN | fields(made.WRONG))
    assert (other["refused"], LessonAttempt.objects.count()) == ("training.lesson_sent_otherwise", 1)


def test_two_devices_leave_two_attempts_and_one_answer_that_is_none_is_told(client, her):
    said(client, answers=fields())
    second = said(client, id=ID.replace("1", "2", 1), answers=OWN | fields(made.WRONG))
    assert (second["right"], LessonAttempt.objects.count()) == (1, 2)
    place = f"pb{ASKED.index('number')}-1"
    for typed in ("some", "1\0", "9" * 70):
        bad = said(client, id=ID.replace("1", "3", 1), answers=OWN | {place: [typed]})
        assert bad["refused"] == "training.item_answer_no_number", typed
    page = client.get("/training/lessons/mine/").content.decode()
    rights = re.findall(r'data-label="Right">([^<]+)<', page)
    assert sorted(rights) == [f"1 of {len(ASKED) + 1}", f"{len(ASKED)} of {len(ASKED) + 1}"]
    assert page.count("answered without a network") == 2


def test_a_whole_course_is_told_at_once_and_offered_where_all_may_open_it(client, her):
    told = client.get("/learning/keep/parent/").json()["lessons"]
    assert [(each["module"], each["address"]) for each in told] == [("risk", PACK)]
    one = client.get(PACK).json()
    assert told == [one]
    page = client.get("/training/lessons/").content.decode()
    assert re.findall(r'<kerege-course hidden me="\w[^"]+" packs="([^"]+)" lessons="([^"]+)"', page) == [
        ("/learning/keep/parent/", "parent/risk")
    ]
    assert client.get("/learning/keep/other/").status_code == 404
    assert b"kerege-course" not in client.get("/learning/").content, "no course asks for anything"
