"""One row for everybody, and a menu of the own work for whoever has some."""

import pytest
from django.test import RequestFactory

from kerege.people.words import Role
from kerege.web.shell.navigation import ENTRIES, navigation


def found(path="/", *roles):
    return navigation(RequestFactory().get(path), frozenset(roles))


def hrefs(items):
    return [item.href for item in items]


@pytest.mark.nodb
def test_the_row_is_the_same_for_everybody_and_the_menu_is_for_who_works():
    everybody = found()
    assert everybody.work == []
    for role in Role:
        assert hrefs(found("/", role.value).open) == hrefs(everybody.open)
    assert {"/journal/", "/shares/", "/privacy/looks/", "/inventory/experts/"} <= set(
        hrefs(found("/", "focal_point").work)
    )
    assert hrefs(found("/", "donor").work) == []


@pytest.mark.nodb
def test_every_entry_leads_somewhere_and_somebody_finds_it():
    everything = found("/", *(role.value for role in Role))
    assert len(everything.open) + len(everything.work) == len(ENTRIES)


@pytest.mark.nodb
def test_the_menu_says_that_the_page_is_in_it():
    here = found("/shares/new/", "focal_point")
    assert [item.href for item in (*here.open, *here.work) if item.current] == ["/shares/"]
    assert here.working
    assert not found("/courses/", "focal_point").working
