"""A whole deployment through its proxy: `make test-deployed` runs this, with KEREGE_SITE set to its address."""

import csv
import json
import os
import re

import pytest

from tests.deploy.reader import Reader
from tests.house.rule import ROOT

pytestmark = [
    pytest.mark.nodb,
    pytest.mark.skipif("KEREGE_SITE" not in os.environ, reason="needs a deployment: make test-deployed"),
]
OPEN = (
    "/",
    "/countries/KAZ/",
    "/indicators/trainers.part1/",
    "/courses/",
    "/people/seats/",
    "/people/seats/DEMO-NFP-KAZ/",
    "/people/organisations/",
    "/search/?q=Karabalina",
    "/courses/?format=csv",
    "/api/v1/seats?size=200",
    "/api/v1/organisations?size=200",
    "/api/v1/search?q=Karabalina",
    "/api/feeds/events.atom",
)


@pytest.fixture(scope="module")
def site():
    return os.environ["KEREGE_SITE"]


@pytest.fixture(scope="module")
def officer(site):
    return Reader(site).signs_in("focal.point.kaz")


@pytest.fixture(scope="module")
def names():
    with (ROOT / "kerege/worlds/demo/persons.csv").open(encoding="utf-8") as file:
        return {row["name"] for row in csv.DictReader(file) if row["owner"] == "KAZ"}


def shown(reader, names):
    """Which of the names any of the open addresses shows, and the addresses that did not answer."""
    found, silent = set(), []
    for path in OPEN:
        status, text = reader.get(path)
        silent += [path] if status != 200 else []
        found |= {name for name in names if name in text}
    return found, silent


def test_names_that_are_national_are_shown_to_nobody_from_outside(site, officer, names):
    """From the standby too: its readers see no more than those of the primary."""
    own, silent = shown(officer, names)
    assert silent == []
    assert own, "the focal point sees none of them, so this proves nothing"
    assert shown(Reader(site), names) == (set(), [])


def test_the_interface_answers_in_its_own_form(site):
    status, text = Reader(site).get("/api/v1/territories?size=5")
    assert (status, len(json.loads(text)["items"])) == (200, 5)
    status, text = Reader(site).get("/api/v1/nonsense")
    assert (status, json.loads(text)["code"]) == (404, "api.no_such_address")


def test_a_visitor_is_refused_what_is_not_for_visitors(site):
    asked = ("/journal/", "/operator/jobs/", "/metrics", "/readyz")
    assert [Reader(site).get(path)[0] for path in asked] == [403, 403, 404, 404]


def test_files_of_pages_are_kept_for_a_year_and_compressed(site):
    _, page = Reader(site).get("/help/")
    sheet = re.search(r'href="(/static/[^"]+\.css)"', page)[1]
    status, _ = Reader(site).get(sheet)
    assert status == 200
