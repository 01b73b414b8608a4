"""The Atom feed: valid Atom 1.0 of what the public may see."""

import re
from datetime import datetime
from xml.etree import ElementTree as ET

from django.test import Client

from kerege.outreach import actions as outreach
from kerege.people.rules import SYSTEM
from tests.api.conftest import KAZ_FOCAL_POINT

FEED = "/api/feeds/events.atom"
A = "{http://www.w3.org/2005/Atom}"


def event(**changes):
    told = {
        "by": SYSTEM,
        "owner": "REG",
        "key": "TEST-EVENT",
        "title": "Meeting <on> biosafety & biosecurity",
        "kind": "regional_meeting",
        "level": "regional",
        "status": "held",
        "dates": "2026-06-01",
        "venue": "XKX",
        "sources": ["S1"],
    }
    return outreach.record_event(**{**told, **changes})


def entries(client=None, query=""):
    answer = (client or Client()).get(FEED + query)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    root = ET.fromstring(answer.content)  # noqa: S314 - our own feed
    return root, {e.findtext(f"{A}title"): e for e in root.findall(f"{A}entry")}


def test_the_feed_is_valid_atom(demo_world):
    event()
    root, found = entries()
    assert root.tag == f"{A}feed"
    for each in (root, *found.values()):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{A}{name}")) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", each.findtext(f"{A}id"))
        assert datetime.fromisoformat(each.findtext(f"{A}updated")).tzinfo
    assert root.find(f"{A}author/{A}name").text
    assert [link.get("rel") for link in root.findall(f"{A}link")] == ["self"]
    ids = [e.findtext(f"{A}id") for e in found.values()]
    assert len(set(ids)) == len(ids) > 20
    for each in found.values():
        assert all(link.get("href").startswith("http") for link in each.findall(f"{A}link"))


def test_a_title_is_a_text_and_a_name_has_its_note(demo_world):
    event()
    _, found = entries()
    content = found["Meeting <on> biosafety & biosecurity"].findtext(f"{A}content")
    assert "Where: Kosovo**" in content
    assert content.count("** This designation is without prejudice") == 1
    _, russian = entries(query="?lang=ru")
    assert "Косово**" in russian["Meeting <on> biosafety & biosecurity"].findtext(f"{A}content")


def test_the_public_reads_it_whoever_asks(signed_in):
    event(title="Closed meeting", key="CLOSED", owner="KAZ", label=2, venue="KAZ")
    event()
    for client in (Client(), signed_in(KAZ_FOCAL_POINT)):
        titles = set(entries(client)[1])
        assert "Closed meeting" not in titles
        assert "Meeting <on> biosafety & biosecurity" in titles


def test_the_day_decides(demo_world):
    event()
    assert "Meeting <on> biosafety & biosecurity" not in entries(query="?on=2026-05-31")[1]
    assert Client().get(f"{FEED}?on=never").json()["code"] == "dates.not_a_day"
    assert Client().get(f"{FEED}?colour=red").json()["code"] == "api.unknown_parameter"
