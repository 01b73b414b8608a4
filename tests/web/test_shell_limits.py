"""What is larger, longer or odder than any honest request is refused with a code before it costs anything."""

import pytest
from django.test import Client

from kerege.web.shell.limits import LONGEST_BODY, LONGEST_UPLOAD

FORM = "multipart/form-data; boundary=x"


def announced(length, kind="application/x-www-form-urlencoded", path="/choose/"):
    """A request that announces this many bytes and sends none: nobody may begin to read them."""
    return Client().generic("POST", path, b"", CONTENT_TYPE=kind, CONTENT_LENGTH=str(length))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("length", "kind", "code"),
    [
        (LONGEST_BODY + 1, "application/x-www-form-urlencoded", "shell.too_large"),
        (LONGEST_BODY + 1, "application/json", "shell.too_large"),
        (LONGEST_UPLOAD + 1, FORM, "shell.upload_too_large"),
        (10**15, FORM, "shell.upload_too_large"),
        (10**40, FORM, "shell.upload_too_large"),
        ("-1", FORM, "shell.upload_too_large"),
        ("0x10", "application/json", "shell.too_large"),
        ("\u0661", "application/json", "shell.too_large"),
    ],
)
def test_a_body_is_judged_by_what_it_announces(length, kind, code):
    answer = announced(length, kind)
    assert answer.status_code == 413
    assert code in answer.content.decode()


@pytest.mark.django_db
def test_under_the_interface_it_is_a_problem_document():
    answer = announced(LONGEST_BODY + 1, "application/json", "/api/v1/claims")
    assert (answer.status_code, answer.json()["code"]) == (413, "shell.too_large")


@pytest.mark.django_db
def test_more_files_than_any_form_has_are_refused():
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = Client().post("/choose/", {f"f{n}": SimpleUploadedFile("a.txt", b"x") for n in range(6)})
    assert answer.status_code == 413
    fewer = Client().post("/choose/", {f"f{n}": SimpleUploadedFile("a.txt", b"x") for n in range(5)})
    assert fewer.status_code != 413


@pytest.mark.django_db
def test_more_parameters_than_any_list_has_are_refused():
    assert Client().get("/help/?" + "&".join(["a=1"] * 100)).status_code == 200
    assert Client().get("/help/?" + "&".join(["a=1"] * 101)).status_code == 414


ODD = [
    "page=999999999999999999999999999999",
    "page=-1",
    "page=1e400",
    "page=\u0663",
    "size=999999999999999999999999999999",
    "size=0",
    "before=999999999999999999999999999999",
    "on=99999-99-99",
    "on=2018-04-31",
    "country=" + "A" * 3000,
    "sort=" + "-" * 3000,
    "text=" + "%25" * 1200,
    "text=" + "a " * 1500,
    "text=%00",
    "text=%ED%A0%80",
    "q=" + "ыўқ" * 300,
    "q=" + "%2527" * 500,
    "format=" + "x" * 3000,
    "word=" + "." * 3000,
]
LISTS = [
    "/courses/",
    "/events/",
    "/claims/",
    "/sources/",
    "/search/",
    "/law/",
    "/people/organisations/",
    "/api/v1/courses",
    "/api/v1/search",
    "/api/v1/territories",
    "/api/feeds/events.atom",
    "/api/feeds/help.atom",
]


@pytest.mark.parametrize("path", LISTS)
def test_odd_values_are_no_fault_of_the_program(path, db):
    client = Client(raise_request_exception=False)
    told = {odd: client.get(f"{path}?{odd}").status_code for odd in ODD}
    assert {odd: status for odd, status in told.items() if status >= 500} == {}


def test_what_was_encoded_twice_is_decoded_once(db):
    """%2527 is the text %27 and no quotation mark; whoever looks again would find another text than was checked."""
    for path in ("/search/?q=", "/courses/?text="):
        page = Client().get(f"{path}%2527%253Cb%253E").content.decode()
        assert 'value="%27%3Cb%3E"' in page
        assert "<b>" not in page.split("<main")[1].split("</form>")[0]


def test_of_a_name_that_stands_twice_in_an_address_the_last_one_counts_on_every_page(db):
    for path, name in (("/courses/", "text"), ("/events/", "text"), ("/sources/", "text"), ("/search/", "q")):
        page = Client().get(f"{path}?{name}=zqfirstqz&{name}=zqlastqz").content.decode()
        assert ('value="zqlastqz"' in page, 'value="zqfirstqz"' in page) == (True, False), path
