"""Events, handovers and curricula: lists, records, recording."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kerege.inventory import actions as inventory
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach import actions, queries
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.web.shell import exports
from tests.conftest import TODAY
from tests.web.activities.test_courses import page, reader, text, titles
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
READERS = ("", "donor", "focal.point.kaz", "focal.point.kgz")
SEEN = [("", False), ("donor", False), ("focal.point.kgz", False), ("focal.point.kaz", True)]
THERE = [("", 404), ("donor", 404), ("focal.point.kgz", 404), ("focal.point.kaz", 200)]
SECRET = "Quiet meeting that nobody outside may know of"
TYPED = {
    "owner": "KAZ",
    "title": "Meeting in Almaty",
    "kind": "awareness",
    "level": "national",
    "status": "held",
    "dates": "2026-06-01",
    "venue": "KAZ",
    "source": "S1",
    "key": "test-event",
}
FIGURE = {"measure": "participants", "value": "40", "qualifier": "about", "source": "S1", "note": ""}


def found():
    return {e.key: e for e in queries.events(PUBLIC, on=TODAY)}


def record(key, title, **changes):
    told = {
        "by": SYSTEM,
        "owner": "KAZ",
        "kind": "awareness",
        "level": "national",
        "status": "held",
        "dates": "2024-05-13",
        "venue": "KAZ",
        "sources": ["S1"],
    }
    return actions.record_event(**(told | {"key": key, "title": title} | changes))


LISTS = {"/events/": "events", "/resources/handovers/": "handovers", "/resources/curricula/": "curricula"}


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("address", LISTS)
def test_everybody_reads_every_record_of_the_project(client, who, address):
    one = reader(who, client)
    links = re.findall(r'<th scope="row"><a href="([^"]+)"', page(one, address))
    assert links
    assert {one.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("format", ["csv", "xlsx", "pdf", "json"])
def test_every_list_leaves_in_every_format(client, address, format):
    answer = client.get(f"{address}?format={format}&sort=-day")
    assert answer["Content-Disposition"] == f'attachment; filename="kerege-{LISTS[address]}.{format}"'


@pytest.mark.parametrize("address", LISTS)
def test_lists_sort_by_title_both_ways_and_have_an_empty_state(client, address):
    assert titles(page(client, f"{address}?sort=title")) == titles(page(client, f"{address}?sort=-title"))[::-1]
    assert "begins with the page" in page(client, f"{address}?text=zzz") or "No event" in page(
        client, f"{address}?text=zzz"
    )


def test_events_filter_by_country_kind_level_and_day(client):
    assert len(titles(page(client, "/events/?kind=kickoff&country=MNG"))) == 1
    assert 0 < len(titles(page(client, "/events/?level=regional"))) < len(found())
    assert len(titles(page(client, "/events/?on=2016-12-31&status=held"))) < len(
        titles(page(client, "/events/?status=held"))
    )


@pytest.fixture
def hidden(demo_world):
    inventory.record_handover(
        by=SYSTEM, owner="KAZ", key="test-quiet", title=SECRET, territory="KAZ", status="held", dates="2024-05-13",
        sources=["S1"], project_key="P53", label=Sensitivity.RESTRICTED,
    )  # fmt: skip
    return record("TEST-HIDDEN", SECRET, label=Sensitivity.RESTRICTED, project_key="P53")


@pytest.mark.parametrize(("who", "seen"), SEEN)
@pytest.mark.parametrize("address", ["/events/", "/resources/handovers/"])
@pytest.mark.parametrize("format", ["", "csv", "xlsx", "pdf", "json"])
def test_what_is_restricted_is_in_no_list(client, hidden, monkeypatch, who, seen, address, format):
    tables = []
    written = exports.write
    monkeypatch.setattr(exports, "write", lambda table, key: tables.append(table) or written(table, key))
    answer = reader(who, client).get(f"{address}?format={format}" if format else address)
    told = repr([[str(c) for c in row] for row in tables[0].rows]) if format else answer.content.decode()
    assert (SECRET in told) is seen


@pytest.mark.parametrize(("who", "status"), THERE)
def test_a_restricted_event_is_not_there_for_others(client, hidden, who, status):
    answer = reader(who, client).get(f"/events/{hidden.uid}/")
    assert (answer.status_code, SECRET in answer.content.decode()) == (status, status == 200)


@pytest.mark.parametrize("who", ["", "donor", "auditor"])
def test_who_may_not_record_is_refused(client, who):
    assert reader(who, client).post("/events/new/", TYPED).status_code == 403
    assert reader(who, client).get("/events/new/").status_code == 403


def test_a_focal_point_records_an_event_and_a_figure():
    client = signed_in("focal.point.kaz")
    assert client.post("/events/new/", TYPED | {"owner": "KGZ"}).status_code == 403
    answer = client.post("/events/new/", TYPED)
    address = f"/events/{found()['test-event'].uid}/"
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert client.post(f"{address}figure/", FIGURE).status_code == 302
    assert "about 40" in text(page(client, address))
    assert client.post(f"{address}figure/", FIGURE | {"source": "S2", "value": "45"}).status_code == 302
    assert "ask which one is right. 40 S1 45 S2 " in text(page(client, address))


@pytest.mark.parametrize(
    ("field", "value", "at"), [("level", "worldly", "level"), ("title", "a\x07b", "title"), ("dates", "soon", "dates")]
)
def test_what_is_wrong_is_said_at_its_field(field, value, at):
    answer = signed_in("focal.point.kaz").post("/events/new/", TYPED | {field: value})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [at])
    assert "test-event" not in found()


def test_the_number_of_queries_does_not_grow(client):
    def count():
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/events/?text=Zeta").status_code == 200
        return len(caught)

    record("ZETA-1", "Zeta one")
    one = count()
    record("ZETA-2", "Zeta two")
    record("ZETA-3", "Zeta three")
    assert count() == one
