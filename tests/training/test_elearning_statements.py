"""What packages keep becomes statements in the record store of the package's owner, once, under a pseudonym."""

import json
from uuid import uuid4

import pytest
from django.db import transaction

from kerege.journal.rules import gated, writing
from kerege.lib.refusal import Refusal, RefusalWord
from kerege.lib.sensitivity import Sensitivity
from kerege.lrs import actions as lrs
from kerege.lrs import queries as lrs_queries
from kerege.lrs.models import Credential, Statement
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import Viewer
from kerege.training.actions import elearning_statements as telling
from kerege.training.models import ElearningRegistration, WaitingStatements
from tests import ground
from tests.training.test_elearning import NOON, begun, commits, opened, reader, window

EVERYWHERE = Viewer(uid="t", everywhere=Sensitivity.RESTRICTED)
CLOSED = RefusalWord("journal.closed", "Nothing may be written now.")


@pytest.fixture(autouse=True)
def _here(db, settings, tmp_path):
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path / "files")}}}
    settings.KEREGE_ADDRESS = "https://node.example.org"
    ground.lay()


@pytest.fixture
def her():
    return reader()


@pytest.fixture
def mine(her):
    row = begun(her, opened())
    window(her, row)
    return row


def stored():
    rows = Statement.objects.seen_by(EVERYWHERE).order_by("stored")
    return [json.loads(raw) for raw in rows.values_list("raw", flat=True)]


def verbs():
    return [each["verb"]["id"].rpartition("/")[2] for each in stored()]


def test_commits_become_statements_of_the_owner_under_a_name_that_is_nobodys(her, mine):
    commits(her, mine, 1)
    commits(her, mine, 2, {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80"})
    told = stored()
    assert verbs() == ["initialized", "completed", "passed"]
    assert {each["context"]["registration"] for each in told} == {str(mine.uid)}
    [account] = {json.dumps(each["actor"]["account"]) for each in told}
    assert json.loads(account)["homePage"] == "https://node.example.org/"
    assert str(her.uid) not in json.dumps(told)
    assert told[0]["timestamp"].startswith(NOON.isoformat()[:16])
    assert not WaitingStatements.objects.exists(), "none waits any more"


def test_the_same_again_adds_nothing(her, mine):
    commits(her, mine, 1)
    commits(her, mine, 1)
    assert verbs() == ["initialized"]


def test_the_credential_of_the_node_lets_nobody_in(her, mine):
    commits(her, mine, 1)
    [row] = Credential.objects.all()
    assert (row.owner, row.made_on, row.ends_on) == ("KAZ", NOON.date(), NOON.date())


def test_what_was_begun_before_its_page_said_so_is_not_recorded(her, mine):
    with gated(), transaction.atomic(), writing():
        ElearningRegistration.objects.filter(uid=mine.uid).update(recorded=False)
    commits(her, mine, 1)
    assert (stored(), WaitingStatements.objects.count()) == ([], 0)


def test_what_the_store_could_not_take_waits_and_is_told_once_by_the_job(her, mine, monkeypatch):
    def full(**told):
        raise Refusal(CLOSED)

    monkeypatch.setattr(lrs, "store", full)
    with pytest.raises(Refusal, match="journal.closed"):
        commits(her, mine, 1)
    monkeypatch.undo()
    assert (stored(), WaitingStatements.objects.count()) == ([], 1)
    assert commits(her, mine, 1) is not None, "the window sends it again, and nothing is kept twice"
    assert telling.tell_waiting(by=SYSTEM, at=NOON) == 1
    assert telling.tell_waiting(by=SYSTEM, at=NOON) == 0
    assert verbs() == ["initialized"]


def test_what_the_store_refuses_is_left_out_and_holds_up_nothing(her, mine, monkeypatch):
    good = telling.of_commit

    def odd(*told):
        return [{"id": str(uuid4()), "verb": "none"}, *good(*told)]

    monkeypatch.setattr(telling, "of_commit", odd)
    commits(her, mine, 1)
    assert verbs() == ["initialized"]
    assert not WaitingStatements.objects.exists()


def test_the_credential_of_the_node_is_listed_nowhere_and_nobody_revokes_it(her, mine):
    commits(her, mine, 1)
    [row] = Credential.objects.all()
    keeper = Actor("k", "K", (Grant(Role.FOCAL_POINT, "KAZ"),))
    assert lrs_queries.credentials_of(keeper, owner="KAZ", on=NOON.date()) == []
    with pytest.raises(Refusal, match="lrs.no_credential"):
        lrs.revoke_credential(by=keeper, uid=str(row.uid), on=NOON.date())
