"""Keeping checklists in the class on a laptop: an observer's code, the pages of activities on a phone, and the file."""

import json
import re
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import Client

from kerege.people.rules import SYSTEM
from kerege.training import actions
from kerege.training.rules import classes as rules
from kerege.training.rules.class_activities import Doing, Taught
from kerege.training.rules.class_signing import new_key
from kerege.training.rules.practice_plan import by_hand
from kerege.web.classes import held as keeping
from kerege.web.classes.held import Held
from tests import ground
from tests.training.practised import NINE, POINTS, STEPS

pytestmark = pytest.mark.filterwarnings("error")
PLACE, OBSERVER, COURSE, ACTIVITY = (str(uuid4()) for _ in range(4))


@pytest.fixture
def laptop(db, settings, tmp_path):
    """The laptop of a class: the list with an activity is laid, nothing else is there."""
    settings.DATA = tmp_path
    ground.lay()
    settled = {"minutes": 0, "group": 0, "rotation": 0}
    content = by_hand(kind="skill_station", title="Gloves", lang="en", steps=STEPS, checklist=POINTS, **settled)
    taught = Taught((Doing(ACTIVITY, "", content),), {OBSERVER: "Watcher"}, {})
    roster = rules.Roster("N", COURSE, "A course", "KAZ", NINE, "s", {PLACE: "Trainee"}, (), taught, new_key())
    (tmp_path / "class").mkdir()
    keeping.write(Held("CLASS-1", "123456", "spills", "1.0", "A course", roster, "482913"))
    actions.hold_activities(by=SYSTEM, roster=roster)
    for cache in caches.all():
        cache.clear()
    return tmp_path


def sits(who, **changes):
    phone = Client(REMOTE_ADDR="192.0.2.7")
    phone.post("/class/", {"code": "123456"})
    return phone, phone.post("/class/", {"who": who, "name": "", "pin": "4711"} | changes)


def test_an_observer_signs_a_checklist_on_a_phone_and_it_goes_into_the_file(laptop):
    phone, answer = sits(f"observer:{OBSERVER}", observer_code="482 913")
    assert answer["Location"] == "/class/"
    page = phone.get("/class/").content.decode()
    root = f"/courses/{COURSE}/activities/"
    assert (root in page, "that you came is recorded" in page) == (True, False)
    one = phone.get(f"{root}{ACTIVITY}/").content.decode()
    (whom,) = set(re.findall(rf"{root}{ACTIVITY}/people/[0-9a-f-]+/", one))
    marks = {"mark:point-1": "done", "mark:point-2": "helped", "do": "sign"}
    assert phone.post(whom, marks).status_code == 302
    assert "Signed by <b><bdi>Watcher</bdi></b>" in phone.get(whom).content.decode()
    told = json.loads(keeping.records())
    assert [(each["observer"], each["event"]["person"]) for each in told["practice"]] == [(OBSERVER, PLACE)] * 3
    assert sorted(each["event"]["kind"] for each in told["practice"]) == ["mark", "mark", "sign"]
    assert told["events"] == [], "who observes did not come to be taught"
    trainee, _ = sits(f"place:{PLACE}")
    mine = f"/my/courses/{COURSE}/activities/"
    assert mine in trainee.get("/class/").content.decode()
    assert "Passed: every critical point was done." in trainee.get(mine).content.decode()
    assert trainee.get(root).status_code == 404


def test_nobody_becomes_an_observer_without_the_code_that_is_on_no_wall(laptop):
    codes = ["", "123456", *map(str, range(20))]
    answers = [sits(f"observer:{OBSERVER}", observer_code=code)[1] for code in codes]
    assert {answer.status_code for answer in answers} == {422}
    assert "This is not the code for observers." in answers[0].content.decode()
    assert "Too many tries" in answers[-1].content.decode()
    assert "482913" not in Client().get("/class/screen/").content.decode()
    assert "practice" not in json.loads(keeping.records())


def test_a_class_without_activities_asks_for_no_second_code(laptop):
    now = keeping.demanded()
    keeping.write(
        Held("CLASS-1", "123456", "spills", "1.0", "A course", rules.Roster("N", COURSE, "C", "KAZ", NINE, "s"))
    )
    assert now.observer_code == "482913"
    phone, _ = sits("")
    assert "observer_code" not in phone.get("/class/").content.decode()
