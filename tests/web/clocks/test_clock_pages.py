"""The pages of clocks and mandates: an occasion until its proof, the mode, the directory, a letter and its answer."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from tests.response import clocks_ground as laid
from tests.web.signing import signed_in

AT = "/clocks/"


@pytest.fixture(autouse=True)
def _accounts(db):
    laid.lay_law()
    for name, role, owner in (
        ("officer", "biosafety_officer", "KAZ"),
        ("focal", "focal_point", "KAZ"),
        ("stranger", "focal_point", "KGZ"),
    ):
        made = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name, password="kerege-demo-2026")
        people.grant_role(by=SYSTEM, account=made, role=role, owner=owner, start=date(2024, 1, 1))


def told(**changes):
    at = timezone.now() - timedelta(hours=30)
    return {"owner": "KAZ", "title": "A call at night", "at": f"{at:%Y-%m-%dT%H:%M}", "zone": "UTC"} | changes


def duties(html):
    """The uids of duties on the page, by what is told."""
    return {
        what: uid for uid, what in re.findall(r'id="duty-([0-9a-f-]{36})".*?<h2[^>]*>What of (\w+)</h2>', html, re.S)
    }


def test_from_a_call_at_night_to_the_proof():
    officer, stranger = signed_in("officer"), signed_in("stranger")
    for wrong, code in (
        ({"title": ""}, "text.empty"),
        ({"at": "yesterday"}, "response.not_a_time"),
        ({"at": "2099-01-01T00:00"}, "response.in_future"),
        ({"zone": "Mars/Olympus"}, "response.not_a_time"),
        ({"owner": "KGZ"}, "people.not_yours"),
    ):
        answer = officer.post(f"{AT}new/", told(**wrong))
        assert answer.status_code == 422, wrong
        found = {each.code for errors in answer.context["form"].errors.as_data().values() for each in errors}
        assert found == {code}, (wrong, found)
    page = officer.post(f"{AT}new/", told())
    address = page.headers["Location"]
    assert stranger.get(address).status_code == Client().get(address).status_code == 404
    assert "A call at night" not in stranger.get(AT).content.decode()
    assert officer.post(address, {"do": "start"}).status_code == 422
    assert officer.post(address, {"do": "start", "duties": ["DAY", "TOLD"]}).status_code == 302
    html = officer.get(address).content.decode()
    found = duties(html)
    assert set(found) == {"picture", "event"}
    assert "1 working day" in html
    event = found["event"]
    assert officer.post(address, {"do": "clock", "duty": event, f"c{event}-at": "tomorrow"}).status_code == 422
    at = f"{timezone.now() - timedelta(hours=26):%Y-%m-%dT%H:%M}"
    assert officer.post(address, {"do": "clock", "duty": event, f"c{event}-at": at}).status_code == 302
    assert "late" in officer.get(AT).content.decode()
    assert officer.post(address, {"do": "done", "duty": event, f"d{event}-at": at}).status_code == 422
    proof = {"do": "done", "duty": event, f"d{event}-at": at, f"d{event}-proof": "Mail 17"}
    assert stranger.post(address, proof).status_code == 404
    assert officer.post(address, proof).status_code == 302
    assert "Mail 17" in officer.get(address).content.decode()
    assert officer.post(address, {"do": "fly", "duty": event}).status_code == 404
    assert "Laid down" in officer.get(f"{AT}?format=csv").content.decode()


def test_the_mode_is_switched_by_whoever_may():
    focal, officer = signed_in("focal"), signed_in("officer")
    at = f"{timezone.now() - timedelta(minutes=2):%Y-%m-%dT%H:%M}"
    sent = {"mode": "emergency", "body": "MINISTRY", "act_name": "Order 5", "at": at, "zone": "UTC"}
    address = f"{AT}mode/KAZ/"
    assert officer.post(address, sent).status_code == 422
    assert signed_in("stranger").get(address).status_code == 403
    assert focal.post(address, sent | {"body": "LAB"}).status_code == 422
    assert focal.post(address, sent | {"act_name": ""}).status_code == 422
    assert focal.post(address, sent).status_code == 302
    assert "Emergency mode" in focal.get(address).content.decode()


def test_the_directory_its_tree_and_a_letter():
    laid.lay_directory()
    focal, stranger = signed_in("focal"), signed_in("stranger")
    tree = stranger.get("/mandates/call-tree/").content.decode()
    assert "+7 000 000 00 01" in tree
    assert stranger.get("/mandates/call-tree.pdf").content.startswith(b"%PDF")
    assert "+7 000 000 00 01" not in Client().get("/mandates/").content.decode()
    address = re.search(r"/mandates/[0-9a-f-]{36}/", focal.get("/mandates/").content.decode())[0]
    assert stranger.post(address, {"do": "reached"}).status_code == 422
    assert "Not reached" not in focal.get(address).content.decode()
    assert focal.post(address, {"do": "ask"}).status_code == 302
    letter = re.search(r"/mandates/answer/[\w-]+/", _letters()[-1])[0]
    page = Client().get(letter)
    assert page.status_code == 200
    assert "anna" not in page.content.decode().lower()
    assert Client().post(letter).status_code == 200
    assert Client().post(letter).status_code == 410
    assert "Checked" in focal.get(address).content.decode()


def _letters():
    """The letters in the outgoing mail."""
    from kerege.jobs.models import Mail

    return [row.message["body"] for row in Mail.objects.order_by("id")] or [each.body for each in mail.outbox]
