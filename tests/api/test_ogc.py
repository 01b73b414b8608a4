"""OGC API – Features: what the standard demands, what clients of others read, and positions no finer than released."""

import json
import shutil
import subprocess
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import OpenAPIV30SpecValidator

from kerege.api.ogc.asking import MOST, AskedHere, AskedItems, last_day
from kerege.api.ogc.openapi import HERE, ITEMS, description
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from tests import ground
from tests.inventory.facts import EXACT, TOWN, lay_town, recorded
from tests.web.inventory.readers import signed_in

ROOT = "/api/ogc/"
ITEMS_OF = f"{ROOT}collections/facilities/items"
PROBLEM = "application/problem+json"
GDAL = shutil.which("ogrinfo")
AROUND_TOWN = "71.44,51.17,71.46,51.19"
AROUND_EXACT = "71.43,51.127,71.431,51.129"


@pytest.fixture
def laid(db):
    ground.lay()
    lay_town()


def read(address: str = "", who: str = "", **asked: str) -> dict:
    answer = signed_in(who).get(address or ITEMS_OF, asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


def keys(told: dict) -> list[str]:
    return [feature["id"] for feature in told["features"]]


# -- the documents -----------------------------------------------------------------------------------------------------
def test_a_program_finds_everything_from_the_landing_page(laid):
    recorded(**EXACT, place=TOWN)
    links = {link["rel"]: link for link in read(ROOT)["links"]}
    assert set(links) >= {"self", "service-desc", "conformance", "data", "alternate"}
    assert read(links["conformance"]["href"])["conformsTo"] == [
        f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "oas30", "geojson")
    ]
    (collection,) = read(links["data"]["href"])["collections"]
    assert (collection["id"], collection["itemType"]) == ("facilities", "feature")
    assert collection["crs"] == ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]
    assert collection["extent"]["spatial"]["bbox"] == [[71.446, 51.18, 71.446, 51.18]]
    to_items = next(link["href"] for link in collection["links"] if link["rel"] == "items")
    assert to_items.startswith("http://testserver/")
    assert len(read(to_items)["features"]) == 1
    answer = Client().get(links["service-desc"]["href"])
    assert answer["Content-Type"] == links["service-desc"]["type"] == "application/vnd.oai.openapi+json;version=3.0"


@pytest.mark.nodb
def test_the_description_is_one_by_the_standard_and_names_what_may_be_asked():
    told = description("http://testserver/api/ogc/")
    assert [fault.message for fault in OpenAPIV30SpecValidator(told).iter_errors()] == []
    assert {p["name"] for p in HERE} == set(AskedHere.model_fields)
    assert {p["name"] for p in (*HERE, *ITEMS)} == set(AskedItems.model_fields)


def test_answers_are_what_the_description_says(laid):
    found = recorded(**EXACT, place=TOWN, sources=["S1"])
    schemas = read(f"{ROOT}openapi.json")["components"]
    told = {
        "landingPage": read(ROOT),
        "confClasses": read(f"{ROOT}conformance"),
        "collections": read(f"{ROOT}collections"),
        "collection": read(f"{ROOT}collections/facilities"),
        "featureCollection": read(),
        "feature": read(f"{ITEMS_OF}/{found.key}"),
        "problem": Client().get(ITEMS_OF, {"limit": "0"}).json(),
    }
    for name, answer in told.items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": schemas}
        assert [fault.message for fault in OAS30Validator(schema).iter_errors(answer)] == [], name


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        (ROOT, "/facilities/"),
        (f"{ROOT}conformance", "/help/"),
        (f"{ROOT}collections", "/facilities/"),
        (f"{ROOT}collections/facilities", "/facilities/"),
        (ITEMS_OF, "/facilities/"),
    ],
)
def test_people_are_led_to_the_pages(laid, address, leads):
    answer = Client().get(address, {"f": "html"})
    assert (answer.status_code, answer["Location"]) == (303, leads)


# -- what is told of a facility ----------------------------------------------------------------------------------------
def test_a_feature_tells_codes_names_and_how_exact_its_position_is(laid):
    found = recorded(**EXACT, place=TOWN, capabilities="training", sources=["S1"], address="Street 1")
    told = read(f"{ITEMS_OF}/{found.key}", lang="ru")
    properties = told["properties"]
    assert (told["id"], told["geometry"]["coordinates"]) == (found.key, [71.446, 51.18])
    assert (properties["name"], properties["country"], properties["capabilities"]) == (
        "Пример лаборатории",
        "KAZ",
        ["training"],
    )
    assert (properties["position_known"], properties["coordinateUncertaintyInMeters"]) == ("place", None)
    assert (properties["sources"], properties["withheld"]) == (["S1"], ["address", "contacts", "position", "staff"])
    assert "Street 1" not in json.dumps(told)
    rels = {link["rel"]: link["href"] for link in told["links"]}
    assert rels["alternate"] == f"http://testserver/facilities/{found.key}/"
    own = read(f"{ITEMS_OF}/{found.key}", "neighbour")
    assert (own["geometry"]["coordinates"], own["properties"]["position_known"]) == ([71.43042, 51.12801], "exact")
    assert own["properties"]["coordinateUncertaintyInMeters"] == 0


def test_every_answer_says_for_whom_and_as_on_which_day_it_is(laid):
    recorded()
    for who, level in (("", "Open to everybody"), ("officer", "Regional partners (KAZ: National)")):
        about = read(who=who, on="2026-11-20")["about"]
        assert about[0] == "As on 2026-11-20"
        assert f"Holds records up to: {level}" in about
        assert about[-1].endswith("no opinion on the status of any territory.")


# -- boxes hold the position that the reader may know ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "box", "found"),
    [
        ("", AROUND_TOWN, 1),
        ("", AROUND_EXACT, 0),
        ("neighbour", AROUND_EXACT, 1),
        ("neighbour", AROUND_TOWN, 0),
        ("", "71.44,51.17,0,71.46,51.19,9", 1),
        ("", "71.46,51.17,71.44,51.19", 0),
        ("", "170,-90,-170,90", 0),
        ("", "71,-90,-170,90", 1),
    ],
)
def test_a_box_holds_the_position_that_is_told(laid, who, box, found):
    recorded(**EXACT, place=TOWN)
    told = read(who=who, bbox=box)
    assert (len(told["features"]), told["numberMatched"], told["numberReturned"]) == (found, found, found)


def test_no_number_of_boxes_comes_nearer_than_what_is_told(laid):
    """Halving a box again and again, as somebody would who looks for the exact place."""
    recorded(**EXACT, shown_at="cell")
    west, south, east, north = 71.0, 51.0, 72.0, 52.0
    for turn in range(24):
        if turn % 2:
            middle = (south + north) / 2
            upper = keys(read(bbox=f"{west},{middle},{east},{north}"))
            south, north = (middle, north) if upper else (south, middle)
        else:
            middle = (west + east) / 2
            right = keys(read(bbox=f"{middle},{south},{east},{north}"))
            west, east = (middle, east) if right else (west, middle)
    assert ((south + north) / 2, (west + east) / 2) == pytest.approx((51.15, 71.45), abs=0.001)


# -- pages -------------------------------------------------------------------------------------------------------------
def test_pages_go_on_behind_their_links_and_show_each_once(laid):
    made = [recorded(names={"en": f"Lab {n}"}, sure=True).key for n in range(5)]
    recorded(names={"en": "Hidden"}, sure=True, label=Sensitivity.NATIONAL)
    page = read(limit="2", kind="regional_laboratory")
    got, pages = keys(page), [page]
    while following := next((link["href"] for link in pages[-1]["links"] if link["rel"] == "next"), ""):
        pages.append(read(following))
        got += keys(pages[-1])
    assert got == made
    assert [(p["numberMatched"], p["numberReturned"]) for p in pages] == [(5, 2), (5, 2), (5, 1)]
    assert "kind=regional_laboratory" in pages[1]["links"][0]["href"]


def test_more_than_the_most_is_no_fault(laid):
    recorded()
    assert len(read(limit=str(10**9))["features"]) == 1
    assert AskedItems.model_fields["limit"].default < MOST


def test_behind_a_hidden_one_is_said_what_is_said_behind_none(laid):
    hidden = recorded(label=Sensitivity.NATIONAL)
    told = [Client().get(ITEMS_OF, {"after": key}) for key in (hidden.key, "KZ-F-0000001-1")]
    assert [(t.status_code, t.json()["code"]) for t in told] == [(400, "api.no_such_mark")] * 2
    assert signed_in("officer").get(ITEMS_OF, {"after": hidden.key}).status_code == 200


# -- filters and days --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"capability": "training"}, 1),
        ({"capability": "repair"}, 0),
        ({"sector": "human", "standing": "operational", "ownership": "not_recorded", "country": "kaz"}, 1),
        ({"stale": "false"}, 1),
        ({"stale": "true"}, 0),
        ({"text": "лаборатории"}, 1),
        ({"text": "nowhere"}, 0),
        ({"datetime": "2019-06-01"}, 0),
        ({"datetime": "2021-06-01T12:00:00Z"}, 1),
        ({"datetime": "2019-01-01/2019-06-01"}, 0),
        ({"datetime": "2019-01-01/2021-06-01"}, 1),
        ({"datetime": "2019-01-01/.."}, 1),
        ({"datetime": "../2019-06-01"}, 0),
    ],
)
def test_filters(laid, asked, found):
    recorded(capabilities="training", opened_on=date(2020, 1, 1), today=ground.TODAY)
    assert read(**asked)["numberMatched"] == found


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("", None),
        ("2018-04-04", date(2018, 4, 4)),
        ("2018-04-04T10:00:00Z", date(2018, 4, 4)),
        ("2018-04-04t10:00:00.5+05:00", date(2018, 4, 4)),
        ("2018-01-01/2018-04-04", date(2018, 4, 4)),
        ("../2018-04-04", date(2018, 4, 4)),
        ("/2018-04-04", date(2018, 4, 4)),
        ("2090-01-01/..", date(2090, 1, 1)),
    ],
)
def test_a_moment_is_a_day_and_a_span_its_last(said, day):
    assert last_day(said) == day


@pytest.mark.nodb
@pytest.mark.parametrize(
    "said",
    [
        *(
            "yesterday",
            "2018",
            "2018-4-4",
            "2018-02-30",
            "2018-04-04T25:00:00Z",
            "2018-04-04T10:00:00",
            "..",
            "1066-10-14",
        ),
        *("2018-04-04/2018-01-01", "2018-01-01/2018-02-01/2018-03-01", "2018-04-04 10:00", "20180404", "٢٠١٨-٠٤-٠٤"),
    ],
)
def test_what_is_no_moment_is_refused(said):
    with pytest.raises(Refusal) as caught:
        last_day(said)
    assert caught.value.code in {"api.not_a_moment", "dates.not_a_day"}
    assert caught.value.field == "datetime"


# -- asked wrongly -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("bbox=1,2,3,4,5", "geo.not_a_box"),
        ("bbox=NaN,1,2,3", "geo.not_a_box"),
        ("bbox=inf,1,2,3", "geo.not_a_box"),
        ("bbox=60,50,80,40", "geo.not_a_box"),
        ("bbox=60,40,190,50", "geo.not_a_box"),
        ("bbox=40,60,50,120", "geo.not_a_box"),
        ("bbox=60,40,x,80,50,0", "geo.not_a_box"),
        ("bbox=a,b,c,d", "geo.not_a_box"),
        ("limit=0", "api.wrong_form"),
        ("limit=-5", "api.wrong_form"),
        ("limit=many", "api.wrong_form"),
        ("limit=1e9", "api.wrong_form"),
        ("limit=1&limit=2", "api.repeated_parameter"),
        ("unknown=1", "api.unknown_parameter"),
        ("bbox-crs=EPSG:4326&bbox=1,2,3,4", "api.unknown_parameter"),
        ("filter=name%20LIKE%20'x'", "api.unknown_parameter"),
        ("sortby=name", "api.unknown_parameter"),
        ("datetime=never", "api.not_a_moment"),
        ("on=never", "dates.not_a_day"),
        ("kind=castle", "api.wrong_choice"),
        ("f=xml", "api.wrong_choice"),
        ("country=ZZZ", "atlas.unknown_code"),
        ("after=nothing", "api.no_such_mark"),
        ("lang=xx", "api.unknown_language"),
        ("text=%00", "text.control_characters"),
    ],
)
def test_who_asks_wrongly_is_told_what_is_wrong(laid, asked, code):
    answer = Client().get(f"{ITEMS_OF}?{asked}")
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM), told
    assert (told["code"], told["status"]) == (code, 400)
    assert told["detail"]


@pytest.mark.parametrize("address", [ROOT, f"{ROOT}conformance", f"{ROOT}collections", f"{ROOT}openapi.json"])
def test_documents_refuse_what_they_do_not_know_too(laid, address):
    answer = Client().get(address, {"limit": "1"})
    assert (answer.status_code, answer.json()["code"]) == (400, "api.unknown_parameter")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("collections/strains", "api.no_such_collection"),
        ("collections/strains/items", "api.no_such_collection"),
        ("collections/facilities/items/KZ-F-0000001-1", "api.no_such_record"),
        ("collections/facilities/", "api.no_such_address"),
    ],
)
def test_what_is_not_there_is_404(laid, address, code):
    answer = Client().get(ROOT + address)
    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (404, PROBLEM, code)


def test_of_a_hidden_facility_is_said_what_is_said_of_none(laid):
    hidden = recorded(label=Sensitivity.NATIONAL)
    told = [Client().get(f"{ITEMS_OF}/{key}").json() for key in (hidden.key, "KZ-F-0000001-1")]
    assert told[0] == told[1]
    assert read(f"{ITEMS_OF}/{hidden.key}", "officer")["id"] == hidden.key


def test_other_methods_are_refused(laid):
    answer = Client().post(ITEMS_OF, "{}", content_type="application/json")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


# -- clients of others -------------------------------------------------------------------------------------------------
@pytest.mark.sqlite_alone
def test_owslib_reads_collections_boxes_pages_and_single_features(laid, served):
    from owslib.ogcapi.features import Features

    made = [recorded(names={"en": f"Lab {n}"}, place=TOWN, sure=True).key for n in range(3)]
    elsewhere = recorded(names={"en": "Elsewhere"}, place="KZ-2", sure=True).key
    client = Features(f"{served}{ROOT}")
    assert client.feature_collections() == ["facilities"]
    assert client.conformance()["conformsTo"]
    assert client.api()["openapi"] == "3.0.3"
    assert client.collection("facilities")["itemType"] == "feature"
    box = [71.44, 51.17, 71.46, 51.19]
    assert keys(client.collection_items("facilities", bbox=box)) == made
    first = client.collection_items("facilities", limit=2)
    following = next(link["href"] for link in first["links"] if link["rel"] == "next")
    assert following.startswith(served)
    asked = dict(parse_qsl(urlsplit(following).query))
    assert keys(first) + keys(client.collection_items("facilities", **asked)) == [*made, elsewhere]
    assert client.collection_item("facilities", elsewhere)["properties"]["name"] == "Elsewhere"


@pytest.mark.sqlite_alone
@pytest.mark.skipif(not GDAL, reason="GDAL is not installed here: apt-get install gdal-bin")
def test_gdal_reads_the_features(laid, served):
    recorded(**EXACT, place=TOWN)
    told = subprocess.run(
        [GDAL, "-ro", "-al", f"OAPIF:{served}{ROOT}"], capture_output=True, text=True, timeout=60, check=False
    )
    assert "Feature Count: 1" in told.stdout, told.stdout + told.stderr
    assert "POINT (71.446 51.18)" in told.stdout
