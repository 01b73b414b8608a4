"""Sharing lists and persons on pages: several readers at once, and each is shown first exactly what they would see."""

import pytest
from django.utils.timezone import localdate

from kerege.journal import queries as journal
from kerege.journal.rules import checking
from kerege.outreach import actions as outreach
from kerege.outreach.models import Event
from kerege.people.models import Person
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.sharing import queries as sharing
from kerege.sharing.models import Share
from tests.house import texts
from tests.web.signing import signed_in

KAZ, KGZ = "focal.point.kaz", "focal.point.kgz"
NEW = "/shares/new/"
FORM = {
    "whose": "KAZ", "kind": "outreach.event", "project": "*", "reader": "KGZ", "role": "any",
    "start": "2026-01-01", "end": "2027-06-01", "purpose": "A joint exercise",
}  # fmt: skip


@pytest.fixture
def events(demo_world):
    """One event that a list of national records opens, and one that it does not."""
    for key, label in (("OPENS", 2), ("STAYS", 3)):
        outreach.record_event(
            by=SYSTEM, owner="KAZ", key=key, title=f"Meeting zq{key.lower()}qz", kind="awareness", level="national",
            status="held", dates="2018-04-04", venue="KAZ", sources=["S1"], label=label,
        )  # fmt: skip


def text(answer):
    return texts.in_one_line(texts.of_answer(answer))


def shares():
    """What was shared here, beside what countries of the example world share."""
    return Share.objects.exclude(made_by="system")


def acts():
    return journal.verify().acts


def test_a_list_is_shown_first_then_shared_then_taken_back(events):
    owner, reader = signed_in(KAZ), signed_in(KGZ)
    before, shown = acts(), text(owner.post(NEW, FORM))
    assert "1 of them only by this share; 1 stay closed." in shown
    assert "zqopensqz" in shown
    assert "zqstaysqz" not in shown
    assert (acts(), shares().count()) == (before, 0), "looking leaves nothing behind"
    assert "zqopensqz" not in text(reader.get("/events/"))
    assert owner.post(NEW, {**FORM, "sure": "1"}).url == "/shares/"
    listed = text(reader.get("/events/"))
    assert "zqopensqz" in listed
    assert "zqstaysqz" not in listed
    assert "All records of the kind" in text(reader.get("/shares/"))
    uid = shares().get().uid
    assert owner.post(f"/shares/{uid}/", {"do": "withdraw"}).url == "/shares/"
    assert "zqopensqz" not in text(reader.get("/events/"))


def test_what_is_shown_is_what_the_reader_then_reads(events):
    """Number and titles of the preview, against the records of the list that the reader gets afterwards."""
    owner = signed_in(KAZ)
    (_, sight), *_ = owner.post(NEW, FORM).context["preview"]["sights"]
    owner.post(NEW, {**FORM, "sure": "1"})
    viewer = sharing.viewer_for(account(f"{KGZ}@example.org"), on=localdate(), strong=True)
    rows = Event.objects.seen_by(viewer).filter(owner="KAZ").order_by("id").seen()
    assert (sight.records, list(sight.titles)) == (len(rows), [row.title for row in rows][:20])
    assert "Meeting zqopensqz" in sight.titles or len(rows) > 20


def test_several_readers_in_one_form(events):
    owner = signed_in(KAZ)
    two = {**FORM, "rows": "2", "reader-2": "UZB", "role-2": "reviewer"}
    shown = text(owner.post(NEW, two))
    assert "Kyrgyzstan: Every working role" in shown
    assert "Uzbekistan: Reviewer" in shown
    owner.post(NEW, {**two, "sure": "1"})
    share = shares().get()
    assert sorted(share.readers.values_list("owner", "role")) == [("KGZ", "any"), ("UZB", "reviewer")]


def test_another_reader_is_asked_for_without_losing_what_was_typed(events):
    page = signed_in(KAZ).post(NEW, {**FORM, "more": "1"}).content.decode()
    assert 'name="reader-2"' in page
    assert 'name="rows" value="2"' in page
    assert 'value="A joint exercise"' in page
    assert "field--wrong" not in page
    assert shares().count() == 0
    many = signed_in(KAZ).post(NEW, {**FORM, "rows": "99", "more": "1"}).content.decode()
    assert ('name="reader-12"' in many, 'name="reader-13"' in many) == (True, False)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"reader": "XXX"}, "No node has the key"),
        ({"role": "donor"}, "it is not a working role"),
        ({"reader": ""}, "Nobody is named"),
        ({"end": "2025-06-01", "start": "2025-01-01"}, "Choose a later day"),
        ({"end": "2036-01-01"}, "two years at most"),
        ({"kind": "journal.act"}, "are not shared by themselves"),
        ({"kind": "people.person", "project": "P53"}, "no such project"),
        ({"purpose": ""}, "Something has to stand here"),
        ({"whose": "KGZ"}, "Only"),
    ],
)
def test_a_refusal_stands_in_the_form_before_and_after_the_preview(events, changed, sentence):
    owner = signed_in(KAZ)
    for press in ({}, {"sure": "1"}):
        answer = owner.post(NEW, {**FORM, **changed, **press})
        assert sentence.lower() in text(answer).lower()
        assert "Share it" not in text(answer)
    assert shares().count() == 0


def test_who_shares_nobodys_records_finds_no_pages(events):
    for address in (NEW, "/shares/persons/"):
        assert signed_in("learner").get(address).status_code == 403
        assert signed_in(KAZ).get(address).status_code == 200
    assert "/shares/new/" not in signed_in("learner").get("/shares/").content.decode()
    assert "/shares/new/" in signed_in(KAZ).get("/shares/").content.decode()


def test_an_old_session_is_asked_for_a_proof(events):
    assert signed_in(KAZ, minutes_ago=30).post(NEW, {**FORM, "sure": "1"}).status_code == 403
    assert shares().count() == 0


def people_found(client):
    groups = client.get("/search/", {"q": "Seitzhanova"}).context["groups"]
    return [str(hit.title) for group in groups if group.title == "People" for hit in group.found]


def test_a_person_is_found_and_shared_with_name_and_nothing_else_of_the_country(demo_world):
    owner, reader = signed_in(KAZ), signed_in(KGZ)
    page = owner.get("/shares/persons/", {"text": "Seitzhanova"}).content.decode()
    with checking():
        uid = str(Person.objects.inside_action().get(key="DEMO-KAZ-S1").uid)
    assert f"/shares/of/people.person/{uid}/" in page
    for name, why in (("", "nobody before a name is typed"), ("Asanbaeva", "nobody of a neighbour")):
        assert "/shares/of/" not in owner.get("/shares/persons/", {"text": name}).content.decode(), why
    assert "/shares/of/" in signed_in(KGZ).get("/shares/persons/", {"text": "Asanbaeva"}).content.decode()
    assert people_found(reader) == []
    form = {**FORM, "field": "*", "level": "2"}
    address = f"/shares/of/people.person/{uid}/new/"
    shown = text(owner.post(address, form))
    assert "Alma Seitzhanova" in shown
    assert owner.post(address, {**form, "sure": "1"}).status_code == 302
    assert people_found(reader) == ["Alma Seitzhanova"]


def test_the_preview_of_a_restricted_field_shows_it_and_says_that_a_second_person_decides(demo_world):
    event = outreach.record_event(
        by=SYSTEM, owner="KAZ", key="NOTED", title="A meeting", kind="awareness", level="national", status="held",
        dates="2018-04-04", venue="KAZ", sources=["S1"], note="zqnoteqz", note_label=3,
    )  # fmt: skip
    owner = signed_in(KAZ)
    address, form = f"/shares/of/outreach.event/{event.uid}/new/", {**FORM, "field": "*"}
    closed = text(owner.post(address, {**form, "level": "2"}))
    assert ("What stays closed" in closed, "zqnoteqz" in closed) == (True, False)
    opened = text(owner.post(address, {**form, "level": "3"}))
    assert ("What stays closed" in opened, "zqnoteqz" in opened) == (False, True)
    assert "a second focal point has to confirm" in opened


def test_a_list_of_persons_says_that_it_opens_their_names(demo_world):
    """That somebody is recorded everybody may know; what the share opens is the name, and the preview counts it."""
    form = {**FORM, "kind": "people.person"}
    before, after = signed_in(KAZ).post(NEW, form).context["preview"]["sights"][0]
    assert before.records == after.records > 0
    assert (dict(before.readable)["name"], dict(after.readable)["name"]) == (0, after.records)
    shown = text(signed_in(KAZ).post(NEW, form))
    assert f"can be read in {after.records}, in {after.records} only by this share" in shown
    assert "Alma Seitzhanova" in after.titles or after.records > 20
