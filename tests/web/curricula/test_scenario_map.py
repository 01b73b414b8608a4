"""The map of a scenario, for whoever writes it and for whoever only reads."""

import re
from datetime import date

import pytest

from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training import actions
from tests import ground
from tests.capacity.given import somebody
from tests.training.rules.lessons import part, two
from tests.training.rules.scenarios import ending, scenario, scene, told, way
from tests.web.lessons.test_lesson_pages import text

MAP = "/training/curricula/parent/part/map/?part=spill-s"


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()


def laid(content=None, published=True):
    actions.record_curriculum_version(by=SYSTEM, owner="KGZ", content=content or told())
    if published:
        actions.publish_curriculum_version(by=SYSTEM, key="parent", version="1", today=date(2026, 1, 1))


def test_every_scene_is_drawn_and_stands_in_the_list_with_its_choices(client):
    laid()
    answer = client.get(MAP)
    page = answer.content.decode()
    assert (page.count("<rect"), page.count('marker-end="url(#tip)"'), page.count("way--back")) == (4, 4, 1)
    assert re.findall(r'id="at-([\w-]+)"', page) == ["door", "bench", "good", "bad"]
    assert re.findall(r'href="#at-([\w-]+)"', page) == ["good", "bench", "door", "bad"]
    assert "At door it begins here" in text(answer)
    assert "At good an ending" in text(answer)
    assert "Every scene can be reached, and an ending from each of them." in text(answer)
    assert "Change the scenario" not in page


def test_what_is_not_right_stands_at_its_place(client):
    content = told(scenario(scene("hall", way("w-out"), way("w-good", "good")), ending("good"), ending("alone")))
    del part(content, "good")["learnt"]["ru"]
    laid(content, published=False)
    answer = client.get(f"{MAP}&version=1")
    found = text(answer)
    assert "2 places have to be mended before this can be published." in found
    assert "Take w-out This choice leads nowhere. Choose the scene to which it leads." in found
    assert "At alone an ending No choice leads to this scene. Let one lead here, or take it out." in found
    assert "At good an ending This text is not there in a language in which the lesson can be read. (Русский)" in found
    assert answer.content.decode().count("scene--wrong") == 2
    somebody("keeper", "training_centre_manager", "KGZ")
    client.force_login(account("keeper@example.org"))
    page = "/training/curricula/parent/publish/"
    assert "part/map/?version=1&amp;part=spill-s" in client.get(f"{page}?version=1").content.decode()
    refused = client.post(page, {"version": "1"})
    assert "Publish this version" in text(refused, 409), "whoever is refused stays on the page"
    assert "Something has to be corrected" in text(refused, 409)
    in_russian = client.post(page, {"version": "1"}, headers={"accept-language": "ru"})
    assert "Сценарий «A spill (ru)» не закончен" in text(in_russian, 409), "named as on the rest of the page"


def test_long_titles_are_cut_in_the_picture_and_whole_in_the_list(client):
    content, title = told(), "A very long title of a scene that goes on and on and never comes to an end"
    part(content, "door")["title"] = two(title)
    laid(content)
    page = client.get(MAP).content.decode()
    assert re.findall(r'<text x="95" y="(?:26|44)">([^<]+)</text>', page) == [
        "A very long title of a",
        "scene that goes on and…",
    ]
    assert title in text(client.get(MAP))


@pytest.mark.parametrize("name", ["risk", "nothing", ""])
def test_what_is_no_scenario_is_refused_in_words(client, name):
    laid()
    answer = client.get(f"/training/curricula/parent/part/map/?part={name}")
    assert "There is no part" in text(answer, 409)
