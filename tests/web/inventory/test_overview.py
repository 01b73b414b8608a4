"""The door of the inventory: what waits for whom, what the region has, and the way to every list."""

from datetime import date, timedelta

import pytest
from django.test import Client, RequestFactory

from kerege.inventory import actions
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor
from kerege.records.viewers import PUBLIC, Viewer
from kerege.web.inventory.waiting import Known, waiting
from kerege.web.shell.navigation import navigation
from tests.ground import FOCAL_KAZ, FOCAL_KGZ
from tests.inventory import dirty, equipment, helping, imported
from tests.inventory.facts import DAY, HEAD_KAZ, HEAD_OF_ONE, recorded
from tests.web.inventory.readers import signed_in

PAGE = "/inventory/"
LONG_AGO = DAY - timedelta(days=500)
KGZ = Viewer("focal-kgz", "Focal", everywhere=Sensitivity.REGIONAL, by_owner=(("KGZ", Sensitivity.RESTRICTED),))
KAZ = Viewer("focal-kaz", "Focal", everywhere=Sensitivity.REGIONAL, by_owner=(("KAZ", Sensitivity.RESTRICTED),))


def waits(actor: Actor, viewer: Viewer, on: date = DAY) -> list[tuple[str, str, str]]:
    return [(step.title, step.text, step.href) for step in waiting(Known(viewer, actor, on, "en"))]


def test_a_card_that_nobody_confirmed_waits_for_whoever_keeps_it():
    old = recorded(today=LONG_AGO)
    recorded(names={"en": "New laboratory"})
    expected = [("Confirm the card of 1 facility", "Example laboratory", f"/facilities/{old.key}/")]
    assert waits(FOCAL_KAZ, KAZ) == waits(HEAD_KAZ, KAZ) == expected
    assert [waits(a, v) for a, v in ((HEAD_OF_ONE, KAZ), (FOCAL_KGZ, KGZ), (ANONYMOUS, PUBLIC))] == [[], [], []]


def test_several_cards_are_a_list_of_their_country_with_the_first_names():
    for n in range(5):
        recorded(names={"en": f"Laboratory {'abcde'[n] * 9}"}, today=LONG_AGO)
    ((title, text, href),) = waits(FOCAL_KAZ, KAZ)
    assert (title, href) == ("Confirm the cards of 5 facilities", "/facilities/?stale=yes&country=KAZ")
    assert text == "Laboratory aaaaaaaaa; Laboratory bbbbbbbbb; Laboratory ccccccccc; and 2 more"


def test_a_closed_facility_needs_nobodys_word():
    old = recorded(today=LONG_AGO)
    actions.close_facility(by=SYSTEM, facility=old.key, on=LONG_AGO, today=LONG_AGO)
    assert waits(FOCAL_KAZ, KAZ) == []


def test_an_import_waits_until_it_is_recorded():
    dirty.lay()

    def told(actor=FOCAL_KGZ, viewer=KGZ):
        return [(title, href) for title, _file, href in waits(actor, viewer)]

    batch = imported.hand_in(imported.SMALL)
    page = f"/imports/{batch.uid}/"
    assert told() == [("Go on with an import: Handed in", page)]
    imported.mapped(batch)
    assert told() == []
    actions.check_rows(by=FOCAL_KGZ, uid=batch.uid, today=DAY)
    assert told() == [("Go on with an import: Checked", page)]
    assert told(FOCAL_KAZ, KAZ) == []
    imported.applied(batch)
    assert told() == []


def test_an_enquiry_waits_for_the_side_whose_turn_it_is():
    giver, asker = helping.laid()
    assert waits(FOCAL_KAZ, KAZ) == []
    made = helping.asked(asker)
    helping.enquired(made.key, giver)
    (title, text, href), *rest = waits(helping.FOCAL_KAZ, KAZ)
    assert (title, text, href.startswith("/inventory/enquiries/")) == ("1 enquiry waits for you", made.title, True)
    assert rest == []
    own = waits(helping.OFFICER_KGZ, helping.KGZ)
    assert [(title, href) for title, _text, href in own] == [(made.title, f"/inventory/requests/{made.key}/")]


def test_an_offer_that_ends_soon_is_told_to_whoever_made_it():
    giver, _asker = helping.laid()
    made = helping.offered(giver, until=DAY + timedelta(days=40))
    assert waits(FOCAL_KAZ, KAZ) == []
    later = DAY + timedelta(days=20)
    assert [(title, href) for title, _text, href in waits(FOCAL_KAZ, KAZ, later)] == [
        (made.title, f"/inventory/offers/{made.key}/")
    ]
    assert waits(FOCAL_KGZ, KGZ, later) == []


def test_pieces_on_their_way_and_items_without_a_certificate_wait_for_their_owner():
    equipment.inspected(2)
    assert [href for _title, _text, href in waits(FOCAL_KAZ, KAZ)] == ["/equipment/lots/cabinets/"]
    place = recorded()
    equipment.handed_over(place)
    for item in equipment.accepted(place, "SN-1", "SN-2"):
        equipment.happens(item, "installed", 12)
    assert [(title, href) for title, _text, href in waits(FOCAL_KAZ, KAZ)] == [
        ("2 items need a tester", "/equipment/?standing=call&country=KAZ")
    ]
    assert waits(FOCAL_KGZ, KGZ) == []


def test_a_plan_waits_for_the_team_and_no_longer_for_who_agreed():
    equipment.inspected(2)
    place = recorded()
    first, _second = (Actor(member.uid, member.name, ()) for member in equipment.team("first", "second"))
    equipment.plan(("cabinets", place.key, "", 2))
    assert waits(first, KAZ) == [("Agree to a distribution plan", "Second package", "/equipment/plans/plan-1/")]
    assert [title for title, _text, _href in waits(FOCAL_KAZ, KAZ)] == ["1 lot is not handed over whole"]
    actions.agree_to_plan(by=first, plan="plan-1", today=DAY)
    assert waits(first, KAZ) == []


def test_the_page_counts_what_this_reader_may_see_and_leads_to_every_list():
    recorded()
    recorded(names={"en": "Hidden laboratory"}, label=Sensitivity.NATIONAL)
    pages = {name: signed_in(name).get(PAGE) for name in ("", "focal", "neighbour")}
    facilities = {name: page.context["tiles"][0].number for name, page in pages.items()}
    assert facilities == {"": 1, "focal": 2, "neighbour": 1}
    text = pages[""].content.decode()
    lists = ("/facilities/", "/inventory/map/", "/inventory/statistics/", "/equipment/", "/equipment/lots/")
    more = ("centres", "experts", "associations", "reference-functions", "offers", "requests", "who-can")
    for address in (*lists, *(f"/inventory/{each}/" for each in more)):
        assert f'="{address}"' in text, address
    assert ("What waits for you" in text, "/facilities/new/" in text, "/imports/" in text) == (False, False, False)
    focal = pages["focal"].content.decode()
    assert ("What waits for you" in focal, "/facilities/new/" in focal, "/imports/" in focal) == (True, True, True)


def test_what_a_reader_may_not_see_is_not_told_as_nothing():
    recorded()
    text = " ".join(Client().get(PAGE).content.decode().split())
    assert ("Facilities: 1<" in text, "Equipment<" in text, "Equipment: 0" in text) == (True, True, False)
    assert text.count("None that you may see on this day.") == 5


@pytest.mark.nodb
@pytest.mark.parametrize(
    "path", ["/inventory/", "/inventory/offers/x/", "/facilities/new/", "/equipment/lots/", "/imports/", "/resources/"]
)
def test_the_menu_says_inventory_on_every_page_of_it(path):
    found = navigation(RequestFactory().get(path), frozenset())
    assert [item.href for item in found.open if item.current] == ["/inventory/"]


@pytest.mark.nodb
def test_the_map_has_an_entry_of_its_own():
    found = navigation(RequestFactory().get("/inventory/map/"), frozenset())
    assert [item.href for item in found.open if item.current] == ["/inventory/map/"]


def test_every_page_of_the_inventory_leads_back_to_its_door():
    for page in ("/facilities/", "/inventory/map/", "/inventory/offers/", "/equipment/", "/equipment/lots/"):
        text = Client().get(page).content.decode()
        crumbs = text[text.index('<nav class="breadcrumb"') :]
        assert 'href="/inventory/"' in crumbs[: crumbs.index("</nav>")], page
