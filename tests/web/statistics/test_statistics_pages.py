"""The pages of statistics: figures that open, figures in steps, and the same in files."""

import csv
import io

import pytest
from django.test import Client

from kerege.inventory import actions
from kerege.lib.tables import FORMATS
from kerege.people.rules import SYSTEM
from tests import ground
from tests.house import texts
from tests.inventory.facts import lay_town, recorded
from tests.web.inventory.readers import signed_in

PAGE = "/inventory/statistics/"


@pytest.fixture(autouse=True)
def _ground(db, settings):
    settings.KEREGE_MIN_CELL = 2
    ground.lay()
    lay_town()


def laid(claiming=3, others=2):
    made = [recorded(names={"en": f"Lab {n}"}, sure=True, capabilities="training") for n in range(claiming + others)]
    for place in made[:claiming]:
        actions.claim_containment(by=SYSTEM, facility=place.key, scheme="biosafety", level=2)
    return made


def open_page(who="", address=PAGE, **asked):
    return signed_in(who).get(address, asked)


def words(answer) -> str:
    return texts.in_one_line(texts.of_answer(answer))


def test_a_figure_opens_the_list_of_as_many_facilities():
    laid(2, 1)
    page = open_page(columns="capability")
    line = page.context["lines"][0]
    (_, cell) = line["cells"][0]
    assert (str(line["label"]), line["of"], cell.text) == ("KAZ", 3, "3")
    assert open_page(address=cell.href).context["total"] == 3
    assert open_page(address=line["href"]).context["total"] == 3


def test_for_those_who_may_know_a_level_opens_below_the_table():
    laid(2, 1)
    page = open_page("officer", columns="claimed")
    (_, cell) = page.context["lines"][0]["cells"][0]
    assert cell.text == "2"
    opened = open_page("officer", address=cell.href.split("#")[0])
    assert [line.name for line in opened.context["behind"]] == ["Lab 0", "Lab 1"]
    assert "BSL-2" in words(opened)


def test_for_others_it_is_told_in_steps_and_opens_nothing():
    laid()
    page = open_page(columns="claimed")
    (_, cell) = page.context["lines"][0]["cells"][0]
    assert (cell.text, cell.href) == ("at least 2", "")
    assert "a figure is withheld where fewer than 2 facilities have something" in words(page)
    opened = open_page(columns="claimed", row="KAZ", column="biosafety-2")
    assert "There is no list that you may read behind this figure." in words(opened)
    assert "Lab 0" not in words(opened)


def test_what_is_left_out_is_said():
    laid()
    told = words(open_page(rows="sector", columns="claimed"))
    assert "1 country is left out: such figures are told by country, and only as on today." in told


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"rows": "colour"}, "shell.not_offered"),
        ({"rows": "sector", "columns": "sector"}, "inventory.same_twice"),
        ({"country": "ZZZ"}, "atlas.unknown_code"),
        ({"format": "exe"}, "exports.unknown_format"),
        ({"on": "never"}, "shell.not_a_day"),
        ({"column": "x" * 300}, "text.too_long"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, code):
    answer = open_page(**asked)
    assert answer.status_code in {404, 422}
    assert code in answer.content.decode()


@pytest.mark.parametrize("column", ["<i>x</i>", "nothing-9"])
def test_a_figure_that_is_not_there_opens_an_empty_list(column):
    laid(1, 0)
    answer = open_page("officer", columns="claimed", row="KAZ", column=column)
    assert answer.status_code == 200
    assert "There is no list" in words(answer)
    assert "<i>x" not in answer.content.decode()


@pytest.mark.parametrize("key", FORMATS)
def test_files_hold_the_figures_of_the_page_and_no_more(key):
    laid()
    told = words(open_page(columns="claimed", format=key))
    assert "at least 2" in told
    assert "BSL-2" in told
    assert "Holds records up to: Open to everybody" in told
    assert "a figure is withheld where fewer than 2" in told


def test_in_a_file_open_figures_stay_numbers():
    laid(2, 1)
    content = open_page(columns="capability", format="csv").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content)))[:2] == [["Country", "Facilities", "Training"], ["KAZ", "3", "3"]]


def test_staff_is_summed_where_it_may_be_read():
    recorded(staff={"technician": 7}, capabilities="training")
    address = f"{PAGE}staff/"
    assert "No numbers of staff that you may read" in words(open_page(address=address))
    page = open_page("officer", address=address)
    assert page.context["lines"] == [("Technicians", 1, 7)]
    assert "Technicians,1,7" in open_page("officer", address, format="csv").content.decode()


def test_without_any_card_the_page_says_how_to_begin():
    for address in (PAGE, f"{PAGE}equipment/", f"{PAGE}staff/"):
        assert 'class="empty"' in Client().get(address).content.decode()
