"""Seats on pages: who may see the names, who may appoint, and what is refused with its reason."""

import pytest
from django.test import Client

from kerege.journal.rules import checking
from kerege.people.models import Seat, SeatTerm
from tests.web.signing import signed_in


def terms() -> int:
    with checking():
        return SeatTerm.objects.inside_action().count()


pytestmark = pytest.mark.usefixtures("demo_world")


def test_the_focal_point_reads_the_names_of_the_own_country():
    page = signed_in("focal.point.kaz").get("/people/seats/").content.decode()
    assert "Alma Seitzhanova" in page


@pytest.mark.parametrize("email", ["focal.point.kgz", "donor", "learner", "auditor"])
def test_nobody_else_reads_them(email):
    page = signed_in(email).get("/people/seats/").content.decode()
    assert "Alma Seitzhanova" not in page
    assert "DEMO-NFP-KAZ" in page


def test_the_public_sees_seats_without_names():
    page = Client().get("/people/seats/").content.decode()
    assert "Alma Seitzhanova" not in page
    assert "DEMO-NFP-KAZ" in page


def test_as_on_an_earlier_day_another_person_sat_there():
    client = signed_in("focal.point.kaz")
    now, then = (client.get(f"/people/seats/DEMO-NFP-KAZ/{q}").context["line"] for q in ("", "?on=2022-01-01"))
    assert [s.person_key for s in now.sittings] == ["DEMO-KAZ-S1", "DEMO-KAZ-S2"]
    assert [s.person_key for s in then.sittings] == ["DEMO-KAZ-S4"]


def test_a_seat_before_its_mandate_does_not_exist():
    assert Client().get("/people/seats/DEMO-NFP-KAZ/?on=2010-01-01").status_code == 404


def test_a_focal_point_creates_a_seat():
    answer = signed_in("focal.point.kaz").post(
        "/people/seats/new/",
        {
            "owner": "KAZ",
            "kind": "expert_team",
            "title": "Expert team: plant health",
            "key": "kaz-nte-plant",
            "mandate": "Order No. 8",
            "mandate_on": "2026-01-10",
        },
    )
    assert (answer.status_code, answer["Location"]) == (302, "/people/seats/kaz-nte-plant/")
    assert Seat.objects.get(key="kaz-nte-plant").owner == "KAZ"


def test_a_seat_without_the_date_of_its_mandate_is_refused_and_what_was_typed_stays():
    answer = signed_in("focal.point.kaz").post(
        "/people/seats/new/",
        {
            "owner": "KAZ",
            "kind": "expert_team",
            "title": "Kept title",
            "key": "kaz-x",
            "mandate": "Order",
            "mandate_on": "",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A seat needs the date of the decision that created it" in page
    assert "Kept title" in page
    assert not Seat.objects.filter(key="kaz-x").exists()


def test_a_focal_point_cannot_create_a_seat_of_a_neighbour():
    answer = signed_in("focal.point.kaz").post(
        "/people/seats/new/",
        {"owner": "KGZ", "kind": "other", "title": "T", "key": "kgz-x", "mandate": "O", "mandate_on": "2026-01-10"},
    )
    assert answer.status_code == 422
    assert not Seat.objects.filter(key="kgz-x").exists()


@pytest.mark.parametrize("email", ["donor", "auditor", "learner", "trainer", "administrator"])
def test_who_may_not_appoint_is_refused(email):
    assert signed_in(email).get("/people/seats/new/").status_code == 403


def test_an_overlapping_term_is_refused_with_the_seat_and_the_time():
    before = terms()
    answer = signed_in("focal.point.kaz").post(
        "/people/seats/DEMO-NFP-KAZ/",
        {
            "do": "appoint",
            "appoint-person": "DEMO-KAZ-S3",
            "appoint-capacity": "holder",
            "appoint-start": "2025-01-01",
            "appoint-end": "",
        },
    )
    assert answer.status_code == 422
    assert "already has a holder in that time" in answer.content.decode()
    assert terms() == before


def test_a_neighbour_cannot_appoint_by_posting_to_the_address():
    answer = signed_in("focal.point.kgz").post(
        "/people/seats/DEMO-NFP-KAZ/", {"do": "end", "end-capacity": "holder", "end-on": "2026-11-01"}
    )
    assert answer.status_code == 403


def test_a_term_is_ended_and_the_seat_is_vacant():
    client = signed_in("focal.point.kaz")
    client.post("/people/seats/DEMO-NTE-KAZ-ANIMAL/", {"do": "end", "end-capacity": "holder", "end-on": "2026-11-01"})
    assert "The seat has no holder on this day." in client.get("/people/seats/DEMO-NTE-KAZ-ANIMAL/").content.decode()


@pytest.mark.parametrize("owner", ["KAZ", ""])
def test_the_number_of_queries_does_not_grow_with_the_seats(django_assert_max_num_queries, owner):
    """Once the session and the looks of the day are written down, pages cost the same with however many seats."""
    client = signed_in("focal.point.kaz")
    client.get(f"/people/seats/?owner={owner}")
    with django_assert_max_num_queries(20):
        client.get(f"/people/seats/?owner={owner}")
