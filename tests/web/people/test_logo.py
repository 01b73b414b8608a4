"""The logo of an organisation: set, replaced, removed; shown from the content host; refused at its field."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kerege.journal import queries as journal
from kerege.people import queries
from kerege.records.viewers import PUBLIC
from tests.files import corpus
from tests.web import signing

HOST = {"host": "127.0.0.1:8000"}


@pytest.fixture
def page(demo_world):
    return "/people/organisations/AL-FARABI/"


def signed_in(who):
    client = signing.signed_in(who)
    client.defaults["HTTP_HOST"] = HOST["host"]
    return client


@pytest.fixture
def officer(page):
    return signed_in("focal.point.kaz")


def send(client, page, content, name="logo.png"):
    file = SimpleUploadedFile(name, content)
    return client.post(page, {"do": "logo", "picture-logo": file})


def shown(client, page):
    """The picture's address on the page, or None."""
    found = re.search(
        r'<img class="logo" src="([^"]+)" width="(\d+)" height="(\d+)"', client.get(page).content.decode()
    )
    return found.groups() if found else None


def fetched(address):
    answer = Client(headers={"host": "localhost:8000"}).get(address.removeprefix("http://localhost:8000"))
    return b"".join(answer.streaming_content)


def test_a_logo_is_set_and_everybody_sees_it_drawn_anew(officer, page):
    sent = corpus.picture(size=(1200, 300)) + b"<script>"
    answer = send(officer, page, sent)
    assert (answer.status_code, answer["Location"]) == (302, page)
    address, width, height = shown(Client(headers=HOST), page)
    assert (width, height) == ("600", "150")
    with Image.open(io.BytesIO(fetched(address))) as picture:
        assert picture.size == (600, 150)
    assert b"<script>" not in fetched(address)
    words = [line.word for line in journal.acts(owners=None, limit=2)]
    assert words == ["people.logo.set", "files.file.kept"]


def test_a_logo_is_replaced_and_the_old_one_is_gone(officer, page):
    send(officer, page, corpus.picture())
    old = shown(officer, page)[0]
    send(officer, page, corpus.picture(size=(90, 90)))
    assert shown(officer, page)[1:] == ("90", "90")
    assert Client(headers={"host": "localhost:8000"}).get(old.partition("8000")[2]).status_code == 404


def test_the_same_logo_again_writes_no_act(officer, page):
    send(officer, page, corpus.picture())
    acts = journal.acts(owners=None, limit=1)[0].seq
    send(officer, page, corpus.picture())
    assert journal.acts(owners=None, limit=1)[0].seq == acts


def test_a_logo_is_removed(officer, page):
    send(officer, page, corpus.picture())
    assert officer.post(page, {"do": "remove_logo"}).status_code == 302
    assert shown(officer, page) is None
    assert journal.acts(owners=None, limit=1)[0].word == "people.logo.removed"
    acts = journal.acts(owners=None, limit=1)[0].seq
    assert officer.post(page, {"do": "remove_logo"}).status_code == 302
    assert journal.acts(owners=None, limit=1)[0].seq == acts


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("logo.svg", corpus.SVG, "is of a kind that is not taken here"),
        ("logo.pdf", corpus.PDF, "is of a kind that is not taken here"),
        ("logo.png", corpus.SVG, "is not what its ending says"),
        ("logo.png", corpus.claiming(50_000, 50_000), "more than 40 million pixels"),
        ("logo.png", corpus.picture()[:60], "cannot be read"),
        ("logo.png.exe", corpus.picture(), "is of a kind that is not taken here"),
        ("logo.png", b"", "empty"),
    ],
)
def test_what_is_no_picture_is_refused_at_the_field(name, content, told, officer, page):
    answer = send(officer, page, content, name)
    html = answer.content.decode()
    assert answer.status_code == 422
    error = re.search(r'id="id_picture-logo_error">(.*?)</div>', html, re.DOTALL)
    assert told in error.group(1)
    assert shown(officer, page) is None


@pytest.mark.parametrize("who", ["focal.point.kgz", "donor", "master.trainer"])
def test_others_are_offered_no_form_and_are_refused(who, page):
    client = signed_in(who)
    assert 'name="picture-logo"' not in client.get(page).content.decode()
    assert send(client, page, corpus.picture()).status_code == 403
    assert client.post(page, {"do": "remove_logo"}).status_code == 403
    assert queries.logo(PUBLIC, "AL-FARABI") is None


def test_without_a_content_host_the_page_says_why_nothing_is_shown(officer, page):
    send(officer, page, corpus.picture())
    answer = officer.get(page, headers={"host": "testserver"}).content.decode()
    assert '<img class="logo"' not in answer
    assert "KEREGE_CONTENT_HOST" in answer
