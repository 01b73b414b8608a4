"""A credential for one learner, or one registration; and what a credential may take back."""

import json
from urllib.parse import urlencode

import pytest

from kerege.lib.refusal import Refusal
from kerege.lrs.models import Voided
from kerege.lrs.queries import reading
from kerege.lrs.words import VOIDED
from tests.api.xapi.program import program
from tests.lrs.said import ACTOR, OTHER, said

pytestmark = pytest.mark.django_db

MINE, THEIRS = "0b1f9c52-6d43-4b8e-9d5c-0f6f5a1c2e77", "11111111-6d43-4b8e-9d5c-0f6f5a1c2e77"


def state(agent=ACTOR, registration=None, **more):
    told = {"activityId": "x:y", "agent": json.dumps(agent), "stateId": "s", "registration": registration, **more}
    return "activities/state?" + urlencode({name: value for name, value in told.items() if value is not None})


def profile(agent):
    return "agents/profile?" + urlencode({"agent": json.dumps(agent), "profileId": "p"})


def code(answer):
    return answer.status_code if answer.status_code < 400 else answer.json()["code"]


def test_one_for_a_learner_keeps_and_reads_nothing_of_another():
    every, own = program(), program("KAZ", "all", agent=json.dumps(ACTOR))
    new = {"If-None-Match": "*"}
    for place in (state(OTHER), profile(OTHER)):
        assert code(every.ask("PUT", place, {"secret": 1}, **new)) == 204
        for method in ("GET", "PUT", "POST", "DELETE"):
            assert code(own.ask(method, place, {} if method in {"PUT", "POST"} else None, **new)) == "lrs.beyond_limit"
        assert every.ask("GET", place).json() == {"secret": 1}
    assert code(own.ask("GET", state(OTHER, stateId=None))) == "lrs.beyond_limit"
    assert code(own.ask("DELETE", state(OTHER, stateId=None))) == "lrs.beyond_limit"
    for place in (state(ACTOR), profile(ACTOR), "activities/profile?activityId=x:y&profileId=p"):
        assert code(own.ask("PUT", place, {"page": 2}, **new)) == 204
        assert own.ask("GET", place).json() == {"page": 2}


def test_one_for_a_learner_sends_and_reads_what_that_one_did():
    every, own = program(), program("KAZ", "all", agent=json.dumps(ACTOR))
    (theirs,) = every.send(said(actor=OTHER))
    (mine,) = own.send(said())
    assert code(own.ask("POST", "statements", [said(), said(actor=OTHER)])) == "lrs.beyond_limit"
    assert [each["id"] for each in own.read()] == [mine]
    assert own.ask("GET", f"statements?statementId={theirs}").status_code == 404
    assert {each["id"] for each in every.read()} == {mine, theirs}


def test_one_for_a_registration_knows_no_other():
    every, own = program(), program("KAZ", "all", registration=MINE)
    for place in (state(registration=THEIRS), state()):
        every.ask("PUT", place, {"secret": 1}, **{"If-None-Match": "*"})
        assert code(own.ask("GET", place)) == "lrs.beyond_limit"
    assert code(own.ask("PUT", state(registration=MINE), {"page": 1}, **{"If-None-Match": "*"})) == 204
    every.send(said(), said(context={"registration": THEIRS}))
    for other in (said(), said(context={"registration": THEIRS})):
        assert code(own.ask("POST", "statements", other)) == "lrs.beyond_limit"
    (mine,) = own.send(said(context={"registration": MINE}))
    assert [each["id"] for each in own.read()] == [mine]


@pytest.mark.parametrize(
    ("more", "field", "refused"),
    [
        ({"agent": "p-1"}, "agent", "lrs.bad_learner"),
        ({"agent": '{"name": "P"}'}, "agent", "lrs.bad_learner"),
        ({"agent": json.dumps({"objectType": "Group", "member": [ACTOR]})}, "agent", "lrs.bad_learner"),
        ({"registration": "first"}, "registration", "lrs.bad_registration"),
    ],
)
def test_limits_that_are_none(more, field, refused):
    with pytest.raises(Refusal) as found:
        program(**more)
    assert (found.value.code, found.value.field) == (refused, field)


def void(uid):
    return said(verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": uid})


def test_without_the_scope_for_more_only_the_own_is_taken_back():
    every, writer = program(), program("KAZ", "statements/write")
    (others,) = every.send(said())
    (own,) = writer.send(said())
    for uid in (others, MINE):  # kept by somebody else, and not kept at all
        assert code(writer.ask("POST", "statements", [said(), void(uid)])) == "lrs.may_not_void"
    writer.send(void(own))
    writer.send(said(id=THEIRS), void(THEIRS))
    assert {str(uid) for uid in Voided.objects.values_list("uid", flat=True)} == {own, THEIRS}
    judge = program("KAZ", "statements/write", "void")
    judge.send(void(others), void(MINE))
    assert Voided.objects.count() == 4


# -- long pages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ascending", ["true", "false"])
@pytest.mark.parametrize("query", ["", "verb=https://verbs.example.org/answered&"])
def test_a_page_of_long_statements_ends_where_memory_does_and_the_next_goes_on(monkeypatch, ascending, query):
    monkeypatch.setattr(reading, "FIRST", 3)
    monkeypatch.setattr(reading, "MOST_HELD", 7_000)
    player = program()
    long = {"name": {"en": "a" * 1_000}}
    sent = [player.send(said(object={"id": f"x:{n}", "definition": long}))[0] for n in range(9)]
    player.send(said(object={"objectType": "StatementRef", "id": sent[0]}, verb={"id": "x:saw"}))
    pages, address = [], f"statements?{query}limit=500&ascending={ascending}"
    while address:
        told = player.ask("GET", address).json()
        pages.append([each["id"] for each in told["statements"]])
        address = told["more"].partition("/xapi/2.0/")[2]
    whole = [uid for page in pages for uid in page]
    order = sent if ascending == "true" else sent[::-1]
    assert [uid for uid in whole if uid in sent] == order
    assert len(whole) == len(set(whole)) == 10
    assert len(pages) > 1
    assert max(map(len, pages)) <= 7


def test_a_page_of_short_statements_is_whole_whatever_its_length():
    player = program()
    sent = player.send(*(said(object={"id": f"x:{n}"}) for n in range(60)))
    assert [each["id"] for each in player.read("?limit=60")] == sent[::-1]
    assert len(player.read("?limit=30&ascending=true")) == 30
