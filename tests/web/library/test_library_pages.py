"""The library: read by everybody who may, found by its content, added to and withdrawn by those who keep it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from kerege.outreach import queries
from kerege.records.viewers import PUBLIC
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
GOOD = {
    "owner": "KGZ", "label": "0", "kind": "guide", "topics": ["waste"], "key": "zq-guide", "title": "Zqwaste guide",
    "lang": "en", "edition": "1", "issued_on": "2026-01-05", "rights": "Zqauthors", "licence": "cc_by",
    "summary": "Zqsummary", "address": "https://example.org/zq",
}  # fmt: skip
NEXT = {name: GOOD[name] for name in ("title", "lang", "issued_on", "rights", "licence", "summary", "address")}


def text(answer):
    return answer.content.decode()


def page(key="spill-handout", lang="en"):
    return queries.resource(PUBLIC, key, on=localdate(), lang=lang)


def sent(name="zq.txt", content=b"Zqfile of the guide\n"):
    return SimpleUploadedFile(name, content)


def test_everybody_finds_the_newest_edition_in_the_own_language_and_what_it_superseded():
    shown = text(Client().get("/library/?topic=spill_response"))
    assert "A spill in the laboratory" in shown
    assert "An awareness meeting" not in shown
    assert "spill-handout" in text(Client().get("/library/?text=near+misses"))
    assert "spill-handout" in text(Client().get("/search/?q=spill+in+the+laboratory"))
    english, russian = page(), page(lang="ru")
    assert (english.shown.edition, english.shown.behind) == ("2nd edition", "")
    assert (russian.shown.edition, russian.shown.behind) == ("1st edition", "2nd edition")
    assert [each.edition for each in english.older] == ["1st edition"]
    assert "Superseded editions" in text(Client().get("/library/spill-handout/"))
    rows = text(Client().get("/library/?format=csv"))
    assert english.shown.file.sha256 in rows
    assert "CC BY 4.0" in rows


def test_a_resource_for_the_own_country_is_there_for_nobody_else():
    assert "Why a near miss" in text(signed_in("biosafety.officer").get("/library/near-miss-talk/"))
    for client in (Client(), signed_in("focal.point.kaz")):
        assert client.get("/library/near-miss-talk/").status_code == 404
        assert "near miss is worth" not in text(client.get("/library/"))
    found = "/library/near-miss-talk/"
    assert found in text(signed_in("biosafety.officer").get("/search/?q=near+miss+is+worth"))
    assert found not in text(Client().get("/search/?q=near+miss+is+worth"))


def test_who_keeps_the_library_adds_a_resource_and_a_newer_edition_supersedes():
    client = signed_in("focal.point.kgz")
    assert client.post("/library/new/", GOOD | {"file": sent()}).url == "/library/zq-guide/"
    assert client.post("/library/new/", GOOD | {"file": sent()}).status_code == 302  # sent twice, it is there once
    found = text(Client().get("/library/zq-guide/"))
    assert "zq.txt" in found
    assert "https://creativecommons.org/licenses/by/4.0/" in found
    assert (
        client.post("/library/zq-guide/edition/", NEXT | {"edition": "2", "issued_on": "2026-03-01"}).status_code == 302
    )
    line = page("zq-guide")
    assert (line.shown.edition, [each.edition for each in line.older]) == ("2", ["1"])
    assert signed_in("focal.point.kaz").post("/library/zq-guide/edition/", NEXT | {"edition": "3"}).status_code == 403
    assert len(page("zq-guide").editions) == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"topics": []}, "at least one topic"),
        ({"address": ""}, "Choose a file"),
        ({"address": "example.org"}, "no address of a page"),
        ({"licence": "reserved", "file": "zq.txt"}, "All rights are reserved"),
        ({"issued_on": "2999-01-01"}, "still to come"),
        ({"key": "spill-handout"}, "already"),
        ({"key": "Not plain!"}, "cannot be a key"),
        ({"file": "zq.exe"}, "not taken here"),
        ({"file": "zq.pdf"}, "not what its ending says"),
        ({"label": "9"}, "Choose who may read it"),
    ],
)
def test_what_is_wrong_is_told_beside_what_was_typed_and_nothing_is_kept(wrong, told):
    typed = GOOD | wrong
    if "file" in typed:
        typed["file"] = sent(typed["file"])
    answer = signed_in("focal.point.kgz").post("/library/new/", typed)
    assert answer.status_code == 422
    shown = text(answer)
    assert told in shown
    assert "Zqsummary" in shown
    assert page("zq-guide") is None


def test_a_withdrawn_edition_gives_its_place_back_and_its_file_goes():
    line = page()
    address = f"/library/spill-handout/withdraw/{line.shown.uid}/"
    client = signed_in("secretariat")
    assert signed_in("focal.point.kgz").post(address, {"reason": "No"}).status_code == 403
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "Zqwrong time of contact"}).status_code == 302
    after = page()
    assert (after.shown.edition, after.older) == ("1st edition", ())
    assert [(each.edition, each.file) for each in after.withdrawn] == [("2nd edition", None)]
    shown = text(Client().get("/library/spill-handout/"))
    assert "Zqwrong time of contact" in shown
    assert line.shown.file.name not in shown
    assert client.post(address, {"reason": "Again"}).status_code == 422
