"""The Atom feed: valid Atom 1.0 of what the public may see."""

import re
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils.timezone import localdate

from kerege.inventory import actions as inventory
from kerege.inventory import queries
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach import actions as outreach
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.sharing import actions as sharing
from tests import ground
from tests.api.conftest import KAZ_FOCAL_POINT
from tests.inventory import facts

FEED = "/api/feeds/events.atom"
FOCAL = ground.REGISTRAR_KAZ
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


# -- help --------------------------------------------------------------------------------------------------------------
HELP = "/api/feeds/help.atom"


def help_entries(client=None, query=""):
    answer = (client or Client()).get(HELP + query)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    root = ET.fromstring(answer.content)  # noqa: S314 - our own feed
    return root, {e.findtext(f"{A}title"): e for e in root.findall(f"{A}entry")}


@pytest.fixture
def help_laid(db):
    """A facility with an offer for each circle of readers, and a request for each; the keys of the open ones."""
    ground.lay()
    giver = facts.recorded(capabilities="repair")
    day = localdate()
    told = {"by": SYSTEM, "facility": giver.key, "kind": "repair", "start": day, "until": day + timedelta(days=90)}
    needed = {"by": SYSTEM, "owner": "KAZ", "kind": "repair", "territory": "KAZ", "needed_by": day + timedelta(days=60)}
    for audience in ("everybody", "region", "country"):
        inventory.offer_help(**told, title=f"Offer for {audience} <&>", audience=audience, key=f"offer-{audience}")
        inventory.ask_for_help(**needed, title=f"Request for {audience}", audience=audience, key=f"request-{audience}")
    return day


def test_the_help_feed_has_what_is_for_everybody_whoever_asks(help_laid, client):
    account = people.open_account(by=SYSTEM, email="f@example.org", name="Focal", password="kerege-demo-2026")
    people.grant_role(by=SYSTEM, account=account, role="focal_point", owner="KAZ", start=date(2020, 1, 1))
    client.force_login(account)
    for reader in (Client(), client):
        root, found = help_entries(reader)
        assert set(found) == {"Offer for everybody <&>", "Request for everybody"}
    assert root.findtext(f"{A}title") == "Offers of and requests for help"
    offered = found["Offer for everybody <&>"]
    assert offered.find(f"{A}link").get("href") == "http://testserver/inventory/offers/offer-everybody/"
    assert offered.find(f"{A}category").get("term") == "repair"
    until = (help_laid + timedelta(days=90)).isoformat()
    assert offered.findtext(f"{A}content").splitlines()[:2] == [f"Offered until before {until}.", "Repair of equipment"]
    asked = found["Request for everybody"]
    assert asked.find(f"{A}link").get("href") == "http://testserver/inventory/requests/request-everybody/"


def test_what_does_not_stand_any_more_is_in_no_feed(help_laid):
    inventory.withdraw_offer(by=SYSTEM, offer="offer-everybody", why="Broken")
    assert set(help_entries()[1]) == {"Request for everybody"}
    later = (help_laid + timedelta(days=61)).isoformat()
    assert set(help_entries(query=f"?on={later}")[1]) == set()
    before = (help_laid - timedelta(days=1)).isoformat()
    assert set(help_entries(query=f"?on={before}")[1]) == set()


def test_an_offer_of_a_hidden_facility_is_in_no_feed(help_laid):
    found = queries.offers(FOCAL, on=help_laid, keys=["offer-everybody"])
    key = found[0].facility
    uid = queries.facility(FOCAL, key, on=help_laid).line.uid
    sharing.label_record(by=ground.FOCAL_KAZ, kind="inventory.facility", record=uid, level=Sensitivity.NATIONAL)
    assert set(help_entries()[1]) == {"Request for everybody"}
