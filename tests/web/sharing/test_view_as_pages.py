"""Looking as somebody else: it narrows every page, never widens, and nobody acts meanwhile."""

import pytest
from django.test import Client

from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")

NAME = "Alma Seitzhanova"


def test_a_focal_point_sees_what_a_donor_sees_and_comes_back():
    client = signed_in("focal.point.kaz")
    assert NAME in client.get("/people/seats/").content.decode()
    client.post("/view-as/", {"role": "donor", "owner": "REG"})
    assert NAME not in client.get("/people/seats/").content.decode()
    client.post("/view-as/", {"do": "stop"})
    assert NAME in client.get("/people/seats/").content.decode()


def test_nothing_can_be_recorded_meanwhile():
    client = signed_in("focal.point.kaz")
    client.post("/view-as/", {"role": "focal_point", "owner": "KAZ"})
    assert client.get("/people/seats/new/").status_code == 403


def test_looking_as_a_neighbour_shows_no_more_than_ones_own_clearance():
    client = signed_in("focal.point.kaz")
    own = client.get("/people/seats/?owner=KGZ").content.decode()
    client.post("/view-as/", {"role": "focal_point", "owner": "KGZ"})
    assert ("withheld" in own, "withheld" in client.get("/people/seats/?owner=KGZ").content.decode()) == (True, True)


@pytest.mark.parametrize("email", ["donor", "auditor", "learner", "administrator"])
def test_others_cannot_look_as_somebody_else(email):
    client = signed_in(email)
    assert client.get("/view-as/").status_code == 403
    client.post("/view-as/", {"role": "focal_point", "owner": "KAZ"})
    assert NAME not in client.get("/people/seats/").content.decode()


def test_the_public_cannot_either():
    assert Client().get("/view-as/").status_code == 403
