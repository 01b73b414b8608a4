"""The list and the card of facilities: what each reader finds there, and what leaves as a file."""

import io
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate
from openpyxl import load_workbook

from kerege.atlas import actions as atlas
from kerege.atlas.models import Place
from kerege.inventory import actions
from kerege.inventory.rules.completeness import WEIGHTS
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.web.inventory import files
from kerege.web.inventory.wording import _SECTION_OF
from tests.house.crawling import without_tokens
from tests.house.texts import of_html
from tests.inventory.facts import EXACT, TOWN, recorded
from tests.web.inventory.readers import signed_in

TODAY = localdate()
FULL = {
    **EXACT,
    "place": TOWN,
    "address": "1 Example street",
    "contacts": [("general", "+7 7172 000000")],
    "staff": {"technician": 5},
    "capabilities": "training",
    "languages": "kk ru",
    "today": TODAY,
}


def page(address: str, who: str = "", language: str = "en") -> str:
    answer = signed_in(who).get(address, headers={"accept-language": language})
    assert answer.status_code == 200, answer.content.decode()[:400]
    return of_html(answer.content)


def test_an_empty_list_says_how_to_begin():
    assert "No facility for this choice" in page("/facilities/")
    assert "Record the first one" not in page("/facilities/")
    assert "Record the first one" in page("/facilities/", "head")


def test_the_list_shows_what_can_be_done_for_others():
    found = recorded(**FULL)
    shown = page("/facilities/")
    for told in ("Example laboratory", found.key, "Training", "Human health", "In operation", "1 facility"):
        assert told in shown
    assert "Пример лаборатории" in page("/facilities/", language="ru")


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("country=KAZ", True),
        ("country=KGZ", False),
        ("capability=training", True),
        ("capability=repair", False),
        ("sector=human&kind=regional_laboratory&standing=operational", True),
        ("text=пример", True),
        ("text=exampel+labratory", True),
        ("text=nothing", False),
        ("bbox=71,51,72,52", True),
        ("bbox=72,51,73,52", False),
        ("stale=no", True),
        ("stale=yes", False),
        ("language=kk", True),
        (f"place={TOWN}", True),
        ("after=nonsense", True),
    ],
)
def test_the_address_chooses(query, there):
    found = recorded(**FULL)
    assert (found.key in page(f"/facilities/?{query}")) == there


def test_what_is_no_code_is_refused_and_finds_not_simply_nothing():
    answer = Client().get("/facilities/", {"capability": "nonsense"})
    assert (answer.status_code, "shell.not_offered" in answer.content.decode()) == (422, True)


def test_what_is_closed_is_listed_where_it_is_asked_for():
    found = recorded(**FULL)
    actions.close_facility(by=SYSTEM, facility=found.key, on=TODAY, today=TODAY)
    assert found.key not in page("/facilities/")
    shown = page("/facilities/?standing=closed")
    assert found.key in shown
    assert "Closed (1)" in page("/facilities/")


ONE_CHOICE = (
    "",
    "text=labratory+karaganda",
    "text=астана",
    "capability=training",
    "country=KAZ&capability=repair&text=exact",
    "kind=training_centre",
    "ownership=private",
    "language=kk",
    f"place={TOWN}",
    "bbox=71,51,72,52",
    "bbox=71.43,51.12,71.431,51.13",
    "stale=no",
)


@pytest.mark.parametrize("who", ["", "neighbour", "officer"])
def test_list_map_file_and_interface_have_the_same_facilities_at_one_address(who):
    atlas.record_name(
        by=SYSTEM, subject_uid=Place.objects.get(key=TOWN).uid, subject_kind="place", lang="ru", text="Астана"
    )
    given = {"sure": True, "today": TODAY}
    recorded(**FULL)
    recorded(**given, names={"en": "Karaganda laboratory"}, ownership="private", capabilities="training")
    recorded(**given, names={"en": "Exact place"}, capabilities="repair", languages="kk", **EXACT)
    recorded(**given, names={"en": "Centre"}, kind="training_centre", label=Sensitivity.NATIONAL, place=TOWN)
    recorded(**given, names={"en": "School"}, kind="training_centre")
    client = signed_in(who)
    for query in ONE_CHOICE:
        listed = {line["facility"].key for line in client.get(f"/facilities/?{query}").context["lines"]}
        drawn = {row.href.split("/")[2] for row in client.get(f"/inventory/map/?{query}").context["rows"]}
        asked = query.replace("stale=no", "stale=false")
        told = {item["key"] for item in client.get(f"/api/v1/facilities?{asked}").json()["items"]}
        assert listed == drawn == told, query
        assert bool(listed) == ((query, who) != ("bbox=71.43,51.12,71.431,51.13", "")), query
    filed = client.get("/facilities/?text=exact&format=geojson").content
    assert [f["properties"]["name"] for f in json.loads(filed)["features"]] == ["Exact place"]


def test_filters_say_how_much_they_leave():
    recorded(**FULL)
    recorded(**{**FULL, "names": {"en": "Second"}, "capabilities": "training repair"})
    shown = page("/facilities/?capability=repair")
    assert "Training (2)" in shown
    assert "Repair and certification of equipment (1)" in shown
    assert "Reference testing" not in shown, "it would leave nothing"


def test_a_long_list_goes_on_behind_the_last_one():
    for number in range(52):
        recorded(names={"en": f"Lab {number:02}"}, sure=True)
    client = Client()
    first = client.get("/facilities/").content.decode()
    after = first.split("after=")[1].split('"')[0].split("&amp;")[0]
    second = of_html(client.get(f"/facilities/?after={after}").content)
    assert ("Lab 49" in of_html(first.encode()), "Lab 50" in of_html(first.encode())) == (True, False)
    assert ("Lab 50" in second, "Lab 49" in second) == (True, False)


CARD = {
    "": (
        {"the town", "51.18, 71.45", "Қазақша, Русский"},
        {"51.12801", "1 Example street", "+7 7172 000000", "Technicians"},
    ),
    "neighbour": ({"51.12801, 71.43042", "+7 7172 000000"}, {"1 Example street", "Technicians"}),
    "officer": ({"51.12801, 71.43042", "+7 7172 000000", "1 Example street", "Technicians"}, {"withheld"}),
}


@pytest.mark.parametrize("who", CARD)
def test_a_card_shows_each_reader_what_is_theirs(who):
    found = recorded(**FULL)
    shown, (there, hidden) = page(f"/facilities/{found.key}/", who).replace("The town", "the town"), CARD[who]
    assert {told for told in there if told not in shown} == set()
    assert {told for told in hidden if told in shown} == set()
    assert ("withheld" in shown) == (who != "officer")


def test_of_a_hidden_card_is_said_what_is_said_of_none():
    found = recorded(label=Sensitivity.NATIONAL)
    answers = [
        signed_in("neighbour").get(address).content.decode().replace(key, "KEY")
        for key, address in (
            (found.key, f"/facilities/{found.key}/"),
            ("KZ-F-0000009-X", "/facilities/KZ-F-0000009-X/"),
        )
    ]
    assert without_tokens(answers[0]) == without_tokens(answers[1])
    assert signed_in("officer").get(f"/facilities/{found.key}/").status_code == 200


def test_who_keeps_a_card_sees_first_what_to_do():
    found = recorded(**FULL | {"today": TODAY - timedelta(days=366)})
    shown = page(f"/facilities/{found.key}/", "head")
    assert shown.index("What to do next") < shown.index("What it can do")
    assert "Confirm the card" in shown
    assert "Fill in: What is done there" in shown
    for other in ("", "officer", "neighbour"):
        assert "What to do next" not in page(f"/facilities/{found.key}/", other)


def test_the_next_step_leads_to_the_part_of_the_form_where_the_field_stands():
    found = recorded(**FULL)
    client = signed_in("head")
    shown = client.get(f"/facilities/{found.key}/").content.decode()
    form = client.get(f"/facilities/{found.key}/change/").content.decode()
    assert f'href="/facilities/{found.key}/change/#field-capabilities"' in shown, "functions are the next field"
    assert 'id="field-capabilities"' in form
    anchors = {anchor for anchor, *_ in client.get(f"/facilities/{found.key}/change/").context["form"].sections()}
    assert {_SECTION_OF.get(f, f) for f in WEIGHTS} - {"accreditation"} <= anchors


def test_a_level_without_rooms_is_shown_as_a_claim():
    found = recorded()
    claim = actions.claim_containment(by=SYSTEM, facility=found.key, scheme="biosafety", level=2)
    shown = page(f"/facilities/{found.key}/", "head")
    assert "a claim, without room data" in shown
    assert "Prove the level BSL-2" in shown
    proof = {"rooms": 3, "body": "An inspection body", "verified_on": TODAY}
    actions.prove_containment(by=SYSTEM, claim=str(claim.uid), **proof)
    shown = page(f"/facilities/{found.key}/", "head")
    assert "a claim, without room data" not in shown
    assert "3 rooms" in shown
    assert "BSL-2" not in page(f"/facilities/{found.key}/")


def test_the_history_is_told_in_words():
    found = recorded(today=TODAY)
    actions.change_facility(
        by=SYSTEM, facility=found.key, expected_version=1, standing="suspended", sectors="human animal"
    )
    shown = page(f"/facilities/{found.key}/", "officer")
    assert "State: “In operation” became “Out of operation for a time”" in shown
    assert "Sectors: “Human health” became “Human health, Animal health”" in shown
    assert "became" not in page(f"/facilities/{found.key}/")


# -- files -------------------------------------------------------------------------------------------------------------


def geojson(who: str) -> dict:
    answer = signed_in(who).get("/facilities/?format=geojson")
    assert answer["Content-Type"] == "application/geo+json"
    return json.loads(answer.content)


def test_geojson_has_the_position_that_its_reader_may_know_and_says_how_exact_it_is():
    found = recorded(**FULL)
    told = {}
    for who in ("", "neighbour"):
        feature = geojson(who)["features"][0]
        told[who] = (feature["geometry"]["coordinates"], feature["properties"]["at"], feature["id"])
    assert told == {"": ([71.446, 51.18], "place", found.key), "neighbour": ([71.43042, 51.12801], "exact", found.key)}
    about = " ".join(geojson("")["about"])
    for sentence in ("As on", "Made for: the public", "Holds records up to: Open to everybody", "no opinion"):
        assert sentence in about


def test_a_facility_without_a_position_has_no_geometry_of_its_own():
    recorded()
    feature = geojson("")["features"][0]
    assert feature["properties"]["at"] == "territory"
    assert feature["properties"]["exact"] is False


def test_a_workbook_holds_the_same_rows():
    found = recorded(**FULL, sources=["S1"])
    for who, contact in (("", "withheld"), ("neighbour", "General enquiries: +7 7172 000000")):
        book = load_workbook(io.BytesIO(signed_in(who).get("/facilities/?format=xlsx").content))
        rows = [[str(c) for c in row if c is not None] for row in book.active.iter_rows(values_only=True)]
        row = next(row for row in rows if found.key in row)
        assert {"Example laboratory", "S1", contact, "Пример лаборатории (ru)"} <= set(row)


def test_a_file_obeys_the_filters_and_holds_all_pages():
    for number in range(55):
        recorded(names={"en": f"Lab {number:02}"}, sure=True)
    recorded(names={"en": "Trainer"}, capabilities="training", sure=True)
    assert len(geojson("")["features"]) == 56
    answer = Client().get("/facilities/?format=csv&capability=training").content.decode("utf-8-sig")
    assert ("Trainer" in answer, "Lab 01" in answer) == (True, False)


def test_a_file_that_is_full_says_so(monkeypatch):
    for number in range(3):
        recorded(names={"en": f"Lab {number}"}, sure=True)
    assert "The file is full" not in " ".join(geojson("")["about"])
    monkeypatch.setattr(files, "LONGEST_FILE", 3)
    assert "The file is full" in " ".join(geojson("")["about"])


def test_an_unknown_format_is_refused():
    assert Client().get("/facilities/?format=shp").status_code == 404


def test_the_uid_of_a_facility_leads_to_its_card():
    found = recorded()
    hidden = recorded(names={"en": "Hidden"}, label=Sensitivity.NATIONAL)
    assert Client().get(f"/facilities/{found.uid}/")["Location"] == f"/facilities/{found.key}/"
    assert Client().get(f"/facilities/{hidden.uid}/").status_code == 404
