"""The map: right places, no settled line where there is none, no name that is not from the records."""

import json
import re
from itertools import pairwise

import pytest

from kerege.web.shell import maps
from kerege.web.shell.maps import Dot, MapValue, region_map

pytestmark = pytest.mark.nodb
GEOMETRY = maps.PATHS.parent.parent / "static" / "kerege" / "region.json"


@pytest.fixture(scope="module")
def features():
    return json.loads(GEOMETRY.read_text())["features"]


def country(features, code):
    return next(f["geometry"]["coordinates"] for f in features if f["properties"].get("code") == code)


def lines(features, kind):
    return [line for f in features if f["properties"]["kind"] == kind for line in f["geometry"]["coordinates"]]


def holds(polygons, x, y):
    """Whether a point lies inside, by crossings."""
    crossings = 0
    for ring in (r for rings in polygons for r in rings):
        for (ax, ay), (bx, by) in pairwise(ring):
            crossings += (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax
    return crossings % 2 == 1


def steps(found):
    """The pieces from point to point, whichever way they are walked."""
    return {frozenset((tuple(a), tuple(b))) for line in found for a, b in pairwise(line)}


def border(features, one, other):
    """The pieces that two countries share."""
    first, second = (steps(r for rings in country(features, c) for r in rings) for c in (one, other))
    return first & second


def test_places_lie_where_the_built_picture_has_them():
    for check in maps.shapes()["projection"]["checks"]:
        assert maps.place(*check["at"]) == pytest.approx(check["xy"], abs=0.01)


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [("UKR", 34.1, 44.95), ("CYP", 33.6, 35.3), ("XKX", 21.1, 42.6), ("KAZ", 71.4, 51.1), ("AFG", 69.2, 34.5)],
)
def test_countries_hold_what_is_theirs(features, code, lon, lat):
    owners = {f["properties"]["code"] for f in features if f["properties"]["kind"] == "country"}
    assert [c for c in owners if c and holds(country(features, c), lon, lat)] == [code]


@pytest.mark.parametrize("pair", [("SRB", "XKX"), ("ISR", "PSE"), ("CHN", "IND"), ("ARM", "AZE"), ("CHN", "PAK")])
def test_no_settled_line_runs_between_neighbours_that_dispute_it(features, pair):
    shared = border(features, *pair)
    assert len(shared) > 2
    assert not shared & steps(lines(features, "settled"))
    assert shared <= steps(lines(features, "disputed"))


def test_the_line_in_kashmir_is_dashed_and_the_one_in_punjab_is_drawn(features):
    shared = border(features, "IND", "PAK")
    kashmir = {step for step in shared if all(y > 32.6 for _x, y in step)}
    punjab = {step for step in shared if all(25 < y < 32 for _x, y in step)}
    assert len(kashmir) > 5
    assert len(punjab) > 5
    assert kashmir <= steps(lines(features, "disputed")) - steps(lines(features, "settled"))
    assert punjab <= steps(lines(features, "settled")) - steps(lines(features, "disputed"))


def test_built_files_carry_codes_and_no_names():
    for file in (GEOMETRY, maps.PATHS):
        words = set(re.findall(r"[A-Za-z]{4,}", file.read_text()))
        assert words <= {
            *("type", "FeatureCollection", "features", "Feature", "properties", "kind", "country", "code", "geometry"),
            *("MultiPolygon", "MultiLineString", "coordinates", "settled", "disputed", "width", "height", "countries"),
            *("area", "land", "projection", "parallels", "meridian", "scale", "origin", "checks"),
        }


def test_a_country_is_a_link_with_its_figure_in_words_and_nothing_is_trusted():
    svg = region_map({"KAZ": MapValue(9, "/kaz?a=1&b=2", '249 "people"', "<b>")}, title="Map")
    assert '<a href="/kaz?a=1&amp;b=2" aria-label="249 &quot;people&quot;">' in svg
    assert 'class="map__country level-5"' in svg
    assert "&lt;b&gt;" in svg
    assert "<b>" not in svg


def test_a_territory_without_a_shape_is_left_to_the_table():
    assert "data-code" not in region_map({"ZZZ": MapValue(1)}, title="Map")


def test_a_place_without_address_is_no_link():
    svg = region_map({}, title="Map", dots=[Dot(76.9, 43.25, "Town", "")])
    assert "<a " not in svg
    assert '<g role="img" aria-label="Town">' in svg
