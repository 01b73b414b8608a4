"""Statements sent and read over the interface."""

import hashlib
import json
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from kerege.journal.models import Act
from kerege.journal.rules import checking, writing
from kerege.lrs.models import Statement
from tests.api.xapi.program import program
from tests.lrs.said import ACTOR, ID, OTHER, VERB, WASTE, said

pytestmark = pytest.mark.django_db


def kept():
    with checking():
        return list(Statement.objects.inside_action().order_by("stored"))


@pytest.mark.parametrize("base", ["1.0.3", "2.0"])
def test_a_statement_is_kept_to_the_character_and_told_with_what_the_store_set(base):
    player = program(base=base)
    raw = (
        '{ "actor":'
        + json.dumps(ACTOR)
        + ', "verb":{"id":"x:did"}, "object":{"id":"x:y"},"result":{"score":{"raw":1.50}}}'
    )
    acts = Act.objects.count()
    assert player.ask("PUT", f"statements?statementId={ID}", raw).status_code == 204
    assert Act.objects.count() == acts
    assert [each.raw for each in kept()] == [raw]
    answer = player.ask("GET", f"statements?statementId={ID}")
    told = answer.json()
    assert answer.content.decode().startswith(raw[:-1])
    assert told["id"] == ID
    assert told["timestamp"] == told["stored"]
    assert told["version"] == {"1.0.3": "1.0.0", "2.0": "2.0.0"}[base]
    assert told["authority"]["account"]["name"] == player.key
    assert answer["X-Experience-API-Version"] == {"1.0.3": "1.0.3", "2.0": "2.0.0"}[base]
    assert answer["X-Experience-API-Consistent-Through"] >= told["stored"]


def test_what_one_base_took_is_read_by_the_other():
    new = program(base="2.0")
    (uid,) = new.send(said())
    new.base = "1.0.3"
    assert [each["id"] for each in new.read()] == [uid]


def test_the_same_again_is_passed_over_and_something_else_is_refused():
    player = program()
    assert player.send(said(id=ID)) == [ID]
    assert player.send(said(id=ID, verb={"id": VERB["id"]})) == [ID]
    answer = player.ask("POST", "statements", [said(), said(id=ID, actor=OTHER)])
    assert (answer.status_code, answer.json()["code"]) == (409, "lrs.conflict")
    assert len(kept()) == 1


def test_a_fault_is_named_with_its_place_and_nothing_of_the_batch_is_kept():
    answer = program().ask("POST", "statements", [said(), said(verb={"id": "did"})])
    told = answer.json()
    assert (answer.status_code, told["code"], told["field"]) == (400, "lrs.form", "[1].verb.id")
    assert "“[1].verb.id”" in told["detail"]
    assert kept() == []


@pytest.mark.parametrize("change", [{"raw": "{}"}, {"owner": "KGZ"}])
def test_the_database_refuses_to_change_a_statement(change):
    program().send(said())
    for do in (lambda rows: rows.update(**change), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic(), writing():
            do(Statement.objects.inside_action())
    assert len(kept()) == 1


# -- who reads what ----------------------------------------------------------------------------------------------------


def test_a_program_reads_its_owners_statements_and_no_others():
    here, there = program("KAZ"), program("KGZ")
    here.send(said(id=ID))
    assert there.send(said(id=ID, actor=OTHER)) == [ID]  # ids are an owner's: no conflict tells of the neighbour's
    assert [each["actor"] for each in here.read()] == [ACTOR]
    assert [each["actor"] for each in there.read()] == [OTHER]
    assert there.ask("GET", f"activities?activityId={quote(WASTE)}").json()["definition"]["name"]["en"] == "Which bag?"


def test_mine_are_those_that_came_by_the_same_credential():
    one, other = program("KAZ", "statements/write", "statements/read/mine"), program()
    mine, theirs = one.send(said()) + other.send(said())
    assert [each["id"] for each in one.read()] == [mine]
    assert one.ask("GET", f"statements?statementId={theirs}").status_code == 404
    assert {each["id"] for each in other.read()} == {mine, theirs}


@pytest.mark.parametrize(
    ("scope", "method", "path"),
    [
        ("statements/read", "POST", "statements"),
        ("all/read", "POST", "statements"),
        ("statements/write", "GET", "statements"),
        ("statements/write", "GET", "activities/profile?activityId=x:y"),
        ("profile", "GET", f"activities/state?activityId=x:y&agent={quote(json.dumps(ACTOR))}"),
        ("all/read", "DELETE", f"activities/state?activityId=x:y&stateId=s&agent={quote(json.dumps(ACTOR))}"),
    ],
)
def test_what_a_credential_does_not_open_is_refused(scope, method, path):
    answer = program("KAZ", scope).ask(method, path, said() if method == "POST" else None)
    assert (answer.status_code, answer.json()["code"]) == (403, "lrs.not_in_scope")


def test_only_who_may_define_says_what_an_activity_is_called():
    program("KAZ", "statements/write").send(said())
    reader = program()
    assert "definition" not in reader.ask("GET", f"activities?activityId={quote(WASTE)}").json()
    reader.send(said(object={"id": WASTE, "definition": {"name": {"kk": "Қай қап?"}}}))
    reader.send(said(object={"id": WASTE, "definition": {"name": {"en": "Bag"}}}))
    told = reader.ask("GET", f"activities?activityId={quote(WASTE)}").json()
    assert told["definition"]["name"] == {"kk": "Қай қап?", "en": "Bag"}


def test_a_sign_that_no_database_keeps_is_left_out_of_what_an_activity_is_called():
    player = program()
    definition = {"name": {"en": "B\0ag"}, "extensions": {"x:y": [{"a\0": "\0"}]}}
    (uid,) = player.send(said(object={"id": WASTE, "definition": definition}))
    told = player.ask("GET", f"activities?activityId={quote(WASTE)}").json()["definition"]
    assert told == {"name": {"en": "Bag"}, "extensions": {"x:y": [{"a": ""}]}}
    exact = player.ask("GET", f"statements?statementId={uid}").json()
    assert exact["object"]["definition"] == definition, "what was sent stays what it was"


# -- finding -----------------------------------------------------------------------------------------------------------


def ids(player, **query):
    return [each["id"] for each in player.read(f"?{urlencode(query)}")]


def test_filters_find_what_speaks_of_a_thing():
    player = program()
    registration = str(uuid4())
    plain, partner, other = player.send(
        said(),
        said(
            context={
                "instructor": OTHER,
                "registration": registration,
                "contextActivities": {"parent": {"id": "x:course"}},
            }
        ),
        said(actor=OTHER, verb={"id": "x:did"}, object={"id": "x:y"}),
    )
    agent, whom = json.dumps({**ACTOR, "name": "any"}), json.dumps(OTHER)
    assert ids(player) == [other, partner, plain]
    assert ids(player, ascending="true") == [plain, partner, other]
    assert ids(player, agent=agent) == [partner, plain]
    assert ids(player, agent=whom) == [other]
    assert ids(player, agent=whom, related_agents="true") == [other, partner]
    assert ids(player, activity="x:course") == []
    assert ids(player, activity="x:course", related_activities="true") == [partner]
    assert ids(player, verb="x:did") == [other]
    assert ids(player, registration=registration) == [partner]
    assert ids(player, agent=agent, verb="x:did") == []
    authority = json.dumps(player.read()[0]["authority"])
    assert ids(player, agent=authority) == []
    assert ids(player, agent=authority, related_agents="true") == [other, partner, plain]


def test_moments_and_pages_miss_nothing_and_repeat_nothing():
    player = program()
    sent = [uid for _ in range(3) for uid in player.send(said(), said())]
    stored = {each["id"]: each["stored"] for each in player.read()}
    assert len(set(stored.values())) == 6
    assert ids(player, since=stored[sent[3]]) == [sent[5], sent[4]]
    assert ids(player, until=stored[sent[1]]) == [sent[1], sent[0]]
    for ascending in ("true", "false"):
        found, address = [], f"statements?limit=4&ascending={ascending}"
        while address:
            page = player.ask("GET", address).json()
            found += [each["id"] for each in page["statements"]]
            address = page["more"].removeprefix("/xapi/2.0/")
        assert found == (sent if ascending == "true" else sent[::-1])


def test_what_points_at_a_statement_is_found_with_it_and_a_chain_too():
    player = program()
    (first,) = player.send(said())
    ref = {"objectType": "StatementRef", "id": first}
    (second,) = player.send(said(actor=OTHER, object=ref))
    (third,) = player.send(said(actor=OTHER, object={**ref, "id": second}))
    assert ids(player, activity=WASTE) == [third, second, first]
    assert ids(player, agent=json.dumps(ACTOR)) == [third, second, first]
    assert ids(player, agent=json.dumps(ACTOR), limit=2) == [third, second]


@pytest.mark.parametrize("ascending", ["false", "true"])
def test_what_points_is_walked_in_steps_and_nothing_is_missed(monkeypatch, ascending):
    monkeypatch.setattr("kerege.lrs.queries.reading.REFERRING", 2)
    player = program()
    (first,) = player.send(said())
    (other,) = player.send(said(object={"id": "x:else"}))
    ref = {"objectType": "StatementRef", "id": first}
    points = player.send(*(said(object={**ref, "id": other if n % 3 else first}) for n in range(9)))
    wanted = [first, *points[::3]]
    assert ids(player, activity=WASTE, ascending=ascending) == (wanted if ascending == "true" else wanted[::-1])


def test_a_void_statement_is_found_only_as_void_and_what_voids_it_never_is():
    player = program()
    (first,) = player.send(said())
    voids = {"verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}}
    (by,) = player.send(said(**voids, object={"objectType": "StatementRef", "id": first}))
    player.send(said(**voids, object={"objectType": "StatementRef", "id": by}))
    assert player.ask("GET", f"statements?statementId={first}").status_code == 404
    assert player.ask("GET", f"statements?voidedStatementId={first}").json()["id"] == first
    assert player.ask("GET", f"statements?statementId={by}").status_code == 200
    assert player.ask("GET", f"statements?voidedStatementId={by}").status_code == 404
    assert first not in ids(player)
    assert ids(player, activity=WASTE)[-1] == by


@pytest.mark.parametrize("ascending", ["false", "true"])
def test_a_page_of_one_activity_is_filled_around_what_is_void(ascending):
    player = program()
    ids = player.send(*(said() for _ in range(6)))
    voided = ids[1] if ascending == "true" else ids[4]
    takes_back = {"verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}}
    ids += player.send(said(**takes_back, object={"objectType": "StatementRef", "id": voided}))
    left = [each for each in ids if each != voided]
    query, found = f"statements?activity={quote(WASTE)}&limit=2&ascending={ascending}", list[str]()
    while query:
        page = player.ask("GET", query).json()
        found += [each["id"] for each in page["statements"]]
        query = page["more"].partition("/xapi/2.0/")[2]
    assert found == (left if ascending == "true" else left[::-1])


def test_what_voids_may_come_before_what_is_void():
    player = program()
    player.send(
        said(verb={"id": "http://adlnet.gov/expapi/verbs/voided"}, object={"objectType": "StatementRef", "id": ID})
    )
    player.send(said(id=ID))
    assert player.ask("GET", f"statements?statementId={ID}").status_code == 404


def test_formats_tell_ids_or_one_language():
    player = program()
    player.send(said())
    assert player.read("?format=ids")[0]["object"] == {"id": WASTE}
    told = player.read("?format=canonical", **{"Accept-Language": "ru"})[0]
    assert told["object"]["definition"]["name"] == {"ru": "Какой пакет?"}
    assert told["verb"]["display"] == {"ru": "ответил"}


# -- attachments -------------------------------------------------------------------------------------------------------


def with_parts(value, *contents, mark="cut"):
    lines = [f"--{mark}".encode(), b"Content-Type: application/json", b"", json.dumps(value).encode()]
    for content, header in contents:
        lines += [f"--{mark}".encode(), *(f"{n}: {v}".encode() for n, v in header.items()), b"", content]
    return b"\r\n".join([*lines, f"--{mark}--".encode(), b""])


def photo(content, **more):
    told = {"usageType": "x:photo", "display": {"en": "A photo"}, "contentType": "image/png", "length": len(content)}
    return {**told, "sha2": hashlib.sha256(content).hexdigest(), **more}


def of(content, **more):
    sha2 = hashlib.sha256(content).hexdigest()
    return content, {"Content-Transfer-Encoding": "binary", "X-Experience-API-Hash": sha2, **more}


MIXED = "multipart/mixed; boundary=cut"


def test_a_photo_comes_back_byte_for_byte_where_somebody_asks_for_it():
    player, content = program(), bytes(range(256)) + b"\r\n--cut"[:4]
    body = with_parts(said(attachments=[photo(content)]), of(content, **{"Content-Type": "image/png"}))
    (uid,) = player.ask("POST", "statements", body, kind=MIXED).json()
    answer = player.ask("GET", f"statements?statementId={uid}&attachments=true")
    assert answer["Content-Type"].startswith("multipart/mixed; boundary=")
    assert b"Content-Type: image/png\r\n" in answer.content
    assert b"\r\n\r\n" + content + b"\r\n--" in answer.content
    assert player.ask("GET", f"statements?statementId={uid}")["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("value", "parts", "code"),
    [
        (said(attachments=[photo(b"x")]), [], "lrs.no_part"),
        (said(), [of(b"x")], "lrs.extra_part"),
        (said(attachments=[photo(b"x")]), [(b"y", of(b"x")[1])], "lrs.other_hash"),
        (said(attachments=[photo(b"x")]), [(b"x", {"Content-Transfer-Encoding": "binary"})], "lrs.bad_parts"),
        (said(attachments=[photo(b"x")]), [of(b"x", **{"Content-Transfer-Encoding": "base64"})], "lrs.bad_parts"),
    ],
)
def test_parts_that_do_not_fit_are_refused(value, parts, code):
    answer = program().ask("POST", "statements", with_parts(value, *parts), kind=MIXED)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert kept() == []
