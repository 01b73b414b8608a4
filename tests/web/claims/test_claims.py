"""Claims: conflicts stay, a source is needed, and nobody types evidence."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kerege.indicators import actions, queries
from kerege.indicators.words import COMPUTED_NOT_TYPED
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from tests.conftest import TODAY
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
READERS = ("", "donor", "focal.point.kaz", "focal.point.kgz")
SEEN = [("", False), ("donor", False), ("focal.point.kgz", False), ("focal.point.kaz", True)]
SECRET = "A figure that is not for everybody"
TYPED = {
    "owner": "KAZ",
    "indicator": "cascade.people",
    "value": "260",
    "qualifier": "about",
    "unit": "people",
    "meaning": "People reached in Kazakhstan",
    "source": "S22",
    "territory": "KAZ",
    "project_key": "P53",
    "stated_by": "Report",
    "stated_on": "",
    "key": "test-claim",
}


def page(client, address, language="en"):
    return client.get(address, headers={"accept-language": language}).content.decode()


def reader(who, client):
    return signed_in(who) if who else client


def text(shown):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))


def found(key):
    return next(c for c in queries.claims(PUBLIC, on=TODAY) if c.key == key)


def recorded():
    return {c.key for c in queries.claims(PUBLIC, on=TODAY)}


@pytest.mark.parametrize("who", READERS)
def test_everybody_reads_the_list_and_each_claim(client, who):
    shown = page(reader(who, client), "/claims/")
    links = set(re.findall(r'href="(/claims/[0-9a-f-]{36}/)"', shown))
    assert len(links) == len(recorded())
    assert {reader(who, client).get(link).status_code for link in sorted(links)[:3]} == {200}


def test_contradicting_claims_are_marked_and_can_be_listed_alone(client):
    shown = page(client, "/claims/?conflicts=1")
    assert len(re.findall(r'href="/claims/[0-9a-f-]{36}/"', shown)) == 3
    assert shown.count('<span class="badge badge--warn">sources disagree</span>') == 3


def test_a_claim_stands_beside_the_evidence_of_its_country(client):
    shown = text(page(client, f"/claims/{found('P53-CLAIM-TRAINERS-KAZ-PAGE').uid}/"))
    assert "Claimed 12 people Proved by records 12 to 14" in shown
    assert "disagrees" in shown
    assert "None of them is overwritten." in shown


def test_a_claim_without_a_room_says_what_is_missing(client):
    told = {"value": 7, "qualifier": "exact", "meaning": "Obligations covered", "source": "S2"}
    actions.record_claim(by=SYSTEM, owner="REG", key="law", indicator="legal.obligations", unit="obligations", **told)
    shown = text(page(client, f"/claims/{found('law').uid}/"))
    assert "Not recorded here yet" in shown
    assert "obligations and the provisions that cover them" in shown


def test_qualifiers_are_words(client):
    assert "more than 70" in page(client, "/claims/?indicator=cascade.workshops")
    assert "более 70" in page(client, "/claims/?indicator=cascade.workshops", "ru")


@pytest.mark.parametrize("who", ["", "donor", "trainer", "auditor"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_record_is_refused(client, who, method):
    answer = getattr(reader(who, client), method)("/claims/new/", TYPED)
    assert answer.status_code == 403
    assert "people.not_yours" in answer.content.decode()


def test_a_focal_point_records_for_the_own_country_only():
    client = signed_in("focal.point.kaz")
    assert client.post("/claims/new/", TYPED | {"owner": "KGZ"}).status_code == 403
    answer = client.post("/claims/new/", TYPED)
    assert (answer.status_code, answer["Location"]) == (302, f"/claims/{found('test-claim').uid}/")
    shown = text(page(client, answer["Location"]))
    assert "about 260" in shown
    assert "History of this record" in shown
    assert "indicators.claim.recorded" in shown


@pytest.mark.parametrize(
    ("field", "value", "code_sentence"),
    [
        ("source", "", "A claim needs the source that published the figure."),
        ("source", "S999", "S999"),
        ("meaning", "", "Say in your own words what the source means"),
        ("unit", "litres", "litres"),
        ("value", "-1", "is not a figure here"),
        ("value", "٢٦٠", "is not a figure here"),
        ("territory", "XXX", "XXX"),
        ("meaning", "x\x00y", "control"),
        ("meaning", "x\x07y", "control"),
        ("meaning", "x\u202ey", "direction"),
        ("meaning", "x" * 1_000_000, "300"),
        ("qualifier", "nearly", "nearly"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_stays(field, value, code_sentence):
    answer = signed_in("focal.point.kaz").post("/claims/new/", TYPED | {field: value})
    form = answer.context["form"]
    assert answer.status_code == 422
    assert list(form.errors) == [field]
    assert code_sentence in form.errors[field][0]
    assert form["stated_by"].value() == "Report"
    assert "test-claim" not in recorded()


def test_a_request_of_ten_megabytes_is_not_even_read():
    answer = signed_in("focal.point.kaz").post("/claims/new/", TYPED | {"meaning": "x" * 10_000_000})
    assert answer.status_code in {400, 413}
    assert "test-claim" not in recorded()


@pytest.mark.parametrize("extra", ["evidence", "computed", "low", "planned", "label"])
def test_evidence_cannot_come_along(extra):
    answer = signed_in("focal.point.kaz").post("/claims/new/", TYPED | {extra: "88"})
    assert answer.status_code == COMPUTED_NOT_TYPED.status
    assert "indicators.computed_not_typed" in answer.content.decode()
    assert "test-claim" not in recorded()


@pytest.mark.parametrize("format", ["csv", "xlsx", "pdf", "json"])
def test_the_list_leaves_in_every_format(client, format):
    answer = client.get(f"/claims/?format={format}&sort=-value")
    assert answer["Content-Disposition"] == f'attachment; filename="kerege-claims.{format}"'


@pytest.fixture
def hidden(demo_world):
    return actions.record_claim(
        by=SYSTEM, owner="KAZ", key="test-hidden", indicator="cascade.people", value=9876, qualifier="exact",
        unit="people", meaning=SECRET, source="S22", territory="KAZ", project_key="P53", label=Sensitivity.RESTRICTED,
    )  # fmt: skip


@pytest.mark.parametrize(("who", "seen"), SEEN)
@pytest.mark.parametrize(
    "address",
    [
        "/claims/",
        "/claims/?format=csv",
        "/claims/?format=json",
        "/indicators/cascade.people/?country=KAZ",
        "/indicators/cascade.people.csv?country=KAZ",
    ],
)
def test_a_restricted_claim_is_seen_by_its_owner_only(client, hidden, who, seen, address):
    shown = reader(who, client).get(address, headers={"accept-language": "en"}).content.decode()
    assert (SECRET in shown) is seen
    assert ("9876" in shown or "9,876" in shown) is seen


@pytest.mark.parametrize(("who", "status"), [("", 404), ("focal.point.kgz", 404), ("focal.point.kaz", 200)])
def test_its_page_is_not_there_for_others(client, hidden, who, status):
    assert reader(who, client).get(f"/claims/{hidden.uid}/").status_code == status


def test_history_is_for_those_who_read_the_journal(client):
    address = f"/claims/{found('P53-CLAIM-TRAINERS').uid}/"
    assert "History of this record" not in page(client, address)
    assert "History of this record" in page(signed_in("auditor"), address)


def test_the_number_of_queries_does_not_grow(client):
    def count(query):
        with CaptureQueriesContext(connection) as caught:
            client.get(f"/claims/{query}")
        return len(caught)

    count("")
    one, three = (f"?country={code}&indicator=trainers.part1" for code in ("MNG", "KAZ"))
    assert count(one) == count(three)


def test_an_empty_list_says_how_to_begin(client):
    assert "A claim begins with the page that published the figure." in page(client, "/claims/?indicator=legal.duties")
