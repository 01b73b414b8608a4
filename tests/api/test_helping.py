"""Offers and requests for programs: the same as on the pages, each for its reader."""

import pytest
from django.test import Client

from tests import ground
from tests.inventory.facts import lay_town
from tests.inventory.helping import asked, laid, offered
from tests.web.inventory.readers import signed_in

API = "/api/v1"


@pytest.fixture
def two(db):
    ground.lay()
    lay_town()
    return laid()


def read(address: str, who: str = "") -> dict:
    answer = signed_in(who).get(f"{API}{address}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_offers_come_with_their_facility_and_seat(two):
    made = offered(two[0], note="Bring the papers")
    (item,) = read("/offers", "neighbour")["items"]
    assert (item["key"], item["facility"], item["kind"], item["state"]) == (made.key, two[0], "certification", "open")
    assert (item["territory"]["code"], item["languages"], item["seat"]) == ("KAZ", ["ru"], "NFP-KAZ")
    assert read(f"/offers/{made.key}", "neighbour") == item
    assert read("/offers")["items"] == []
    assert Client().get(f"{API}/offers/{made.key}").status_code == 404


@pytest.mark.parametrize(
    ("asked_for", "found"),
    [("kind=certification", 1), ("kind=repair", 0), ("state=over", 0), ("text=cabinets", 1), ("country=KGZ", 0)],
)
def test_offers_are_filtered(two, asked_for, found):
    offered(two[0])
    assert read(f"/offers?{asked_for}", "neighbour")["total"] == found


def test_a_request_is_told_without_whom_somebody_asked_and_a_national_one_to_its_country_alone(two):
    hidden = asked(two[1], audience="country", title="Quietly wanted")
    made = asked(two[1], title="Openly wanted")
    told = {who: [r["title"] for r in read("/requests", who)["items"]] for who in ("", "head", "neighbour")}
    assert told == {"": [], "head": ["Openly wanted"], "neighbour": ["Openly wanted", "Quietly wanted"]}
    assert read("/requests?text=quietly", "head")["total"] == 0
    assert read("/requests?text=quietly", "neighbour")["total"] == 1
    assert signed_in("head").get(f"{API}/requests/{hidden.key}").status_code == 404
    item = read(f"/requests/{made.key}", "head")
    assert (item["facility"], item["needed_by"], item["state"]) == (two[1], made.needed_by.isoformat(), "open")
    assert "enquiries" not in item
