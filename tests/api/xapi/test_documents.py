"""Documents of programs: state and profiles."""

import json
from urllib.parse import urlencode

import pytest
from django.db import IntegrityError

from kerege.lrs.actions import documents as keeping
from kerege.lrs.rules import documents
from tests.api.xapi.program import program
from tests.lrs.said import ACTOR, ID, OTHER

pytestmark = pytest.mark.django_db

AGENT = json.dumps(ACTOR)
PLACES = {
    "activities/state": {"activityId": "x:y", "agent": AGENT, "stateId": "bookmark"},
    "activities/profile": {"activityId": "x:y", "profileId": "p"},
    "agents/profile": {"agent": AGENT, "profileId": "p"},
}


def at(resource, **more):
    query = {**PLACES[resource], **more}
    return f"{resource}?{urlencode({n: v for n, v in query.items() if v is not None})}"


@pytest.mark.parametrize("resource", PLACES)
@pytest.mark.parametrize("base", ["1.0.3", "2.0"])
def test_a_document_is_kept_read_merged_and_forgotten(resource, base):
    player = program(base=base)
    assert player.ask("GET", at(resource)).status_code == 404
    new = {"If-None-Match": "*"}
    assert player.ask("PUT", at(resource), {"page": 1, "seen": [1]}, **new).status_code == 204
    answer = player.ask("GET", at(resource))
    assert (answer.json(), answer["Content-Type"]) == ({"page": 1, "seen": [1]}, "application/json")
    assert answer["Content-Disposition"] == "attachment"
    assert player.ask("POST", at(resource), {"page": 2}).status_code == 204
    merged = player.ask("GET", at(resource))
    assert merged.json() == {"page": 2, "seen": [1]}
    for header, status in ((answer["ETag"], 412), (merged["ETag"], 204)):
        assert (
            player.ask("PUT", at(resource), b"plain", kind="text/plain", **{"If-Match": header}).status_code == status
        )
    assert player.ask("GET", at(resource)).content == b"plain"
    refused = player.ask("POST", at(resource), {"page": 3})
    assert (refused.status_code, refused.json()["code"]) == (400, "lrs.not_an_object")
    assert player.ask("DELETE", at(resource)).status_code == 204
    assert player.ask("GET", at(resource)).status_code == 404


def test_a_profile_is_not_written_over_by_somebody_who_has_not_read_it():
    player = program(base="1.0.3")
    assert player.ask("PUT", at("agents/profile"), {"a": 1}).json()["code"] == "lrs.says_nothing"
    player.ask("POST", at("agents/profile"), {"a": 1})
    answer = player.ask("PUT", at("agents/profile"), {"a": 2})
    assert (answer.status_code, answer.json()["code"]) == (409, "lrs.needs_etag")
    assert player.ask("GET", at("agents/profile")).json() == {"a": 1}
    assert player.ask("PUT", at("activities/state"), {"a": 1}).status_code == 204
    assert player.ask("PUT", at("activities/state"), {"a": 2}).status_code == 204


def test_a_state_is_of_one_agent_one_registration_and_one_owner():
    player = program()
    player.ask("POST", at("activities/state"), {"a": 1})
    player.ask("POST", at("activities/state", registration=ID), {"b": 1})
    player.ask("POST", at("activities/state", stateId="other"), {"c": 1})
    assert player.ask("GET", at("activities/state", registration=ID)).json() == {"b": 1}
    assert player.ask("GET", at("activities/state", agent=json.dumps(OTHER))).status_code == 404
    assert program("KGZ").ask("GET", at("activities/state")).status_code == 404
    assert player.ask("GET", at("activities/state", stateId=None)).json() == ["bookmark", "bookmark", "other"]
    assert player.ask("GET", at("activities/state", stateId=None, registration=ID)).json() == ["bookmark"]
    later = "2099-01-01T00:00:00Z"
    assert player.ask("GET", at("activities/state", stateId=None, since=later)).json() == []
    assert player.ask("DELETE", at("activities/state", stateId=None, registration=ID)).status_code == 204
    assert player.ask("GET", at("activities/state", stateId=None)).json() == ["bookmark", "other"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("agents/profile?profileId=p", "lrs.needs_parameter"),
        ("activities/profile?activityId=nothing&profileId=p", "lrs.parameter"),
        ("activities/profile?activityId=x:y&profileId=p&agent=x", "lrs.unknown_parameter"),
        ("activities/state?activityId=x:y&agent=%7B%7D&stateId=s", "lrs.parameter"),
    ],
)
def test_places_that_are_none_are_refused(path, code):
    answer = program().ask("GET", path)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_a_document_has_a_type_that_an_answer_can_have():
    old = program(base="1.0.3")
    form = {**PLACES["activities/state"], "Content-Type": "text/plain\r\nSet-Cookie: a=b", "content": "x"}
    answer = old.ask("POST", "activities/state?method=PUT", urlencode(form), kind="application/x-www-form-urlencoded")
    assert (answer.status_code, answer.json()["code"]) == (400, "lrs.content_type")
    assert old.ask("GET", at("activities/state")).status_code == 404


def test_who_comes_second_to_an_empty_place_is_compared_with_who_came_first(monkeypatch):
    player, first = program(), iter([True])

    def check(etag, **told):
        """The first look finds nothing; before the writing of it somebody else was there."""
        if next(first, False):
            raise IntegrityError
        return documents.check_unchanged(etag, **told)

    monkeypatch.setattr(keeping, "check_unchanged", check)
    assert player.ask("PUT", at("activities/state"), {"a": 1}, **{"If-None-Match": "*"}).status_code == 204
    assert player.ask("GET", at("activities/state")).json() == {"a": 1}


def test_json_that_is_none_is_not_kept_as_json():
    player = program()
    assert player.ask("POST", at("activities/state"), b"{", kind="application/json").status_code == 400
    assert player.ask("PUT", at("activities/state"), b"{", kind="application/json").json()["code"] == "lrs.not_json"
    assert player.ask("GET", at("activities/state")).status_code == 404
