"""What machines ask: who may, what is said, and that no label tells about a record or a person."""

import re
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from kerege.people.rules import SYSTEM
from kerege.upkeep.actions.closing import close_for_writing, open_for_writing
from kerege.upkeep.queries import standing
from kerege.upkeep.rules import archives
from kerege.web.health import state

PROBES = ("/healthz", "/readyz", "/metrics")
TOKEN = "a-token-of-the-operator"


@pytest.mark.parametrize("path", PROBES)
def test_a_direct_connection_from_this_machine_is_answered(path, db, client):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PROBES)
@pytest.mark.parametrize(
    "asking",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": "192.0.2.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=127.0.0.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_VIA": "1.1 proxy"},
        {"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer wrong"},
        {"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer "},
    ],
)
@pytest.mark.parametrize("token", ["", TOKEN])
def test_everybody_else_finds_nothing(path, asking, token, db, client, settings):
    settings.KEREGE_METRICS_TOKEN = token
    answer = client.get(path, **asking)
    assert (answer.status_code, answer.content) == (404, b"Not found\n")


@pytest.mark.parametrize("path", PROBES)
def test_whoever_brings_the_token_is_answered_also_through_the_proxy(path, db, client, settings):
    settings.KEREGE_METRICS_TOKEN = TOKEN
    asking = {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}
    assert client.get(path, HTTP_AUTHORIZATION=f"Bearer {TOKEN}", **asking).status_code == 200


def test_a_network_may_be_listed(db, client, settings):
    settings.KEREGE_METRICS_FROM = (ip_network("10.1.0.0/16"),)
    found = [client.get("/healthz", REMOTE_ADDR=a).status_code for a in ("10.1.2.3", "10.2.2.3", "127.0.0.1")]
    assert found == [200, 404, 404]


@pytest.mark.parametrize("path", PROBES)
def test_a_probe_names_the_machine_and_speaks_plain_http(path, db, client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["node.example.org"]
    assert client.get(path, headers={"host": "10.0.0.3:8000"}).status_code == 200
    assert client.get("/help/", headers={"host": "node.example.org"}).status_code == 301


def test_nobody_keeps_an_answer(db, client):
    assert {"no-store" in client.get(path)["Cache-Control"] for path in PROBES} == {True}


class Away:
    """A database that does not answer."""

    def __call__(self, **_):
        raise OperationalError("could not connect\nwith many details")


def test_a_process_lives_without_a_database_and_is_not_ready(client, monkeypatch, db):
    monkeypatch.setattr(state.journal, "acts", Away())
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"state": "no_database"})
    assert "kerege_database_up 0.0" in client.get("/metrics").content.decode()


def test_a_process_that_is_newer_than_the_database_is_not_ready(client, monkeypatch, db):
    monkeypatch.setattr(state.MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    state._up_to_date.clear()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"state": "old_database"})
    monkeypatch.undo()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"state": "ready"})


@pytest.fixture
def data(db, settings, tmp_path, monkeypatch):
    """The folder of a node that makes backups into a folder of its own."""
    monkeypatch.setattr(standing, "FULL", standing._Full())
    monkeypatch.delenv("KEREGE_BACKUP_TO", raising=False)
    settings.DATA = tmp_path
    return tmp_path


@pytest.mark.parametrize("why", ["maintenance", "full"])
def test_a_node_that_can_only_be_read_takes_readers_and_says_no_more(data, client, settings, why):
    if why == "full":
        settings.KEREGE_DISK_RESERVE_MB = 10**9
    else:
        close_for_writing(by=SYSTEM, data=data)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"state": "read_only"})
    assert "kerege_read_only 1.0" in client.get("/metrics").content.decode()


def test_a_change_is_a_line_in_the_log_and_no_more_than_one(data, client, caplog, monkeypatch):
    monkeypatch.setattr(state, "_last", [])
    with caplog.at_level("INFO", state.__name__):
        for step in (None, close_for_writing, None, open_for_writing, None):
            if step:
                step(by=SYSTEM, data=data)
            client.get("/readyz")
    assert [record.getMessage() for record in caplog.records] == [
        "this process is now: read_only",
        "this process is now: ready",
    ]


def age_told(client):
    found = re.search(r"^kerege_backup_age_seconds (\S+)$", client.get("/metrics").content.decode(), re.MULTILINE)
    return float(found[1]) if found else None


def test_the_age_of_the_last_backup_is_told_in_seconds(data, client, monkeypatch):
    assert age_told(client) is None
    (data / "backups").mkdir()
    for days in (3, 2):
        made = timezone.now() - timedelta(days=days)
        (data / "backups" / archives.name_of("REG", made, f"{days:08x}")).touch()
    assert 172_800 <= age_told(client) < 172_900

    def not_ours(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.iterdir", not_ours)
    assert age_told(client) is None


def labels(text):
    """All values of all labels of our own figures, but the limits of buckets."""
    lines = [line for line in text.splitlines() if line.startswith("kerege_")]
    return {v for line in lines for k, v in re.findall(r'(\w+)="([^"]*)"', line) if k != "le"}


def test_no_label_tells_about_a_record_or_a_person(demo_world):
    visitor = Client()
    for path in ("/countries/KAZ/", "/search/?q=Aliyeva", "/no/such/Aliyeva/", "/api/v1/territories/UZB"):
        visitor.get(path)
    visitor.generic("ALIYEVA", "/")
    text = visitor.get("/metrics").content.decode()
    found = labels(text)
    assert {"countries/<str:code>/", "search/", "api/v1/territories/<code>", "none", "other", "200"} <= found
    assert not [value for value in found if re.search("KAZ|UZB|Aliyeva", value, re.IGNORECASE)]


def test_the_journal_is_counted_as_it_is(demo_world, client):
    from kerege.journal import queries as journal

    text = client.get("/metrics").content.decode()
    assert f"kerege_journal_acts {float(journal.verify().acts)}" in text
    assert "kerege_database_up 1.0" in text
    assert "kerege_replica" not in text
