"""Nobody reads a word above the own clearance by filtering, ordering, paging, choosing a day, or asking for a part."""

import re

import pytest
from django.test import Client

from tests.house import asking, canaries
from tests.house.crawling import addresses, crawl, found_above, found_in, is_file, signed_in
from tests.house.readers import EVERYBODY, FOCAL_POINT, NEIGHBOUR
from tests.house.rule import ROOT
from tests.house.test_leaks import OWN_TRACES, differences

PARTS = {
    "kerege/web/evaluation/course.py",
    "kerege/web/shell/fresh.py",
    "kerege/web/shell/views.py",
    "kerege/web/inventory/imports/views.py",
    "kerege/web/planning/views/goals.py",
    "kerege/web/planning/views/plan.py",
    "kerege/web/planning/views/why.py",
    "kerege/web/planning/views/years.py",
}
"""Where an answer depends on it: the code on the screen of a room, which only who collects answers is shown; the page
that asks for a proof, the choice of a day, how far imports and plans are.
"""


def everything_asked(client: Client) -> list[str]:
    return [*asking.of_interface(), *asking.of_pages(client)]


@pytest.mark.slow
@pytest.mark.sqlite_alone
def test_nothing_that_is_asked_changes_with_what_is_hidden(laid):
    """Filters, orders and days: more hidden records and other hidden words change no answer, so none tells of them.

    Of each parameter of a list one value, and of these parameters every fourth; `make crawl` asks for all.
    """
    client = signed_in(NEIGHBOUR)
    asked = [a for a in asking.one_of_each(everything_asked(client), turn=1) if not a.startswith(OWN_TRACES)][::4]
    before = crawl(client, asked)
    assert found_above(NEIGHBOUR, before, laid.words) == []
    canaries.lay_more(laid)
    after = crawl(client, asked)
    told = [line for address in asked for line in differences(address, before[address], after[address])]
    assert not told, "\n".join(told)


def test_whoever_may_does_find_them_by_asking(laid):
    """So the answers above could have told of them."""
    client = signed_in(FOCAL_POINT)
    asked = [a for a in asking.one_of_each(everything_asked(client), turn=0) if re.search(r"[?&](text|q|owner)=", a)]
    assert found_in(crawl(client, asked), ["zqcourserestrictedqz", "zqeventrestrictedqz"])


@pytest.mark.crawl
@pytest.mark.parametrize("email", EVERYBODY)
def test_nobody_reads_more_by_asking(laid, email):
    client = signed_in(email)
    assert found_above(email, crawl(client, everything_asked(client)), laid.words) == []


@pytest.mark.crawl
@pytest.mark.parametrize("email", ["", NEIGHBOUR])
def test_nothing_that_is_asked_in_any_way_changes_with_what_is_hidden(laid, email):
    client = signed_in(email)
    asked = [a for a in everything_asked(client) if not a.startswith(OWN_TRACES)]
    before = crawl(client, asked)
    canaries.lay_more(laid)
    after = crawl(client, asked)
    told = [line for address in asked for line in differences(address, before[address], after[address])]
    assert not told, "\n".join(told)


# -- parts of pages ----------------------------------------------------------------------------------------------------


def test_a_part_of_a_page_tells_no_more_than_the_page(laid):
    client = signed_in(NEIGHBOUR)
    client.defaults |= {"HTTP_HX_REQUEST": "true"}
    asked = [a for a in addresses(laid, records=1) if not is_file(a)]
    imports = [a for a in asked if a.startswith(("/imports/", "/planning/"))]
    sample = ["/choose/", "/choose/?next=/courses/", *imports, *asked[:: max(1, len(asked) // 30)]]
    assert found_above(NEIGHBOUR, crawl(client, sample), laid.words) == []
    assert "<html" not in client.get("/choose/").content.decode(), "this was the part"
    assert "<html" in Client().get("/choose/").content.decode()


@pytest.mark.crawl
@pytest.mark.parametrize("email", ["", NEIGHBOUR])
def test_no_part_of_any_page_tells_more(laid, email):
    client = signed_in(email)
    client.defaults |= {"HTTP_HX_REQUEST": "true"}
    asked = [a for a in (*addresses(laid), *everything_asked(client)) if not is_file(a)]
    assert found_above(email, crawl(client, asked), laid.words) == []


@pytest.mark.nodb
def test_answers_depend_on_who_asks_for_a_part_only_where_it_is_known():
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "kerege").rglob("*.py")
        if re.search(r"HX-(Request|Target|Trigger)|request\.htmx", path.read_text(encoding="utf-8"))
    }
    assert found == PARTS, "crawl the new part above, and enter its file in PARTS"


# -- what is asked -----------------------------------------------------------------------------------------------------


@pytest.mark.nodb
def test_every_parameter_of_the_description_is_asked():
    asked = {name for address in asking.of_interface() for name in re.findall(r"[?&](\w+)=", address)}
    described = {p["name"] for _, o in asking.operations() for p in o["parameters"] if p["in"] == "query"}
    assert described - asked == {"by", "days", "version"}, "these are of addresses with a key, which test_leaks.py asks"
    assert len(asking.of_interface()) > 200


@pytest.mark.nodb
def test_a_page_says_what_it_can_be_asked():
    page = (
        '<form method="post"><input name="title"></form>'
        '<form class="toolbar" method="get"><select name="kind"><option value=""><option value="a"></select>'
        '<input name="text" value="typed"><input type="checkbox" name="only" value="1"></form>'
        '<a href="?sort=-day&amp;kind=a">Day</a><a href="?format=csv">CSV</a><a href="/help/?x=1">Help</a>'
    )
    assert asking.offered(page) == {"kind": ("", "a"), "text": ("zq",), "only": ("1",), "sort": ("-day",)}


def test_every_list_offers_something_or_is_plain(laid):
    client = signed_in(FOCAL_POINT)
    offered = {a: set(asking.offered(client.get(a).content.decode())) for a in asking.lists()}
    assert {"sort", "kind", "status", "country"} <= offered["/courses/"]
    assert len([a for a, names in offered.items() if names]) > 5


@pytest.mark.nodb
def test_a_sample_has_every_parameter_and_every_value_at_some_turn():
    asked = ["/a/?x=1", "/a/?x=2", "/a/?y=1", "/b/?x=1", "/b/?x=2", "/b/?x=3"]
    turns = [asking.one_of_each(asked, turn) for turn in range(6)]
    assert {len(found) for found in turns} == {3}
    assert {address for found in turns for address in found} == set(asked)
