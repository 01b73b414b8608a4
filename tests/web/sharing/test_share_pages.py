"""Sharing a record on pages: who will see it, sharing it, and taking it back."""

import pytest

from kerege.journal import queries as journal
from kerege.outreach import actions as outreach
from kerege.people.rules import SYSTEM
from tests.web.signing import signed_in

KAZ, KGZ = "focal.point.kaz", "focal.point.kgz"
HIDDEN = "Closed meeting zqtitleqz"
FORM = {
    "reader": "KGZ", "role": "any", "field": "*", "level": "2", "start": "2026-01-01", "end": "2027-06-01",
    "purpose": "A joint exercise",
}  # fmt: skip


@pytest.fixture
def event(demo_world):
    return outreach.record_event(
        by=SYSTEM, owner="KAZ", key="CLOSED", title=HIDDEN, kind="awareness", level="national", status="held",
        dates="2018-04-04", venue="KAZ", sources=["S1"], label=2, note="zqnoteqz", note_label=3,
    )  # fmt: skip


def address(event, new=False):
    return f"/shares/of/outreach.event/{event.uid}/" + ("new/" if new else "")


def text(answer):
    return answer.content.decode()


def test_sharing_shows_first_who_will_read_then_shares_and_is_taken_back(event):
    owner, reader = signed_in(KAZ), signed_in(KGZ)
    page = f"/events/{event.uid}/"
    assert reader.get(page).status_code == 404
    assert address(event) in text(owner.get(page))
    before = journal.verify().acts
    preview = text(owner.post(address(event, new=True), FORM))
    assert "Who will see this" in preview
    assert "Every working role" in preview
    assert "What stays closed" in preview
    assert "A joint exercise" in preview
    assert journal.verify().acts == before
    assert owner.post(address(event, new=True), {**FORM, "sure": "1"}).url == address(event)
    assert HIDDEN in text(reader.get(page))
    assert "zqnoteqz" not in text(reader.get(page))
    assert address(event) not in text(reader.get(page))
    received = text(reader.get("/shares/"))
    assert HIDDEN in received
    assert "Withdraw</button>" not in received.partition('id="received"')[2]
    uid = owner.get("/api/v1/shares?owner=KAZ").json()["items"][0]["uid"]
    assert [s["uid"] for s in reader.get("/api/v1/shares").json()["items"]] == [uid]
    assert reader.get("/api/v1/shares?owner=KAZ").json()["items"] == []
    assert reader.post(f"/shares/{uid}/", {"do": "withdraw"}).status_code == 404
    assert owner.post(f"/shares/{uid}/", {"do": "withdraw"}).url == "/shares/"
    assert reader.get(page).status_code == 404
    assert HIDDEN not in text(reader.get("/shares/"))


def test_a_refusal_stands_at_its_field_and_what_was_typed_stays(event):
    answer = text(signed_in(KAZ).post(address(event, new=True), {**FORM, "end": "2025-01-01", "sure": "1"}))
    assert "field--wrong" in answer
    assert "A joint exercise" in answer
    answer = text(signed_in(KAZ).post(address(event, new=True), {**FORM, "reader": "XXX", "sure": "1"}))
    assert "No node has the key" in answer


def test_an_old_session_is_asked_for_a_proof_before_it_shares(event):
    old = signed_in(KAZ, minutes_ago=30)
    assert old.post(address(event, new=True), {**FORM, "sure": "1"}).status_code == 403
    assert signed_in(KGZ).get(f"/events/{event.uid}/").status_code == 404


def test_only_who_decides_finds_the_pages(event):
    assert signed_in(KGZ).get(address(event)).status_code == 404
    assert signed_in("successor.kaz").get(address(event)).status_code == 403
    assert signed_in(KGZ).get("/shares/of/journal.act/" + str(event.uid) + "/").status_code == 422


def test_raising_holds_at_once_and_lowering_shows_first_what_it_opens(event):
    owner, before = signed_in(KAZ), journal.verify().acts
    assert owner.post(address(event), {"field": "*", "level": "3"}).status_code == 302
    assert journal.verify().acts == before + 1
    shown = text(owner.post(address(event), {"field": "*", "level": "0"}))
    assert "Everybody may read it." in shown
    assert journal.verify().acts == before + 1
    assert owner.post(address(event), {"field": "*", "level": "0", "sure": "1"}).status_code == 302
    assert HIDDEN in text(signed_in(KGZ).get(f"/events/{event.uid}/"))
