"""Learning records on pages: who reads them, and who lets programs in."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from kerege.journal.rules import gated, writing
from kerege.lrs.models import Credential, Forwarding
from kerege.lrs.words import VOIDED
from tests.api.xapi.program import Program, program
from tests.lrs.said import ACTOR, OTHER, WASTE, said
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
RECORDS, PROGRAMS = "/training/records/", "/training/records/programs/"


def client(name, lang="en"):
    found = signed_in(name) if name else Client()
    found.defaults["HTTP_ACCEPT_LANGUAGE"] = lang
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def new(**more):
    ends = str(localdate() + timedelta(days=30))
    return {"owner": "KAZ", "purpose": "A player", "scopes": ["all"], "ends_on": ends, "per_minute": "100", **more}


def test_a_focal_point_lets_a_program_in_and_takes_that_back():
    officer = client("focal.point.kaz")
    answer = officer.post(PROGRAMS, new())
    key, secret = answer.context["made"]
    assert secret in text(answer)
    assert "http://testserver/xapi/1.0.3/" in text(answer)
    assert secret not in text(officer.get(PROGRAMS))
    player = Program(key, secret)
    player.send(said())
    assert officer.post(PROGRAMS, {"do": "revoke", "credential": key}).status_code == 302
    assert player.ask("GET", "statements").status_code == 401
    assert "revoked" in text(officer.get(PROGRAMS))


def test_an_owner_reads_how_far_other_stores_are():
    with gated(), writing():
        Forwarding.objects.create(owner="KAZ", target="https://zq-lrs.example.org/xapi/", passed_over=7)
        Forwarding.objects.create(
            owner="KAZ", target="https://zq-away.example.org/", due=10**15, fault="lrs.takes_nothing"
        )
        Forwarding.objects.create(owner="KAZ", target="https://zq-lost.example.org/x", fault="outgoing.no_answer")
        Forwarding.objects.create(owner="KAZ", target="https://zq-shut.example.org/", fault="lrs.not_handed_on")
    mine, theirs = (text(client(name).get(PROGRAMS)) for name in ("focal.point.kaz", "focal.point.kgz"))
    assert [said in mine for said in ("zq-lrs", "nothing yet", "zq-away", "asked again on")] == [True] * 4
    assert "takes no statement at all" in mine
    assert "zq-lost.example.org could not be reached" in mine
    assert "lrs.not_handed_on" in mine
    assert "%(status)s" not in mine
    assert "zq-" not in theirs


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"scopes": []}, "scopes", "Choose what the credential opens."),
        ({"ends_on": str(localdate())}, "ends_on", "A credential ends on a day after today"),
        ({"ends_on": ""}, "ends_on", "A credential ends on a day after today"),
        ({"public_key": "x"}, "public_key", "Paste a public key of RSA"),
        ({"agent": "p-1"}, "agent", "Write one agent as xAPI does"),
        ({"registration": "1"}, "registration", "Write the registration as a UUID"),
        ({"owner": "KGZ"}, None, "not"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(more, field, sentence):
    answer = client("focal.point.kaz").post(PROGRAMS, new(**more))
    assert (answer.status_code, answer.context["made"]) == (422, None)
    assert sentence in str(answer.context["form"].errors[field or "__all__"])
    assert 'value="A player"' in text(answer)
    assert Credential.objects.count() == 0


def test_a_credential_for_one_learner_is_told_as_that():
    officer = client("focal.point.kaz")
    answer = officer.post(PROGRAMS, new(agent=json.dumps(ACTOR), registration=""))
    assert "only of one learner or one registration" in text(officer.get(PROGRAMS))
    own = Program(*answer.context["made"])
    assert [own.ask("POST", "statements", said(actor=a)).status_code for a in (ACTOR, OTHER)] == [200, 403]


@pytest.mark.parametrize(("name", "status"), [("trainer", 403), ("centre.manager", 403), ("", 302)])
def test_nobody_else_lets_programs_in(name, status):
    assert client(name).get(PROGRAMS).status_code == status
    assert client(name).post(PROGRAMS, new()).status_code == status
    assert Credential.objects.count() == 0


def test_whoever_reads_restricted_records_sees_and_takes_along_those_of_the_owner():
    here, there = program("KAZ"), program("KGZ")
    result = {"score": {"scaled": 0.5}, "success": True}
    here.send(said(result=result), said(actor=OTHER, verb={"id": "x:did"}, object={"id": "x:y"}))
    there.send(said(object={"id": "x:neighbour"}))
    officer = client("focal.point.kaz")
    lines = officer.get(RECORDS).context["lines"]
    assert [(x.actor, x.verb, x.object) for x in lines] == [("p-2", "x:did", "x:y"), ("p-1", "answered", "Which bag?")]
    assert [x.object for x in officer.get(f"{RECORDS}?owner=KGZ").context["lines"]] == ["x:y", "Which bag?"]
    assert [x.actor for x in officer.get(f"{RECORDS}?verb=x:did").context["lines"]] == ["p-2"]
    assert [x.actor for x in officer.get(f"{RECORDS}?activity={WASTE}").context["lines"]] == ["p-1"]
    month = localdate().strftime("%Y-%m")
    assert len(officer.get(f"{RECORDS}?month={month}").context["lines"]) == 2
    assert officer.get(f"{RECORDS}?month=2001-01").context["lines"] == []
    rows = json.loads(officer.get(f"{RECORDS}?format=json").content)
    assert "Which bag?" in json.dumps(rows)
    assert "x:neighbour" not in json.dumps(rows)
    assert "Какой пакет?" in text(client("focal.point.kaz", "ru").get(RECORDS))
    (uid,) = here.send(said(verb={"id": "x:wrong"}))
    here.send(said(verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": uid}))
    assert [x.verb for x in officer.get(RECORDS).context["lines"]] == ["voided", "x:did", "answered"]


@pytest.mark.parametrize("name", ["", "trainer", "centre.manager", "secretariat", "focal.point.kgz"])
def test_nobody_else_reads_them(name):
    program("KAZ").send(said())
    answer = client(name).get(RECORDS)
    assert answer.status_code == 200
    assert "Which bag?" not in text(answer)
    assert "p-1" not in text(answer)


def test_wrong_filters_are_told_at_their_field():
    answer = client("focal.point.kaz").get(f"{RECORDS}?month=May")
    assert answer.status_code == 422
    assert "May" in text(answer)
