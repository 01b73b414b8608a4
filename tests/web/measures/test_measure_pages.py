"""The pages of national measures: record, bring a text, read it on a day and beside another language, withdraw."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kerege.people.queries import account
from tests import ground
from tests.capacity.given import somebody
from tests.law import act_of_nothing as act

LIST, PAGE = "/law/measures/", f"/law/measures{act.URI}/"
MEASURE = {"owner": "KAZ", "uri": act.URI, "kind": "law", "state": "unknown", "title_en": "On matters"}
MEASURE |= {"title_ru": "О делах", "number": "122-VII", "dates": "2022-05-21", "sources": "S1"}


@pytest.fixture(autouse=True)
def _here(db):
    ground.lay()
    for name, owner in (("drafter", "KAZ"), ("neighbour", "KGZ")):
        somebody(name, "legal_drafter", owner)


def client(name=""):
    found = Client()
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer, status=200):
    assert answer.status_code == status, answer.content[:500]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def bring(content=act.RU, *, who="drafter", name="law.txt", **changes):
    raw = content if isinstance(content, bytes) else content.encode()
    sent = {"measure": act.URI, "language": "rus", "source_kind": "official", "start": "2022-05-21"} | changes
    return client(who).post(f"{LIST}text/", sent | {"file": SimpleUploadedFile(name, raw)})


def test_a_drafter_records_a_law_and_a_visitor_reads_it_in_two_languages_on_a_day():
    drafter, visitor = client("drafter"), client()
    assert "Record a measure" not in text(visitor.get(LIST))
    assert drafter.post(f"{LIST}new/", MEASURE).headers["Location"] == PAGE
    assert "The text is not here" in text(visitor.get(PAGE))
    assert bring().headers["Location"] == f"{PAGE}?language=rus&on=2022-05-21"
    assert (
        bring(act.html(act.EN), name="law.html", language="eng", source_kind="unofficial_translation").status_code
        == 302
    )
    event = {"measure": act.URI, "kind": "enter", "on": "2022-11-22"}
    assert drafter.post(f"{LIST}event/", event).headers["Location"] == PAGE
    assert drafter.post(f"{LIST}event/", event | {"on": "2099", "parts": "chp_1__art_2"}).status_code == 302
    assert drafter.post(f"{LIST}event/", event | {"kind": "amend", "on": "2024-01-01"}).status_code == 302
    said = text(visitor.get(f"{PAGE}?language=rus&beside=eng&on=2025-01-01"))
    for expected in (
        "partly in force",
        "Version of 21 May 2022",
        "Known amendments not applied: 1.",
        "Provisions not in force: 1.",
        "Unofficial translation",
        "Закон применяется к делам.",
        "The Law applies to matters.",
        "not yet in force",
    ):
        assert expected in said
    answer = visitor.get(f"{PAGE}?language=rus&beside=eng&on=2025-01-01").content.decode()
    assert answer.count('id="chp_1__art_2"') == 1
    assert '<meta property="eli:id_local" content="/akn/kz/act/law/2022-05-21/122-vii">' in answer
    assert "adopted, not yet in force" in text(visitor.get(f"{PAGE}?on=2022-06-01"))
    assert "No text in this language holds on this day" in text(visitor.get(f"{PAGE}?on=2022-05-20"))


def test_a_part_has_an_address_and_the_text_leaves_as_it_came():
    client("drafter").post(f"{LIST}new/", MEASURE)
    bring()
    visitor = client()
    expression = f"{PAGE}rus@2022-11-22/"
    assert "Закон применяется" in text(visitor.get(expression))
    assert visitor.get(f"{expression}~chp_1__art_2/").headers["Location"] == f"{expression}#chp_1__art_2"
    linked = visitor.get(f"{PAGE}?format=jsonld").json()
    assert (linked["@type"], linked["legislationIdentifier"]) == ("Legislation", act.URI)
    assert linked["workExample"]["legislationLegalValue"] == "OfficialLegalValue"
    content = re.search(r"/law/measures/content/[0-9a-f-]+\.xml", visitor.get(PAGE).content.decode())[0]
    kept = visitor.get(content)
    assert (kept["Content-Type"], kept.content[:5]) == ("application/akn+xml", b"<?xml")
    assert visitor.get(f"{PAGE}?format=csv").content.decode("utf-8-sig").splitlines()[0].startswith("Part")
    assert visitor.get(f"{PAGE}?language=xx").status_code == 422
    assert visitor.get("/law/measures/akn/kz/act/law/1999/9/").status_code == 404
    assert visitor.get("/law/measures/akn/nonsense/").status_code == 422


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays():
    drafter = client("drafter")
    answer = drafter.post(f"{LIST}new/", MEASURE | {"uri": "/akn/kg/act/law/2022/1", "title_en": "Kept as typed"})
    assert "is an address of another country than" in text(answer, 422)
    assert "Kept as typed" in answer.content.decode()
    drafter.post(f"{LIST}new/", MEASURE)
    assert "is before the measure itself" in text(bring(start="2020-01-01"), 422)
    assert "What a machine translated is an unofficial translation" in text(bring(machine="on"), 422)
    tracked = act.docx(act.RU, inside='<w:del w:id="1"/>')
    assert "nobody has accepted or rejected" in text(bring(tracked, name="law.docx"), 422)
    assert "is not what its ending says" in text(bring(b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', name="law.xml"), 422)
    assert "is of a kind that is not taken here" in text(bring(name="law.exe"), 422)
    assert bring().status_code == 302
    assert bring(start="2023-01-01", until="2024-01-01").status_code == 302
    assert "already holds from" in text(bring(start="2022-08-01", until="2023-06-01"), 422)
    wrong = {"measure": act.URI, "kind": "repeal", "on": "2023", "parts": "art_77"}
    assert "has a part “art_77”" in text(drafter.post(f"{LIST}event/", wrong), 422)


def test_a_draft_is_read_by_its_country_and_by_nobody_else():
    client("drafter").post(f"{LIST}new/", MEASURE | {"state": "draft", "title_en": "SECRET draft"})
    bring()
    assert "SECRET draft" in text(client("drafter").get(LIST))
    assert "not public" in text(client("drafter").get(PAGE))
    for who in ("", "neighbour"):
        assert "SECRET" not in text(client(who).get(LIST))
        assert client(who).get(PAGE).status_code == 404


def test_only_whoever_records_law_there_may_write_and_says_why_it_is_withdrawn():
    client("drafter").post(f"{LIST}new/", MEASURE)
    bring()
    assert client().post(f"{LIST}new/", MEASURE).status_code in {302, 403}
    assert client("neighbour").post(f"{LIST}new/", MEASURE | {"uri": "/akn/kz/act/law/2023/2"}).status_code in {
        403,
        422,
    }
    assert bring(who="neighbour", start="2023-01-01").status_code in {403, 422}
    address = re.search(r"/law/measures/withdraw/[0-9a-f-]+/", client("drafter").get(PAGE).content.decode())[0]
    assert client("neighbour").post(address, {"reason": "I would"}).status_code in {403, 422}
    assert "Say why it is withdrawn" in text(client("drafter").post(address, {"reason": " "}), 422)
    assert client("drafter").post(address, {"reason": "Another law"}).headers["Location"] == PAGE
    assert "The text is not here" in text(client().get(PAGE))
