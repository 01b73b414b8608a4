"""One town in four scripts, names that have changed, and people whom only some may find."""

import re

import pytest
from django.test import Client

from kerege.inventory import actions as inventory
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")


def found(client, text, **said):
    answer = client.get("/search/", {"q": text} | said)
    return {group.title: group.found for group in answer.context.get("groups") or []}


def names(text, **said):
    return [(str(hit.title), hit.former) for hit in found(Client(), text, **said).get("Names", [])]


@pytest.mark.parametrize("text", ["Tashkent", "Toshkent", "Ташкент", "Тошкент", "تاشکند", "tashkent "])
def test_one_town_in_many_scripts(text):
    assert any(hit.href.startswith("/countries/UZB/") for hit in found(Client(), text)["Names"])
    assert names(text)[0][0].startswith("Tashkent")


@pytest.mark.parametrize("text", ["Karaganda", "Қарағанды", "Караганда", "Qaraghandy"])
def test_karaganda(text):
    assert any(hit.href.startswith("/countries/KAZ/") for hit in found(Client(), text)["Names"])


def test_a_former_name_leads_to_the_present_one_and_says_until_when():
    assert ("Semey", "“Semipalatinsk”, until 2007") in names("Semipalatinsk")
    assert ("Semipalatinsk", "") in names("Semipalatinsk", on="2001-01-01")


def test_courses_are_found_by_the_place_in_another_script():
    titles = [c.title for c in found(Client(), "Шымкент").get("Courses", [])]
    assert "Biosafety and biosecurity workshop in Shymkent" in titles


def test_facilities_are_found_by_those_who_may_know_of_them():
    told = {"by": SYSTEM, "owner": "KAZ", "territory": "KAZ", "kind": "training_centre", "sectors": ["human"]}
    inventory.record_facility(**told, names={"en": "Zharkent training centre"})
    inventory.record_facility(**told, names={"en": "Zharkent reserve centre"}, label=Sensitivity.NATIONAL)
    said = found(Client(), "Жаркент орталық centre")
    assert [hit.title for hit in said.get("Facilities", [])] == []
    said = found(Client(), "Жаркент centre")
    assert [(hit.title, hit.about, str(hit.country)) for hit in said["Facilities"]] == [
        ("Zharkent training centre", "Training centre", "Kazakhstan")
    ]
    titles = [hit.title for hit in found(signed_in("focal.point.kaz"), "Zharkent")["Facilities"]]
    assert titles == ["Zharkent reserve centre", "Zharkent training centre"]


def test_offers_and_requests_are_found_by_those_to_whom_they_are_shown():
    told = {name: found(client, "example") for name, client in readers().items()}
    asked = {name: [hit.title for hit in groups.get("Requests for help", [])] for name, groups in told.items()}
    waste = "Treat the waste of a laboratory whose autoclave is being repaired (example)"
    cabinets = "Certify two cabinets before the season (example)"
    karakol = "Bring samples from Karakol to Bishkek every week (example)"
    has = {name: (waste in titles, cabinets in titles, karakol in titles) for name, titles in asked.items()}
    assert has == {"": (True, False, False), "focal.point.kaz": (True, True, False), "focal.point.kgz": (True,) * 3}
    hit = next(h for h in told[""]["Requests for help"] if h.title == waste)
    assert (hit.about, str(hit.country), hit.synthetic) == (
        "Treatment and disposal of waste · Looking for help", "Tajikistan", True,
    )  # fmt: skip
    offers = {name: len(groups.get("Offers of help", [])) for name, groups in told.items()}
    assert 0 < offers[""] < offers["focal.point.kaz"]


def readers():
    return {"": Client(), **{name: signed_in(name) for name in ("focal.point.kaz", "focal.point.kgz")}}


def test_sources_and_indicators():
    assert [s.href for s in found(Client(), "S2")["Sources"]] == ["/sources/S2/"]
    assert [i.href for i in found(Client(), "people reached by")["Indicators"]] == ["/indicators/cascade.people/"]


def test_persons_are_found_by_those_who_may_read_them_and_by_nobody_else():
    assert [str(p.title) for p in found(signed_in("focal.point.kaz"), "Seitzhanova")["People"]] == ["Alma Seitzhanova"]
    for client in (Client(), signed_in("donor"), signed_in("learner"), signed_in("focal.point.kgz")):
        assert "People" not in found(client, "Seitzhanova")


def test_whoever_may_not_know_gets_the_same_page_as_for_nobody():
    def page(text):
        page = Client().get("/search/", {"q": text}).content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(text, "x")

    assert page("Seitzhanova") == page("Qwxzkvanova")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\u202etxet", "text.bidi_override"),
        ("a\x00b", "text.control_characters"),
        ("x" * 201, "text.too_long"),
        ("x" * 1_000, "text.too_long"),
    ],
)
def test_what_cannot_be_searched_for_is_refused_in_the_page(text, code):
    answer = Client().get("/search/", {"q": text})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert code in page


def test_nothing_found_says_what_to_try():
    page = Client().get("/search/", {"q": "zzzqqqxxx"}).content.decode()
    assert "Try another spelling" in page


@pytest.mark.parametrize("text", ["", "   ", "%%%", "'\"<script>"])
def test_signs_without_letters_are_no_error(text):
    answer = Client().get("/search/", {"q": text})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().split("<main")[1]
