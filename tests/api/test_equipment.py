"""Equipment and statistics for programs: the same as on the pages, each for its reader."""

import pytest
from django.test import Client

from kerege.inventory import actions
from kerege.lib.sensitivity import Sensitivity
from tests import ground
from tests.inventory.equipment import accepted, certified, handed_over, happens, inspected, move, qualified
from tests.inventory.facts import lay_town, recorded
from tests.web.inventory.readers import signed_in

V1 = "/api/v1/"
ON = "2026-11-01"


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()
    lay_town()


def read(address: str, who: str = "neighbour", **asked: str) -> dict:
    answer = signed_in(who).get(V1 + address, {"on": ON} | asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def laid():
    """Three cabinets at one facility: certified, never certified, and out of service."""
    inspected()
    place = recorded()
    handed_over(place, pieces=3)
    made = accepted(place, "SN-1", "SN-2", "SN-3")
    qualified()
    for item in made:
        happens(item, "installed", 12)
    certified(made[0], 13)
    happens(made[2], "out_of_service", 20)
    return place, made


def test_a_lot_comes_with_its_ledger(laid):
    place, _ = laid
    (lot,) = read("lots")["items"]
    assert (lot["key"], lot["territory"]["code"]) == ("cabinets", "KAZ")
    assert {s["stage"]: s["pieces"] for s in lot["stages"]} == {"inspected": 3, "held": 3}
    card = read("lots/cabinets")
    last = card["movements"][-1]
    assert (last["source"], last["target"], last["taker"]["facility"]) == ("inspected", "held", place.key)
    assert [(h["holder"]["facility"], h["pieces"], h["accepted"]) for h in card["held"]] == [(place.key, 3, 3)]


def test_an_item_comes_with_how_it_stands_and_its_life(laid):
    _, made = laid
    told = {item["uid"]: item for item in read("items")["items"]}
    assert [told[str(m.uid)]["state"] for m in made] == ["usable", "call", "out"]
    assert {item["serial"] for item in told.values()} == {None}
    assert {tuple(item["withheld"]) for item in told.values()} == {("serial",)}
    card = read(f"items/{made[0].uid}", "officer")
    assert (card["serial"], card["certified"], card["usable"]) == ("SN-1", "valid", True)
    assert [h["what"] for h in card["happenings"]] == ["installed", "accepted"]
    assert [(c["outcome"], c["tester"]) for c in card["certificates"]] == [("passed", "TESTER-1")]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 3),
        ({"due": "true"}, 2),
        ({"state": "call"}, 1),
        ({"state": "out"}, 1),
        ({"certified": "valid"}, 1),
        ({"certified": "valid", "due": "true"}, 0),
        ({"kind": "autoclave"}, 0),
        ({"country": "KGZ"}, 0),
        ({"lot": "cabinets"}, 3),
        ({"lot": "others"}, 0),
    ],
)
def test_items_are_filtered(laid, asked, found):
    assert read("items", **asked)["total"] == found


def test_the_same_rows_as_files_are_where_the_answer_says(laid):
    for told, rows in ((read("items", state="out"), 1), (read("lots"), 1), (read("facilities"), 1)):
        address = next(f for f in told["files"] if "format=json" in f)
        assert len(signed_in("neighbour").get(address).json()["rows"]) == rows
    assert read("items", lot="cabinets")["files"] == [], "the page has no such filter"


def test_who_can_certify(laid):
    (tester,) = read("testers", kind="cabinet_2")["items"]
    assert (tester["organisation"], tester["kinds"]) == ("TESTER-1", ["cabinet_2"])
    assert read("testers", kind="autoclave")["items"] == []


def test_what_is_hidden_is_not_there_and_its_holder_is_withheld(laid):
    place, made = laid
    hidden = recorded(names={"en": "Hidden"}, sure=True, label=Sensitivity.NATIONAL)
    move("held", "held", 1, 30, from_facility=place.key, facility=hidden.key, document="Letter", without_plan="Needed")
    told = read("lots/cabinets")["movements"][-1]["taker"]
    assert told == {"facility": None, "title": None, "organisation": "", "withheld": True}
    assert read("lots/cabinets", "officer")["movements"][-1]["taker"]["facility"] == hidden.key


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("lots/nothing", 404, "api.no_such_record"),
        ("items/00000000-0000-7000-8000-000000000000", 404, "api.no_such_record"),
        ("items/nothing", 422, "api.wrong_form"),
        ("items?certified=perhaps", 422, "api.wrong_choice"),
        ("items?due=perhaps", 422, "api.wrong_form"),
        ("testers?kind=spoon", 422, "api.wrong_choice"),
        ("lots?size=0", 422, "api.wrong_form"),
        ("statistics/facilities?rows=colour", 422, "api.wrong_choice"),
        ("statistics/facilities?rows=sector&columns=sector", 422, "inventory.same_twice"),
        ("statistics/equipment?rows=kind", 422, "api.unknown_parameter"),
    ],
)
def test_what_cannot_be_asked_is_refused(address, status, code):
    answer = Client().get(V1 + address)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_statistics_for_programs(laid):
    place, _ = laid
    actions.claim_containment(by=ground.FOCAL_KAZ, facility=place.key, scheme="biosafety", level=2)
    found = read("statistics/facilities", columns="sector")
    assert found["figures"] == [{"row": "KAZ", "column": "human", "count": 1, "at_least": False}]
    assert (found["sums"], [c["code"] for c in found["countries"]]) == ([{"row": "KAZ", "facilities": 1}], ["KAZ"])
    today = read("statistics/facilities", on="", columns="claimed")
    assert (today["figures"], today["protected"], today["left_out"]) == ([], True, [])
    past = read("statistics/facilities", columns="claimed", on="2026-10-31")
    assert (past["figures"], past["left_out"]) == ([], ["KAZ"])
    own = read("statistics/facilities", "officer", on="", columns="claimed")
    assert own["figures"] == [{"row": "KAZ", "column": "biosafety-2", "count": 1, "at_least": False}]
    assert read("statistics/staff")["roles"] == []
    assert {(s["state"], s["items"]) for s in read("statistics/equipment")["states"]} == {
        ("usable", 1),
        ("call", 1),
        ("out", 1),
    }
