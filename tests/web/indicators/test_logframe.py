"""The log-frame: four objectives, ten groups, claim beside evidence, and no typed figure anywhere."""

import csv
import io
import json
import re

import pytest
from django.utils.timezone import localdate

from kerege.indicators.rules import DEFINITIONS, GROUPS, OBJECTIVES
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
READERS = ("", "donor", "focal.point.kaz", "focal.point.kgz")


def page(client, address="/indicators/", language="en"):
    return client.get(address, headers={"accept-language": language}).content.decode()


def text(shown):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))


def row(shown, key):
    """The table row of one indicator as plain text."""
    rows = [r for r in shown.split("<tr>") if f"/indicators/{key}/" in r]
    return text(rows[0]).strip()


@pytest.mark.parametrize("who", READERS)
def test_every_objective_group_and_indicator_is_there_for_everybody(client, who):
    shown = page(signed_in(who) if who else client)
    assert re.findall(r'id="objective-(\d)"', shown) == [str(n) for n in OBJECTIVES]
    groups = re.findall(r'<span class="kicker">(\d+)\. ', shown)
    assert sorted(map(int, groups)) == list(range(1, len(GROUPS) + 1))
    shown_keys = set(re.findall(r'href="/indicators/([\w.]+)/', shown))
    assert shown_keys == {d.key for d in DEFINITIONS}


def test_claims_stand_beside_evidence_with_difference(client):
    shown = page(client)
    trainers = row(shown, "trainers.part1")
    assert " 88 " in trainers
    assert "50 to 52 24 planned" in trainers
    assert "36 to 38 not proved" in trainers
    assert "sources disagree" in trainers
    cascade = row(shown, "cascade.people")
    assert "more than 1,200" in cascade
    assert " 479 " in cascade
    assert "more than 721 not proved" in cascade
    assert "more than 54 not proved" in row(shown, "cascade.workshops")


def test_what_has_no_room_yet_says_what_is_missing_and_no_zero(client):
    line = row(page(client), "legal.obligations")
    assert "Not recorded here yet" in line
    assert "Missing here: obligations and the provisions that cover them." in line
    assert not re.search(r"\b0\b", line)


def test_a_claim_without_a_record_is_neither_proved_nor_zero(client):
    line = row(page(client), "trainers.contact_hours")
    assert "No record for this choice" in line
    assert " 37 " in line
    assert not re.search(r"\b0\b", line)


@pytest.mark.parametrize("address", ["/indicators/learning.behaviour/", "/api/v1/indicators/learning.behaviour"])
def test_as_on_a_day_to_come_no_figure_is_told_before_its_time(client, address):
    answer = client.get(address, {"on": "2099-01-01", "project": ""})
    said = answer.json()["on"] if "api" in address else answer.context["reading"].on.isoformat()
    assert said == localdate().isoformat()


def test_as_on_an_early_day_there_is_no_record_rather_than_zero(client):
    line = row(page(client, "/indicators/?on=2016-01-01"), "cascade.people")
    assert "No record for this choice" in line
    assert not re.search(r"\b0\b", line)


def test_the_objectives_are_quoted_from_the_page_of_the_project(client):
    assert "raising awareness and promote collaboration regarding biosafety" in page(client)


def test_figures_and_words_are_those_of_the_language(client):
    assert "1\u202f200" in (shown := page(client, language="ru")) or "1\xa0200" in shown


def test_who_may_record_is_told_what_to_do_next(client):
    assert 'href="/claims/new/"' not in page(client)
    assert 'href="/claims/new/"' not in page(signed_in("donor"))
    assert 'href="/claims/new/"' in page(signed_in("focal.point.kaz"))


def test_the_file_has_the_same_figures(client):
    answer = client.get("/indicators/?format=csv", headers={"accept-language": "en"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    found = {r["Key"]: r for r in rows}
    trainers = found["trainers.part1"]
    assert (trainers["Claimed"], trainers["Proved by records"], trainers["Difference"]) == (
        "88",
        "50 to 52",
        "36 to 38 not proved",
    )
    assert "Missing here" in found["legal.obligations"]["Note"]


@pytest.mark.parametrize("format", ["csv", "xlsx", "pdf", "json"])
def test_every_format_is_written(client, format):
    answer = client.get(f"/indicators/?format={format}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="kerege-indicators.{format}"'
    if format == "json":
        assert len(json.loads(answer.content)["rows"]) == len(DEFINITIONS)


def test_everything_recorded_here_reads_records_without_a_project_too(client):
    assert " 290 " in row(page(client, "/indicators/?project=&country=KAZ"), "cascade.people")


def test_a_country_that_is_none_is_refused(client):
    answer = client.get("/indicators/?country=XXX")
    assert answer.status_code == 422
    assert "atlas.unknown_code" in answer.content.decode()
