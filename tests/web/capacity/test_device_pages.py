"""What a browser fetches before it goes where there is no line, and what it brings back."""

import json

import pytest
from django.test import Client

from kerege.capacity import actions
from tests import ground
from tests.capacity.given import answers, closed, opened, published, somebody
from tests.web.signing import signed_in as with_account

pytestmark = pytest.mark.filterwarnings("error")
KEY, SHELL, WORKER = (f"/capacity/assessments/{part}" for part in ("device/", "without-line/", "worker.js"))


def signed_in(name):
    return with_account(name) if name else Client()


@pytest.fixture
def head(db):
    ground.lay()
    published()
    return somebody("head")


def line(question, value, **more):
    seen = {"value": "", "not_applicable": False, "comment": ""}
    return {"question": question, **seen, "value": value, "seen": seen, "ago": 60, **more}


def brings(client, uid, *lines, **more):
    content = more.get("content", json.dumps({"answers": lines}))
    return client.post(f"/capacity/assessments/{uid}/device/", content, content_type="application/json")


def test_the_key_is_one_for_each_account_and_none_for_a_visitor(head):
    somebody("other")
    one, again, other = (signed_in(name).get(KEY).json() for name in ("head", "head", "other"))
    assert (one["me"], one["key"]) == (again["me"], again["key"])
    assert (one["me"] == other["me"], one["key"] == other["key"], len(one["key"])) == (False, False, 44)
    assert head.uid not in json.dumps(one)
    answer = signed_in("").get(KEY)
    assert (answer.json(), "no-store" in signed_in("head").get(KEY)["Cache-Control"]) == ({"me": ""}, True)


def test_all_sections_come_with_the_own_answers(head):
    uid = opened(head)
    answers(head, uid, plan="2", staff="12")
    found = signed_in("head").get(f"/capacity/assessments/{uid}/device/").json()
    assert [(each["key"], each["title"]) for each in found["sections"]] == [("safety", "Safety"), ("rest", "The rest")]
    first, second = (each["html"] for each in found["sections"])
    assert 'name="plan" value="2" id="id_plan_2" checked' in " ".join(first.split())
    assert 'data-to="/capacity/assessments/' in first
    assert 'value="12"' in second
    assert "<script" not in first + second
    assert "csrf" not in first + second


def test_what_was_kept_is_taken_and_what_is_wrong_is_told_in_words(head):
    uid = opened(head)
    found = brings(signed_in("head"), uid, line("plan", "2"), line("staff", "101")).json()
    assert (found["taken"], found["met"], found["differ"]) == (["plan"], [], 0)
    assert found["asked"] == {"safety": 3, "rest": 2}, "the answer brought up another question"
    assert found["wrong"].keys() == {"staff"}
    assert "between 0 and 100" in found["wrong"]["staff"]


def test_whoever_leads_is_told_that_a_colleague_answered_differently(head):
    other, uid = somebody("other"), opened(head)
    actions.name_assessor(by=head, assessment=uid, email="other@example.org", part="assessor")
    answers(other, uid, plan="0")
    assert brings(signed_in("head"), uid, line("plan", "2")).json()["differ"] == 1
    assert brings(signed_in("other"), uid, line("plan", "1")).json()["differ"] == 0, "not theirs to know"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"answers": 1}',
        json.dumps({"answers": [line("plan", 2)]}),
        json.dumps({"answers": [line("plan", "2", ago=-1)]}),
        json.dumps({"answers": [line("plan", "2", ago=1e300)]}),
        json.dumps({"answers": [line("plan", "2", seen=None)]}),
        json.dumps({"answers": [line(str(n), "2") for n in range(2001)]}),
    ],
)
def test_what_cannot_be_read_changes_nothing(head, content):
    uid = opened(head)
    answer = brings(signed_in("head"), uid, content=content)
    assert (answer.status_code, answer.json()["code"]) == (422, "capacity.not_kept")


def test_a_closed_assessment_is_refused_in_words_and_a_stranger_finds_none(head):
    uid = closed(head)
    answer = brings(signed_in("head"), uid, line("plan", "2"))
    assert (answer.status_code, answer.json()["code"]) == (409, "capacity.closed")
    somebody("stranger", owner="KGZ")
    assert brings(signed_in("stranger"), uid, line("plan", "2")).status_code == 404
    assert signed_in("").get(f"/capacity/assessments/{uid}/device/").status_code == 404


def test_the_page_without_a_line_has_nothing_of_anybody(head):
    visitor, own = signed_in("").get(SHELL), signed_in("head").get(SHELL)
    assert visitor.content == own.content
    assert b"csrf" not in own.content


def test_the_script_that_opens_it_names_that_page(head):
    answer = signed_in("").get(WORKER)
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert 'SHELL = "/capacity/assessments/without\\u002Dline/"' in answer.content.decode()
