"""At the machine: everybody is signed out after an attack, and an administrator who lost all factors gets in again."""

import re

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.db import connection
from django.test import Client

from kerege.config.cli import accounts, parser
from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.people import actions
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.upkeep.actions.closing import close_for_writing
from kerege.upkeep.queries import standing
from tests.web.account.conftest import PASSWORD, begins, kinds, person, roles, signs_in

pytestmark = pytest.mark.django_db
NEW = "quite another sentence 7"
ADMINISTRATOR = Actor("a" * 36, "Administrator", (Grant(Role.NODE_ADMINISTRATOR, "REG"),))


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    monkeypatch.setattr(standing, "FULL", standing._Full())


def kerege(*words) -> int:
    return accounts.run(parser.command_line().parse_args(["accounts", *words]))


def last_act():
    (line,) = journal.acts(owners=None, limit=1)
    return line.word, line.facts


def somebody(role="trainer", email="somebody@example.org", **more):
    return person(role, "KAZ", email=email, **more)


def letters(subject):
    return sorted(letter.to[0] for letter in mail.outbox if subject in letter.subject)


# -- everybody out -----------------------------------------------------------------------------------------------------


def test_one_account_is_signed_out_everywhere_and_others_are_not(capsys, caplog):
    account, other = somebody(), somebody(email="other@example.org")
    first, second, stays = signs_in(account), signs_in(account), signs_in(other)
    with caplog.at_level("INFO", "kerege.security"):
        assert kerege("end-sessions", "--account", "Somebody@example.org") == 0
    assert [roles(client) for client in (first, second, stays)] == [set(), set(), {"trainer"}]
    assert (
        capsys.readouterr().out == "All sessions of somebody@example.org are ended and its known devices forgotten.\n"
    )
    assert last_act()[0] == "people.account.sessions_ended"
    said = {"account": str(account.uid), "address": "", "which": "operator"}
    assert [(line.getMessage(), line.security) for line in caplog.records][-1] == ("session ended", said)


def test_a_known_device_is_a_new_one_again(capsys):
    account = somebody()
    client, _ = begins(account)
    client.post("/account/sign-out/")
    begins(account, client)
    assert len(letters("new device")) == 1
    kerege("end-sessions", "--account", account.email)
    begins(account, client)
    assert len(letters("new device")) == 2
    client.post("/account/sign-out/")
    begins(account, client)
    assert len(letters("new device")) == 2


def test_everybody_is_signed_out_and_can_sign_in_again(capsys, caplog):
    clients = [signs_in(somebody()), signs_in(somebody(email="other@example.org"))]
    keys = [client.session.session_key for client in clients]
    with caplog.at_level("INFO", "kerege.security"):
        assert kerege("end-sessions", "--all") == 0
    assert [roles(client) for client in clients] == [set(), set()]
    assert [client.session.exists(key) for client, key in zip(clients, keys, strict=True)] == [False, False]
    assert last_act() == ("people.sessions.ended_for_all", {"accounts": 2})
    assert "of 2 accounts" in capsys.readouterr().out
    assert "all sessions ended" in [line.getMessage() for line in caplog.records]
    assert roles(signs_in(somebody())) == {"trainer"}


@pytest.mark.parametrize("words", [[], ["--all", "--account", "somebody@example.org"]])
def test_whose_sessions_has_to_be_said(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        kerege("end-sessions", *words)
    assert stopped.value.code == 2


@pytest.mark.parametrize("words", [["end-sessions", "--account"], ["recover"]])
def test_an_account_that_is_not_there_is_refused(words, capsys):
    assert kerege(*words, "nobody@example.org") == 1
    assert capsys.readouterr().err.startswith("kerege: people.unknown_key ")


def test_it_works_while_the_node_is_closed_and_lets_nothing_else_past(settings, capsys):
    account = somebody("node_administrator", app=True)
    client = signs_in(account)
    close_for_writing(by=SYSTEM, data=settings.DATA)
    assert (kerege("end-sessions", "--all"), kerege("recover", account.email)) == (0, 0)
    assert (roles(client), kinds(account)) == (set(), [])
    assert not getattr(connection, "kerege_spared", False)
    with pytest.raises(Refusal, match="upkeep.read_only"):
        actions.end_sessions(by=SYSTEM, account=account)


# -- an administrator in -----------------------------------------------------------------------------------------------


@pytest.fixture
def lost():
    """An administrator who asks to get in without the factor, and nobody is left who could make sure."""
    account = somebody("node_administrator", app=True)
    actions.ask_without_factor(by=Actor(str(account.uid), account.name), account=account)
    return account


def link(capsys) -> str:
    (found,) = re.findall(r"http\S+", capsys.readouterr().out)
    return found.removeprefix("http://127.0.0.1:8000")


def choose(path, password=NEW):
    """Open the link and choose a password there; the answer of the last page, or of the first that refuses."""
    client = Client()
    answer = client.get(path)
    return (
        client.post(answer["Location"], {"password1": password, "password2": password})
        if answer.status_code == 302
        else answer
    )


def test_the_way_in_again(lost, capsys, caplog):
    stale, other = signs_in(lost), somebody("node_administrator", "second@example.org", app=True)
    SocialAccount.objects.create(user=lost, provider="ministry", uid="somebody's number there")
    mail.outbox.clear()
    with caplog.at_level("INFO", "kerege.security"):
        assert kerege("recover", lost.email) == 0
    assert (roles(stale), kinds(lost), kinds(other)) == (set(), [], ["totp"])
    assert not SocialAccount.objects.exists()
    assert last_act() == ("people.account.recovered", {"factors": 1})
    assert "account recovered" in [line.getMessage() for line in caplog.records]
    assert letters("recovered at the machine") == ["second@example.org", "somebody@example.org"]
    assert "http" not in "".join(letter.body for letter in mail.outbox)
    assert begins(lost)[1].status_code != 302  # the old password is gone
    path = link(capsys)
    assert choose(path).status_code == 302
    client = Client()
    answer = client.post("/account/sign-in/", {"login": lost.email, "password": NEW})
    assert answer["Location"] == "/account/second-factor/"
    assert roles(client) == set()  # the role rests until a factor is set up
    assert choose(path, PASSWORD).status_code == 200  # once


def test_the_request_of_whoever_was_let_in_is_closed(lost, capsys):
    kerege("recover", lost.email)
    again = actions.ask_without_factor(by=Actor(str(lost.uid), lost.name), account=lost)
    assert again.done_at is None
    assert last_act()[0] == "people.factor.lost"


def test_the_letter_speaks_the_language_of_its_reader(lost, capsys):
    somebody("node_administrator", "second@example.org", language="ru")
    mail.outbox.clear()
    kerege("recover", lost.email)
    assert letters("восстановлена на машине") == ["second@example.org"]


@pytest.mark.parametrize(
    ("hosts", "https", "origin"),
    [
        (["localhost", "127.0.0.1"], False, "http://127.0.0.1:8000/"),
        (["*"], False, "http://127.0.0.1:8000/"),
        (["localhost", "node.example.org"], True, "https://node.example.org/"),
        (["node.example.org"], False, "http://node.example.org/"),
    ],
)
def test_the_link_names_the_node_as_people_open_it(lost, capsys, settings, monkeypatch, hosts, https, origin):
    monkeypatch.delenv("PORT", raising=False)
    settings.KEREGE_HOSTS, settings.SESSION_COOKIE_SECURE = hosts, https
    kerege("recover", lost.email)
    assert f"    {origin}account/password/reset/key/" in capsys.readouterr().out


def test_others_are_let_in_by_administrators(capsys):
    account = somebody("focal_point", app=True)
    assert kerege("recover", account.email) == 1
    assert capsys.readouterr().err.startswith("kerege: people.not_an_administrator somebody@example.org ")
    assert kinds(account) == ["totp"]


@pytest.mark.parametrize("deed", ["end_all_sessions", "recover_account"])
def test_nobody_does_it_from_a_page(deed, lost):
    facts = {} if deed == "end_all_sessions" else {"account": lost}
    with pytest.raises(Refusal) as refused:
        getattr(actions, deed)(by=ADMINISTRATOR, **facts)
    assert (refused.value.code, kinds(lost)) == ("people.only_at_the_machine", ["totp"])
