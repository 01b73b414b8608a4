"""Another program with the password of a device: what it hands in, begins, launches and reads, and what it may not."""

import base64
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kerege.people.actions.devices import add_device
from kerege.people.queries import account
from kerege.people.rules import Actor
from tests.api.cmi5.unit import Unit
from tests.training import elearning_made as made
from tests.web.packages.test_package_pages import _here as _here

API = "/api/elearning/"


class Tool:
    """A program that acts as one account."""

    def __init__(self, name, scope="elearning"):
        who = account(f"{name}@example.org")
        _, password = add_device(by=Actor(str(who.uid), who.name), account=who, name="tool", strong=True, scope=scope)
        self.shown = "Basic " + base64.b64encode(f"{who.email}:{password}".encode()).decode()
        self.client = Client(headers={"host": "127.0.0.1"})

    def post(self, path, told=None, **more):
        body = {} if told is None else told
        headers = {"authorization": self.shown}
        return self.client.post(f"{API}{path}", json.dumps(body), content_type="application/json", headers=headers)

    def get(self, path):
        return self.client.get(f"{API}{path}", headers={"authorization": self.shown})

    def hand_in(self, file, **more):
        sent = {"file": SimpleUploadedFile("x.zip", file.getvalue()), "owner": "KGZ", **more}
        return self.client.post(f"{API}packages", sent, headers={"authorization": self.shown})


@pytest.fixture
def tools(_here):
    return Tool("manager"), Tool("focal"), Tool("learner")


def opened(tools, *units):
    keeper, reviewer, _ = tools
    file = made.cmi5(made.cmi5_of(*units)) if units else made.cmi5()
    answer = keeper.hand_in(file)
    assert answer.status_code == 201
    package = answer.json()["package"]
    assert reviewer.post(f"packages/{package}/publish").json()["state"] == "published"
    return package


def test_a_program_plays_a_package_from_handing_in_to_its_end(tools):
    keeper, _, learner = tools
    package = opened(tools, ("one", 'moveOn="Passed"'), ("two", 'moveOn="Completed" masteryScore="0.5"'))
    told = learner.get(f"packages/{package}").json()
    assert [(each["id"], each["move_on"], each["mastery_score"]) for each in told["units"]] == [
        ("au-0", "Passed", None),
        ("au-1", "Completed", 0.5),
    ]
    answer = learner.post(f"packages/{package}/registrations", {"language": "ru"})
    assert (answer.status_code, answer.json()["satisfied"]) == (201, False)
    mine = answer.json()["registration"]
    made_ = learner.post(f"registrations/{mine}/launch", {"unit": 1, "return_url": "https://lms.example.org/"}).json()
    here = Unit(made_["url"]).start()
    assert here.data["returnURL"] == "https://lms.example.org/"
    assert here.say("http://adlnet.gov/expapi/verbs/completed").status_code == 204
    assert learner.post(f"sessions/{made_['session']}/abandon").status_code == 201
    assert here.ask("GET", "about").status_code == 401
    assert learner.post(f"registrations/{mine}/waive", {"unit": 0, "reason": "x"}).status_code == 403
    assert keeper.post(f"registrations/{mine}/waive", {"unit": 0, "reason": "Taught in class"}).status_code == 201
    told = learner.get(f"registrations/{mine}").json()
    assert (told["satisfied"], [each["state"] for each in told["units"]]) == (True, ["waived", "satisfied"])
    assert keeper.get(f"registrations/{mine}").status_code == 404, "it was begun for oneself"
    assert keeper.post(f"registrations/{mine}/launch").status_code == 404, "nobody plays in somebody else's name"


@pytest.mark.parametrize(
    ("told", "status", "code"),
    [
        ({"unit": 9}, 404, "training.cmi5_no_such_unit"),
        ({"unit": "first"}, 404, "training.cmi5_no_such_unit"),
        ({"mode": "Peek"}, 422, "training.cmi5_bad_mode"),
        ({"return_url": "ftp://x"}, 422, "training.cmi5_bad_return"),
        ([], 400, "cmi5.bad_body"),
    ],
)
def test_what_is_wrong_with_a_launch_is_a_problem_document(tools, told, status, code):
    learner = tools[2]
    mine = learner.post(f"packages/{opened(tools)}/registrations").json()["registration"]
    answer = learner.post(f"registrations/{mine}/launch", told)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_what_is_wrong_with_a_package_is_a_problem_document(tools):
    keeper, _, learner = tools
    assert keeper.hand_in(made.cmi5(), label="secret").json()["code"] == "sharing.unknown_level"
    assert keeper.post("packages").json()["code"] == "cmi5.no_file"
    assert keeper.hand_in(made.cmi5("<x/>")).json()["code"] == "training.elearning_bad_manifest"
    assert learner.hand_in(made.cmi5()).json()["code"] == "people.not_yours"
    package = keeper.hand_in(made.cmi5()).json()["package"]
    assert keeper.post(f"packages/{package}/publish").json()["code"] == "training.elearning_own_review"
    assert learner.get(f"packages/{package}").status_code == 404


def test_only_a_password_for_e_learning_lets_a_program_in(tools):
    for shown in ("", "Basic Zm9v", Tool("learner", scope="inventory").shown):
        answer = Client().get(f"{API}packages/00000000-0000-4000-8000-000000000000", headers={"authorization": shown})
        assert (answer.status_code, answer.json()["code"]) == (401, "people.program_not_known")
        assert "WWW-Authenticate" not in answer
    signed_in = Client(headers={"host": "127.0.0.1"})
    signed_in.force_login(account("manager@example.org"))
    assert signed_in.post(f"{API}packages").status_code == 401, "a session is not looked at"
