"""One indicator opened down to its records, for everybody who reads and with nothing typed."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kerege.indicators.models import Claim
from kerege.indicators.rules import DEFINITIONS
from kerege.indicators.words import COMPUTED_NOT_TYPED
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import Viewer
from kerege.training import actions as training
from kerege.web.shell import exports
from tests.web.indicators.test_logframe import page, text
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
READERS = ("", "donor", "focal.point.kaz", "focal.point.kgz")
EVERYTHING = Viewer("everything", "everything", everywhere=Sensitivity.RESTRICTED)
SECRET = "Quiet course that nobody outside may know of"


def reader(who, client):
    return signed_in(who) if who else client


def table(shown, label):
    return shown.split(f'id="{label}"')[1].split("</table>")[0]


def countries(shown, by):
    """The table by country: name to (evidence, claims), as printed."""
    rows = table(shown, f"by-{by}").split("<tbody>")[1].split("<tr>")[1:]
    cells = [[text(cell).strip() for cell in re.split(r"</t[hd]>", row)] for row in rows]
    return {cell[0]: cell[1] for cell in cells}


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("key", [d.key for d in DEFINITIONS])
def test_every_indicator_has_a_page_for_everybody(client, who, key):
    assert reader(who, client).get(f"/indicators/{key}/").status_code == 200


def test_claim_evidence_plan_and_unknown_stand_side_by_side(client):
    shown = text(page(client, "/indicators/trainers.part1/"))
    assert "Claimed 88 Proved by records 50 to 52" in shown
    assert "Only planned 24 no source says that they came" in shown
    assert "Unknown 12 inference" in shown
    assert "Claims · Kazakhstan 12 S10 14 S21 , S22 " in shown
    assert "page without a date" in shown


def test_by_venue_and_by_trainees_are_two_tables_and_both_are_shown(client):
    shown = page(client, "/indicators/trainers.part1/")
    assert countries(shown, "trainees") == {
        "Afghanistan": "held, no figure",
        "Kazakhstan": "12 to 14",
        "Kyrgyzstan": "14",
        "Mongolia": "12",
        "Pakistan": "no record",
        "Tajikistan": "held, no figure",
        "Uzbekistan": "12",
    }
    by_venue = countries(shown, "venue")
    assert (by_venue["Kazakhstan"], by_venue["Kyrgyzstan"]) == ("24 to 26", "26")


def test_the_cascade_by_country(client):
    found = countries(page(client, "/indicators/cascade.people/"), "trainees")
    assert {name: n for name, n in found.items() if n != "no record"} == {
        "Afghanistan": "100",
        "Kazakhstan": "249",
        "Mongolia": "108",
        "Tajikistan": "22",
    }


def test_every_record_opens(client):
    shown = page(client, "/indicators/cascade.people/")
    rows = shown.split('id="records"')[1].split("<tbody>")[1].split("</tbody>")[0]
    links = re.findall(r'<th scope="row"><a href="([^"]+)"', rows)
    assert len(links) == rows.count("<tr>") > 10
    assert {client.get(link).status_code for link in links} == {200}


def test_records_sort_filter_and_read_as_on_the_day(client):
    def titles(query):
        rows = page(client, f"/indicators/cascade.people/{query}").split('id="records"')[1]
        return [text(t).strip() for t in re.findall(r'<th scope="row">(.*?)</th>', rows)]

    assert titles("?sort=title") == sorted(titles("?sort=title"), key=str.casefold)
    assert titles("?sort=-title") == titles("?sort=title")[::-1]
    assert len(titles("?country=MNG")) == 3
    assert len(titles("?on=2018-04-27")) < len(titles(""))


def test_each_record_says_what_it_adds_and_where(client):
    shown = page(client, "/indicators/institution.trainers_in_centres/").split('id="records"')[1]
    titles = [text(t).strip() for t in re.findall(r'<th scope="row">(.*?)</th>', shown)]
    assert len(set(titles)) == 6, "six centres, and not six times the course that trained their people"
    told = client.get("/indicators/institution.trainers_in_centres.json").json()
    assert "The records show: 11 of 12 to 14" in told["about"]
    rows = client.get("/indicators/sustainability.own_funds/?project=").context["records"].rows
    adds = [row.adds for row in rows if "made up" in row.title]
    assert sorted(adds) == ["0", "1", "1", "1", "1"], "one of these courses had money from outside"


def test_a_claim_of_one_project_is_not_taken_off_from_the_records_of_all(client):
    shown = text(page(client, "/indicators/trainers.workshops/?project="))
    assert "Difference not compared: the claim is of P53 alone" in shown
    assert "Unknown" not in shown
    assert "Difference 1 not proved" in text(page(client, "/indicators/trainers.workshops/"))


def test_a_figure_that_lacks_what_it_is_computed_with_says_so_and_not_that_nobody_recorded_anything(client):
    shown = text(page(client, "/indicators/sustainability.after_project/"))
    assert "Something with which this figure is computed is not on record." in shown
    assert "nobody has recorded anything" not in shown


def test_where_nothing_is_recorded_that_is_said_and_is_no_zero(client):
    shown = text(page(client, "/indicators/cascade.people/?country=UZB"))
    assert "That is not zero: nobody has recorded anything." in shown


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("who", READERS)
def test_a_figure_cannot_be_typed(client, who, method):
    before = Claim.objects.seen_by(EVERYTHING).count()
    answer = getattr(reader(who, client), method)("/indicators/trainers.part1/", {"value": "88"})
    refused = (COMPUTED_NOT_TYPED.status, COMPUTED_NOT_TYPED.code) if method == "post" else (405, "shell.method")
    assert answer.status_code == refused[0]
    assert refused[1] in answer.content.decode()
    assert Claim.objects.seen_by(EVERYTHING).count() == before


def test_an_unknown_indicator_is_refused_with_its_code(client):
    answer = client.get("/indicators/trainers.happy/")
    assert (answer.status_code, "indicators.unknown_indicator" in answer.content.decode()) == (404, True)


def test_small_cells_are_withheld_and_explained(client):
    shown = text(page(client, "/indicators/reach.sex/?project=&country=KAZ"))
    assert "17 attendances are in cells that are withheld." in shown
    assert "A cell of fewer than 5 people could point at somebody." in shown
    assert "withheld" not in text(
        page(signed_in("focal.point.kaz"), "/indicators/reach.sex/?project=&country=KAZ").split('id="records"')[1]
    )


def test_rows_of_registers_are_counted_and_not_listed(client):
    assert "41 rows of registers are counted here and withheld from you." in text(
        page(client, "/indicators/cascade.people/?project=&country=KAZ")
    )
    assert "withheld from you" not in page(
        signed_in("focal.point.kaz"), "/indicators/cascade.people/?project=&country=KAZ"
    )


def test_the_export_adds_up_to_the_figure_and_names_the_reader(client):
    answer = client.get("/indicators/trainers.part1.csv", headers={"accept-language": "en"})
    told = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig").split("\r\n\r\n")[0])))
    records = [r for r in told if r["Claim or record"] == "Record"]
    assert sum(int(r["At least"] or 0) for r in records) == 50
    assert sum(int(r["At most"] or 0) for r in records) == 52
    assert "Made for: the public" in answer.content.decode()


@pytest.fixture
def hidden(demo_world):
    """A restricted course of Kazakhstan, and the course of the whole region that it must not be seen beside."""
    training.record_course(
        by=SYSTEM,
        owner="KAZ",
        key="TEST-HIDDEN",
        title=SECRET,
        kind="cascade_workshop",
        status="held",
        dates="2024-05-13/2024-05-17",
        project_key="P53",
        trainees_from="KAZ",
        venue="KAZ",
        sources=["S1"],
        label=Sensitivity.RESTRICTED,
    )
    training.record_count(
        by=SYSTEM, course="TEST-HIDDEN", measure="trainees", value=70_707, qualifier="exact", source="S1"
    )


ADDRESSES = ("/indicators/", "/indicators/cascade.people/", "/indicators/cascade.workshops/", "/indicators/?format=csv")


@pytest.mark.parametrize("who", ["", "donor", "focal.point.kgz"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_restricted_record_leaks_nowhere(client, hidden, who, address):
    shown = reader(who, client).get(address).content.decode()
    assert SECRET not in shown
    assert "71,186" not in shown
    assert "70,707" not in shown
    assert "70707" not in shown


def test_it_counts_for_the_one_who_may_see_it(hidden):
    shown = page(signed_in("focal.point.kaz"), "/indicators/cascade.people/")
    assert SECRET in shown
    assert "71,186" in shown


@pytest.mark.parametrize("format", ["csv", "xlsx", "pdf", "json"])
@pytest.mark.parametrize(("who", "seen"), [("", False), ("focal.point.kgz", False), ("focal.point.kaz", True)])
def test_no_format_leaks_it(client, hidden, monkeypatch, format, who, seen):
    tables = []
    written = exports.write
    monkeypatch.setattr(exports, "write", lambda table, key: tables.append(table) or written(table, key))
    answer = reader(who, client).get(f"/indicators/cascade.people.{format}")
    assert answer.status_code == 200
    assert any(SECRET in str(cell) for row in tables[0].rows for cell in row) is seen
    if format in {"csv", "json"}:
        assert (SECRET in answer.content.decode()) is seen


def test_the_number_of_queries_does_not_grow_with_the_records(client):
    def queries(on):
        with CaptureQueriesContext(connection) as caught:
            shown = client.get(f"/indicators/cascade.workshops/?country=MNG&on={on}")
        return len(caught), shown.context["records"].total

    queries("2018-04-25")
    (one, first), (three, last) = queries("2018-04-24"), queries("2026-11-23")
    assert (first, last) == (1, 3)
    assert one == three


def test_json_carries_notes_of_designated_names(client):
    told = json.loads(client.get("/indicators/cascade.people.json?country=XKX").content)
    assert any("UNSCR 1244/1999" in line for line in told["about"])


def test_what_the_project_has_nothing_of_opens_on_everything_and_says_so(client):
    """Where the address names the project, its own answer stands."""
    shown = client.get("/indicators/trainers.active/").content.decode()
    assert "Project 53 has neither a claim nor a record of this." in shown
    assert "/indicators/trainers.active.csv?project=" in shown
    assert "No record for this choice" in client.get("/indicators/trainers.active/?project=P53").content.decode()
    assert "neither a claim" not in client.get("/indicators/trainers.part1/").content.decode()
