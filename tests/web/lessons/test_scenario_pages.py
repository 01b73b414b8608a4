"""Walking through a scenario on plain pages: with an account and without, back, anew, and what is wrong."""

import re

import pytest

from kerege.training.models import ScenarioWalk
from tests import ground
from tests.training.rules.lessons import part, two
from tests.training.rules.scenarios import told
from tests.training.test_lessons import reader
from tests.training.test_scenarios import laid
from tests.web.lessons.test_lesson_pages import text

HERE = "/training/lessons/parent/risk/spill-s/"
LESSON = "/training/lessons/parent/risk/"


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()
    laid()


@pytest.fixture
def her(client):
    account = reader()
    client.force_login(account)
    return account


def buttons(answer):
    return re.findall(r'name="way" value="([\w-]+)"', answer.content.decode())


def go(client, way, path="", **more):
    return client.post(HERE, {"way": way, "path": path, "lesson": "en"} | more)


def test_the_lesson_leads_to_its_scenario_and_one_without_names_none(client):
    assert f'href="{HERE}?lesson=en"' in client.get(LESSON).content.decode()
    assert "Decide what you would do" in text(client.get(LESSON))
    other = client.get("/training/lessons/parent/spill/")
    assert "Decide what you would do" not in text(other)


def test_without_an_account_the_way_stands_in_the_address_and_nothing_is_kept(client):
    first = client.get(HERE)
    assert (buttons(first), "At door" in text(first)) == (["w-call", "w-run"], True)
    answer = go(client, "w-run")
    assert (answer.status_code, answer["Location"]) == (302, f"{HERE}?lesson=en&path=w-run#scene")
    second = client.get(answer["Location"])
    assert buttons(second) == ["w-back", "w-hide"]
    assert "You slip." in text(second)
    assert "At door: Take w-run" in text(second)
    third = go(client, "w-hide", "w-run")
    assert third["Location"] == f"{HERE}?lesson=en&path=w-run.w-hide#scene"
    last = text(client.get(third["Location"]))
    assert "What can be learnt here Learnt at bad" in last
    assert "You have come to 1 of 2 endings." in last
    assert ScenarioWalk.objects.count() == 0


def test_back_is_one_step_and_anew_is_the_beginning(client):
    assert go(client, "", "w-run.w-back", do="back")["Location"] == f"{HERE}?lesson=en&path=w-run#scene"
    assert go(client, "", "w-run.w-back", do="again")["Location"] == f"{HERE}?lesson=en&path=#scene"


def test_with_an_account_it_is_gone_on_with_where_it_was(client, her):
    assert go(client, "w-run")["Location"] == f"{HERE}?lesson=en#scene"
    assert buttons(client.get(HERE)) == ["w-back", "w-hide"]
    assert "Go on where you were" in text(client.get(LESSON))
    go(client, "w-hide", "w-run")
    assert "Walk through it again endings found: 1 of 2" in text(client.get(LESSON))
    go(client, "", "w-run.w-hide", do="back")
    assert ScenarioWalk.objects.get().path == ["w-run"]


def test_of_two_windows_the_one_pressed_last_holds(client, her):
    go(client, "w-run")
    go(client, "w-call")
    assert ScenarioWalk.objects.get().path == ["w-call"]


@pytest.mark.parametrize("signed", [True, False])
def test_a_choice_that_is_not_there_is_told_and_the_scene_stays(client, signed):
    if signed:
        client.force_login(reader())
    answer = go(client, "w-hide")
    assert "This choice is not offered in the scene where you are." in text(answer, 422)
    assert buttons(answer) == ["w-call", "w-run"]


def test_a_loop_without_end_is_told(client):
    answer = go(client, "w-run", ".".join(["w-run", "w-back"] * 30))
    assert "You have made 60 choices, which is the most of one walk." in text(answer, 409)
    assert buttons(answer) == ["w-call", "w-run"]


def test_an_address_with_choices_of_another_version_is_walked_as_far_as_it_goes(client):
    assert buttons(client.get(f"{HERE}?path=w-run.gone.w-call")) == ["w-back", "w-hide"]


def test_it_is_read_in_its_language_and_in_none_in_which_the_lesson_is_not(client):
    answer = client.get(f"{HERE}?lesson=ru")
    assert "Take w-run (ru)" in text(answer)
    refused = text(client.get(f"{HERE}?lesson=mn"), 422)
    assert "“mn” is none of the values that can be chosen here." in refused
    assert refused.count("Something has to be corrected") == 1


@pytest.mark.parametrize("address", ["parent/risk/other-s/", "parent/spill/spill-s/", "other/risk/spill-s/"])
def test_one_that_is_not_there_is_not_found(client, address):
    assert client.get(f"/training/lessons/{address}").status_code == 404


def test_what_its_author_wrote_runs_nothing(client):
    content = told()
    part(content, "door")["text"] = two("<script>alert(1)</script> [x](javascript:alert(1))")
    laid(content, version="2")
    page = client.get(HERE).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(1))" in page
