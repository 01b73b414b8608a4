"""The project's page is equal to the page it quotes, reads as on a day, and shows what was refused."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("demo_world")

ROOT = Path(__file__).resolve().parents[3]
SEED = ROOT.parent / "shared" / "seed.txt"


class _Visible(HTMLParser):
    """The text that a reader sees inside one element; what is only for screen readers is ours and left out."""

    def __init__(self, tag, wanted):
        super().__init__()
        self.tag, self.wanted, self.depth, self.hidden, self.texts = tag, wanted, 0, 0, []

    def handle_starttag(self, tag, attrs):
        if self.depth or (tag == self.tag and self.wanted in dict(attrs).get("class", "")):
            self.depth += tag == self.tag
            self.hidden += "data-ours" in dict(attrs) or bool(self.hidden)

    def handle_endtag(self, tag):
        self.depth -= bool(self.depth and tag == self.tag)
        self.hidden -= bool(self.hidden)

    def handle_data(self, data):
        if self.depth and not self.hidden:
            self.texts.append(data)


def visible(page, tag, wanted):
    reader = _Visible(tag, wanted)
    reader.feed(page)
    return " ".join(reader.texts)


def letters(text):
    """Only what is read: no spaces, list marks or line ends."""
    return re.sub(r"[\s•]+", "", text)


def test_the_page_is_equal_to_the_seed():
    if not SEED.exists():
        pytest.skip("the quoted page does not lie beside this checkout")
    page = Client().get("/projects/P53/").content.decode()
    notes = visible(page, "section", "footnotes").replace("Notes", "", 1)
    shown = letters(visible(page, "article", "read") + notes)
    seed = SEED.read_text(encoding="utf-8").replace("Skip to main content", "", 1)
    assert shown == letters(seed)


def test_the_empty_category_stays_empty():
    page = Client().get("/projects/P53/").context["page"]
    assert page.categories == ()
    assert [r.label for r in page.regions] == ["CA - Central Asia", "SEEE - South East and Eastern Europe"]
    assert [n.code for n in page.footnotes] == ["XKX", "PSE"]


def test_who_takes_part_depends_on_the_day():
    def codes(on):
        return [row["line"].code for row in Client().get(f"/projects/P53/?on={on}").context["participants"]]

    assert codes("2015-01-01") == []
    assert codes("2016-06-01") == ["AFG", "KGZ", "MNG", "TJK", "UZB"]
    assert codes("2018-04-04") == ["AFG", "KAZ", "KGZ", "MNG", "PAK", "TJK", "UZB"]


def test_nobody_is_a_partner_because_they_take_part():
    rows = Client().get("/projects/P53/?on=2018-04-04").context["participants"]
    assert [row["line"].code for row in rows if row["partner"] is None] == ["KAZ"]


def test_the_timeline_ends_with_the_day():
    years = Client().get("/projects/P53/?on=2018-04-04").context["years"]
    assert [year for year, _ in years] == [2015, 2016, 2017]
    days = [item.line.last_day for _, lines in years for item, _ in lines]
    assert max(days).isoformat() <= "2018-12-31"
    assert all(item.line.sources for _, lines in years for item, _ in lines)


def test_what_was_refused_stands_there_for_everybody_with_its_reason():
    refused = Client().get("/projects/P53/").context["refused"]
    assert [(r["country"].code, r["instrument"], r["line"].on, r["line"].code) for r in refused] == [
        ("MNG", "Cartagena Protocol on Biosafety", "1972", "law.before_adoption")
    ]
    assert "2000-01-29" in refused[0]["why"]


def test_in_russian_the_translation_says_that_it_is_one():
    page = Client(headers={"accept-language": "ru"}).get("/projects/P53/").context["parts"]
    assert page["title"][0]["line"].state == "draft"
    assert page["title"][0]["state"]
    english = Client().get("/projects/P53/").context["parts"]["title"][0]
    assert (english["line"].state, english["state"]) == ("source", "")


def test_addresses():
    assert Client().get("/projects/")["Location"] == "/projects/P53/"
    answer = Client().get("/projects/P99/")
    assert answer.status_code == 404
    assert "projects.unknown" in answer.content.decode()
