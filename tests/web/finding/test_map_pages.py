"""The map, its list, tiles, pictures and “who can”: the same facilities everywhere, each as far as its reader knows."""

import re
from datetime import date

import pytest
from django.core.cache import caches
from django.test import Client

from kerege.inventory import actions as inventory
from kerege.inventory.models import Facility
from kerege.journal.actions import act
from kerege.lib.geo import DEEPEST_TILE, Spot, off_web_map, tile_of
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.vector_tiles import EXTENT
from kerege.people.rules import SYSTEM
from tests.house import texts
from tests.lib.tiles import read
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")

TRUE = Spot(51.12801, 71.43042)
CELL = Spot(51.15, 71.45)
GIVEN = {
    "by": SYSTEM,
    "owner": "KAZ",
    "territory": "KAZ",
    "kind": "training_centre",
    "sectors": ["human"],
    "sure": True,
}


def recorded(name, **told):
    return inventory.record_facility(**(GIVEN | told), names={"en": name})


@pytest.fixture
def three():
    """One whose true position partners may know, one of a town, and one of which the public knows nothing."""
    caches["near"].clear()
    recorded("Exact brontosaur", latitude=TRUE.lat, longitude=TRUE.lon, capabilities=["training"])
    recorded("Town brontosaur", place="KZ-1526273", capabilities=["repair"])
    recorded("Hidden brontosaur", label=Sensitivity.NATIONAL, latitude=43.3, longitude=68.3, capabilities=["training"])


MINE = "brontosaur"
"""A word in the names of the facilities here, beside those of the example world."""


def public(address, **said):
    return Client().get(address, {"text": MINE} | said)


def focal(address, **said):
    return signed_in("focal.point.kaz").get(address, {"text": MINE} | said)


def points(answer, layer="facilities"):
    assert answer.status_code == 200
    return read(answer.content).get(layer, [])


# -- the page ----------------------------------------------------------------------------------------------------------
def test_the_page_shows_the_same_ones_as_picture_and_as_list(three):
    page = public("/inventory/map/")
    assert {row.name: row.where for row in page.context["rows"]} == {
        "Exact brontosaur": "Within about ten kilometres",
        "Town brontosaur": "The town",
    }
    text = page.content.decode()
    assert page.context["picture"].counts == {"KAZ": 2}
    assert 'aria-label="Kazakhstan: 2 facilities"' in text
    assert "imply no opinion on the status of any territory" in text
    assert ("Hidden" in text, "51.128" in text) == (False, False)
    assert {row.name for row in focal("/inventory/map/").context["rows"]} == {
        "Exact brontosaur", "Hidden brontosaur", "Town brontosaur",
    }  # fmt: skip


def test_filters_stand_in_the_address_and_say_what_they_would_leave(three):
    page = public("/inventory/map/", capability="repair")
    assert [row.name for row in page.context["rows"]] == ["Town brontosaur"]
    (can,) = (f for f in public("/inventory/map/").context["filters"] if f.name == "capability")
    counts = {option.value: option.count for option in can.options}
    assert (counts["training"], counts["repair"], counts["disposal"]) == (1, 1, 0)
    assert "capability=repair" in page.context["tiles"]
    both = public("/inventory/map/", text="exact brontosaur", country="KAZ")
    assert (both.status_code, both.context["said"]) == (200, {"country": "KAZ", "text": "exact brontosaur"})


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"capability": "flying"}, "shell.not_offered"),
        ({"bbox": "1,2,3"}, "geo.not_a_box"),
        ({"country": "QQQ"}, "atlas.unknown_code"),
        ({"format": "exe"}, "exports.unknown_format"),
    ],
)
def test_what_cannot_be_asked_is_refused(said, code):
    answer = public("/inventory/map/", **said)
    assert answer.status_code in {404, 422}
    assert code in answer.content.decode()


def test_an_empty_map_says_what_to_do():
    page = public("/inventory/map/", text="nowhereatall")
    assert "No facility that you may see for this choice" in page.content.decode()


def test_pages_of_the_list_go_on_with_the_filter():
    for n in range(26):
        recorded(f"Brontosaur {n:02d}", kind="field_station")
    first = public("/inventory/map/", kind="field_station")
    after = "?kind=field_station&text=brontosaur&page=2"
    assert (first.context["pages"]["before"], first.context["pages"]["after"]) == ("", after)
    second = public("/inventory/map/", kind="field_station", page="2")
    assert [row.name for row in second.context["rows"]] == ["Brontosaur 25"]


# -- tiles -------------------------------------------------------------------------------------------------------------
def spot_of(point, tile) -> Spot:
    size = 1 << tile.z
    return off_web_map((tile.x + point["at"][0] / EXTENT) / size, (tile.y + point["at"][1] / EXTENT) / size)


@pytest.mark.parametrize("z", [5, 9, 14, DEEPEST_TILE])
def test_no_zoom_is_finer_than_the_reader(three, z):
    """However deep: for the public it stands in the middle of its cell, and where it truly is there is nothing."""
    near = 2 * 360 / (1 << z) / EXTENT + 1e-5
    for client, spot in ((Client(), CELL), (signed_in("focal.point.kaz"), TRUE)):
        tile = tile_of(spot, z)
        found = points(
            client.get(f"/inventory/tiles/{tile.z}/{tile.x}/{tile.y}?capability=training&text=exact+brontosaur")
        )
        assert [(p["n"], p["name"]) for p in found] == [(1, "Exact brontosaur")]
        assert spot_of(found[0], tile) == pytest.approx(spot, abs=near)


def test_at_the_true_position_there_is_nothing_for_who_may_not_know_it(three):
    for z in (14, DEEPEST_TILE):
        tile = tile_of(TRUE, z)
        address = f"/inventory/tiles/{tile.z}/{tile.x}/{tile.y}"
        assert (points(public(address)), len(points(focal(address)))) == ([], 1)


def test_a_tile_names_what_stands_alone_and_counts_the_rest(three):
    tile = tile_of(TRUE, 3)
    (cluster,) = points(public(f"/inventory/tiles/3/{tile.x}/{tile.y}"))
    assert (cluster["n"], "name" in cluster) == (2, False)


def test_of_what_stands_somewhere_in_a_country_only_that_is_drawn():
    recorded("Somewhere brontosaur")
    tile = tile_of(Spot(48.0, 67.0), 4)
    address = f"/inventory/tiles/4/{tile.x}/{tile.y}"
    assert points(public(address)) == []
    assert [p["name"] for p in points(public(address), "areas")] == ["Somewhere brontosaur"]


def test_towns_are_named_in_the_readers_script():
    tile = tile_of(Spot(41.31, 69.25), 5)
    address = f"/inventory/tiles/5/{tile.x}/{tile.y}"
    for language, name in (("en", "Tashkent"), ("ru", "Ташкент")):
        told = Client(headers={"accept-language": language}).get(address)
        assert name in [p["name"] for p in points(told, "places")], language


@pytest.mark.parametrize("where", ["23/0/0", "2/4/0", "2/0/4"])
def test_there_are_no_other_tiles(where):
    answer = public(f"/inventory/tiles/{where}")
    assert (answer.status_code, "geo.no_such_tile" in answer.content.decode()) == (404, True)


# -- files -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_map_leaves_as_a_file(three, form, begins):
    answer = public("/inventory/map/", format=form, country="KAZ")
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="facilities.{form}"'
    if form != "png":
        text = " ".join(texts.of_answer(answer).split())
        assert "imply no opinion on the status of any territory" in text
        assert "Made for: the public" in text
        assert "2 facilities" in text


def circles(svg: str) -> list[tuple[str, str]]:
    return re.findall(r'data-lon="([^"]+)" data-lat="([^"]+)"', svg)


def around(spot: Spot, half: float = 0.004) -> str:
    return ",".join(f"{edge:.4f}" for edge in (spot.lon - half, spot.lat - half, spot.lon + half, spot.lat + half))


def test_a_picture_of_a_small_part_shows_no_more_than_its_reader_may_know(three):
    """However small the part: at the true position the public finds nothing, and in the cell its middle."""
    told = {"format": "svg", "capability": "training"}
    assert circles(public("/inventory/map/", bbox=around(TRUE), **told).content.decode()) == []
    (middle,) = circles(public("/inventory/map/", bbox=around(CELL), **told).content.decode())
    assert tuple(map(float, middle)) == pytest.approx((CELL.lon, CELL.lat), abs=1e-3)
    (true,) = circles(focal("/inventory/map/", bbox=around(TRUE), **told).content.decode())
    assert tuple(map(float, true)) == pytest.approx((TRUE.lon, TRUE.lat), abs=1e-3)


def test_pictures_of_two_worlds_that_differ_in_the_true_place_are_the_same_for_the_public():
    answers = []
    for lat, lon in ((51.1101, 71.4101), (51.1899, 71.4899)):
        made = recorded("Elusive brontosaur", latitude=lat, longitude=lon)
        asked = [
            public("/inventory/map/", format="svg", bbox=box) for box in ("71.4,51.1,71.5,51.2", "60,40,80,55", "")
        ]
        answers.append([circles(answer.content.decode()) for answer in asked])
        with act("tests.deleted", by=SYSTEM, about="facility"):
            Facility.objects.inside_action().filter(id=made.id).delete()
    assert answers[0] == answers[1]
    assert [len(found) for found in answers[0]] == [1, 1, 1]


def test_a_file_says_for_whom_up_to_which_level_and_from_which_sources(three):
    part = {"format": "svg", "bbox": "60,40,80,55"}
    text = " ".join(texts.of_answer(public("/inventory/map/", **part)).split())
    for told in ("As on 20", "Made for: the public", "Holds records up to: Open to everybody", "bbox", "60,40,80,55"):
        assert told in text or told == "bbox", told
    assert "Regional partners" in " ".join(texts.of_answer(focal("/inventory/map/", **part)).split())


def test_towns_on_the_picture_of_a_part_are_in_the_readers_script(three):
    for language, town in (("en", "Astana"), ("ru", "Астана")):
        client = Client(headers={"accept-language": language})
        drawn = client.get("/inventory/map/", {"text": MINE, "bbox": "66,49,76,54"}).content.decode()
        assert town in re.findall(r'class="map__place".*?>([^<>]+)</text>', drawn), language


@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_a_designated_name_has_its_marker_and_its_note_in_the_file(form):
    recorded("Some brontosaur", owner="XKX", territory="XKX")
    text = " ".join(texts.of_answer(public("/inventory/map/", format=form)).split())
    assert form == "pdf" or "Kosovo*" in text, "in a print the names on the picture are drawn and not text"
    assert "1244" in text, "the note"


def test_a_file_of_more_than_public_records_wants_a_fresh_proof(three):
    client = signed_in("focal.point.kaz", minutes_ago=30)
    assert client.get("/inventory/map/", {"format": "svg"}).status_code != 200


# -- who can -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("near", ["Астана", "Astana", "51.18,71.446"])
def test_who_can_by_town_or_position(three, near):
    page = public("/inventory/who-can/", near=near, capability="training")
    assert [(row.name, row.far) for row in page.context["rows"]] == [("Exact brontosaur", "Here")]
    told = focal("/inventory/who-can/", near=near, capability="training").context["rows"]
    assert [row.name for row in told] == ["Exact brontosaur", "Hidden brontosaur"]


@pytest.mark.parametrize("near", ["Nowhereville", "99,200", "x" * 121])
def test_an_unknown_place_stays_typed_beside_the_refusal(near):
    page = public("/inventory/who-can/", near=near)
    assert page.status_code == 422
    assert [wrong.field for wrong in page.context["refused"]] == ["near"]
    assert f'value="{near[:120]}"' in page.content.decode()


def test_travel_times_stand_beside_distances_where_somebody_stated_them(three):
    towns = {"from": "KZ-1526273", "to": "KZ-1518980"}
    page = public("/inventory/who-can/", near="Astana")
    assert ("timed" in page.context and page.context["timed"], "How long it may take" in page.content.decode()) == (
        False,
        False,
    )
    recorded("Far brontosaur", place=towns["to"])
    for start, goal, minutes in ((towns["from"], towns["to"], 310), (towns["to"], towns["from"], 340)):
        inventory.record_travel_time(
            by=SYSTEM, start=start, goal=goal, minutes=minutes, mode="road", source="GENERAL", on=date(2026, 5, 1)
        )
    rows = {row.name: row.way for row in public("/inventory/who-can/", near="Astana").context["rows"]}
    assert rows["Town brontosaur"].here
    assert (rows["Far brontosaur"].band, rows["Far brontosaur"].there, rows["Far brontosaur"].back) == (
        "Within six hours", ["5 h 10 min by road"], ["5 h 40 min by road"],
    )  # fmt: skip
    assert rows["Exact brontosaur"].band == "Travel time not recorded"
    text = public("/inventory/who-can/", near="Astana", within="six_hours").content.decode()
    assert ("Far brontosaur" in text, "Exact brontosaur" in text, "Travel times as stated by" in text) == (
        True,
        False,
        True,
    )
    assert "Far brontosaur" not in public("/inventory/who-can/", near="Astana", within="three_hours").content.decode()
    assert "write the name of a town" in public("/inventory/who-can/", near="51.18,71.446").content.decode()
    wrong = public("/inventory/who-can/", near="Astana", within="soon")
    assert (wrong.status_code, "shell.not_offered" in wrong.content.decode()) == (422, True)


def test_without_a_place_it_asks_for_one():
    page = public("/inventory/who-can/")
    assert (page.status_code, "rows" in page.context) == (200, False)
