"""The register on pages: what should not be relied on first, approval by another person, and for whom."""

import pytest

from kerege.capacity.queries import documents
from kerege.people.rules import ANONYMOUS
from tests.web.capacity.test_assessment_pages import (
    EVERYTHING,
    FOCAL,
    HEAD,
    NEIGHBOUR,
    OFFICER,
    client,
    localdate,
    text,
)

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]
REGISTER = "/capacity/quality/documents/"


def where(code):
    found = documents.register(EVERYTHING, me=ANONYMOUS, on=localdate(), lang="en")
    return f"{REGISTER}{next(line for line in found if line.code == code).uid}/"


def test_the_register_says_what_should_not_be_relied_on():
    page = text(client(OFFICER).get(REGISTER))
    places = [page.index(told) for told in ("SOP-02", "SOP-03", "SOP-01")]
    assert places == sorted(places)
    assert 'badge--bad">Past its review' in page
    assert "Действия при проливе" in text(client(FOCAL).get(REGISTER, headers={"accept-language": "ru"}))
    for name in ("", NEIGHBOUR, "donor"):
        assert "No document that you may read" in text(client(name).get(REGISTER))
        assert client(name).get(where("SOP-01")).status_code == 404
        assert "SOP-01" not in client(name).get(f"{REGISTER}?format=csv").content.decode()
    assert "superseded" in client(FOCAL).get(f"{REGISTER}?format=csv").content.decode().casefold()


def test_a_version_goes_its_way_on_the_page():
    address = where("SOP-03")
    page = client(OFFICER).get(address)
    version = page.context["line"].versions[0].uid
    assert client(OFFICER).post(address, {"do": "hand", "version": version}).status_code == 302
    sent = {"do": "approve", "version": version}
    sent |= {f"approve{version}-effective_from": "2027-01-10", f"approve{version}-review_by": "2027-01-10"}
    own = client(OFFICER).post(address, sent)
    assert (own.status_code, "Whoever wrote a version does not approve it" in text(own)) == (422, True)
    wrong = client(HEAD).post(address, sent)
    assert (wrong.status_code, "The review, 10 January 2027, comes after the day" in text(wrong)) == (422, True)
    right = sent | {f"approve{version}-review_by": "2029-01-10"}
    assert client(HEAD).post(address, right).status_code == 302
    assert "Approved, not in force yet" in text(client(OFFICER).get(address))
    assert "Version 1 is in force since" in text(client(OFFICER).get(f"{address}?on=2027-02-01"))


def test_a_document_is_entered_on_the_page():
    address = f"{REGISTER}new/"
    sent = {"facility": "KG-F-6647120-L", "code": "SOP-09", "title_en": "", "title_ru": "", "seat": "DEMO-BSO-OSH"}
    assert "A document needs a title" in text(client(HEAD).post(address, sent))
    done = client(HEAD).post(address, sent | {"title_ru": "Стирка халатов"})
    assert done.status_code == 302
    assert "No version is in force." in text(client(HEAD).get(done["Location"]))
