"""Experts, centres, associations and reference functions for programs, each as far as the reader may know."""

import pytest
from django.test import Client

from kerege.people.queries import account

pytestmark = pytest.mark.usefixtures("demo_world")
API = "/api/v1/"


def asked(address, name=""):
    client = Client()
    if name:
        client.force_login(account(f"{name}@example.org"))
    return client.get(API + address)


def test_experts_are_told_with_what_each_shows_until_when_and_for_whom():
    items = asked("experts?role=cabinet_tester", "centre.manager").json()["items"]
    (item,) = items
    assert (item["name"], item["expertise"], item["teaching"]) == (
        "Viktor Gordiyenko",
        ["cabinets", "engineering"],
        ["ru", "en"],
    )
    assert {"field": "name", "until": "2027-11-10", "own_country": True} in item["shown"]
    (other,) = asked("experts?role=cabinet_tester", "biosafety.officer").json()["items"]
    assert (other["name"], [s["field"] for s in other["shown"] if s["field"] == "name"]) == (None, [])
    assert asked("experts?role=cabinet_tester").json()["items"] == []


def test_the_nearest_comes_first():
    items = asked("experts?near=40.53,72.80&teaching=ky", "biosafety.officer").json()["items"]
    assert [(i["place"], i["unit"], i["km"]) for i in items][:2] == [("KG-1527534", None, 0), ("UZ-1514588", None, 50)]
    refused = asked("experts?near=here", "biosafety.officer")
    assert (refused.status_code, refused.json()["code"]) == (422, "geo.not_a_place")
    assert asked("experts?teaching=x", "biosafety.officer").json()["code"] in {
        "atlas.bad_language",
        "api.unknown_language",
    }
    assert asked("experts?expertise=anthrax").json()["code"] == "api.wrong_choice"


def test_a_centre_tells_its_rooms_and_of_its_calendar_what_may_be_known():
    address = "centres/shymkent?on=2026-12-01&days=31"
    titles = {
        name: [b["title"].split(" (")[0] for b in asked(address, name).json()["bookings"]]
        for name in ("", "biosafety.officer", "centre.manager")
    }
    assert titles == {
        "": [],
        "biosafety.officer": ["Train the trainers", "Practice with cabinets"],
        "centre.manager": ["Train the trainers", "Practice with cabinets", "Meeting of laboratory heads"],
    }
    assert [room["seats"] for room in asked(address).json()["each_room"]] == [60, 16]
    assert asked("centres/nowhere").json()["code"] == "api.no_such_record"
    assert asked("centres?seats=50&topic=cabinets").json()["items"][0]["key"] == "shymkent"


def test_associations_and_functions_as_on_a_day():
    names = [(a["name"], a["members"]) for a in asked("associations?country=KAZ").json()["items"]]
    assert names == [("Biosafety association of Kazakhstan (example)", 120)]
    then, now = (
        asked(f"reference-functions?country=KGZ&on={on}").json()["items"] for on in ("2020-01-01", "2026-01-01")
    )
    assert [f["area"] for f in then] == ["animal_confirmation", "human_confirmation"]
    assert [f["area"] for f in now] == ["human_confirmation", "sample_transport"]
    assert now[0]["facility"] == "KG-F-3301965-8"
