"""What was typed, sent or held by a reader leaves no trace in the log, not even when the program fails."""

import json
import logging
import re

import pytest
from django.test import Client

from kerege.lib.logs import JsonLines
from kerege.people import actions as people
from kerege.people import queries
from kerege.people.rules import SYSTEM
from kerege.web.shell.requests import pseudonym

CANARY = "zqcanaryqz"
SECRETS = (CANARY, "hunter2-a-long-pass-phrase", "officer@example.org")


class Lines(logging.Handler):
    """Everything that is logged at any level, as the node would write it."""

    def __init__(self):
        super().__init__(level=logging.DEBUG)
        self.setFormatter(JsonLines())
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))

    def told(self, logger):
        return [e for e in map(json.loads, self.lines) if e["logger"] == logger]


@pytest.fixture
def log():
    """All loggers at DEBUG but the database's, which nobody switches on in a node that serves."""
    handler, root = Lines(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def member(db):
    people.open_account(by=SYSTEM, email="officer@example.org", name="Aigul Officer", password=SECRETS[1])
    client = Client(raise_request_exception=False)
    client.force_login(queries.account("officer@example.org"))
    return client


def everything(client, path):
    """A request that carries a canary wherever a request can carry anything."""
    client.cookies["language"] = "en"
    client.cookies["tracker"] = CANARY
    return client.post(
        f"{path}?q={CANARY}&token={CANARY}",
        {"login": f"{CANARY}@example.org", "password": SECRETS[1], "next": CANARY, "text": CANARY},
        headers={"authorization": f"Bearer {CANARY}", "referer": f"http://testserver/?{CANARY}", "user-agent": CANARY},
    )


@pytest.mark.parametrize(
    ("path", "status"),
    [("/account/sign-in/", 200), ("/courses/", 405), ("/nothing/", 404), ("/claims/new/", 403), ("/choose/", 302)],
)
def test_nothing_of_a_request_is_in_the_log(path, status, log, db):
    assert everything(Client(raise_request_exception=False), path).status_code == status
    assert log.lines or status == 302
    for secret in SECRETS:
        assert secret not in "\n".join(log.lines)


def test_nothing_of_a_request_is_in_the_log_of_a_fault(log, member, monkeypatch):
    def broken(request):
        password = request.POST["password"]
        raise RuntimeError(f"{CANARY} {password} {request.META}")

    monkeypatch.setattr("kerege.web.shell.views.safe_next", broken)
    answer = everything(member, "/choose/")
    assert answer.status_code == 500
    fault = log.told("django.request")[-1]
    assert (fault["fault"], fault["route"], fault["level"]) == ("RuntimeError", "choose/", "error")
    assert any("test_shell_logs.py" in place and place.endswith(" broken") for place in fault["through"])
    for secret in (*SECRETS, "Aigul"):
        assert secret not in "\n".join(log.lines)
        assert secret not in answer.content.decode()


def test_the_id_of_the_request_is_in_the_log_the_header_and_the_page(log, member, monkeypatch):
    monkeypatch.setattr("kerege.web.shell.views.safe_next", lambda request: 1 / 0)
    answer = member.get("/choose/", headers={"x-request-id": "forged"})
    assert re.fullmatch(r"[0-9a-f]{16}", answer["X-Request-ID"])
    assert answer["X-Request-ID"] in answer.content.decode()
    assert log.told("django.request")[-1]["request"] == answer["X-Request-ID"]
    assert member.get("/help/")["X-Request-ID"] != answer["X-Request-ID"]


def test_who_acted_is_told_by_a_pseudonym(log, member, settings):
    member.get("/journal/")
    line = log.told("kerege.security")[-1]
    account = queries.account("officer@example.org")
    assert line["actor"] == pseudonym(str(account.pk))
    assert (line["code"], line["status"], line["route"]) == ("sharing.journal_forbidden", 403, "journal/")
    settings.SECRET_KEY = "another"
    assert line["actor"] != pseudonym(str(account.pk))


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("put", "/help/", "shell.method"),
        ("get", "/help/?q=" + "a" * 4001, "shell.address_too_long"),
        ("get", "/claims/new/", "people.not_yours"),
    ],
)
def test_limits_and_missing_rights_are_told_to_whoever_watches(method, path, code, log, db):
    getattr(Client(), method)(path)
    assert [line["code"] for line in log.told("kerege.security")] == [code]


def test_an_address_that_nobody_knows_is_told_without_its_text(log, db):
    answer = Client().get(f"/{CANARY}/reset/{CANARY}")
    line = log.told("django.request")[-1]
    assert (line["message"], line["status_code"], line["route"]) == ("Not Found", 404, "")
    assert line["request"] == answer["X-Request-ID"]
    assert CANARY not in "\n".join(log.lines)


def test_after_a_request_the_log_knows_it_no_more(log, member):
    member.get("/help/")
    logging.getLogger("kerege.x").warning("later")
    assert "request" not in log.told("kerege.x")[0]
