"""The pages of alerts: one writes, another approves, a neighbour acknowledges, and everybody subscribes."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from kerege.lib import xml
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.response.rules.cap import reading, signing
from kerege.upkeep.actions.alert_keys import have_alert_key
from tests import ground
from tests.web.signing import signed_in

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _here(db, tmp_path, settings):
    settings.DATA = tmp_path
    ground.lay()
    for name, role, owner in (
        ("writer", "biosafety_officer", "KAZ"),
        ("checker", "focal_point", "KAZ"),
        ("neighbour", "focal_point", "KGZ"),
        ("trainer", "trainer", "KAZ"),
    ):
        made = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name, password="kerege-demo-2026")
        people.grant_role(by=SYSTEM, account=made, role=role, owner=owner, start=date(2024, 1, 1))
    have_alert_key(by=SYSTEM, data=tmp_path, host="node.example")


def told(**changes):
    plain = {
        "owner": "KAZ",
        "status": "Actual",
        "hazard": "locust-italian",
        "recipients": ["KGZ"],
        "area": "Border districts",
        "unit": "",
        "polygon": "43.10,74.00 43.10,74.60 43.50,74.60 43.50,74.00 43.10,74.00",
        "circle": "",
        "expires": f"{timezone.now() + timedelta(days=5):%Y-%m-%dT%H:%M}",
        "onset": "",
        "severity": "Severe",
        "urgency": "Immediate",
        "certainty": "Observed",
        "response_type": "Monitor",
        "contact": "duty@example.org",
        "label": "0",
        "language_1": "en",
        "headline_1": "Swarms cross the border",
        "description_1": "Swarms have crossed the border since this morning.",
        "language_2": "ru",
        "headline_2": "Стаи пересекают границу",
        "description_2": "С утра стаи пересекают границу.",
        "language_3": "kk",
        "event_3": "Шегіртке",
        "headline_3": "Шегіртке шекарадан өтуде",
        "description_3": "Таңертеңнен бері үйірлер шекарадан өтуде.",
    }
    return plain | changes


def issued(**changes) -> str:
    """The address of an alert that went all its way through the pages."""
    writer, checker = signed_in("writer"), signed_in("checker")
    at = writer.post("/alerts/new/", told(**changes)).url
    for client, name in ((writer, "submit"), (checker, "approve"), (checker, "issue")):
        assert client.post(f"{at}do/", {"do": name}).status_code == 302
    return at


def test_from_the_form_to_the_feed_the_document_and_the_answer_of_a_neighbour():
    writer, neighbour = signed_in("writer"), signed_in("neighbour")
    at = issued()
    page = Client().get(at).content.decode()
    assert "Swarms cross the border" in page
    assert "Шегіртке шекарадан өтуде" in page
    answer = Client().get("/feeds/alerts/ru.atom")
    entry = xml.parse(answer.content).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Стаи пересекают границу"
    link = next(each for each in entry.iter(f"{ATOM}link") if each.get("type") == "application/cap+xml")
    document = Client().get(link.get("href")).content
    assert [info.language for info in reading.read(document).infos] == ["en", "ru", "kk"]
    seal = have_alert_key(by=SYSTEM, data=settings.DATA, host="node.example")
    assert signing.check(document, [seal.certificate], at=timezone.now())
    again = Client().get("/feeds/alerts/ru.atom", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert "concerns you" in neighbour.get("/alerts/").content.decode()
    neighbour.post(f"{at}do/", {"do": "reply", "owner": "KGZ", "kind": "acting", "note": "Teams left."})
    assert "Teams left." in writer.get(at).content.decode()
    assert "Teams left." not in Client().get(at).content.decode()


def test_an_exercise_is_never_in_the_actual_feed_and_says_so_first():
    at = issued(status="Exercise")
    assert xml.parse(Client().get("/feeds/alerts/en.atom").content).find(f"{ATOM}entry") is None
    feed = xml.parse(Client().get("/feeds/alerts/exercise/en.atom").content)
    assert feed.findtext(f"{ATOM}title").startswith("EXERCISE.")
    assert feed.find(f"{ATOM}entry").findtext(f"{ATOM}title") == "EXERCISE: Swarms cross the border"
    page = Client().get(at).content.decode()
    assert page.index("Nothing of this has happened") < page.index("<h1")


def test_update_and_cancel_are_one_button_each():
    writer = signed_in("writer")
    at = issued()
    edit = writer.post(f"{at}do/", {"do": "update"}).url
    assert "Swarms cross the border" in writer.get(edit).content.decode()
    cancelled = issued(headline_1="Another swarm", headline_2="Другая стая", headline_3="Басқа үйір")
    refused = writer.post(f"{cancelled}do/", {"do": "cancel", "reason": ""})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    draft = writer.post(f"{cancelled}do/", {"do": "cancel", "reason": "A false report."}).url
    assert "A false report." in writer.get(draft).content.decode()


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays():
    writer = signed_in("writer")
    answer = writer.post("/alerts/new/", told(expires="", area="Kept as typed"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say until when it holds" in page
    assert "Kept as typed" in page


def test_whoever_may_not_write_or_read_is_refused():
    assert signed_in("trainer").get("/alerts/new/").status_code == 403
    at = signed_in("writer").post("/alerts/new/", told()).url
    assert signed_in("neighbour").get(at).status_code == 404
    assert Client().get(f"{at[:-1]}.xml").status_code == 404
    seen = signed_in("checker").get(at).content.decode()
    assert "Hand in for review" not in seen
