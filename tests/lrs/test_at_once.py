"""Two programs that write one document or one statement in the same moment, each with a connection of its own."""

import json
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from django.utils.timezone import localdate

from kerege.lrs import actions, queries
from kerege.lrs.actions import documents as keeping
from kerege.lrs.actions import storing
from kerege.lrs.models import Document, KnownId
from kerege.lrs.rules import reading
from kerege.lrs.rules.asking import asked, place
from kerege.lrs.rules.batches import ready
from kerege.lrs.words import Edition, Kept
from tests import at_once as together
from tests.api.xapi.program import program
from tests.at_once import Meeting, at_once
from tests.lrs.said import ACTOR, ID, said

STATE = {"activityId": "x:y", "agent": json.dumps(ACTOR), "stateId": "s"}
PLACE = place(Kept.STATE, STATE, keyed=True)


@pytest.fixture
def node(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock(), together.a_node(tmp_path) as node:
        yield node


@pytest.fixture
def caller(node):
    player = program()
    return queries.caller_of(key=player.key, secret=player.secret, on=localdate())


def keep(caller, told, *, merge=False, **match):
    kept = {"edition": Edition.XAPI_2, "at": datetime.now(UTC), "content_type": "application/json"}
    return lambda: actions.keep(by=caller, place=PLACE, content=json.dumps(told).encode(), merge=merge, **kept, **match)


def content():
    (row,) = Document.objects.all()
    return json.loads(bytes(row.content))


@pytest.mark.django_db
def test_one_after_the_other_is_told_the_same():
    player, where = program(), f"activities/state?{urlencode(STATE)}"
    found = [player.ask("PUT", where, {"page": n}, **{"If-None-Match": "*"}).status_code for n in (1, 2)]
    assert (found, content()) == ([204, 412], {"page": 1})


def test_of_two_that_are_the_first_one_is_and_the_other_is_told(node, caller, monkeypatch):
    monkeypatch.setattr(keeping, "check_unchanged", Meeting(wait=2).before(keeping.check_unchanged))
    deeds = [keep(caller, {"page": n}, if_none_match="*") for n in (1, 2)]
    found = at_once(node, *deeds)
    assert sorted(found) == ["done", "lrs.precondition"]
    assert content() == {"page": found.index("done") + 1}


def test_what_two_add_at_once_is_there_from_both(node, caller, monkeypatch):
    keep(caller, {"page": 1}, merge=True)()
    monkeypatch.setattr(keeping, "merged", Meeting(wait=1).before(keeping.merged))
    found = at_once(node, keep(caller, {"seen": 1}, merge=True), keep(caller, {"heard": 1}, merge=True))
    assert found == ["done", "done"]
    assert content() == {"page": 1, "seen": 1, "heard": 1}


def test_of_two_that_replace_the_same_state_one_does(node, caller, monkeypatch):
    keep(caller, {"page": 1}, merge=True)()
    etag = Document.objects.get().etag
    monkeypatch.setattr(keeping, "etag_of", Meeting(wait=1).before(keeping.etag_of))
    found = at_once(node, *(keep(caller, {"page": n}, if_match=etag) for n in (2, 3)))
    assert sorted(found) == ["done", "lrs.precondition"]
    assert content() == {"page": found.index("done") + 2}


def test_a_statement_that_two_send_at_once_is_kept_once(node, caller, monkeypatch):
    monkeypatch.setattr(storing, "_fresh", Meeting(wait=1).before(storing._fresh))

    def send(*more):
        told = [said(id=ID), *more]
        batch = ready(reading.statements_of(json.dumps(told))[0], edition=Edition.XAPI_2)
        return lambda: actions.store(by=caller, batch=batch, edition=Edition.XAPI_2)

    found = at_once(node, send(said(verb={"id": "x:a"})), send(said(verb={"id": "x:b"})))
    assert found == ["done", "done"]
    kept = [each.uid for each in queries.page(caller, asked({})).statements]
    assert (KnownId.objects.count(), len(kept), kept.count(ID)) == (3, 3, 1)
