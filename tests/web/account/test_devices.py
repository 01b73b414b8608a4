"""The page of the devices of an account."""

import re
from datetime import date

import pytest
from django.test import Client

from kerege.people import actions as people
from kerege.people.models import DevicePassword
from kerege.people.queries import DeviceFound
from kerege.web.account.watching import actor_of
from tests.web.account.conftest import person, signs_in

PAGE = "/account/devices/"
DAY = date(2026, 11, 1)


@pytest.fixture
def owner(db):
    return person("laboratory_head", "KAZ")


def aged(client):
    session = client.session
    session["account_authentication_methods"] = [
        each | {"at": each["at"] - 3600} for each in session["account_authentication_methods"]
    ]
    session.save()


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_password_is_made_shown_once_and_removed(owner):
    client = signs_in(owner)
    answer = client.post(PAGE, {"name": "My phone"})
    password = re.search(r"<code dir=\"ltr\">((?:[a-z2-7]{6}-){3}[a-z2-7]{6})</code>", text(answer))[1]
    assert answer["Cache-Control"].count("no-store") == 1
    assert "http://testserver/openrosa</code>" in text(answer)
    later = text(client.get(PAGE))
    assert ("My phone" in later, password in later) == (True, False)
    assert 'data-label="Last used">never</td>' in later
    uid = str(DevicePassword.objects.get().uid)
    assert client.post(PAGE, {"do": "remove", "device": uid}).status_code == 302
    assert DevicePassword.objects.count() == 0
    assert client.post(PAGE, {"do": "remove", "device": uid}).status_code == 404


def test_a_password_for_maps_says_where_to_type_it(owner):
    answer = text(signs_in(owner).post(PAGE, {"name": "QGIS", "scope": "inventory"}))
    assert ("http://testserver/api/ogc/</code>" in answer, "/openrosa</code>" in answer) == (True, False)
    program = text(signs_in(owner).post(PAGE, {"name": "A program", "scope": "elearning"}))
    assert "http://testserver/api/elearning/packages</code>" in program
    assert ("Type this into the program now" in program, "ODK Collect now" in program) == (True, False)
    made = DevicePassword.objects.get(name="QGIS")
    assert made.scope == "inventory"
    people.note_device_used(by=actor_of(owner), device=DeviceFound(str(made.uid), owner, False, None), today=DAY)
    assert 'data-label="Last used">1 November 2026</td>' in text(signs_in(owner).get(PAGE))
    wrong = signs_in(owner).post(PAGE, {"name": "QGIS", "scope": "all"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["scope"])


def test_making_one_wants_a_fresh_proof_and_looking_does_not(owner):
    client = signs_in(owner)
    aged(client)
    assert client.get(PAGE).status_code == 200
    answer = client.post(PAGE, {"name": "My phone"})
    assert (answer.status_code, DevicePassword.objects.count()) == (403, 0)
    assert 'value="My phone"' in text(answer)


def test_what_was_typed_wrong_is_told_at_the_field(owner):
    answer = signs_in(owner).post(PAGE, {"name": " "})
    assert (answer.status_code, "id_name_error" in text(answer) or "id_name-error" in text(answer)) == (422, True)


def test_a_session_without_the_second_factor_is_warned(db):
    client = signs_in(person("focal_point", "KAZ", email="focal@example.org"))
    assert "would get no forms" in text(client.get(PAGE))


def test_nobody_else_sees_the_page(db):
    assert Client().get(PAGE).status_code == 302
