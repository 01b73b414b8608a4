"""Who is let in, in which version, and how a request may be written."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils.timezone import localdate

from kerege.api.xapi import door
from kerege.journal.models import Act
from kerege.lib.refusal import Refusal
from kerege.lrs import actions, queries
from kerege.lrs.models import Credential
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from tests.api.xapi.program import program
from tests.lrs.said import ACTOR, ID, said

pytestmark = pytest.mark.django_db


def test_nobody_is_let_in_without_a_credential_and_no_browser_is_made_to_ask():
    player = program()
    for header in ("", "Basic eDp5", "Bearer x"):
        answer = player.ask("GET", "statements", Authorization=header)
        assert (answer.status_code, answer.json()["code"]) == (401, "lrs.not_known")
        assert "WWW-Authenticate" not in answer
    assert player.ask("GET", "statements").status_code == 200


def test_a_credential_is_over_with_its_day_and_when_it_is_revoked():
    day = localdate()
    player = program(ends_on=day + timedelta(days=1))
    assert queries.caller_of(key=player.key, secret=player.secret, on=day).owner == "KAZ"
    assert queries.caller_of(key=player.key, secret=player.secret, on=day + timedelta(days=1)) is None
    actions.revoke_credential(by=SYSTEM, uid=player.key, on=day)
    assert player.ask("GET", "statements").status_code == 401
    with pytest.raises(Refusal) as found:
        actions.revoke_credential(by=SYSTEM, uid=player.key, on=day)
    assert found.value.code == "lrs.no_credential"


def test_of_a_secret_only_a_digest_is_kept_and_the_journal_tells_neither():
    player = program()
    row = Credential.objects.get()
    told = json.dumps([row.digest, list(Act.objects.values_list("word", "facts"))], default=str)
    assert len(player.secret) == 43  # 256 bits
    assert player.secret not in told
    assert Act.objects.filter(word="lrs.credential.made", about=player.key).count() == 1


@pytest.mark.parametrize(("role", "may"), [(Role.FOCAL_POINT, True), (Role.TRAINING_CENTRE_MANAGER, False)])
def test_who_may_make_and_revoke(role, may):
    actor, day = Actor("u", "U", (Grant(role, "KAZ"),)), localdate()
    player = program()
    new = {"by": actor, "purpose": "P", "scopes": ["all"], "on": day, "ends_on": day + timedelta(days=1)}
    with pytest.raises(Refusal) as found:
        actions.make_credential(owner="KGZ", **new)
    assert found.value.code == "people.not_yours"
    assert [line.purpose for line in queries.credentials_of(actor, owner="KAZ", on=day)] == (["Player"] if may else [])
    if may:
        actions.make_credential(owner="KAZ", **new)
        actions.revoke_credential(by=actor, uid=player.key, on=day)
    else:
        with pytest.raises(Refusal) as found:
            actions.revoke_credential(by=actor, uid=player.key, on=day)
        assert found.value.code == "lrs.no_credential"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"scopes": []}, "lrs.no_scope"),
        ({"scopes": ["root"]}, "lrs.unknown_scope"),
        ({"ends_on": localdate()}, "lrs.bad_end"),
        ({"ends_on": localdate() + timedelta(days=731)}, "lrs.bad_end"),
        ({"per_minute": 0}, "lrs.bad_rate"),
        ({"public_key": "no key"}, "lrs.bad_key"),
        ({"purpose": " "}, "text.empty"),
    ],
)
def test_credentials_that_are_not_made(more, code):
    day = localdate()
    new = {
        "by": SYSTEM,
        "owner": "KAZ",
        "purpose": "P",
        "scopes": ["all"],
        "on": day,
        "ends_on": day + timedelta(days=1),
    }
    with pytest.raises(Refusal) as found:
        actions.make_credential(**{**new, **more})
    assert found.value.code == code
    assert Credential.objects.count() == 0


def test_who_asks_too_often_waits(monkeypatch):
    monkeypatch.setattr(door.time, "monotonic", lambda: 600.0)
    player = program(per_minute=2)
    assert [player.ask("GET", "statements").status_code for _ in range(3)] == [200, 200, 429]
    monkeypatch.setattr(door.time, "monotonic", lambda: 660.0)
    assert player.ask("GET", "statements").status_code == 200


@pytest.mark.parametrize(
    ("base", "version", "status"),
    [
        ("1.0.3", "1.0", 200),
        ("1.0.3", "1.0.0", 200),
        ("1.0.3", "1.0.99", 200),
        ("1.0.3", "", 400),
        ("1.0.3", "1.1", 400),
        ("1.0.3", "2.0.0", 400),
        ("2.0", "2.0.0", 200),
        ("2.0", "", 400),
        ("2.0", "1.0.3", 400),
    ],
)
def test_the_version_is_told_and_one_of_the_address(base, version, status):
    answer = program(base=base).ask("GET", "statements", **{"X-Experience-API-Version": version})
    assert answer.status_code == status
    assert answer["X-Experience-API-Version"] == {"1.0.3": "1.0.3", "2.0": "2.0.0"}[base]


@pytest.mark.parametrize("base", ["1.0.3", "2.0"])
def test_everybody_may_ask_what_is_spoken_here(base, client):
    answer = client.get(f"/xapi/{base}/about")
    assert answer.json()["version"] == [{"1.0.3": "1.0.3", "2.0": "2.0.0"}[base]]
    assert client.get(f"/xapi/{base}/about?x=1").json()["code"] == "lrs.unknown_parameter"
    assert client.post(f"/xapi/{base}/about").json()["code"] == "lrs.method"


def test_pages_of_other_hosts_may_ask_and_bring_no_session(client):
    answer = client.options("/xapi/1.0.3/statements", headers={"Origin": "https://content.example.org"})
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (204, "*")
    assert "Authorization" in answer["Access-Control-Allow-Headers"].split(", ")
    assert "Access-Control-Allow-Credentials" not in answer


def test_the_alternate_syntax_is_the_same_request_in_a_form():
    old = program(base="1.0.3")
    form = {"statementId": ID, "content": json.dumps(said()), "Content-Type": "application/json"}
    kind = "application/x-www-form-urlencoded"
    assert old.ask("POST", "statements?method=PUT", urlencode(form), kind=kind).status_code == 204
    answer = old.ask("POST", "statements?method=GET", urlencode({"statementId": ID}), kind=kind)
    assert answer.json()["id"] == ID
    for method, path, body, kind_ in (
        ("PUT", "statements?method=PUT", urlencode(form), kind),
        ("POST", f"statements?method=PUT&statementId={ID}", urlencode(form), kind),
        ("POST", "statements?method=PATCH", urlencode(form), kind),
        ("POST", "statements?method=PUT", said(), "application/json"),
    ):
        answer = old.ask(method, path, body, kind=kind_)
        assert (answer.status_code, answer.json()["code"]) == (400, "lrs.alternate")
    old.base = "2.0"
    assert old.ask("POST", "statements?method=GET", urlencode({}), kind=kind).json()["code"] == "lrs.unknown_parameter"


@pytest.mark.parametrize(
    ("method", "path", "kind", "code"),
    [
        ("POST", "statements", "text/plain", "lrs.content_type"),
        ("POST", "statements", "multipart/form-data; boundary=x", "lrs.content_type"),
        ("PUT", "statements", "application/json", "lrs.needs_parameter"),
        ("PUT", "statements?statementId=1", "application/json", "lrs.parameter"),
        ("DELETE", "statements", "application/json", "lrs.method"),
        ("GET", "statement", "application/json", "lrs.no_resource"),
        ("GET", "activities", "application/json", "lrs.needs_parameter"),
        ("GET", "agents", "application/json", "lrs.needs_parameter"),
    ],
)
def test_requests_that_are_refused(method, path, kind, code):
    body = b"[]" if method in {"POST", "PUT"} else b""
    assert program().ask(method, path, body, kind=kind).json()["code"] == code


def test_bodies_have_an_end(monkeypatch):
    monkeypatch.setattr(door, "LONGEST_BODY", 100)
    answer = program().ask("POST", "statements", [said(), said()])
    assert (answer.status_code, answer.json()["code"]) == (413, "lrs.too_large")


def test_who_somebody_is_is_what_was_asked_with():
    answer = program().ask("GET", f"agents?{urlencode({'agent': json.dumps({**ACTOR, 'name': 'P'})})}")
    assert answer.json() == {"objectType": "Person", "name": ["P"], "account": [ACTOR["account"]]}


def test_an_activity_nobody_spoke_of_is_told_by_its_id():
    assert program().ask("GET", "activities?activityId=x:y").json() == {"objectType": "Activity", "id": "x:y"}
