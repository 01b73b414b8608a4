"""Coordinates as people write them, and what is wrong with them."""

import pytest

from kerege.inventory.rules.outlines import countries_at, may_be_in, middle, middle_of_box, outlines
from kerege.inventory.rules.positions import check_position, doubts, read_degrees
from kerege.inventory.rules.precision import Point
from kerege.inventory.words import Doubt
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
ASTANA, OSH, BISHKEK = Point(51.12801, 71.43042), Point(40.5283, 72.7985), Point(42.87462, 74.56976)


@pytest.mark.parametrize(
    ("text", "field", "degrees"),
    [
        ("51.128", "latitude", 51.128),
        (51.128, "latitude", 51.128),
        (-3, "latitude", -3.0),
        ("51,128", "latitude", 51.128),
        ("\u221251.5", "latitude", -51.5),
        ("51°07'41\"", "latitude", 51.128056),
        ("51° 07′ 41″ N", "latitude", 51.128056),
        ("51 07 41", "latitude", 51.128056),
        ("51:07:41", "latitude", 51.128056),
        ("51°7,7'", "latitude", 51.128333),
        ("51°07'41'' с.ш.", "latitude", 51.128056),
        ("71°26' в.д.", "longitude", 71.433333),
        ("71.43 E", "longitude", 71.43),
        ("12 W", "longitude", -12.0),
        ("5 S", "latitude", -5.0),
        ("51.128°", "latitude", 51.128),
    ],
)
def test_degrees_are_read(text, field, degrees):
    assert read_degrees(text, field=field) == pytest.approx(degrees, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "latitude"),
        ("north", "latitude"),
        ("51.128.4", "latitude"),
        ("91", "latitude"),
        ("181", "longitude"),
        ("51°61'", "latitude"),
        ("51°07'61\"", "latitude"),
        ("51.1 E", "latitude"),
        ("51.1 N", "longitude"),
        (float("nan"), "latitude"),
        (True, "latitude"),
        (None, "longitude"),
        ("=1+1", "latitude"),
    ],
)
def test_what_is_no_coordinate_is_refused_at_its_field(text, field):
    with pytest.raises(Refusal) as refused:
        read_degrees(text, field=field)
    assert (refused.value.code, refused.value.field) == ("inventory.bad_position", field)


@pytest.mark.parametrize(
    ("point", "territory", "found"),
    [
        (ASTANA, "KAZ", []),
        (Point(0.0, 0.0), "KAZ", [Doubt.ZERO]),
        (Point(0.001, -0.002), "KAZ", [Doubt.ZERO]),
        (Point(71.43042, 51.12801), "KAZ", [Doubt.SWAPPED]),
        (OSH, "KAZ", [Doubt.ELSEWHERE]),
        (Point(-51.1, 71.4), "KAZ", [Doubt.ELSEWHERE]),
        (Point(51.1, 71.4), "KAZ", [Doubt.ROUGH]),
        (OSH, "KGZ", []),
        (OSH, "XXX", []),
    ],
)
def test_doubts(point, territory, found):
    assert [d.doubt for d in doubts(point, territory=territory)] == found


def test_another_country_is_named():
    assert [d.country for d in doubts(OSH, territory="KAZ")] == ["KGZ"]
    assert [d.country for d in doubts(Point(-51.1, 71.4), territory="KAZ")] == [""]


def test_nor_is_what_a_geocoder_answers_for_the_name_of_the_country():
    assert [d.doubt for d in doubts(Point(48.019573, 66.923684), territory="KAZ")] == [Doubt.ON_CENTROID]
    assert doubts(Point(48.019573, 67.05), territory="KAZ") == []
    assert middle_of_box("XYZ") is None


def test_the_middle_of_the_country_is_nobodys_position():
    centre = middle("KAZ")
    assert centre is not None
    assert [d.doubt for d in doubts(centre, territory="KAZ")] == [Doubt.ON_CENTROID]
    check_position(centre, territory="KAZ", sure=True)
    with pytest.raises(Refusal) as refused:
        check_position(centre, territory="KAZ")
    assert refused.value.code == "inventory.position_on_centroid"


def test_far_from_the_town_that_is_named_is_a_doubt_and_no_refusal():
    found = doubts(ASTANA, territory="KAZ", place=Point(43.24, 76.95))
    assert [(d.doubt, d.wrong) for d in found] == [(Doubt.FAR_FROM_PLACE, False)]
    assert doubts(ASTANA, territory="KAZ", place=Point(51.2, 71.4)) == []


@pytest.mark.parametrize(
    ("point", "code"),
    [
        (Point(0, 0), "inventory.position_zero"),
        (Point(71.43042, 51.12801), "inventory.position_swapped"),
        (OSH, "inventory.position_elsewhere"),
    ],
)
def test_what_cannot_be_right_is_refused_even_of_somebody_sure(point, code):
    for sure in (False, True):
        with pytest.raises(Refusal) as refused:
            check_position(point, territory="KAZ", sure=sure)
        assert refused.value.code == code


def test_a_few_kilometres_at_a_border_are_nobodys_fault():
    """Korday lies at the river that is the border; the outline is no finer than a few kilometres."""
    korday = Point(43.0389, 74.7114)
    assert may_be_in(korday, "KAZ")
    assert may_be_in(korday, "KGZ")
    assert not may_be_in(Point(42.4, 74.6), "KAZ"), "seventy kilometres are no border"


def test_the_capitals_of_the_region_lie_in_their_countries():
    capitals = {"KAZ": ASTANA, "KGZ": BISHKEK, "TJK": Point(38.54, 68.77), "UZB": Point(41.31, 69.28)}
    capitals |= {"MNG": Point(47.92, 106.91), "AFG": Point(34.53, 69.17), "PAK": Point(33.69, 73.06)}
    assert {code: countries_at(point) for code, point in capitals.items()} == {code: [code] for code in capitals}


def test_the_outlines_are_rings():
    for code, polygons in outlines().items():
        assert polygons, code
        for rings in polygons:
            assert min(len(ring) for ring in rings) >= 3, code
