"""The first page: figures beside claims, silence that is not zero, and what is next for whom."""

import gzip
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kerege.lib.sensitivity import Sensitivity
from kerege.people.words import Role
from kerege.records.viewers import Viewer
from kerege.web.home import region
from kerege.web.home.known import Known
from kerege.web.home.next_steps import _courses
from kerege.web.home.next_steps import steps as next_steps
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")

MOST_BYTES = 150_000
MOST_QUERIES = 30


def tiles(client, query=""):
    """Title of every tile with its claims and its evidence."""
    found = client.get(f"/{query}").context["tiles"]
    return {t.title: (tuple((c.value, c.qualifier) for c in t.claims), t.evidence) for t in found}


def steps(client):
    return [s.title for group in client.get("/").context["groups"] for s in group["steps"]]


def test_every_claim_of_the_project_stands_beside_its_evidence():
    assert tiles(Client()) == {
        "Awareness events in the countries": (((7, "exact"),), 7),
        "Regional awareness events": (((2, "exact"),), 2),
        "Inter-regional conferences": (((1, "exact"),), 1),
        "Participants of awareness events": (((170, "more_than"),), 170),
        "Trainers with part 1 complete": (((88, "exact"),), 52),
        "Courses for trainers": (((7, "exact"),), 6),
        "Contact hours of part 1": (((37, "exact"),), None),
        "Workshops of the cascade": (((70, "more_than"),), 16),
        "People reached by the cascade": (((1200, "more_than"),), 479),
    }


def test_a_range_says_the_least_too_and_a_remainder_says_that_it_is_inferred():
    trainers = next(t for t in Client().get("/").context["tiles"] if t.evidence == 52)
    assert trainers.note == (
        "At least 50: sources state different numbers. 24 more were only planned. "
        "Of the claim, without any record: 12 (inferred by subtraction)."
    )
    assert trainers.conflict


def test_a_chosen_country_has_its_own_claims():
    assert tiles(Client(), "?country=MNG")["People reached by the cascade"] == (((250, "about"),), 108)


def test_before_anything_happened_nothing_is_zero():
    answer = Client().get("/?on=2016-01-01")
    assert {t.evidence for t in answer.context["tiles"]} == {None}
    assert [row.people.text for row in answer.context["rows"]] == [""] * 7
    assert {value.level for value in answer.context["map_values"].values()} == {0}


def test_table_and_map_say_the_same():
    context = Client().get("/").context
    people = {row.code: row.people.text for row in context["rows"]}
    assert people == {"AFG": "100", "KAZ": "249", "KGZ": "", "MNG": "108", "PAK": "", "TJK": "22", "UZB": ""}
    levels = {code: value.level for code, value in context["map_values"].items()}
    assert levels == {"AFG": 3, "KAZ": 4, "KGZ": 0, "MNG": 3, "PAK": 0, "TJK": 1, "UZB": 0}
    assert context["map_values"]["KGZ"].title == "Kyrgyzstan: no record"
    assert context["map_values"]["KAZ"].title == "Kazakhstan: 249 people"


@pytest.mark.parametrize(("n", "level"), [(None, 0), (0, 1), (1, 1), (24, 1), (25, 2), (499, 4), (500, 5)])
def test_a_level_of_the_map_is_never_that_of_no_record_when_there_is_one(n, level):
    assert region.level(n) == level


def test_whoever_keeps_one_centre_is_asked_about_its_courses_alone():
    reader = Viewer("m", "Manager", by_owner=(("KAZ", Sensitivity.NATIONAL),))
    role, known = Role.TRAINING_CENTRE_MANAGER.value, Known(reader, date(2026, 11, 26), "en", "P53", "KAZ")
    assert [each.title for each in next_steps(role, known)] == ["Close the registers of 7 courses"]
    assert next_steps(role, replace(known, host="DEMO-CENTRE-KAZ")) == [], "its one course has a closed register"
    one = known.courses[0]
    assert _courses(replace(known, host="X"), [one]) == f"/courses/{one.uid}/", "no list is that of one centre"
    assert signed_in("centre.manager").get("/").context["groups"][0]["steps"] == []


def test_what_is_next_for_a_focal_point_of_the_own_country():
    """Beside reports that are near their day in spring, and duties whose time runs, which the clock decides."""
    told = steps(signed_in("focal.point.kaz"))
    by_the_clock = ("BWC confidence-building measure", "Tell in time", "EXERCISE: Tell in time")
    reports = [title for title in told if title.startswith(by_the_clock)]
    assert [title for title in told if title not in reports] == [
        "Answer the example ministry about the training plan",
        "Name two experts for the example exercise",
        "Read the report about your country: Kazakhstan: law, people and equipment (example)",
        "Fill 1 vacant seat",
        "Sources disagree: Trainers with part 1 complete",
        "Sources disagree: Trainers in post in training centres",
        "Training of trainers in Shymkent (example)",  # a fork; the region's curriculum went on
    ]


def test_what_is_next_for_a_donor_is_where_least_is_proved():
    assert steps(signed_in("donor"))[:4] == [
        "Workshops of the cascade",
        "People reached by the cascade",
        "Trainers with part 1 complete",
        "1 claim has no record at all",
    ]


def test_what_is_next_for_an_auditor_is_the_journal():
    assert steps(signed_in("auditor"))[0] == "Verify the journal"


@pytest.mark.parametrize("who", ["learner", "trainer", "legal.drafter", "exercise.director", "administrator"])
def test_every_other_role_has_something_of_its_own(who):
    assert steps(signed_in(who))
    assert steps(signed_in(who)) != steps(Client())


def test_no_persons_name_stands_on_the_page_of_those_who_may_not_read_it():
    """The seat is vacant since somebody's term ended, so her name is near."""
    for client in (Client(), signed_in("donor"), signed_in("secretariat"), signed_in("focal.point.kgz")):
        assert "Seitzhanova" not in client.get("/").content.decode()


def test_the_page_is_light_and_warm_readers_ask_little(settings):
    client = Client()
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/").content
    assert len(gzip.compress(page)) < MOST_BYTES
    assert len(queries) <= MOST_QUERIES


def test_a_day_that_is_none_is_refused_in_words():
    answer = Client().get("/?on=4.13.2018")
    assert answer.status_code == 422
    assert "shell.not_a_day" in answer.content.decode()
