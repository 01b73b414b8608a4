"""Help names every role and every level, and leads nowhere that does not exist."""

import re

import pytest
from django.test import Client

from kerege.people.words import ROLE_NAMES
from kerege.sharing.words import SENSITIVITIES
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")


def test_every_role_has_first_steps():
    roles = Client().get("/help/").context["roles"]
    assert [name for name, _ in roles] == list(ROLE_NAMES.values())
    assert all(steps for _, steps in roles)


def test_every_step_leads_to_a_page():
    client = signed_in("secretariat")
    addresses = {href for _, steps in client.get("/help/").context["roles"] for _, href in steps}
    assert "" not in addresses
    assert {client.get(href).status_code for href in addresses} == {200}


def test_every_level_is_explained():
    assert [name for name, _ in Client().get("/help/").context["levels"]] == list(SENSITIVITIES.values())


def test_designations_stand_there_with_their_notes():
    page = Client().get("/help/").content.decode()
    assert [str(d) for d in Client().get("/help/").context["designations"]] == ["Kosovo**", "Palestine***"]
    assert re.search(r"UNSCR 1244/1999.*State of Palestine", page, re.DOTALL)
