"""Evidence kept as a file with a source: who attaches, who reads, who withdraws, and what stands at which field."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kerege.journal import queries as journal
from tests.files import corpus
from tests.web.signing import signed_in

PAGE, FORM = "/sources/S1/", "/sources/S1/documents/new/"
HOST = {"host": "127.0.0.1:8000"}

pytestmark = pytest.mark.usefixtures("demo_world")


def coming(who=""):
    client = signed_in(who) if who else Client()
    client.defaults["HTTP_HOST"] = HOST["host"]
    return client


def send(client, name="Приказ.pdf", content=corpus.PDF, owner="KAZ", label="2"):
    return client.post(FORM, {"owner": owner, "label": label, "file": SimpleUploadedFile(name, content)})


def error(answer, field):
    found = re.search(rf'id="id_{field}_error">(.*?)</div>', answer.content.decode(), re.DOTALL)
    return found.group(1) if found else ""


def withdrawing(client):
    return re.search(r'href="(/sources/S1/documents/[^"]+/withdraw/)"', client.get(PAGE).content.decode()).group(1)


def test_a_document_is_attached_and_read_by_those_whom_the_label_lets():
    officer = coming("focal.point.kaz")
    answer = send(officer)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    page = officer.get(PAGE).content.decode()
    address = re.search(r'href="http://localhost:8000(/c/[^"]+)"[^>]*>Приказ.pdf<', page).group(1)
    file = Client(headers={"host": "localhost:8000"}).get(address)
    assert b"".join(file.streaming_content) == corpus.PDF
    for other in ("", "focal.point.kgz", "donor"):
        assert "Приказ" not in coming(other).get(PAGE).content.decode()
    assert "Приказ" in coming("master.trainer").get(PAGE).content.decode()
    assert "Приказ" not in str(journal.acts(owners=None, limit=1)[0].facts)


def test_nobody_finds_a_document_by_searching():
    send(coming("focal.point.kaz"), name="zqpapertrailqz.pdf", label="3")
    for who in ("", "focal.point.kgz", "master.trainer"):
        for search in ("/search/?q=zqpaper", "/sources/?text=zqpaper", "/api/v1/search?q=zqpaper"):
            assert "zqpapertrailqz" not in coming(who).get(search).content.decode()
    assert "zqpapertrailqz" in coming("focal.point.kaz").get(PAGE).content.decode()


def test_the_suggested_label_is_national():
    page = coming("focal.point.kaz").get(FORM).content.decode()
    assert re.search(r'<option value="2" selected>National</option>', page)
    assert 'enctype="multipart/form-data"' in page


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.svg", corpus.SVG, "is of a kind that is not taken here"),
        ("x.pdf", corpus.PAGE, "is not what its ending says"),
        ("x.docx", corpus.document(macro=True), "is not what its ending says"),
        ("x.xlsx", corpus.workbook(**{"xl__vbaProject.bin": "x"}), "holds macros"),
        ("x.exe.pdf", corpus.PDF, "has two endings"),
        ("x.xlsx", corpus.workbook(**{"xl__zeros.bin": b"\0" * 30_000_000}), "as only a trap does"),
        ("x.png", corpus.claiming(50_000, 50_000), "million pixels"),
    ],
)
def test_a_file_that_is_not_taken_is_told_at_its_field_and_the_rest_stays(name, content, told):
    answer = send(coming("focal.point.kaz"), name, content, label="3")
    assert answer.status_code == 422
    assert told in error(answer, "file")
    assert '<option value="3" selected>' in answer.content.decode()


def test_without_a_file_the_field_says_so():
    answer = coming("focal.point.kaz").post(FORM, {"owner": "KAZ", "label": "2"})
    assert answer.status_code == 422
    assert "required" in error(answer, "file")


def test_for_another_owner_nobody_attaches():
    answer = send(coming("focal.point.kaz"), owner="UZB")
    assert answer.status_code == 422
    assert error(answer, "owner")


@pytest.mark.parametrize("who", ["", "donor", "auditor"])
def test_who_records_nothing_attaches_nothing(who):
    client = coming(who)
    assert client.get(FORM).status_code == 403
    assert send(client).status_code == 403
    assert "/documents/new/" not in client.get(PAGE).content.decode()


def test_an_unknown_source_has_no_form():
    assert coming("focal.point.kaz").get("/sources/NO-SUCH/documents/new/").status_code == 404


def test_a_document_is_withdrawn_after_a_question():
    officer = coming("focal.point.kaz")
    send(officer)
    address = withdrawing(officer)
    assert "Приказ.pdf" in officer.get(address).content.decode()
    assert "Приказ.pdf" in officer.get(PAGE).content.decode()
    assert officer.post(address).status_code == 302
    assert "Приказ.pdf" not in officer.get(PAGE).content.decode()
    assert officer.post(address).status_code == 404


def test_others_withdraw_nothing():
    send(coming("focal.point.kaz"), label="0")
    address = withdrawing(coming("focal.point.kaz"))
    assert coming("focal.point.kgz").post(address).status_code == 403
    assert coming("donor").post(address).status_code == 403
    assert coming("").post(address).status_code == 403
    assert "Приказ.pdf" in coming("").get(PAGE).content.decode()
    send(coming("focal.point.kaz"), name="hidden.pdf", label="3")
    hidden = withdrawing(coming("focal.point.kaz"))
    assert coming("focal.point.kgz").post(hidden).status_code == 404


def test_a_document_is_not_withdrawn_through_another_source():
    send(coming("focal.point.kaz"))
    wrong = withdrawing(coming("focal.point.kaz")).replace("/S1/", "/S2/")
    assert coming("focal.point.kaz").post(wrong).status_code == 404
    assert "Приказ.pdf" in coming("focal.point.kaz").get(PAGE).content.decode()
