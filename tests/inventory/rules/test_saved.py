"""A kept search: one filter is one address, and an address that was tampered with is told by name."""

import pytest

from kerege.inventory.rules.saved import FILTERS, LONGEST, NOT_KEPT, new_ones, read, written
from kerege.inventory.words.saved import SEARCH_PAGES, SearchPage
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(
    ("page", "query", "kept"),
    [
        ("facilities", "", ""),
        ("facilities", "kind=field_station&country=KGZ", "country=KGZ&kind=field_station"),
        ("facilities", "country=KGZ&kind=field_station&on=2026-01-01&sort=-title&after=x&format=csv", 
         "country=KGZ&kind=field_station"),
        ("facilities", "kind=&text=+%D0%9E%D1%88+&stale=yes", "stale=yes&text=%D0%9E%D1%88"),
        ("map", "bbox=60,30,90,60", "bbox=60%2C30%2C90%2C60"),
        ("who_can", "near=40.53%2C72.80&capability=repair", "capability=repair&near=40.53%2C72.80"),
        ("offers", "kind=training&status=open", "kind=training&status=open"),
        ("requests", "urgency=urgent&kind=repair", "kind=repair&urgency=urgent"),
        ("facilities", "language=uz&unit=KZ-71&place=KZ-1526273", "language=uz-Latn&place=KZ-1526273&unit=KZ-71"),
    ],
)  # fmt: skip
def test_one_filter_is_written_in_one_way(page, query, kept):
    told = written(page, query)
    assert told == kept
    assert written(page, told) == told


@pytest.mark.parametrize(
    ("page", "query", "name"),
    [
        ("journal", "", "journal"),
        ("facilities", "owner=KAZ", "owner"),
        ("facilities", "kind=training&kind=border_post", "kind"),
        ("facilities", "kind=field_station&kind=border_post", "kind"),
        ("facilities", "kind=fieldstation", "kind"),
        ("facilities", "country=kgz", "country"),
        ("facilities", "country=KAZ%27--", "country"),
        ("facilities", "stale=perhaps", "stale"),
        ("facilities", "text=%E2%80%AEx", "text"),
        ("facilities", f"text={'a' * 121}", "text"),
        ("map", "bbox=90,30,60", "bbox"),
        ("map", "stale=yes", "stale"),
        ("offers", "status=agreed", "status"),
        ("offers", "urgency=urgent", "urgency"),
        ("requests", "status=agreed&capability=repair", "capability"),
        ("facilities", "text=%FF", "text=%FF"),
        ("facilities", "a=" + "b" * LONGEST, ("a=" + "b" * LONGEST)[:20]),
    ],
)
def test_an_address_that_does_not_fit_is_told_by_what_is_wrong(page, query, name):
    with pytest.raises(Refusal) as refused:
        read(page, query)
    assert (refused.value.code, refused.value.field) == ("inventory.search_broken", "query")
    assert refused.value.data["name"] == name


def test_every_page_has_a_name_and_no_filter_that_says_how_somebody_reads():
    assert set(FILTERS) == set(SEARCH_PAGES) == set(SearchPage)
    assert [page for page, filters in FILTERS.items() if set(filters) & NOT_KEPT] == []


def test_what_is_new_is_what_was_not_there_before():
    assert new_ones(["a", "b", "c"], "b\nz") == ["a", "c"]
    assert new_ones([], "b") == []
    assert new_ones(["a"], "") == ["a"]
