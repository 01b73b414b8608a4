"""An organisation's page: its names and successions, who may record them, and what is refused there."""

import pytest
from django.test import Client

from kerege.people import queries
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")

NAME = {
    "do": "name",
    "name-lang": "kk",
    "name-text": "Әл-Фараби атындағы университет",
    "name-start": "",
    "name-end": "",
}
AFTER = {"do": "succession", "succession-successor": "KSMIRT", "succession-kind": "renamed", "succession-on": ""}
PAGE = "/people/organisations/AL-FARABI/"


def test_everybody_reads_its_names():
    page = Client().get(PAGE).content.decode()
    assert "Al-Farabi Kazakh National University" in page
    assert "Record a name" not in page


def test_a_focal_point_names_an_organisation_of_the_own_country():
    client = signed_in("focal.point.kaz")
    assert client.post(PAGE, NAME).status_code == 302
    assert NAME["name-text"] in client.get(PAGE).content.decode()


def test_two_current_names_in_one_language_are_refused_and_what_was_typed_stays():
    answer = signed_in("focal.point.kaz").post(PAGE, NAME | {"name-lang": "en", "name-text": "Another name"})
    page = answer.content.decode()
    assert (answer.status_code, "There is already a preferred name" in page) == (422, True)
    assert "Another name" in page


def test_a_neighbour_and_the_public_are_refused():
    assert signed_in("focal.point.kgz").post(PAGE, NAME).status_code == 403
    assert Client().post(PAGE, NAME).status_code == 403


def test_a_circle_of_successions_is_refused():
    secretariat = signed_in("secretariat")
    assert secretariat.post(PAGE, AFTER).status_code == 302
    back = AFTER | {"succession-successor": "AL-FARABI"}
    answer = secretariat.post("/people/organisations/KSMIRT/", back)
    assert (answer.status_code, "already comes before" in answer.content.decode()) == (422, True)
    assert signed_in("focal.point.kaz").post(PAGE, AFTER).status_code == 403
    assert queries.succession_links() == {"AL-FARABI": ["KSMIRT"]}


def test_an_unknown_organisation_is_not_there():
    assert Client().get("/people/organisations/NONE/").status_code == 404
