"""What a browser fetches before it goes where there is no line, and the events that it brings back."""

import json

import pytest
from django.utils import timezone

from kerege.training.rules.practice_intake import MOST_EVENTS
from tests.training.practised import Device, kept_events, laid, millis, station
from tests.web.signing import signed_in

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def here(db):
    found = laid()
    found.activity = station(found)
    found.device = f"/courses/{found.course}/activities/device/"
    found.phone = Device(found.activity)
    return found


def brings(here, *events, who="watcher", **more):
    content = more.get("content", json.dumps({"sent_at": millis(timezone.now()), "events": events}))
    return signed_in(who).post(here.device, content, content_type=more.get("type", "application/json"))


def test_every_page_comes_along_and_none_has_a_script_or_a_token(here):
    found = signed_in("watcher").get(here.device).json()
    paths = [each["path"] for each in found["pages"]]
    people = {f"{here.activity}/people/{uid}/" for uid in here.people}
    assert (paths[:2], set(paths[2:])) == (["", f"{here.activity}/"], people)
    together = "".join(found["pieces"])
    assert 'name="mark:point-1"' in together
    assert ("<script" in together, "csrf" in together) == (False, False)


def test_events_are_taken_once_and_what_is_wrong_is_told_in_words(here):
    right, wrong = here.phone.mark(here.people[0]), here.phone.mark(here.people[0], item="point-9")
    for _ in range(2):
        found = brings(here, right, wrong).json()
        assert (found["taken"], found["aside"]) == ([right["id"]], [])
        assert found["refused"][wrong["id"]]["code"] == "training.event_unknown_item"
        assert "The activity has no “point-9”." in found["refused"][wrong["id"]]["detail"]
    assert len(kept_events()) == 1
    assert brings(here, right | {"value": "helped"}).json()["aside"] == [right["id"]]


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"events": 1}', '{"events": [], "sent_at": "now"}', "[" * 5000, '{"events": [NaN]}']
)
def test_what_cannot_be_read_is_refused_whole(here, content):
    answer = brings(here, content=content)
    assert (answer.status_code, answer.json()["code"]) in {
        (422, "training.events_unreadable"),
        (422, "training.event_wrong"),
    }


def test_only_json_and_only_so_much_at_once(here):
    event = here.phone.mark(here.people[0])
    assert brings(here, event, type="text/plain").json()["code"] == "training.events_unreadable"
    answer = brings(here, *[event] * (MOST_EVENTS + 1))
    assert (answer.status_code, answer.json()["code"], kept_events()) == (413, "training.events_too_many", [])


def test_the_page_and_the_script_for_where_there_is_no_line_have_nothing_of_anybody(here):
    client = signed_in("watcher")
    shell, worker = client.get("/courses/without-network/"), client.get("/courses/worker.js")
    assert (shell.status_code, worker["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert 'const SHELL = "/courses/without\\u002Dnetwork/"' in worker.content.decode()
    assert "Watcher" not in shell.content.decode()
