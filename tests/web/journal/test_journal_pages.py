"""The journal's page: whose acts are read by whom."""

import pytest
from django.test import Client

from kerege.journal.models import Act
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions import anchoring
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")


def test_a_focal_point_reads_the_acts_of_the_own_country_only():
    assert Act.objects.filter(owner="KGZ").exists()
    answer = signed_in("focal.point.kaz").get("/journal/")
    assert {line["act"].owner for line in answer.context["lines"]} == {"KAZ"}


def test_the_secretariat_reads_the_acts_of_the_region():
    answer = signed_in("secretariat").get("/journal/")
    assert {line["act"].owner for line in answer.context["lines"]} <= {"REG", ""}
    assert answer.context["lines"]


@pytest.mark.parametrize("email", ["donor", "learner", "trainer", "legal.drafter", "administrator"])
def test_who_has_no_role_for_it_is_refused(email):
    assert signed_in(email).get("/journal/").status_code == 403


def test_the_public_is_refused():
    assert Client().get("/journal/").status_code == 403


def test_the_chain_is_verified_on_the_page():
    page = signed_in("auditor").get("/journal/?verify=1").content.decode()
    assert "The chain is whole" in page


@pytest.mark.parametrize("query", ["before=x", "before=9999999999999999999999", "about=%00", "word=%E2%80%AE"])
def test_wrong_filters_do_no_harm(query):
    assert signed_in("auditor").get(f"/journal/?{query}").status_code in {200, 422}


def test_the_page_tells_when_the_journal_was_last_anchored(settings, tmp_path):
    settings.DATA = tmp_path
    before = signed_in("auditor").get("/journal/").content.decode()
    given = anchoring.anchor(by=SYSTEM, data=tmp_path)
    after = signed_in("auditor").get("/journal/").content.decode()
    assert ("never anchored" in before, "never anchored" in after) == (True, False)
    assert (f'<time dir="ltr">{given.at[:16]}</time>' in after, f"{given.count} acts" in after) == (True, True)
