"""The frame around every page."""

import gzip
import json
import re

import pytest
from django.contrib.staticfiles import finders

from tests.web.shell_gallery.fixtures import gallery  # noqa: F401 - a fixture
from tests.web.shell_gallery.urls import NOTED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gallery")]
FIRST_PAGE = 150_000


def page(client, address="/", language="en"):
    return client.get(address, headers={"accept-language": language}).content.decode()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ru", "ltr"), ("fa", "rtl"), ("ps", "rtl")])
def test_language_and_direction_are_said_once_and_right(client, language, direction):
    assert f'<html lang="{language}" dir="{direction}">' in page(client, language=language)


def test_nothing_is_inline_because_the_policy_refuses_it(client):
    shown = page(client)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", shown)
    assert re.findall(r"<script[^>]*>", shown) == ['<script type="module" src="/static/kerege/kerege.js">']


def test_scripts_run_no_text_and_keep_no_page_in_the_browser(client):
    told = json.loads(re.findall(r"<meta name=\"htmx-config\" content='([^']*)'>", page(client))[0])
    assert (told["allowEval"], told["historyCacheSize"], told["selfRequestsOnly"]) == (False, 0, True)


def test_each_note_stands_once_at_the_foot_whatever_the_number_of_names(client):
    shown = page(client)
    note = NOTED.note.removeprefix("** ")
    assert shown.count("Sampleland") > 3
    assert shown.count(note) == shown.split('id="footnotes"')[1].count(note) == 1


def test_every_language_is_offered_under_its_own_name_and_unfinished_ones_say_so(client):
    shown = page(client)
    offered = re.findall(r'<button name="language" value="([^"]+)".*?</button>', shown)
    assert len(offered) == 11
    assert re.search(r'value="ru" lang="ru"><bdi>Русский</bdi></button>', shown)
    assert re.search(r'value="ky" lang="ky"><bdi>Кыргызча</bdi><span[^>]*>partial', shown)


def test_the_current_page_is_marked_and_absent_pages_are_not_offered(client):
    shown = page(client, "/courses/")
    assert shown.count('<a href="/courses/" aria-current="page">') == 2
    assert '<a href="/" aria-current' not in shown
    assert "Journal" not in shown


def test_a_day_other_than_today_is_said_with_the_way_back(client):
    shown = page(client, "/?on=2018-04-04")
    assert "You read this as on <strong>4 April 2018</strong>" in shown
    assert "Back to today" in shown
    assert "Back to today" not in page(client)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/refused/", 409, "“this” is refused to show the page."),
        ("/nowhere/", 404, "No page has this address"),
        ("/?on=2018-02-30", 422, "“2018-02-30” is not a day."),
    ],
)
def test_what_is_refused_gets_a_whole_page_that_says_why(client, address, status, said):
    answer = client.get(address)
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert "</footer>" in answer.content.decode()


def test_a_failure_shows_no_detail_of_the_program(client):
    client.raise_request_exception = False
    answer = client.get("/fails/")
    assert answer.status_code == 500
    assert "nothing was recorded" in answer.content.decode()
    assert "on purpose" not in answer.content.decode()


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong_twice(client):
    shown = page(client, "/?wrong=1")
    assert 'value="2018-13-01"' in shown
    assert shown.count("Enter a valid date.") == 2
    assert '<a href="#id_day">' in shown


def test_sorting_keeps_the_filters_and_leaves_the_page(client):
    shown = page(client, "/?kind=a&page=3&sort=title")
    assert 'aria-sort="ascending"><a href="?kind=a&amp;sort=-title">' in shown
    assert 'aria-sort="none"><a href="?kind=a&amp;sort=country">' in shown


def test_the_first_page_is_light_without_the_detailed_map(client):
    files = [finders.find(f"kerege/{name}") for name in ("kerege.css", "kerege.js", "icon.svg")]
    sent = [page(client).encode(), *(open(file, "rb").read() for file in files)]
    assert sum(len(gzip.compress(part)) for part in sent) < FIRST_PAGE / 2


def test_the_part_for_day_and_country_is_no_whole_page(client):
    part = client.get("/choose/?next=/courses/", headers={"hx-request": "true"})
    assert "<html" not in part.content.decode()
    assert 'name="next" value="/courses/"' in part.content.decode()
    assert "HX-Request" in part["Vary"]
