"""A name in a register leads to the evidence of that person, for whoever answers for them."""

import re

import pytest

from kerege.capacity.queries import certificates
from tests.conftest import TODAY
from tests.web.activities.test_courses import EVERYTHING, course, page, text
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")


def test_the_page_of_a_person_leads_to_the_certificates_that_the_reader_may_read():
    held = certificates.issued(EVERYTHING, on=TODAY, owner="KAZ")[0]
    shown = page(signed_in("focal.point.kaz"), f"/capacity/competences/people/{held.person_uid}/")
    assert f'href="/verify/{held.number}/"' in shown


def test_a_name_in_a_register_opens_the_certificates_and_courses_of_the_person():
    keeper = signed_in("focal.point.kgz")
    address = f"/courses/{course('DEMO-TOT-KGZ-2025').uid}/"
    shown = page(keeper, address)
    doors = re.findall(r'<a href="(/capacity/competences/people/[0-9a-f-]+/)">', shown)
    assert len(doors) == 9, "eight trained and their trainer"
    pages = [page(keeper, door) for door in doors]
    assert all(f'href="{address}"' in each for each in pages)
    taught = [text(each) for each in pages if "Trainer" in text(each).split("Courses: trained, taught, reached")[1]]
    assert taught, "nobody of the trained is told to have trained on"
    for who in ("focal.point.kaz", "secretariat", "donor"):
        assert signed_in(who).get(doors[0]).status_code == 404
        assert "/capacity/competences/people/" not in page(signed_in(who), address)
