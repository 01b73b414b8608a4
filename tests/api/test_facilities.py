"""Facilities for programs: filters, marks, and positions no finer than released."""

import pytest
from django.test import Client

from kerege.inventory import actions
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from tests import ground
from tests.inventory.facts import EXACT, TOWN, lay_town, recorded
from tests.web.inventory.readers import signed_in

LIST = "/api/v1/facilities"


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()
    lay_town()


def read(address: str, who: str = "") -> dict:
    answer = signed_in(who).get(address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_facility_comes_with_codes_names_and_the_position_for_its_reader():
    found = recorded(**EXACT, place=TOWN, contacts=[("general", "+7 7172 000000")], staff={"technician": 5})
    told = {who: read(f"{LIST}/{found.key}", who) for who in ("", "neighbour", "officer")}
    assert {who: (t["where"]["at"], t["contacts"], t["staff"], sorted(t["withheld"])) for who, t in told.items()} == {
        "": ("place", None, None, ["address", "contacts", "position", "staff"]),
        "neighbour": ("exact", [{"function": "general", "value": "+7 7172 000000"}], None, ["address", "staff"]),
        "officer": (
            "exact",
            [{"function": "general", "value": "+7 7172 000000"}],
            [{"role": "technician", "count": 5}],
            [],
        ),
    }
    card = told[""]
    assert (card["name"], card["sectors"], card["place"]) == ("Example laboratory", ["human"], TOWN)
    assert {n["lang"] for n in card["names"]} == {"en", "ru"}
    assert read(f"{LIST}/{found.key}?lang=ru")["name"] == "Пример лаборатории"


def test_nothing_finer_than_released_leaves_by_any_parameter():
    recorded(**EXACT)
    for query in ("", "?text=example", "?country=KAZ", "?kind=regional_laboratory", "?stale=false", "?size=1"):
        answer = Client().get(LIST + query).content.decode()
        assert "51.15" in answer
        assert ("51.128" in answer, "71.430" in answer) == (False, False)


def test_a_level_that_is_claimed_says_so():
    found = recorded()
    actions.claim_containment(by=SYSTEM, facility=found.key, scheme="groups", level=2)
    level = read(f"{LIST}/{found.key}", "officer")["containment"][0]
    assert (level["proved"], level["proof"], level["level_name"]) == (False, "declared", "II")
    assert read(f"{LIST}/{found.key}")["containment"] == []


def test_the_list_goes_on_behind_its_mark():
    keys = {recorded(names={"en": f"Lab {n}"}, sure=True).key for n in range(5)}
    got, after = [], ""
    for _ in range(3):
        page = read(f"{LIST}?size=2&after={after}")
        got += [item["key"] for item in page["items"]]
        after = page["after"]
    assert (set(got), len(got), after, page["total"]) == (keys, 5, "", 5)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("capability=training", True),
        ("capability=repair", False),
        ("sector=human&kind=regional_laboratory&standing=operational&ownership=not_recorded", True),
        ("stale=true", False),
        ("text=primer", True),
    ],
)
def test_filters(query, found):
    recorded(capabilities="training")
    assert bool(read(f"{LIST}?{query}")["items"]) == found


@pytest.mark.parametrize("query", ["capability=magic", "kind=castle", "country=ZZZ", "sise=1", "size=0", "size=201"])
def test_what_cannot_be_asked_is_refused(query):
    assert Client().get(f"{LIST}?{query}").status_code == 422


@pytest.mark.parametrize("key", ["KZ-F-0000001-1", "nothing", "%00"])
def test_of_a_hidden_facility_is_said_what_is_said_of_none(key):
    hidden = recorded(label=Sensitivity.NATIONAL)
    told = [signed_in("neighbour").get(f"{LIST}/{k}") for k in (hidden.key, key)]
    assert [t.status_code for t in told][0] == 404
    assert told[1].status_code in {404, 422}
    if told[1].status_code == 404:
        assert told[0].json() == told[1].json()
    assert read(f"{LIST}/{hidden.key}", "officer")["key"] == hidden.key
