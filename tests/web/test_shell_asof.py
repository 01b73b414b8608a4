"""As on which day and for which country: the address, then the session, then today."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from kerege.lib.refusal import Refusal
from kerege.web.shell.asof import country_code, on_date, read_day
from kerege.web.shell.views import with_query
from tests.web.shell_gallery.fixtures import gallery  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("gallery")


def asked(rf, query="", **session):
    request = rf.get(f"/{query}")
    request.session = session
    return request


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("query", "session", "day"),
    [
        ("?on=2018-04-04", {"on": "2020-12-01"}, date(2018, 4, 4)),
        ("", {"on": "2020-12-01"}, date(2020, 12, 1)),
        ("?on=", {"on": "2020-12-01"}, date(2020, 12, 1)),
        ("", {}, None),
    ],
)
def test_the_address_speaks_before_the_session_and_the_session_before_today(rf, query, session, day):
    assert on_date(asked(rf, query, **session)) == (day or localdate())


@pytest.mark.nodb
def test_a_day_may_be_typed_in_the_digits_of_any_script():
    assert read_day("۲۰۱۸-۰۴-۰۴") == read_day("٢٠١٨-٠٤-٠٤") == read_day(" 2018-04-04 ") == date(2018, 4, 4)


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2018-04", "shell.not_a_day"),
        ("2018-02-30", "shell.not_a_day"),
        ("frog", "shell.not_a_day"),
        ("1899-12-31", "shell.day_out_of_range"),
        ("2101-01-01", "shell.day_out_of_range"),
    ],
)
def test_what_is_no_day_is_refused(text, code):
    with pytest.raises(Refusal) as refused:
        read_day(text)
    assert (refused.value.code, refused.value.field) == (code, "on")


@pytest.mark.nodb
@pytest.mark.parametrize(("query", "code"), [("?country=kaz", "KAZ"), ("?country=", ""), ("", "MNG")])
def test_an_empty_country_in_the_address_means_the_whole_region(rf, query, code):
    assert country_code(asked(rf, query, country="MNG")) == code


@pytest.mark.nodb
def test_a_country_that_is_no_code_is_refused(rf):
    with pytest.raises(Refusal) as refused:
        country_code(asked(rf, "?country=Kazakhstan"))
    assert refused.value.code == "shell.unknown_country"


@pytest.mark.django_db
def test_a_refused_day_gets_a_page_in_the_shell_that_says_what_to_do(client):
    answer = client.get("/?on=frog", headers={"accept-language": "en"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“frog” is not a day." in page
    assert "shell.not_a_day" in page


@pytest.mark.django_db
def test_choosing_is_remembered_and_said_in_the_address(client):
    answer = client.post("/choose/", {"on": "2018-04-04", "country": "KAZ", "next": "/courses/?page=3&kind=a"})
    assert (answer.status_code, answer["Location"]) == (302, "/courses/?kind=a&on=2018-04-04&country=KAZ")
    context = client.get("/").context
    assert (context["day_now"], context["country_now"], context["is_today"]) == (date(2018, 4, 4), "KAZ", False)


@pytest.mark.django_db
def test_back_to_today_forgets(client):
    client.post("/choose/", {"on": "2018-04-04", "country": "KAZ", "next": "/"})
    answer = client.post("/choose/", {"on": "", "country": "", "next": "/?on=2018-04-04&country=KAZ"})
    assert answer["Location"] == "/"
    assert client.get("/").context["is_today"] is True


@pytest.mark.django_db
def test_an_address_alone_leaves_nothing_in_the_session(client):
    client.get("/?on=2018-04-04")
    assert client.get("/").context["is_today"] is True


@pytest.mark.django_db
def test_a_wrong_day_stays_in_the_form_beside_its_reason(client):
    answer = client.post("/choose/", {"on": "4.4.2018", "country": "KAZ", "next": "/"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="4.4.2018"' in page
    assert 'href="#on"' in page
    assert "on" not in client.session


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_host(client, address):
    assert client.post("/choose/", {"on": "", "country": "", "next": address})["Location"] == "/"


@pytest.mark.nodb
def test_with_query_keeps_the_filters():
    assert with_query("/a/?x=1&on=2000-01-01&page=2#t", {"on": "", "country": "KAZ"}) == "/a/?x=1&country=KAZ#t"
