"""The pages of signals and events: heard, opened, assessed by two who do not see each other, decided, never sent."""

import io
import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document

from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.response.words.frames import IHR
from tests import ground
from tests.web.signing import signed_in

AT = "/health-events/"


@pytest.fixture(autouse=True)
def _here(db):
    ground.lay()
    for name, role, owner in (
        ("one", "biosafety_officer", "KAZ"),
        ("two", "biosafety_officer", "KAZ"),
        ("third", "focal_point", "KAZ"),
        ("stranger", "focal_point", "KGZ"),
    ):
        made = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name, password="kerege-demo-2026")
        people.grant_role(by=SYSTEM, account=made, role=role, owner=owner, start=date(2024, 1, 1))


def heard(**changes):
    plain = {
        "owner": "KAZ",
        "source": "field",
        "at": f"{timezone.now() - timedelta(days=1):%Y-%m-%dT%H:%M}",
        "zone": "Asia/Almaty",
        "domains": ["animal"],
        "place": "A district",
        "known": "Sick animals at a market.",
        "label": "2",
    }
    return plain | changes


def answered(yes):
    return {f"answer_{q.key}": "yes" if q.key in yes else "no" for q in IHR.questions} | {
        f"reason_{q.key}": f"Reason {q.key} of {len(yes)}." for q in IHR.questions
    }


def assess_address(client, event):
    page = client.get(event).content.decode()
    return next(part.split('"')[0] for part in page.split('href="') if "/assess/" in part.split('"')[0])


def test_from_a_signal_to_a_dossier_that_nobody_sends():
    one, two, third = signed_in("one"), signed_in("two"), signed_in("third")
    wrong = one.post(f"{AT}signals/new/", heard(domains=[]))
    assert wrong.status_code == 422
    assert "Sick animals at a market." in wrong.content.decode()
    signal = one.post(f"{AT}signals/new/", heard()).url
    event = one.post(signal, {"do": "open", "open-title": "Sick animals"}).url
    one.post(f"{event}do/", {"do": "open", "frame": "ihr"})
    address = assess_address(one, event)
    assert one.post(address, answered({"serious"}) | {"reason_trade": ""}).status_code == 422
    assert one.post(address, answered({"serious", "unusual"})).status_code == 302
    assert "Reason serious of 2." in one.get(event).content.decode()
    assert "Reason serious of 2." not in two.get(event).content.decode()
    assert two.post(address, answered(())).status_code == 302
    page = third.get(event).content.decode()
    assert "do not agree" in page
    assert "sent it to nobody" in page
    uid = address.rstrip("/").rpartition("/")[2]
    told = {"do": "decide", "assessment": uid, f"{uid}-outcome": "notify"}
    assert third.post(f"{event}do/", told).status_code == 422
    assert third.post(f"{event}do/", told | {f"{uid}-reason": "The first reading holds."}).status_code == 302
    dossier = f"{event}dossier/{uid}"
    kept = json.loads(third.get(f"{dossier}.json").content)
    assert (kept["sent"], kept["outcome"], kept["unverified"]) == (False, "notify", True)
    assert [each["verdict"] for each in kept["answers"]] == ["notify", "not_notify"]
    read = Document(io.BytesIO(third.get(f"{dossier}.docx").content))
    assert any("sent it to nobody" in each.text for each in read.paragraphs)
    assert third.get(f"{dossier}.pdf").content.startswith(b"%PDF")
    for client in (Client(), signed_in("stranger")):
        assert {client.get(each).status_code for each in (event, signal, f"{dossier}.json")} == {404}
        assert "Sick animals" not in client.get(AT).content.decode()


def test_a_signal_is_dismissed_merged_joined_and_an_event_written_on_and_closed():
    one, third = signed_in("one"), signed_in("third")
    first, second, last = (one.post(f"{AT}signals/new/", heard(known=f"Heard {n}.")).url for n in range(3))
    assert one.post(first, {"do": "dismiss", "dismiss-reason": ""}).status_code == 422
    one.post(first, {"do": "dismiss", "dismiss-reason": "A rumour."})
    assert "A rumour." in one.get(first).content.decode()
    uid = first.rstrip("/").rpartition("/")[2]
    one.post(second, {"do": "merge", "merge-which": uid})
    assert first in one.get(second).content.decode()
    event = one.post(last, {"do": "open", "open-title": "An event"}).url
    one.post(first, {"do": "join", "join-which": event.rstrip("/").rpartition("/")[2]})
    one.post(f"{event}edit/", {"title": "An event", "known": "More is known."})
    assert "More is known." in third.get(event).content.decode()
    assert one.post(f"{event}do/", {"do": "close", "close-reason": "Over."}).status_code == 422
    third.post(f"{event}do/", {"do": "close", "close-reason": "Over."})
    assert "Over." in third.get(event).content.decode()
    assert third.get(f"{event}edit/").url == event
    third.post(f"{event}do/", {"do": "reopen"})
    assert "Close the event" in third.get(event).content.decode()
