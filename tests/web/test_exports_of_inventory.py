"""Whatever file of the inventory leaves: its day, for whom, up to which level, its sources, and the notes of names.

The addresses are those of the register of outlets, so that a new export is asked here by itself.
"""

import re
from datetime import date

import pytest
from django.core.cache import caches
from django.test import Client

from kerege.inventory import actions
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.tables import FORMATS
from kerege.people.rules import SYSTEM
from tests.house import texts
from tests.house.outlets import ROUTES

OF_INVENTORY = ("facilities/", "equipment/", "resources/", "inventory/")
TABLES = [address for route, outlet in ROUTES.items() if route.startswith(OF_INVENTORY) for address in outlet.exports]
PICTURES = ["/inventory/map/?country=XKX&format=svg", "/inventory/map/?country=XKX&format=pdf"]
FILES = [
    *(f"{address}{'&' if '?' in address else '?'}format={key}" for address in TABLES for key in FORMATS),
    "/facilities/?format=geojson",
    "/facilities/?country=XKX&format=geojson",
    *PICTURES,
]
WITHOUT_SOURCES = tuple(
    f"/inventory/{page}/"
    for page in ("statistics", "offers", "requests", "experts", "centres", "associations", "reference-functions")
)
"""Figures rest on cards and items, to which they open; the others tell what their owners say of themselves."""
HEAD = ("As on ", "Made for: the public", "Holds records up to: Open to everybody")


@pytest.fixture
def laid(demo_world):
    """A facility with a designated name, and an item that stands there; both cite a page."""
    caches["near"].clear()
    told = {"by": SYSTEM, "owner": "REG", "territory": "XKX", "sources": ["S1"]}
    place = actions.record_facility(**told, kind="other", sectors="human", names={"en": "A station"})
    actions.record_lot(**told, key="a-lot", title="A lot", kind="autoclave", label=Sensitivity.PUBLIC)
    step = {"by": SYSTEM, "lot": "a-lot", "on": date(2024, 5, 6)}
    for source, target in (("outside", "ordered"), ("ordered", "received"), ("received", "inspected")):
        actions.move_pieces(**step, source=source, target=target, pieces=1)
    handed = {"facility": place.key, "document": "A letter", "without_plan": "A test"}
    actions.move_pieces(**step, **handed, source="inspected", target="held", pieces=1)
    actions.accept_items(**step, facility=place.key, serials=["A-1"], condition="new")


def test_there_are_exports_of_every_kind():
    found = {address.split("?")[0] for address in FILES}
    assert found >= {
        "/facilities/",
        "/equipment/",
        "/equipment/lots/",
        "/resources/handovers/",
        "/inventory/map/",
        "/inventory/statistics/",
        "/inventory/statistics/equipment/",
    }


def test_every_file_says_what_has_to_travel_with_it(laid):
    wrong = []
    for address in FILES:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        text = texts.in_one_line(texts.of_answer(answer))
        wrong += [f"{address}: no “{sentence}”" for sentence in HEAD if sentence not in text]
        if not address.startswith(WITHOUT_SOURCES) and not re.search(r"\[(S\d+|DEMO)\]|Sources of the cards: \w", text):
            wrong.append(f"{address}: no source")
        if "Kosovo" in text and "1244" not in text:
            wrong.append(f"{address}: no note")
    assert not wrong, "\n".join(wrong)


def test_the_features_of_the_interface_say_it_too(laid):
    told = Client().get("/api/ogc/collections/facilities/items", {"country": "XKX"}).json()
    assert [sentence for sentence in HEAD if not any(line.startswith(sentence) for line in told["about"])] == []
    assert "1244" in told["notes"][0]
    assert told["features"][0]["properties"]["sources"] == ["S1"]
    assert told["features"][0]["properties"]["country_name"] == "Kosovo**"
